namespace Meent.Plan;

/// <summary>What of a plan's content some of its readers do not get to see, and what of that stays when they change the rest.</summary>
internal static class PlanSeen
{
    /// <summary>Without where figures begin: with the day on which it was counted, that is what a report says.</summary>
    /// <param name="hidden">whether that is so for an indicator</param>
    public static PlanContent WithoutStarts(PlanContent content, Func<string, bool> hidden) =>
        Each(content, o => o with { MeasuredBy = [.. o.MeasuredBy.Select(m => hidden(m.Indicator) ? m with { Base = null, BasePeriod = null } : m)] });

    /// <summary>With the starts that stood there and that whoever changed the content did not see; one that they wrote themselves takes their place.</summary>
    /// <param name="stood">the content before the change</param>
    public static PlanContent WithStartsOf(PlanContent changed, PlanContent stood, Func<string, bool> hidden)
    {
        MeasuredBy Kept(string objective, MeasuredBy by) =>
            hidden(by.Indicator) && by is { Base: null, BasePeriod: null } && stood.Objective(objective)?.MeasuredBy.FirstOrDefault(m => m.Indicator == by.Indicator && m.Breakdown == by.Breakdown) is { } was
                ? by with { Base = was.Base, BasePeriod = was.BasePeriod }
                : by;
        return Each(changed, o => o with { MeasuredBy = [.. o.MeasuredBy.Select(m => Kept(o.Id, m))] });
    }

    /// <summary>Without the rounds that objectives were made from, but those whose report the reader may read.</summary>
    /// <param name="readable">whether that is so for a round</param>
    public static PlanContent WithReports(PlanContent content, Func<Guid, bool> readable) =>
        Each(content, o => o.From is { } from && !readable(from.Round) ? o with { From = null } : o);

    private static PlanContent Each(PlanContent content, Func<Objective, Objective> change) => content with { Objectives = [.. content.Objectives.Select(change)] };
}
