namespace Meent.Design.Charts;

/// <summary>Where many places lie on one scale, a row per figure, with one of them marked and one to compare with.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Unit">of all rows: they lie on one scale</param>
/// <param name="Own">the place that is marked: "Netherlands"; null where none is</param>
/// <param name="Reference">what the upright line stands for: "European Union"; null where there is none</param>
/// <param name="Note">what is counted, source, date, how sure: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Indicator", "Year"</param>
public sealed record RangeModel(string Finding, IReadOnlyList<RangeRow> Rows, ChartUnit Unit, string? Own, string? Reference, string Note, string RowHeading)
{
    /// <summary>False where rows have figures of the own place alone: groups of it, and no other places.</summary>
    public bool HasPlaces => Rows.Any(r => r.Places.Count > 0);

    public bool HasBounds => Rows.Any(r => r.Low is not null);

    public ChartScale Scale { get; init; } = ChartScale.Fit(Rows.SelectMany(r => r.Values));
}

/// <param name="Label">the figure, or the year</param>
/// <param name="Places">all places with a figure but the own one; a name is said when one points at its dot, where it may be known</param>
/// <param name="Own">the figure of the own place; null where it has none</param>
public sealed record RangeRow(string Label, IReadOnlyList<RangeDot> Places, double? Own, double? Reference, string Words)
{
    public string? Href { get; init; }

    /// <summary>The 95 % interval around <see cref="Own"/>, where it is known.</summary>
    public double? Low { get; init; }

    /// <inheritdoc cref="Low"/>
    public double? High { get; init; }

    /// <summary>In smaller words: what the own figure rests on.</summary>
    public string? Detail { get; init; }

    /// <summary>Everything that is drawn.</summary>
    public IEnumerable<double> Values => Places.Select(p => p.Value).Concat(new[] { Own, Low, High, Reference }.OfType<double>());

    /// <summary>The lowest, the middle (median) and the highest of all places, the own one among them; null without any.</summary>
    public (double Lowest, double Middle, double Highest)? Spread
    {
        get
        {
            var all = Places.Select(p => p.Value).Concat(Own is { } own ? [own] : []).Order().ToList();
            if (all.Count == 0) return null;
            return (all[0], (all[(all.Count - 1) / 2] + all[all.Count / 2]) / 2, all[^1]);
        }
    }
}

/// <param name="Name">null where it may not be told which place it is, such as a school among others</param>
public sealed record RangeDot(string? Name, double Value);
