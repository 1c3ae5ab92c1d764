namespace Meent.Design.Charts;

/// <summary>From one time to another: a line per place on one scale.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Before">"2023"</param>
/// <param name="After">"2025"</param>
/// <param name="Note">what is counted, source, how sure, and what counts as clear: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Country"</param>
public sealed record SlopeModel(string Finding, string Before, string After, IReadOnlyList<SlopeRow> Rows, ChartUnit Unit, string Note, string RowHeading)
{
    /// <summary>How far labels stand apart at least, in pixels.</summary>
    private const double Apart = 19;

    /// <summary>Where the two times stand above the lines: the foot of their letters, in pixels from the top.</summary>
    public const double Head = 14;

    /// <summary>No label stands higher, by the foot of its letters: on a narrow screen the times are above the labels, and a line of letters is 19 pixels high at most.</summary>
    public const double Top = Head + 24;

    /// <summary>From the lowest to the highest figure: every end of a line has its figure beside it, so the scale itself is not written.</summary>
    public (double From, double To) Span { get; } = Ends(Rows.SelectMany(r => new[] { r.Before, r.After }).OfType<double>().ToList());

    /// <summary>Height of the picture in pixels: more where many labels stand beside it.</summary>
    public int Height => Math.Max(260, (int)(Apart * 1.25 * (Rows.Count + 2)));

    /// <summary>Pixels from the top for a value.</summary>
    public double Down(double value) => Height - 12 - ((value - Span.From) / (Span.To - Span.From) * (Height - 24 - Top));

    /// <summary>Where the labels of one side stand so that none covers another, in pixels from the top, by row; null for a row without a figure there.</summary>
    public IReadOnlyList<double?> Labels(bool after)
    {
        var values = Rows.Select(r => after ? r.After : r.Before).ToList();
        var there = Enumerable.Range(0, values.Count).Where(i => values[i] is not null).ToList();
        var spread = Spread([.. there.Select(i => Down(values[i]!.Value))], Apart, Top, Height - 6);
        var labels = new double?[values.Count];
        for (var i = 0; i < there.Count; i++) labels[there[i]] = spread[i];
        return labels;
    }

    private static (double, double) Ends(List<double> values) => values.Count == 0 ? (0, 1) : values.Max() > values.Min() ? (values.Min(), values.Max()) : (values[0] - 1, values[0] + 1);

    /// <summary>Moves positions as little as needed so that they stand apart, in their order, within bounds.</summary>
    /// <param name="positions">in any order</param>
    /// <param name="apart">least distance; smaller where there is not room enough for that</param>
    /// <returns>in the order of <paramref name="positions"/></returns>
    /// <remarks>Least squares under order: what is too close becomes a block around its mean (pool adjacent violators; Barlow et al. 1972, §1.2).</remarks>
    public static IReadOnlyList<double> Spread(IReadOnlyList<double> positions, double apart, double least, double most)
    {
        if (positions.Count == 0) return [];
        if (positions.Count > 1) apart = Math.Min(apart, (most - least) / (positions.Count - 1));
        var order = Enumerable.Range(0, positions.Count).OrderBy(i => positions[i]).ToList();
        List<(double Sum, int Count)> blocks = [];
        for (var i = 0; i < order.Count; i++)
        {
            blocks.Add((positions[order[i]] - (i * apart), 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                var joined = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(joined);
            }
        }
        var spread = new double[positions.Count];
        var at = 0;
        foreach (var (sum, count) in blocks)
            for (var k = 0; k < count; k++, at++)
                spread[order[at]] = Math.Clamp(sum / count, least, most - ((positions.Count - 1) * apart)) + (at * apart);
        return spread;
    }
}

/// <param name="Label">the name in the table</param>
/// <param name="Short">what stands beside the line: a code or a short word, 8 letters at most</param>
/// <param name="Before">null where there is no figure</param>
/// <param name="Words">"rose", "fell", "no clear change", "cannot compare", or why there is no figure</param>
public sealed record SlopeRow(string Label, string Short, double? Before, double? After, Movement Movement, string Words)
{
    public string? Href { get; init; }

    /// <summary>Measured alike at both times, but nobody published how sure the figures are: joined by dots, and called neither a rise nor a fall.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>Whether a line joins its two figures.</summary>
    public bool IsJoined => Before is not null && After is not null && (Movement != Movement.CannotCompare || IsUnsure);

    /// <summary>The place that the page is about: drawn thicker.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>What became of a figure between two times. In this order a legend names them.</summary>
public enum Movement
{
    /// <summary>It may have moved, but not further than chance moves it.</summary>
    NoClearChange,

    Rose,
    Fell,
    CannotCompare,
}
