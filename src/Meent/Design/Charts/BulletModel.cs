namespace Meent.Design.Charts;

/// <summary>Figures against their targets, a row each: where it began, where it is, where it should be by now, and where it should get to.</summary>
/// <param name="Finding">what the picture shows, as a sentence</param>
/// <param name="Unit">of all rows: they lie on one scale</param>
/// <param name="Note">what is counted, source, date, how sure: the line under the picture</param>
/// <param name="RowHeading">heading of the table's first column: "Country", "Objective"</param>
public sealed record BulletModel(string Finding, IReadOnlyList<BulletRow> Rows, ChartUnit Unit, string Note, string RowHeading)
{
    /// <summary>The scale; without one it is fitted to the rows and begins at zero.</summary>
    public ChartScale Scale { get; init; } = ChartScale.Fit(Rows.SelectMany(r => r.Values), fromZero: true);
}

/// <summary>One figure and its target.</summary>
/// <param name="Label">the place, the indicator or the objective</param>
/// <param name="Now">null where there is no figure: then <see cref="Missing"/> says why</param>
/// <param name="Period">when it was so: "2025"</param>
/// <param name="Words">what it means: "Behind the path", "On its way", "Reached"</param>
public sealed record BulletRow(string Label, double? Now, string Period, string Words)
{
    public string? Href { get; init; }

    /// <summary>The 95 % interval around <see cref="Now"/>, where it is known.</summary>
    public double? Low { get; init; }

    /// <inheritdoc cref="Low"/>
    public double? High { get; init; }

    /// <summary>Where it began.</summary>
    public double? Base { get; init; }

    public string? BasePeriod { get; init; }

    /// <summary>Where the path from base to target is in <see cref="Period"/>.</summary>
    public double? Expected { get; init; }

    public double? Target { get; init; }

    /// <summary>When the target is to be reached: "2030".</summary>
    public string? Due { get; init; }

    /// <summary>Why there is no figure: "not published: confidential".</summary>
    public string? Missing { get; init; }

    /// <summary>Everything of the row that is drawn.</summary>
    public IEnumerable<double> Values => new[] { Now, Low, High, Base, Expected, Target }.OfType<double>();
}
