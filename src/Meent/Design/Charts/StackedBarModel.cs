namespace Meent.Design.Charts;

/// <summary>How answers are spread over a scale of agreement, one bar per row.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Segments">words of the scale, lowest first: five points, or three (disagree, partly, agree)</param>
/// <param name="DoesNotApply">words for the answer outside the scale; null where there is none</param>
/// <param name="Note">what is counted, source, date, how sure</param>
/// <param name="RowHeading">heading of the table's first column: "Who answers" or "Statement"</param>
public sealed record StackedBarModel(
    string Finding,
    IReadOnlyList<string> Segments,
    IReadOnlyList<BarRow> Rows,
    string? DoesNotApply,
    string Note,
    string RowHeading)
{
    /// <summary>The segments are levels of a ladder, from few to much: one colour, ever darker, instead of two that part in the middle.</summary>
    public bool IsLadder { get; init; }

    /// <summary>The colour of a segment: 1..5 of agreement, the ends and the middle where there are three; of a ladder 11..16, spread over its segments.</summary>
    public int Colour(int segment) => (IsLadder, Segments.Count) switch
    {
        (true, var n) => 11 + (int)Math.Round(((segment + 0.5) * 6 / n) - 0.5, MidpointRounding.ToZero),
        (_, 3) => 1 + (2 * segment),
        (_, 2) => 1 + (4 * segment),
        _ => segment + 1,
    };

    /// <summary>Room right of the bars for "does not apply", as a share of a full bar.</summary>
    public double Outside
    {
        get
        {
            var most = Rows.Where(r => r.State == ValueState.Shown).Select(r => r.DoesNotApply ?? 0).DefaultIfEmpty().Max();
            return DoesNotApply is null || most <= 0 ? 0 : Math.Max(most, 0.08) + 0.03;
        }
    }
}

/// <param name="Label">who, or which statement</param>
/// <param name="Detail">how many: "42 answers"</param>
/// <param name="Shares">0..1 per segment, adding up to 1; empty unless shown</param>
/// <param name="DoesNotApply">share of all who answered the statement, 0..1</param>
/// <param name="Few">segments with so few people that no number stands for them; their shares are only drawn</param>
/// <param name="Instead">words in the place of a bar, where a figure is shown but no spread</param>
public sealed record BarRow(
    string Label, string? Detail, ValueState State, IReadOnlyList<double> Shares, double? DoesNotApply = null,
    IReadOnlySet<int>? Few = null, string? Instead = null)
{
    public bool IsFew(int segment) => Few?.Contains(segment) == true;
}
