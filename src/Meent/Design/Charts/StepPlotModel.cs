namespace Meent.Design.Charts;

/// <summary>Where things stand on a ladder of a few described levels, one row each.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Levels">names of the levels, the lowest first</param>
/// <param name="Note">who placed it, date, how sure: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Competence"</param>
/// <param name="NowWord">what the filled steps are: "Now"</param>
public sealed record StepPlotModel(
    string Finding, IReadOnlyList<string> Levels, IReadOnlyList<StepRow> Rows, string Note, string RowHeading, string NowWord)
{
    /// <summary>What the ring marks: "12 May 2026", "Wanted"; null where no row has one.</summary>
    public string? Other { get; init; }
}

/// <param name="Now">1 for the lowest level; null where it was left out</param>
/// <param name="Other">a second level to compare with: the time before, or what is wanted</param>
/// <param name="Ref">id in a published framework, shown before the label</param>
public sealed record StepRow(string Label, int? Now, int? Other = null, string? Ref = null);
