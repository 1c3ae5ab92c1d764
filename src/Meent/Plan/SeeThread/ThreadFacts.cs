using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Plan.ReadPlan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SeeThread;

/// <summary>What a thread tells beside what its plans say: how measures go, and what objectives are measured by.</summary>
/// <param name="States">what the newest check-in of a measure said, by plan and measure; measures without one are not in it</param>
public sealed record ThreadFacts(IReadOnlyDictionary<(Guid PlanId, string Measure), MeasureState> States, IndicatorNames Indicators)
{
    /// <summary>How a measure goes; planned where nobody said anything yet.</summary>
    public MeasureState State(OpenPlan plan, Measure measure) => States.GetValueOrDefault((plan.Id, measure.Id), MeasureState.Planned);

    /// <summary>What an objective is measured by, each with where it began and should be.</summary>
    public IEnumerable<string> Figures(Objective objective, Texts T) => objective.MeasuredBy.Select(by => InWords(Indicators, by, T));

    /// <summary>"Measured by schools with a gigabit connection: 40 % in 2025, to be 60 % by 1 July 2027"</summary>
    public static string InWords(IndicatorNames indicators, MeasuredBy by, Texts T) => T["Measured by {0}", string.Join(": ", new[] { indicators.Of(by, T), PlanWords.Goal(by, T, indicators.UnitOf(by)) }.OfType<string>())];

    /// <summary>Of all that is told, in one question for the measures however many plans they are of.</summary>
    public static async Task<ThreadFacts> Of(HubDb db, IEnumerable<ThreadDown> told, IndicatorLibrary library, BreakdownLibrary breakdowns, CancellationToken cancel)
    {
        var all = told.SelectMany(t => t.All).ToList();
        var plans = all.Where(t => t.Measures.Count > 0).Select(t => t.At.Plan.Plan).DistinctBy(p => p.Id).ToList();
        var figures = all.SelectMany(t => t.At.Objective.MeasuredBy).Select(m => m.Indicator);
        return new(await Newest(db, plans, cancel), await IndicatorNames.Of(figures, library, breakdowns, cancel));
    }

    private static async Task<Dictionary<(Guid, string), MeasureState>> Newest(HubDb db, List<StoredPlan> plans, CancellationToken cancel)
    {
        if (plans.Count == 0) return [];
        var (places, ids) = (plans.Select(p => p.PlaceId).Distinct().ToList(), plans.Select(p => p.Id).ToList());
        var newest = await db.Read<StoredCheckIn>().Where(c => places.Contains(c.PlaceId) && ids.Contains(c.PlanId))
            .GroupBy(c => new { c.PlanId, c.MeasureId })
            .Select(g => g.OrderByDescending(c => c.SaidAt).ThenByDescending(c => c.Id).Select(c => new { c.PlanId, c.MeasureId, c.State }).First())
            .ToListAsync(cancel);
        return newest.ToDictionary(c => (c.PlanId, c.MeasureId), c => c.State);
    }
}
