using Meent.Monitor;

namespace Meent.Plan.ReadPlan;

/// <summary>Names of the indicators of a plan by id; what is missing is a figure in the place's own words.</summary>
internal static class IndicatorNames
{
    public static async Task<IReadOnlyDictionary<string, Indicator>> Of(PlanContent plan, IndicatorLibrary library, CancellationToken cancel)
    {
        var found = new Dictionary<string, Indicator>(StringComparer.Ordinal);
        foreach (var id in plan.Objectives.SelectMany(o => o.MeasuredBy).Select(m => m.Indicator).Distinct())
            if (await library.Find(id, cancel) is { } indicator) found[id] = indicator;
        return found;
    }
}
