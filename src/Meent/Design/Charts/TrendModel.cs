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

    // Every mark asks for these, so they are worked out once.
    private readonly double[] across = Places(Times);
    private readonly bool[] labelled = Labels(Places(Times));

    /// <summary>The whole points of the scale between which all figures lie; at least two points apart, so that little does not look like much.</summary>
    public (int From, int To) Scale { get; } = Fit(Panels);

    public bool HasBreaks => Panels.SelectMany(p => p.Lines).Any(l => l.Breaks.Count > 0);

    /// <summary>How far up a mean stands, 0..1.</summary>
    public double Up(double mean) => Math.Clamp((mean - Scale.From) / (Scale.To - Scale.From), 0, 1);

    /// <summary>Where a round stands from left to right, 0..1: by its date, but never on top of the one before.</summary>
    public double Across(int time) => across[time];

    /// <summary>Whether there is room for the label of a round: the first and the last always have it.</summary>
    public bool IsLabelled(int time) => labelled[time];

    private static (int From, int To) Fit(IReadOnlyList<TrendPanel> panels)
    {
        var shown = panels.SelectMany(p => p.Lines).SelectMany(l => l.Dots).SelectMany(d => new[] { d.Mean, d.Low, d.High }).OfType<double>().ToList();
        var (from, to) = ((int)Math.Floor(shown.DefaultIfEmpty(1).Min()), (int)Math.Ceiling(shown.DefaultIfEmpty(5).Max()));
        while (to - from < 2) (from, to) = from > 1 ? (from - 1, to) : (from, to + 1);
        return (from, to);
    }

    private static double[] Places(IReadOnlyList<TrendTime> times)
    {
        if (times.Count == 1) return [0.5];
        var first = times[0].Day.DayNumber;
        double span = Math.Max(1, times[^1].Day.DayNumber - first), at = 0;
        var places = new double[times.Count];
        for (var i = 0; i < places.Length; i++)
        {
            if (i > 0) at = Math.Max((times[i].Day.DayNumber - first) / span, at + 0.06);
            places[i] = Edge + ((1 - (2 * Edge)) * Math.Min(1, at));
        }
        return places;
    }

    private static bool[] Labels(double[] places)
    {
        var labels = new bool[places.Length];
        var last = double.NegativeInfinity;
        for (var i = 0; i < places.Length; i++)
        {
            labels[i] = i == 0 || i == places.Length - 1 || (places[i] - last >= LabelRoom && places[^1] - places[i] >= LabelRoom);
            if (labels[i]) last = places[i];
        }
        return labels;
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
