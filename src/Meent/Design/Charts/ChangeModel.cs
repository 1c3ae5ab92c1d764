namespace Meent.Design.Charts;

/// <summary>What changed between two rounds: a difference with its interval per row, and what it means in words.</summary>
/// <param name="Before">"Spring 2025"</param>
/// <param name="After">"Spring 2026"</param>
/// <param name="Lower">words left of zero: "lower than before"</param>
/// <param name="Higher">words right of zero</param>
public sealed record ChangeModel(
    string Finding,
    string Before,
    string After,
    string Lower,
    string Higher,
    IReadOnlyList<ChangeRow> Rows,
    string Note,
    string RowHeading)
{
    /// <summary>Half the width of the axis: the furthest bound, at least half a point and in halves of a point.</summary>
    public double Reach
    {
        get
        {
            var furthest = Rows.SelectMany(r => new[] { r.Difference, r.Low, r.High }).Select(v => Math.Abs(v ?? 0)).DefaultIfEmpty().Max();
            return Math.Max(0.5, Math.Ceiling(furthest * 2) / 2);
        }
    }

    /// <summary>Whether a difference is not that of its two figures as they are shown, both with one decimal.</summary>
    public bool IsRoundedApart => Rows.Any(r => r is { State: ValueState.Shown, Before: { } before, After: { } after, Difference: { } difference }
        && Rounding.Disagrees(before, after, difference));

    /// <summary>Where a difference stands, 0..1, with zero in the middle.</summary>
    public double Position(double difference) => Math.Clamp(0.5 + difference / (2 * Reach), 0, 1);
}

/// <param name="Audience">colour and shape</param>
/// <param name="State">why there is nothing to compare, where there is nothing</param>
/// <param name="Difference">after less before, in points of the scale</param>
/// <param name="Words">"Clearly higher", "No clear change", "Too few answers to tell"</param>
public sealed record ChangeRow(
    string Label,
    string Audience,
    ValueState State,
    string Words,
    double? Before = null,
    double? After = null,
    double? Difference = null,
    double? Low = null,
    double? High = null);
