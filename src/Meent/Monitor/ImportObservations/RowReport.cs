using System.Globalization;
using CsvHelper;

namespace Meent.Monitor.ImportObservations;

/// <summary>The report that lies beside the data: a line for each row that was not taken, with the reason.</summary>
internal static class RowReport
{
    /// <exception cref="IOException">the report cannot be written there</exception>
    public static CsvWriter Begin(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // With a byte order mark spreadsheets read the accents; texts that look like a formula are kept from being one.
        var csv = CsvWriter.ToFile(path, new CsvWriterOptions { NewLine = "\n", WriteByteOrderMark = true, Injection = CsvInjection.Escape });
        foreach (var name in (string[])["line", "outcome", "why", "what"]) csv.WriteField(name);
        csv.EndRecord();
        return csv;
    }

    public static void Line(CsvWriter csv, RowNotTaken row)
    {
        csv.WriteField(row.Line.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in (string[])[row.Outcome, row.Reason.InEnglish(), row.What]) csv.WriteField(cell);
        csv.EndRecord();
    }
}
