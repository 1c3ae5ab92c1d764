using Meent.Design.Charts;
using Meent.Foundation;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Lines of places as pictures over the years.</summary>
internal static class LinePictures
{
    /// <param name="lines">a picture each; one alone is drawn large, with how sure its figures are</param>
    /// <param name="target">drawn as the way from the first figure that compares to where it should be; null without one</param>
    public static SeriesModel Of(Texts T, IndicatorWords words, Indicator indicator, IReadOnlyList<PlaceLine> lines, string finding, string note, Target? target)
    {
        var periods = lines.SelectMany(l => l.Observed).Select(o => o.About).Where(p => PeriodMath.Middle(p) is not null).Distinct().OrderBy(p => PeriodMath.Middle(p)).ToList();
        return new(
            finding,
            [.. periods.Select(p => new SeriesTime(p, At(p)))],
            [.. lines.Select(l => new SeriesPanel(l.Place.Name, [Line(T, words, indicator, l, periods, lines.Count == 1)]) { Aim = Aim(l, target) })],
            words.ChartUnit(1), note, T["Place"]);
    }

    private static SeriesLine Line(Texts T, IndicatorWords words, Indicator indicator, PlaceLine line, List<string> periods, bool withBounds)
    {
        var half = withBounds && Terms.Precision(indicator, line.Place).Ceiling is { } ceiling ? Normal.Point975 * ceiling : (double?)null;
        return new(T["Official figures"], LineMark.Circle, [.. line.Observed.Where(o => periods.Contains(o.About)).Select(o => Point(words, o, periods.IndexOf(o.About), half))], words.Since(line));
    }

    private static SeriesPoint Point(IndicatorWords words, Observed observed, int time, double? half)
    {
        var value = (double?)observed.Value;
        return new(time, value)
        {
            Low = value - half, High = value + half, Missing = value is null ? words.Cell(observed, 0) : null, IsBreak = observed.Status?.Contains('b', StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    private static SeriesAim? Aim(PlaceLine line, Target? target)
    {
        if (target is null || PeriodMath.Middle(target.DuePeriod) is null || Pace.Made([.. line.Figures])?.From is not { } since) return null;
        return new(At(since), (double)line.At(since)!.Value!.Value, At(target.DuePeriod), (double)target.Value, target.DuePeriod);
    }

    private static double At(string period) => (double)(PeriodMath.Middle(period)!.Value - 0.5m);
}
