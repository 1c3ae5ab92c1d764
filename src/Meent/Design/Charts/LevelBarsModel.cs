namespace Meent.Design.Charts;

/// <summary>Where something stands on a ladder of described levels, one bar per row: now, wanted, and as it was before.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Levels">names of the levels, lowest first</param>
/// <param name="Note">what is counted, source, date, how sure: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Area"</param>
public sealed record LevelBarsModel(string Finding, IReadOnlyList<string> Levels, IReadOnlyList<LevelBar> Rows, string Note, string RowHeading)
{
    public bool HasWanted => Rows.Any(r => r.Wanted is not null);

    public bool HasBefore => Rows.Any(r => r.Before is not null);

    /// <summary>How far a bar reaches, 0..1: a bar of level 2 of 4 is half as long as the rail.</summary>
    /// <param name="level">1..number of levels</param>
    public double Reach(double level) => Math.Clamp(level / Levels.Count, 0, 1);
}

/// <param name="Detail">how much it stands for: "3 of 3 topics"</param>
/// <param name="Now">mean level; null where nothing was judged</param>
/// <param name="Wanted">null where nobody said</param>
/// <param name="Before">null where there is nothing to compare with</param>
public sealed record LevelBar(string Label, string? Detail, double? Now, double? Wanted = null, double? Before = null, string? Href = null);
