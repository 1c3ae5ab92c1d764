using System.Text;
using CsvHelper;

namespace Meent.Formats.Surveys;

/// <summary>A row of a sheet.</summary>
/// <param name="Line">the line on which it begins; the header is line 1</param>
internal sealed record FormRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>"" where the column is missing.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");
}

/// <summary>A sheet of an XLSForm that was saved as CSV; names of columns in lower case, without space around "::".</summary>
internal sealed record FormSheet(IReadOnlyList<string> Columns, IReadOnlyList<FormRow> Rows)
{
    private static readonly char[] Separators = [',', ';', '\t'];

    public static FormSheet Empty { get; } = new([], []);

    /// <param name="name">"survey", "choices" or "settings", for the reason</param>
    /// <returns>the sheet, or why it cannot be read; whatever the bytes are, it throws only where it is cancelled</returns>
    public static (FormSheet? Sheet, UnreadableSurvey? Problem) Read(byte[] bytes, string name, CancellationToken cancel)
    {
        if (bytes.Length > SurveyLimits.MostBytes) return (null, new(Unreadable.TooLarge, $"{SurveyLimits.MostBytes >> 20}"));
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..]) return (null, new(Unreadable.Zipped));
        if (!System.Text.Unicode.Utf8.IsValid(bytes) || bytes.AsSpan().Contains((byte)0)) return (null, new(Unreadable.NotUtf8, name));
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\ufeff');
        if (string.IsNullOrWhiteSpace(text)) return (null, new(Unreadable.Empty, name));
        var header = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)].ToString();
        return Parse(text, name, Separators.MaxBy(s => header.Count(c => c == s)), cancel);
    }

    private static (FormSheet? Sheet, UnreadableSurvey? Problem) Parse(string text, string name, char separator, CancellationToken cancel)
    {
        var open = false;
        var options = new CsvReaderOptions
        {
            Separator = separator, HasHeader = false, TrackLineNumbers = true,
            OnMalformedRecord = m => open |= m.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var csv = CsvReader.FromText(text, options);
        string[]? columns = null;
        var rows = new List<FormRow>();
        while (csv.Read() && !open)
        {
            cancel.ThrowIfCancellationRequested();
            if (csv.RawRecord.Length > SurveyLimits.LongestText) return (null, new(Unreadable.TextTooLong, $"{SurveyLimits.LongestText}"));
            string[] cells = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
            if (columns is null)
            {
                columns = [.. cells.Select(Column)];
                if (columns.Where(c => c.Length > 0).GroupBy(c => c).FirstOrDefault(c => c.Count() > 1)?.Key is { } twice) return (null, new(Unreadable.TwoColumns, twice));
                continue;
            }
            if (rows.Count >= SurveyLimits.MostRows) return (null, new(Unreadable.TooMuch, $"{SurveyLimits.MostRows}"));
            if (cells.Any(c => c.Length > 0)) rows.Add(new((int)csv.LineNumber, columns.Zip(cells).Where(c => c.First.Length > 0 && c.Second.Length > 0).ToDictionary(c => c.First, c => c.Second)));
        }
        return open ? (null, new(Unreadable.OpenQuote, name)) : (new(columns ?? [], rows), null);
    }

    /// <summary>"Label :: English (en)" → "label::english (en)"</summary>
    private static string Column(string name) => string.Join("::", name.ToLowerInvariant().Split("::").Select(p => p.Trim()));
}
