namespace Meent.Design.Charts;

/// <summary>How figures went on over the years: a small picture per row, all on one scale. Points are joined only where they can be compared.</summary>
/// <param name="Finding">what the pictures show, as a sentence</param>
/// <param name="Times">oldest first; at least one</param>
/// <param name="Note">what is counted, source, how sure</param>
/// <param name="RowHeading">heading of the table's first column: "Area"</param>
public sealed record TrendModel(string Finding, IReadOnlyList<TrendTime> Times, IReadOnlyList<TrendPanel> Panels, string Note, string RowHeading)
{
    /// <summary>Room left and right of the first and last point, as a share of the width.</summary>
    private const double Edge = 0.14;

    /// <summary>How far a label stands from the next at least, as a share of the width.</summary>
    private const double LabelRoom = 0.3;

    private IEnumerable<double> Shown => Panels.SelectMany(p => p.Lines).SelectMany(l => l.Dots).SelectMany(d => new[] { d.Mean, d.Low, d.High }).OfType<double>();

    /// <summary>The whole points of the scale between which all figures lie; at least two points apart, so that little does not look like much.</summary>
    public (int From, int To) Scale
    {
        get
        {
            var (from, to) = ((int)Math.Floor(Shown.DefaultIfEmpty(1).Min()), (int)Math.Ceiling(Shown.DefaultIfEmpty(5).Max()));
            while (to - from < 2) (from, to) = from > 1 ? (from - 1, to) : (from, to + 1);
            return (from, to);
        }
    }

    public bool HasBreaks => Panels.SelectMany(p => p.Lines).Any(l => l.Breaks.Count > 0);

    /// <summary>How far up a mean stands, 0..1.</summary>
    public double Up(double mean) => Math.Clamp((mean - Scale.From) / (Scale.To - Scale.From), 0, 1);

    /// <summary>Where a round stands from left to right, 0..1: by its date, but never on top of the one before.</summary>
    public double Across(int time)
    {
        if (Times.Count == 1) return 0.5;
        var first = Times[0].Day.DayNumber;
        double span = Math.Max(1, Times[^1].Day.DayNumber - first), at = 0;
        for (var i = 1; i <= time; i++) at = Math.Max((Times[i].Day.DayNumber - first) / span, at + 0.06);
        return Edge + ((1 - (2 * Edge)) * Math.Min(1, at));
    }

    /// <summary>Whether there is room for the label of a round: the first and the last always have it.</summary>
    public bool IsLabelled(int time)
    {
        if (time == 0 || time == Times.Count - 1) return true;
        if (Across(Times.Count - 1) - Across(time) < LabelRoom) return false;
        for (var before = time - 1; before >= 0; before--)
        {
            if (IsLabelled(before)) return Across(time) - Across(before) >= LabelRoom;
        }
        return true;
    }
}

/// <param name="Label">short: "May 2025"</param>
/// <param name="Name">"Spring 2025", as in the table</param>
public sealed record TrendTime(DateOnly Day, string Label, string Name);

public sealed record TrendPanel(string Label, IReadOnlyList<TrendLine> Lines, string? Href = null);

/// <summary>One audience of one picture.</summary>
/// <param name="Audience">colour and shape</param>
/// <param name="Words">what became of it: "clearly higher"</param>
/// <param name="Detail">in smaller words: from what to what, and over what it was compared</param>
public sealed record TrendLine(string Audience, string Label, IReadOnlyList<TrendDot> Dots, string Words, string? Detail = null)
{
    /// <summary>Index of each round from which on the figures are made of something else, so that no line leads there.</summary>
    public IReadOnlyList<int> Breaks { get; init; } = [];

    public IEnumerable<TrendDot> Shown => Dots.Where(d => d is { State: ValueState.Shown, Mean: not null });
}

/// <param name="Time">index of the round</param>
/// <param name="Line">dots of one number are joined; 0 is the line of today</param>
/// <param name="Text">said instead of mean and bounds where these do not tell it: "4.8 or higher"</param>
/// <param name="AtLeast">answers behind it, rounded down; null for a joint view</param>
public sealed record TrendDot(
    int Time, ValueState State, int Line = 0, double? Mean = null, double? Low = null, double? High = null, string? Text = null, int? AtLeast = null);
