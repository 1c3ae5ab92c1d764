using CsvHelper;

namespace Meent.Places.ImportSchools;

/// <summary>What became of one row.</summary>
/// <param name="Outcome">"created", "changed", "unchanged", "merged" or "refused"</param>
public sealed record RowOutcome(int Line, string Id, string Name, string Outcome, string Why, string Town);

/// <summary>The result of an import: every row of the file is in exactly one of the five counts.</summary>
/// <param name="NotInFile">schools of this register in the database that the file does not have; they stay as they are</param>
public sealed record ImportSummary(
    string File, string Country, int Rows, int Created, int Changed, int Unchanged, int Merged, int Refused, int NotInFile, double Seconds, string Report);

/// <summary>The report that lies beside the data: one line for each row of the register.</summary>
public static class ImportReport
{
    public static IReadOnlyList<RowOutcome> Rows(IReadOnlyList<RowRead> read, MergedRows merged, ImportPlan plan)
    {
        var taken = merged.Of.ToDictionary(o => o.Row.Line);
        return [.. read.Select(r => r.Row is null ? new RowOutcome(r.Line, r.Id, r.Name, "refused", r.Why ?? "", "") : Taken(taken[r.Line], plan))];
    }

    public static ImportSummary Summary(string file, string country, IReadOnlyList<RowOutcome> rows, ImportPlan plan, TimeSpan took, string report)
    {
        int Count(string outcome) => rows.Count(r => r.Outcome == outcome);
        return new ImportSummary(file, country, rows.Count, Count("created"), Count("changed"), Count("unchanged"), Count("merged"), Count("refused"), plan.NotInFile, Math.Round(took.TotalSeconds, 2), report);
    }

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
            csv.WriteField(row.Line);
            foreach (var cell in (string[])[row.Id, row.Name, row.Town, row.Outcome, row.Why]) csv.WriteField(cell);
            csv.EndRecord();
        }
    }

    private static RowOutcome Taken((SchoolRow Row, RegisterSchool School, bool Began) taken, ImportPlan plan)
    {
        var (row, school, began) = taken;
        var outcome = plan.Outcomes[school] == SchoolOutcome.Refused || began ? plan.Outcomes[school].ToString().ToLowerInvariant() : "merged";
        var why = outcome == "merged" ? Merged(row, school) : plan.Why.GetValueOrDefault(school, "");
        return new RowOutcome(row.Line, row.Id, row.Name, outcome, why, school.Town ?? "");
    }

    private static string Merged(SchoolRow row, RegisterSchool school)
    {
        var same = row.Id == school.Ids[0] ? "The same id as" : "The same school as";
        var differs = row.Name == school.Name ? "" : $" Another name there: \"{school.Name}\"; that one was kept.";
        return $"{same} line {school.Line}.{differs}";
    }
}
