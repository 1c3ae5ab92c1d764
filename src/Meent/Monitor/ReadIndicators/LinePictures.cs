using Meent.Design.Charts;
using Meent.Foundation;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReadIndicators;

/// <summary>Lines of places as pictures over the years.</summary>
internal static class LinePictures
{
    /// <summary>Official figures.</summary>
    /// <param name="lines">a picture each; one alone is drawn large, with how sure its figures are</param>
    /// <param name="note">source and date; what the bars mean is added where there are some</param>
    /// <param name="target">drawn as the way from the first figure that compares to where it should be; null without one</param>
    public static SeriesModel Of(Texts T, IndicatorWords words, Indicator indicator, IReadOnlyList<PlaceLine> lines, string finding, string note, Target? target)
    {
        var periods = Periods(lines);
        return Drawn(T, words, periods,
            [.. lines.Select(l => new SeriesPanel(l.Place.Name, [Line(l)]) { Aim = target is null ? null : Aim(TargetWay.Of(target.Beside(l.Place.PlaceId), l.Figures)) })], finding, note, words.ChartUnit(lines.SelectMany(l => l.Observed)));

        SeriesLine Line(PlaceLine line)
        {
            var precision = Terms.Precision(indicator, line.Place);
            return new(T["Official figures"], LineMark.Circle, Points(words, line, periods, o => lines.Count == 1 ? line.Half(o, precision) : null), words.Since(line));
        }
    }

    /// <summary>Figures from schools, with how many answers or schools each rests on.</summary>
    /// <param name="target">drawn with the way that its source states; null without one</param>
    public static SeriesModel OfSchools(Texts T, IndicatorWords words, PlaceLine line, string finding, string note, Target? target)
    {
        var periods = Periods([line]);
        var drawn = new SeriesLine(T["From schools"], LineMark.Square, Points(words, line, periods, o => (double?)words.Margin(o)), words.SinceOfSchools(line))
        {
            Detail = string.Join("; ", line.Observed.Where(o => o.Value is not null && words.Basis(o, line.Place).Length > 0).Select(o => T["{0}: {1}", o.About, words.Basis(o, line.Place)])),
        };
        return Drawn(T, words, periods, [new(line.Place.Name, [drawn]) { Aim = target is null ? null : Aim(TargetWay.Of(target.Beside(line.Place.PlaceId), [])) }], finding, note, words.ChartUnit(words.SchoolsDecimals));
    }

    private static SeriesModel Drawn(Texts T, IndicatorWords words, List<string> periods, IReadOnlyList<SeriesPanel> panels, string finding, string note, ChartUnit unit)
    {
        var hasBars = panels.SelectMany(p => p.Lines).SelectMany(l => l.Points).Any(p => p.Low is not null);
        return new(finding, [.. periods.Select(p => new SeriesTime(p, At(p)))], panels, unit, hasBars ? IndicatorWords.Sentences(note, words.Bars) : note, T["Place"]);
    }

    private static List<string> Periods(IEnumerable<PlaceLine> lines) =>
        [.. lines.SelectMany(l => l.Observed).Select(o => o.About).Where(p => PeriodMath.Middle(p) is not null).Distinct().OrderBy(p => PeriodMath.Middle(p))];

    /// <param name="half">of the 95 % interval of a figure; null where none is drawn</param>
    private static IReadOnlyList<SeriesPoint> Points(IndicatorWords words, PlaceLine line, List<string> periods, Func<Observed, double?> half) =>
    [
        .. from observed in line.Observed
           where periods.Contains(observed.About)
           let value = observed.IsBound ? null : (double?)observed.Value
           let bar = half(observed)
           select new SeriesPoint(periods.IndexOf(observed.About), value)
           {
               Low = value - bar, High = value + bar, Missing = value is not null ? null : observed.IsBound ? words.FromSchools(observed) : words.Cell(observed, 0),
               IsBreak = observed.Status?.Contains('b', StringComparison.OrdinalIgnoreCase) == true,
           },
    ];

    private static SeriesAim? Aim(TargetWay? way) => way is null ? null : new([.. way.Stations.Select(s => new SeriesStation(At(s.Period), (double)s.Value, s.Period))]);

    private static double At(string period) => (double)(PeriodMath.Middle(period)!.Value - 0.5m);
}
