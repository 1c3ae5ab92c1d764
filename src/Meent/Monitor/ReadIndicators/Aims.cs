namespace Meent.Monitor.ReadIndicators;

/// <summary>Which of several targets a page sets beside a line.</summary>
public static class Aims
{
    /// <summary>The first that is due after the newest figure; where all are due, the last of them.</summary>
    /// <param name="targets">of a place, and of the Union where the place has none</param>
    /// <param name="indicator">with the breakdown that is shown as its main one</param>
    /// <param name="newest">the period of the newest figure; null where there is none</param>
    /// <returns>null where none fits in breakdown and unit</returns>
    public static Target? Next(IEnumerable<Target> targets, Indicator indicator, string? newest)
    {
        var sources = indicator.Codes.Select(c => c.Source).Distinct().ToList();
        var fitting = targets
            .Where(t => t.Indicator == indicator.Id && t.Breakdown == indicator.MainBreakdown && (indicator.MainUnit.Length == 0 || t.Unit == indicator.MainUnit))
            .OrderBy(t => PeriodMath.Middle(t.DuePeriod)).ThenBy(t => sources.IndexOf(t.Source) is >= 0 and var at ? at : int.MaxValue).ToList();
        return fitting.Find(t => newest is null || PeriodMath.Years(newest, t.DuePeriod) > 0)
            ?? fitting.FindAll(t => t.DuePeriod == fitting[^1].DuePeriod).FirstOrDefault();
    }
}
