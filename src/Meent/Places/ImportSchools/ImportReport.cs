using CsvHelper;

namespace Meent.Places.ImportSchools;

/// <summary>What became of one row, or of a school that the file does not have.</summary>
/// <param name="Line">null for a school that is not in the file</param>
/// <param name="Outcome">"created", "changed", "moved", "unchanged", "merged", "closed" or "refused"</param>
public sealed record RowOutcome(int? Line, string Id, string Name, string Outcome, string Why, string Town);

/// <summary>The result of an import. Every row of the file is in exactly one count; <see cref="Closed"/> and <see cref="Refused"/> hold also schools that the file does not have.</summary>
/// <param name="Moved">another region or board than before, and perhaps other changes</param>
/// <param name="NotInFile">schools of this register that were open in the hub and that the file does not have</param>
/// <param name="Resumed">an import that had been interrupted was gone on with</param>
/// <param name="DryRun">nothing was written but the report</param>
/// <param name="Warnings">what would keep this import from being done, where it was only tried</param>
public sealed record ImportSummary(
    string File, string Country, int Rows, int Created, int Changed, int Moved, int Unchanged, int Merged, int Closed, int Refused, int NotInFile,
    bool Resumed, bool DryRun, IReadOnlyList<string> Warnings, double Seconds, string Report);

/// <summary>The report that lies beside the data: one line for each row of the register, and one for each school that it no longer has.</summary>
public static class ImportReport
{
    public static IReadOnlyList<RowOutcome> Rows(IReadOnlyList<RowRead> read, MergedRows merged, IReadOnlyDictionary<RegisterSchool, Decided> decided, IEnumerable<MissingSchool> missing)
    {
        var taken = merged.Of.ToDictionary(o => o.Row.Line);
        return
        [
            .. read.Select(r => r.Row is null ? new RowOutcome(r.Line, r.Id, r.Name, "refused", r.Why ?? "", "") : Taken(taken[r.Line], decided)),
            .. missing.Select(m => new RowOutcome(null, m.Id, m.Name, Word(m.Decided.Outcome), m.Decided.Why, m.Town)),
        ];
    }

    public static int Count(IReadOnlyList<RowOutcome> rows, SchoolOutcome outcome) => rows.Count(r => r.Outcome == Word(outcome));

    /// <exception cref="IOException">the report cannot be written there</exception>
    public static void Write(string path, IReadOnlyList<RowOutcome> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // With a byte order mark spreadsheets read the accents; names that look like a formula are kept from being one.
        using var csv = CsvWriter.ToFile(path, new CsvWriterOptions { NewLine = "\n", WriteByteOrderMark = true, Injection = CsvInjection.Escape });
        foreach (var name in (string[])["line", "id", "name", "town", "outcome", "why"]) csv.WriteField(name);
        csv.EndRecord();
        foreach (var row in rows)
        {
            csv.WriteField(row.Line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
            foreach (var cell in (string[])[row.Id, row.Name, row.Town, row.Outcome, row.Why]) csv.WriteField(cell);
            csv.EndRecord();
        }
    }

    private static RowOutcome Taken((SchoolRow Row, RegisterSchool School, bool Began) taken, IReadOnlyDictionary<RegisterSchool, Decided> decided)
    {
        var (row, school, began) = taken;
        var (outcome, why) = decided[school];
        if (!began && outcome != SchoolOutcome.Refused) (outcome, why) = (SchoolOutcome.Merged, Merged(row, school));
        return new RowOutcome(row.Line, row.Id, row.Name, Word(outcome), why, school.Town ?? "");
    }

    private static string Merged(SchoolRow row, RegisterSchool school)
    {
        var same = row.Id == school.Ids[0] ? "The same id as" : "The same school as";
        var differs = row.Name == school.Name ? "" : $" Another name there: \"{school.Name}\"; that one was kept.";
        return $"{same} line {school.Line}.{differs}";
    }

    private static string Word(SchoolOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
