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

    public static void Write(Stream stream, StatHead head, IEnumerable<StatRow> rows)
    {
        using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        csv.WriteRecord([
            "place", "place" + PlainCsvReader.LabelSuffix, "period", .. head.Dimensions.SelectMany(d => new[] { d.Id, d.Id + PlainCsvReader.LabelSuffix }),
            "value", "numerator", "denominator", "n", "standard_error", "status", "confidentiality", "reference",
            .. head.Demonstration is null ? Array.Empty<string>() : ["demonstration"],
            .. head.HasTargets ? ["target", "base", "base_period", "path"] : Array.Empty<string>(),
        ]);
        foreach (var row in rows)
        {
            csv.WriteRecord([
                .. Cells(row.Geo), row.Period, .. row.Key.SelectMany(Cells),
                row.Target is null ? StatFields.Text(row.Value) : "", StatFields.Text(row.Numerator), StatFields.Text(row.Denominator), $"{row.N}", StatFields.Text(row.StandardError),
                CsvText.Guarded(row.Status ?? ""), CsvText.Guarded(row.Confidentiality ?? ""), CsvText.Guarded(row.Reference ?? ""),
                .. head.Demonstration is null ? Array.Empty<string>() : [row.Demonstration ? "true" : "false"],
                .. head.HasTargets ? Way(row) : Array.Empty<string>(),
            ]);
        }
    }

    private static string[] Way(StatRow row) =>
        row.Target is { } target ? [StatFields.Text(row.Value), StatFields.Text(target.Base), target.BasePeriod ?? "", target.Path ?? ""] : ["", "", "", ""];

    private static string[] Cells(StatCode code) => [CsvText.Guarded(code.Id), CsvText.Guarded(code.Label ?? "")];
}
