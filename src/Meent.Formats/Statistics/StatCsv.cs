using System.Text;
using CsvHelper;

namespace Meent.Formats.Statistics;

/// <summary>A CSV file row by row, within limits.</summary>
internal sealed class StatCsv : IDisposable
{
    private readonly StatBytes bytes;
    private readonly StatLimits limits;
    private readonly CsvReader csv;
    private bool open;
    private long rows;

    private StatCsv(StatBytes bytes, StatLimits limits, char separator, Encoding? encoding)
    {
        this.bytes = bytes;
        this.limits = limits;
        csv = CsvReader.Create(bytes, new CsvReaderOptions
        {
            Separator = separator, HasHeader = false, TrackLineNumbers = true, PoolStrings = true, Encoding = encoding,
            MaxRecordSize = (int)Math.Min(int.MaxValue, 4L * limits.LongestText * limits.MostColumns),
            OnMalformedRecord = m => open |= m.Reason == CsvMalformedReason.UnterminatedQuote,
        });
    }

    public IReadOnlyList<string> Header { get; private set; } = [];

    public char Separator { get; private init; }

    public long Line => csv.LineNumber;

    public int Count => csv.FieldCount;

    /// <summary>Trimmed; "" behind the last cell.</summary>
    public string this[int column] => column < csv.FieldCount ? csv.GetString(column).Trim() : "";

    /// <param name="separator">null: what stands most often in the first line</param>
    /// <param name="encoding">null: UTF-8, or what a byte order mark says</param>
    public static (StatCsv? Csv, UnreadableStatistics? Problem) Open(StatBytes bytes, StatLimits limits, char? separator = null, Encoding? encoding = null)
    {
        if (bytes.Problem() is { } problem) return (null, problem);
        var csv = new StatCsv(bytes, limits, separator ?? Guess(bytes.FirstText()), encoding) { Separator = separator ?? Guess(bytes.FirstText()) };
        if (csv.Read() is { } stopped) return (null, new(stopped.Why, stopped.Detail));
        if (csv.csv.FieldCount > limits.MostColumns) return (null, new(StatRefusal.TooManyColumns, $"{limits.MostColumns}"));
        csv.Header = [.. Enumerable.Range(0, csv.Count).Select(i => csv[i])];
        csv.rows = 0;
        return csv.Header.Any(h => h.Contains('\ufffd', StringComparison.Ordinal)) ? (null, new(StatRefusal.NotUtf8)) : (csv, null);
    }

    public bool AtEnd { get; private set; }

    /// <summary>On to the next row, or to the end.</summary>
    /// <returns>why nothing more can be read; else null</returns>
    public StoppedReading? Read()
    {
        try
        {
            AtEnd = !csv.Read();
        }
        catch (CsvFormatException)
        {
            return new(csv.LineNumber, StatRefusal.OpenQuote);
        }
        catch (InvalidDataException)
        {
            // A compressed file that breaks off.
            return new(csv.LineNumber, StatRefusal.NotText);
        }
        if (open) return new(csv.LineNumber, StatRefusal.OpenQuote);
        if (AtEnd) return null;
        if (bytes.Taken > limits.MostBytes) return new(Line, StatRefusal.TooLarge, $"{limits.MostBytes >> 20}");
        return ++rows > limits.MostRows ? new(Line, StatRefusal.TooManyRows, $"{limits.MostRows}") : null;
    }

    /// <summary>What is wrong with the cells of this row, whatever they mean.</summary>
    public RefusedRow? Broken()
    {
        if (Count != Header.Count) return new(Line, RowRefusal.CellCount, $"{Count}");
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Contains('\ufffd', StringComparison.Ordinal)) return new(Line, RowRefusal.NotUtf8, Header[i]);
            if (this[i].Length > limits.LongestText) return new(Line, RowRefusal.TextTooLong, Header[i]);
        }
        return null;
    }

    /// <summary>A row that is refused, with its cells as they stand there.</summary>
    public StatLine WithRow(StatLine line) => line is RefusedRow refused ? refused.Of(string.Join(Separator, Enumerable.Range(0, Count).Select(i => this[i]))) : line;

    public void Dispose()
    {
        csv.Dispose();
        bytes.Dispose();
    }

    /// <summary>The names of the columns, where none of them holds a separator.</summary>
    public static string[] Columns(string text) => [.. FirstLine(text).Split(Guess(text)).Select(c => c.Trim().Trim('"'))];

    private static string FirstLine(string text) => text.IndexOfAny(['\r', '\n']) is >= 0 and var end ? text[..end] : text;

    private static char Guess(string text)
    {
        var header = FirstLine(text);
        return new[] { ',', ';', '\t', '|' }.MaxBy(s => header.Count(c => c == s));
    }
}
