using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Plan.ReadPlan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>A plan with what was said of its measures since.</summary>
/// <param name="Last">the newest check-in of each measure that has any, by its id</param>
/// <param name="Figures">the newest value of what objectives are measured by, by <see cref="KeyOf"/>; where a start is known, only those that are newer</param>
/// <param name="Indicators">what objectives are measured by</param>
public sealed record FollowedPlan(
    OpenPlan Plan, IReadOnlyDictionary<string, LastCheckIn> Last, IReadOnlyDictionary<string, FigureNow> Figures, IndicatorNames Indicators, DateOnly Today)
{
    public PlanStanding ReviewState => PlanStanding.On(Today, Plan.Plan.State, Plan.Content.To, Plan.Plan.NextReview);

    /// <summary>How a measure goes; planned where nobody said anything yet.</summary>
    public MeasureState State(Measure measure) => Last.GetValueOrDefault(measure.Id)?.State ?? MeasureState.Planned;

    /// <summary>What a measure asks of the one who looks after it; nothing where the plan itself is a draft, done or stopped.</summary>
    public (MeasureCall Call, DateOnly? Since) Call(Measure measure) => Plan.Plan.State == PlanStates.Running
        ? MeasureStanding.On(Today, measure, Last.GetValueOrDefault(measure.Id), Plan.Content.From)
        : (MeasureCall.Nothing, null);

    /// <summary>How far an objective is by one of its figures, in a sentence; without start or target, the newest value as it is. Null where there is none.</summary>
    public string? Progress(Objective objective, MeasuredBy by, Texts T) => Figures.GetValueOrDefault(KeyOf(objective, by)) is not { } now ? null
        : IndicatorProgress.Of(by.Base, now.Value, by.Target) is { } progress ? FollowWords.Progress(progress, now.When(T), T, Indicators.UnitOf(by))
        : FollowWords.Now(now.Value, by.Base, now.When(T), T, Indicators.UnitOf(by));

    public string NameOf(MeasuredBy by, Texts T) => Indicators.Of(by, T);

    /// <summary>Names a figure of an objective: "o1/digital-skills-basic", "o1/digital-skills-basic/girls".</summary>
    public static string KeyOf(Objective objective, MeasuredBy by) => by.Breakdown is null ? $"{objective.Id}/{by.Indicator}" : $"{objective.Id}/{by.Indicator}/{by.Breakdown}";
}

/// <summary>The newest value of a figure.</summary>
/// <param name="About">the period that it is about, of an observation; null where somebody said it</param>
/// <param name="On">the day on which somebody said it</param>
/// <param name="Source">who gives an observation, one of <see cref="ObservationSource"/> or another; null where somebody said it</param>
public sealed record FigureNow(decimal Value, string? About, DateOnly On, string? Source = null)
{
    /// <summary>Stated by schools about themselves, and not counted from what people answered.</summary>
    public bool IsStated { get; init; }

    /// <summary>The day of the newest statement in a sum that moves with every school of a board; null for all else.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>When and by whom: "2025, Eurostat", "22 November 2026, as said here", "2025/2026, from what schools stated until 3 March 2026".</summary>
    public string When(Texts T) => T["{0}, {1}", About ?? T.Date(On), Until is { } day ? T["from what schools stated until {0}", T.Date(day)] : FollowWords.Source(Source, IsStated, T)];

    /// <summary>A period that is one day is told as that day.</summary>
    public static FigureNow Of(decimal value, string period, string source, DateOnly today) =>
        PlanWords.OneDay(period) is { } day ? new(value, null, day, source) : new(value, period, today, source);
}

/// <summary>Reads what was said of plans, and how their figures stand.</summary>
public sealed class PlanFollowing(HubDb db, IndicatorLibrary library, BreakdownLibrary breakdowns, Observations observations, TimeProvider clock)
{
    /// <param name="figures">whether the newest values are read, for a page that tells how far objectives are</param>
    public async Task<FollowedPlan> Of(OpenPlan plan, bool figures = true, CancellationToken cancel = default)
    {
        var said = await db.Read<StoredCheckIn>().Where(c => c.PlaceId == plan.Place.PlaceId && c.PlanId == plan.Id).OrderBy(c => c.SaidAt).ThenBy(c => c.Id).ToListAsync(cancel);
        var last = new Dictionary<string, LastCheckIn>();
        var given = new Dictionary<string, FigureNow>();
        foreach (var checkIn in said)
        {
            last[checkIn.MeasureId] = Read(checkIn);
            if (checkIn.Given is var (key, value)) given[key] = new(value, null, Clock.Day(checkIn.SaidAt));
        }
        var indicators = await Indicators(plan, cancel);
        return new(plan, last, figures ? await Newest(plan, given, indicators, cancel) : new Dictionary<string, FigureNow>(), indicators, clock.Today());
    }

    /// <summary>Of the hub's indicators what was observed, of figures in own words what was said: nobody types the value of an official one.</summary>
    private async Task<Dictionary<string, FigureNow>> Newest(OpenPlan plan, Dictionary<string, FigureNow> given, IndicatorNames indicators, CancellationToken cancel)
    {
        var (figures, observed) = (new Dictionary<string, FigureNow>(), new Dictionary<(string, string), IReadOnlyList<Observed>>());
        foreach (var (objective, by) in plan.Content.Objectives.SelectMany(o => o.MeasuredBy, (o, b) => (o, b)))
        {
            var key = FollowedPlan.KeyOf(objective, by);
            if ((indicators.All.GetValueOrDefault(by.Indicator) is { } indicator ? await Observed(plan, indicator, by, observed, cancel) : given.GetValueOrDefault(key)) is { } now) figures[key] = now;
        }
        return figures;
    }

    /// <summary>The newest observation of the plan's own place; null where there is none that is newer than the start, and where this reader may not see it.</summary>
    /// <param name="read">what was read before, by indicator and breakdown</param>
    private async Task<FigureNow?> Observed(OpenPlan plan, Indicator indicator, MeasuredBy by, Dictionary<(string, string), IReadOnlyList<Observed>> read, CancellationToken cancel)
    {
        // Which value is newer than the start cannot be told where nobody says when that was.
        if (by.Base is not null && PeriodMath.End(by.BasePeriod) is null) return null;
        // What a school or board says of itself is for its own people: a guest of the plan is none of them.
        if (!plan.SeesFigures) return null;
        var key = (indicator.Id, by.Breakdown ?? indicator.MainBreakdown);
        if (!read.TryGetValue(key, out var line)) read[key] = line = [.. Line(await observations.Of(plan.Place.PlaceId, indicator.Id, key.Item2, cancel: cancel), indicator)];
        var newest = by.Base is null ? NewerFigure.Newest(line) : NewerFigure.Of(line, by.Base, by.BasePeriod);
        return newest is { Value: { } value } ? FigureNow.Of(value, NewerFigure.When(newest), newest.Series.Source, clock.Today()) with { IsStated = indicator.From is null, Until = newest.NewestOn } : null;
    }

    /// <summary>What is observed of a place: from official sources where they have any of it, else from its own reports and statements.</summary>
    /// <param name="all">of one indicator and breakdown</param>
    private static IEnumerable<Observed> Line(IEnumerable<Observed> all, Indicator indicator) => Observations.Official(all, indicator) is { Count: > 0 } official ? official : all;

    /// <summary>The newest values of a place, where a plan that is to begin can start from. Who calls this may read figures of the place, and shows them before they are written anywhere.</summary>
    /// <param name="indicators">ids; others than those of the hub have no start</param>
    /// <returns>the indicator and its start, of all people together, in the order in which they were named</returns>
    public async Task<IReadOnlyList<(Indicator Indicator, MeasuredBy Start)>> Starts(IEnumerable<string> indicators, Place place, CancellationToken cancel)
    {
        var known = new List<Indicator>();
        foreach (var id in indicators.Distinct())
            if (await library.Find(id, cancel) is { } indicator) known.Add(indicator);
        if (known.Count == 0) return [];
        // What a school or board says of itself is in no vintage, and it has little else; a country has tens of thousands of values, of which these are a few.
        var all = (PlaceKind.IsArea(place.Kind) ? await observations.Main([place.PlaceId], known, cancel: cancel) : await observations.Of(place.PlaceId, cancel: cancel)).ToLookup(o => (o.Series.Indicator, o.Series.Breakdown));
        return [.. from indicator in known
                   let newest = NewerFigure.Newest(Line(all[(indicator.Id, indicator.MainBreakdown)], indicator))
                   where newest is not null
                   select (indicator, NewerFigure.Begin(new(indicator.Id), newest))];
    }

    /// <summary>What objectives of a plan are measured by.</summary>
    public Task<IndicatorNames> Indicators(OpenPlan plan, CancellationToken cancel = default) => IndicatorNames.Of(plan.Content, library, breakdowns, cancel);

    /// <summary>What was said of one measure, the newest first.</summary>
    public Task<List<StoredCheckIn>> History(OpenPlan plan, string measure, CancellationToken cancel = default) =>
        db.Read<StoredCheckIn>().Where(c => c.PlaceId == plan.Place.PlaceId && c.PlanId == plan.Id && c.MeasureId == measure).OrderByDescending(c => c.SaidAt).ThenByDescending(c => c.Id).ToListAsync(cancel);

    /// <summary>Who may say how a measure goes: whoever may change the plan, and the person who looks after the measure.</summary>
    public static bool MayCheckIn(OpenPlan plan, Measure measure, Me me) => plan.MayChange || IsOwner(plan, measure, me);

    public static bool IsOwner(OpenPlan plan, Measure measure, Me me) => me.IsSomebody && plan.People.Any(p => p.Slot == measure.Owner && p.PersonId == me.Id);

    internal static LastCheckIn Read(StoredCheckIn checkIn) => new(Clock.Day(checkIn.SaidAt), checkIn.State, checkIn.Confidence, checkIn.Value, checkIn.Line);
}
