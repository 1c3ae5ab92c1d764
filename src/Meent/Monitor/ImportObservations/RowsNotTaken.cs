using CsvHelper;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>The rows of a file that were not taken: all are counted by reason, the first are kept, and the others go straight into a file of their own.</summary>
/// <remarks>A large file with the wrong column as its place refuses millions of rows: in memory they would take more than the file.</remarks>
public sealed class RowsNotTaken(string report) : IDisposable
{
    /// <summary>A refused row or two are a mistake in the file; of ten thousand, a few tell as much as all.</summary>
    public const int MostKept = 10_000;

    private readonly List<RowNotTaken> first = [];
    private readonly Dictionary<(string Outcome, string InGeneral), (Reason First, long Rows)> reasons = [];
    private CsvWriter? rest;

    public long Refused { get; private set; }

    public long LeftOut { get; private set; }

    /// <summary>The first, in the order of their lines.</summary>
    public IReadOnlyList<RowNotTaken> First => [.. first.OrderBy(r => r.Line)];

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons => [.. reasons.OrderByDescending(r => r.Value.Rows).ThenBy(r => r.Key.InGeneral, StringComparer.Ordinal).Select(r => new ReasonCount(r.Key.Outcome, r.Value.First, r.Value.Rows))];

    /// <summary>Where the rows beyond the first are: beside the report. Null where there are no more.</summary>
    public string? Rest => rest is null ? null : RestOf(report);

    /// <exception cref="IOException">the file of the rest cannot be written</exception>
    public void Refuse(long line, Reason why, string what)
    {
        Refused++;
        Add(new(line, "refused", why, what));
    }

    /// <inheritdoc cref="Refuse"/>
    public void LeaveOut(long line, Reason why, string what)
    {
        LeftOut++;
        Add(new(line, "left out", why, what));
    }

    private void Add(RowNotTaken row)
    {
        var kind = (row.Outcome, row.Reason.InGeneral(Texts.English));
        reasons[kind] = reasons.TryGetValue(kind, out var known) ? (known.First, known.Rows + 1) : (row.Reason, 1);
        if (first.Count < MostKept) first.Add(row);
        else RowReport.Line(rest ??= RowReport.Begin(RestOf(report)), row);
    }

    /// <summary>Writes the report of the first rows, and ends the file of the rest.</summary>
    /// <exception cref="IOException">the report cannot be written there</exception>
    public void Write()
    {
        rest?.Dispose();
        if (first.Count == 0) return;
        using var csv = RowReport.Begin(report);
        foreach (var row in First) RowReport.Line(csv, row);
    }

    public void Dispose() => rest?.Dispose();

    private static string RestOf(string report) => Path.ChangeExtension(report, ".rest.csv");
}
