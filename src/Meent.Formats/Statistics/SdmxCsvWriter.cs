using CsvHelper;

namespace Meent.Formats.Statistics;

/// <summary>Writes SDMX-CSV 2.0.</summary>
/// <remarks>
/// What SDMX has no word for stands in columns of our own behind the value: NUMERATOR, DENOMINATOR, SAMPLE_SIZE, STANDARD_ERROR,
/// REF_PERIOD; of a demonstration also DEMONSTRATION, true where a figure is made up. No code may
/// contain ": ", which parts codes from names. <see cref="SdmxCsvReader"/> reads the same rows.
/// </remarks>
public static class SdmxCsvWriter
{
    public const string MediaType = "application/vnd.sdmx.data+csv; version=2.0.0";

    /// <param name="rows">targets among them, for which SDMX has no word, stay behind</param>
    /// <param name="names">write "EL: Greece" (labels=both) instead of "EL"</param>
    public static void Write(Stream stream, StatHead head, IEnumerable<StatRow> rows, bool names = false)
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        string Cell(string id, string? label) => names && label is not null ? $"{id}: {label}" : id;
        csv.WriteRecord([
            "STRUCTURE", "STRUCTURE_ID", "ACTION", .. head.Dimensions.Select(d => Cell(d.Id, d.Label)), Cell("geo", "Place"), Cell("TIME_PERIOD", "Period"), Cell("OBS_VALUE", "Value"),
            "OBS_STATUS", "CONF_STATUS", "NUMERATOR", "DENOMINATOR", "SAMPLE_SIZE", "STANDARD_ERROR", "REF_PERIOD",
            .. head.Demonstration is null ? Array.Empty<string>() : ["DEMONSTRATION"],
        ]);
        var dataflow = Cell(head.Id ?? "", head.Label);
        foreach (var row in rows.Where(r => r.Target is null))
        {
            csv.WriteRecord([
                "dataflow", dataflow, "I", .. row.Key.Select(c => Cell(c.Id, c.Label)), Cell(row.Geo.Id, row.Geo.Label), row.Period, StatFields.Text(row.Value),
                row.Status ?? "", row.Confidentiality ?? "", StatFields.Text(row.Numerator), StatFields.Text(row.Denominator), $"{row.N}", StatFields.Text(row.StandardError), row.Reference ?? "",
                .. head.Demonstration is null ? Array.Empty<string>() : [row.Demonstration ? "true" : "false"],
            ]);
        }
    }
}
