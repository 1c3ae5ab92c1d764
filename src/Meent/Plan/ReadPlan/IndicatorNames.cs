using Meent.Foundation.Localisation;
using Meent.Monitor;

namespace Meent.Plan.ReadPlan;

/// <summary>Names of what the objectives of a plan are measured by; an indicator that is not of the hub is a figure in the place's own words.</summary>
/// <param name="All">those of the hub, by id</param>
public sealed record IndicatorNames(IReadOnlyDictionary<string, Indicator> All, BreakdownNames Groups)
{
    public static Task<IndicatorNames> Of(PlanContent plan, IndicatorLibrary library, BreakdownLibrary breakdowns, CancellationToken cancel) =>
        Of(plan.Objectives.SelectMany(o => o.MeasuredBy).Select(m => m.Indicator), library, breakdowns, cancel);

    public static async Task<IndicatorNames> Of(IEnumerable<string> ids, IndicatorLibrary library, BreakdownLibrary breakdowns, CancellationToken cancel)
    {
        var found = new Dictionary<string, Indicator>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct())
            if (await library.Find(id, cancel) is { } indicator) found[id] = indicator;
        return new(found, await breakdowns.Names(cancel));
    }

    /// <summary>"People with at least basic digital skills (Women)"</summary>
    public string Of(MeasuredBy by, Texts T) => Of(by.Indicator, by.Breakdown, T);

    /// <summary>In what a figure is counted, one of <see cref="IndicatorUnit"/>; null of one in the place's own words.</summary>
    public string? UnitOf(MeasuredBy by) => All.GetValueOrDefault(by.Indicator)?.Unit;

    /// <param name="breakdown">null for everybody</param>
    public string Of(string indicator, string? breakdown, Texts T)
    {
        var name = All.GetValueOrDefault(indicator)?.Name.In(T.Language) ?? indicator;
        return breakdown is null ? name : T["{0} ({1})", name, Groups.Of(breakdown, T)];
    }
}
