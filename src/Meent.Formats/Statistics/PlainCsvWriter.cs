using CsvHelper;

namespace Meent.Formats.Statistics;

/// <summary>Writes observations and targets as a CSV file that people open in a spreadsheet: a row each, codes and names in columns of their own.</summary>
/// <remarks>
/// Texts that begin with = + - @ get an apostrophe before them, so that no spreadsheet runs them. <see cref="PlainCsvReader"/> with
/// <see cref="StatMapping.Own"/> reads the same rows; dimensions must not be called like a part of an observation ("place", "n" …).
/// </remarks>
public static class PlainCsvWriter
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    private static readonly string[] Place = ["place", "place" + PlainCsvReader.LabelSuffix, "period"];
    private static readonly string[] Measured = ["value", "numerator", "denominator", "n", "standard_error", "status", "confidentiality", "reference"];

    /// <summary>Whether a file has the columns that <see cref="Write"/> gives one, with a source for each row: nobody has to say what they mean.</summary>
    internal static bool Wrote(string text)
    {
        var columns = StatCsv.Columns(text);
        var value = Array.IndexOf(columns, "value");
        return value > 0 && columns.AsSpan().StartsWith(Place) && columns.AsSpan(value).StartsWith(Measured) && columns.Contains("source");
    }

    public static void Write(Stream stream, StatHead head, IEnumerable<StatRow> rows)
    {
        using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        csv.WriteRecord([
            .. Place, .. head.Dimensions.SelectMany(d => new[] { d.Id, d.Id + PlainCsvReader.LabelSuffix }),
            .. Measured,
            .. head.Demonstration is null ? Array.Empty<string>() : ["demonstration"],
            .. head.HasTargets ? ["target", "base", "base_period", "path"] : Array.Empty<string>(),
        ]);
        // Field by field and without texts in between: a country has ten thousand rows, and somebody waits for them.
        foreach (var row in rows)
        {
            Write(csv, row.Geo);
            csv.WriteField(row.Period);
            foreach (var code in row.Key) Write(csv, code);
            csv.WriteField(row.Target is null ? StatFields.Shortest(row.Value) : null);
            csv.WriteField(StatFields.Shortest(row.Numerator));
            csv.WriteField(StatFields.Shortest(row.Denominator));
            csv.WriteField(row.N);
            csv.WriteField(StatFields.Shortest(row.StandardError));
            csv.WriteField(CsvText.Guarded(row.Status ?? ""));
            csv.WriteField(CsvText.Guarded(row.Confidentiality ?? ""));
            csv.WriteField(CsvText.Guarded(row.Reference ?? ""));
            if (head.Demonstration is not null) csv.WriteField(row.Demonstration ? "true" : "false");
            if (head.HasTargets) Write(csv, row.Target, row.Value);
            csv.EndRecord();
        }
    }

    /// <summary>The way to a target; nothing where the row is none.</summary>
    private static void Write(CsvWriter csv, StatTarget? target, decimal? value)
    {
        csv.WriteField(target is null ? null : StatFields.Shortest(value));
        csv.WriteField(StatFields.Shortest(target?.Base));
        csv.WriteField(target?.BasePeriod ?? "");
        csv.WriteField(target?.Path ?? "");
    }

    private static void Write(CsvWriter csv, StatCode code)
    {
        csv.WriteField(CsvText.Guarded(code.Id));
        csv.WriteField(CsvText.Guarded(code.Label ?? ""));
    }
}
