using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>A plan with what was said of its measures since.</summary>
/// <param name="Last">the newest check-in of each measure that has any, by its id</param>
/// <param name="Values">the newest value that somebody gave, by <see cref="KeyOf"/> of the objective and what it is measured by</param>
public sealed record FollowedPlan(OpenPlan Plan, IReadOnlyDictionary<string, LastCheckIn> Last, IReadOnlyDictionary<string, (decimal Value, DateOnly On)> Values, DateOnly Today)
{
    public PlanStanding ReviewState => PlanStanding.On(Today, Plan.Plan.State, Plan.Content.To, Plan.Plan.NextReview);

    /// <summary>How a measure goes; planned where nobody said anything yet.</summary>
    public MeasureState State(Measure measure) => Last.GetValueOrDefault(measure.Id)?.State ?? MeasureState.Planned;

    /// <summary>What a measure asks of the one who looks after it; nothing where the plan itself is a draft, done or stopped.</summary>
    public (MeasureCall Call, DateOnly? Since) Call(Measure measure) => Plan.Plan.State == PlanStates.Running
        ? MeasureStanding.On(Today, measure, Last.GetValueOrDefault(measure.Id), Plan.Content.From)
        : (MeasureCall.Nothing, null);

    /// <summary>How far an objective is by one of its figures; null where start, target or a value since are missing.</summary>
    public IndicatorProgress? Progress(Objective objective, MeasuredBy by) =>
        IndicatorProgress.Of(by.Base, Values.TryGetValue(KeyOf(objective, by), out var now) ? now.Value : null, by.Target);

    /// <summary>Names a figure of an objective: "o1/digital-skills-basic", "o1/digital-skills-basic/girls".</summary>
    public static string KeyOf(Objective objective, MeasuredBy by) => by.Breakdown is null ? $"{objective.Id}/{by.Indicator}" : $"{objective.Id}/{by.Indicator}/{by.Breakdown}";
}

/// <summary>Reads what was said of plans.</summary>
public sealed class PlanFollowing(HubDb db, TimeProvider clock)
{
    public async Task<FollowedPlan> Of(OpenPlan plan, CancellationToken cancel = default) =>
        Of(plan, await db.Read<StoredCheckIn>().Where(c => c.PlaceId == plan.Place.PlaceId && c.PlanId == plan.Id).ToListAsync(cancel));

    /// <summary>What was said of one measure, the newest first.</summary>
    public Task<List<StoredCheckIn>> History(OpenPlan plan, string measure, CancellationToken cancel = default) =>
        db.Read<StoredCheckIn>().Where(c => c.PlaceId == plan.Place.PlaceId && c.PlanId == plan.Id && c.MeasureId == measure).OrderByDescending(c => c.SaidAt).ThenByDescending(c => c.Id).ToListAsync(cancel);

    /// <summary>Who may say how a measure goes: whoever may change the plan, and the person who looks after the measure.</summary>
    public static bool MayCheckIn(OpenPlan plan, Measure measure, Me me) => plan.MayChange || IsOwner(plan, measure, me);

    public static bool IsOwner(OpenPlan plan, Measure measure, Me me) => me.IsSomebody && plan.People.Any(p => p.Slot == measure.Owner && p.PersonId == me.Id);

    private FollowedPlan Of(OpenPlan plan, IReadOnlyList<StoredCheckIn> said)
    {
        var ordered = said.OrderBy(c => c.SaidAt).ThenBy(c => c.Id).ToList();
        var last = new Dictionary<string, LastCheckIn>();
        var values = new Dictionary<string, (decimal, DateOnly)>();
        foreach (var checkIn in ordered)
        {
            last[checkIn.MeasureId] = Read(checkIn);
            if (checkIn is { Figure: { } key, Value: { } value }) values[key] = (value, Clock.Day(checkIn.SaidAt));
        }
        return new(plan, last, values, clock.Today());
    }

    internal static LastCheckIn Read(StoredCheckIn checkIn) => new(Clock.Day(checkIn.SaidAt), checkIn.State, checkIn.Confidence, checkIn.Value, checkIn.Line);
}
