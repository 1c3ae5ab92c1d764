namespace Meent.Monitor.ReadIndicators;

/// <summary>Which of several targets a page sets beside a line.</summary>
public static class Aims
{
    /// <summary>The first that is due after the newest figure, the place's own before that of the Union; where all are due, the last of them.</summary>
    /// <param name="targets">of a place, and those of the Union that stand beside it</param>
    /// <param name="indicator">with the breakdown that is shown as its main one</param>
    /// <param name="newest">the period of the newest figure; null where there is none</param>
    /// <returns>null where none fits in breakdown and unit</returns>
    public static Target? Next(IEnumerable<Target> targets, Indicator indicator, Guid place, string? newest)
    {
        var sources = indicator.Codes.Select(c => c.Source).Distinct().ToList();
        var fitting = targets
            .Where(t => t.Indicator == indicator.Id && t.Breakdown == indicator.MainBreakdown && (indicator.MainUnit.Length == 0 || t.Unit == indicator.MainUnit))
            .OrderBy(t => PeriodMath.Middle(t.DuePeriod)).ThenBy(t => sources.IndexOf(t.Source) is >= 0 and var at ? at : int.MaxValue).ToList();
        bool IsToCome(Target t) => newest is null || PeriodMath.Years(newest, t.DuePeriod) > 0;
        var own = fitting.FindAll(t => t.PlaceId == place);
        return own.Find(IsToCome) ?? fitting.Find(IsToCome) ?? Last(own) ?? Last(fitting);

        static Target? Last(List<Target> some) => some.Find(t => t.DuePeriod == some[^1].DuePeriod);
    }
}
