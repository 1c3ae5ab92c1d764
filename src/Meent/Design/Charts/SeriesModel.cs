namespace Meent.Design.Charts;

/// <summary>
/// How figures of an indicator went on over the years: a picture per place, all on one scale. Years stand as far apart as they are. One place alone
/// gets one large picture.
/// </summary>
/// <param name="Finding">what the pictures show, as a sentence</param>
/// <param name="Times">oldest first; at least one</param>
/// <param name="Note">what is counted, source, date, how sure: the line under the pictures</param>
/// <param name="RowHeading">heading of the table's first column: "Country"</param>
public sealed record SeriesModel(
    string Finding, IReadOnlyList<SeriesTime> Times, IReadOnlyList<SeriesPanel> Panels, ChartUnit Unit, string Note, string RowHeading)
{
    /// <summary>How far a year's label stands from the next at least, as a share of the width.</summary>
    private const double LabelRoom = 0.34;

    /// <summary>The scale of all pictures.</summary>
    public ChartScale Scale { get; init; } = ChartScale.Fit(Panels.SelectMany(p => p.Values));

    /// <summary>The first and the last moment on the axis: the way to a target may begin before the figures, and end after them.</summary>
    public (double From, double To) Span { get; } =
        (Times.Select(t => t.At).Concat(Panels.Select(p => p.Aim?.FromAt).OfType<double>()).Min(), Times.Select(t => t.At).Concat(Panels.Select(p => p.Aim?.DueAt).OfType<double>()).Max());

    public bool HasBreaks => Panels.SelectMany(p => p.Lines).SelectMany(l => l.Points).Any(p => p.IsBreak);

    /// <summary>Where a moment stands from left to right, 0..1.</summary>
    public double Across(double at) => Span.To > Span.From ? (at - Span.From) / (Span.To - Span.From) : 0.5;

    /// <summary>How a label lies to its moment: at the ends it stays within the picture.</summary>
    /// <returns>as SVG's <c>text-anchor</c></returns>
    public string Anchor(double at) => Across(at) switch { > 0.9 => "end", < 0.1 => "start", _ => "middle" };

    /// <summary>Where the figure of a point is written: over it; where the way to the target passes above it, below it, on the side to which the way rises.</summary>
    /// <param name="point">with a figure</param>
    /// <param name="room">what a label below needs, as a share of the height</param>
    public SeriesLabel Label(SeriesPanel panel, SeriesPoint point, double room)
    {
        var (at, value) = (Times[point.Time].At, point.Value!.Value);
        var isBelow = panel.Aim is { } aim && aim.At(at) is { } way && (way > value || (way == value && aim.Value > value)) && Scale.Position(point.Low ?? value) > room;
        return new(isBelow, isBelow && Across(at) < 0.8 ? "start" : Anchor(at));
    }

    /// <summary>Whether there is room for the label of a time, the due year included: the first and the last always have it.</summary>
    /// <param name="room">how far labels stand apart at least, as a share of the width</param>
    public bool IsLabelled(int time, double room = LabelRoom)
    {
        var hasDue = Panels.Any(p => p.Aim is { DueAt: var due } && due > Times[^1].At);
        var lastAt = Across(Times[^1].At);
        var lastHas = !hasDue || 1 - lastAt >= room;
        if (time == Times.Count - 1) return lastHas || time == 0;
        var (last, next) = (double.NegativeInfinity, lastHas ? lastAt : 1);
        for (var i = 0; i <= time; i++)
        {
            var at = Across(Times[i].At);
            var has = i == 0 || (at - last >= room && next - at >= room);
            if (i == time) return has;
            if (has) last = at;
        }
        return false;
    }
}

/// <param name="Label">as on the axis and in the table: "2025", "spring 2025"</param>
/// <param name="At">in years: 2025, or 2025.25 for the second quarter</param>
public sealed record SeriesTime(string Label, double At);

/// <summary>A picture: the lines of one place.</summary>
public sealed record SeriesPanel(string Label, IReadOnlyList<SeriesLine> Lines)
{
    public string? Href { get; init; }

    public SeriesAim? Aim { get; init; }

    /// <summary>Everything that is drawn.</summary>
    public IEnumerable<double> Values =>
        Lines.SelectMany(l => l.Points).SelectMany(p => new[] { p.Value, p.Low, p.High }).OfType<double>().Concat(Aim?.Stations.Select(s => s.Value) ?? []);
}

/// <summary>The way to a target, drawn with dashes: straight from one station to the next.</summary>
/// <param name="Stations">oldest first: where it begins, and at the end the target; at least these two</param>
public sealed record SeriesAim(IReadOnlyList<SeriesStation> Stations)
{
    /// <param name="fromAt">when it begins, in years</param>
    /// <param name="dueAt">when it is to be reached, in years</param>
    /// <param name="due">the same in words: "2030"</param>
    public SeriesAim(double fromAt, double fromValue, double dueAt, double value, string due)
        : this([new(fromAt, fromValue, ""), new(dueAt, value, due)]) { }

    public double FromAt => Stations[0].At;

    public double DueAt => Stations[^1].At;

    /// <summary>To be reached in the end.</summary>
    public double Value => Stations[^1].Value;

    public string Due => Stations[^1].Label;

    /// <summary>Pairs of stations that follow one another.</summary>
    public IEnumerable<(SeriesStation First, SeriesStation Second)> Steps => Stations.Zip(Stations.Skip(1));

    /// <summary>Where the way is at a moment; null before it begins, and from the day on which it is due.</summary>
    public double? At(double at) => Steps.Where(s => at >= s.First.At && at < s.Second.At)
        .Select(s => (double?)(s.First.Value + ((s.Second.Value - s.First.Value) * (at - s.First.At) / (s.Second.At - s.First.At)))).FirstOrDefault();
}

/// <param name="At">in years</param>
/// <param name="Label">the same in words: "2028"</param>
public readonly record struct SeriesStation(double At, double Value, string Label);

/// <param name="Anchor">as SVG's <c>text-anchor</c></param>
public readonly record struct SeriesLabel(bool IsBelow, string Anchor);

/// <summary>One series: official figures, or those from schools.</summary>
/// <param name="Words">what became of it: "rose clearly"</param>
public sealed record SeriesLine(string Label, LineMark Mark, IReadOnlyList<SeriesPoint> Points, string Words)
{
    /// <summary>In smaller words: from what to what, and how sure.</summary>
    public string? Detail { get; init; }

    /// <summary>Points with a figure, oldest first.</summary>
    public IReadOnlyList<SeriesPoint> Shown => [.. Points.Where(p => p.Value is not null).OrderBy(p => p.Time)];

    /// <summary>Pairs of points that a line joins: none across a break, none over a time whose figure is missing.</summary>
    public IEnumerable<(SeriesPoint First, SeriesPoint Second)> Steps =>
        Shown.Zip(Shown.Skip(1)).Where(s => !s.Second.IsBreak && !Points.Any(p => p.Value is null && p.Time > s.First.Time && p.Time < s.Second.Time));
}

/// <param name="Time">index of its time</param>
/// <param name="Value">null where the figure is missing: then <see cref="Missing"/> says why. A time without a point has no figure at all</param>
public sealed record SeriesPoint(int Time, double? Value)
{
    public double? Low { get; init; }

    public double? High { get; init; }

    public string? Missing { get; init; }

    /// <summary>Counted in another way from here on: not to be compared with what came before.</summary>
    public bool IsBreak { get; init; }
}

/// <summary>The shape, and the colour that goes with it, of a line's points.</summary>
public enum LineMark { Circle, Square, Triangle, Diamond }
