namespace Meent.Formats.Statistics;

/// <summary>Reads a CSV file whose columns a mapping explains, row by row.</summary>
public static class PlainCsvReader
{
    public const string LabelSuffix = "_label";

    public static StatReading Read(Stream stream, StatMapping mapping, StatLimits? limits = null) => Read(StatBytes.Of(stream), mapping, limits ?? StatLimits.Usual);

    internal static StatReading Read(StatBytes bytes, StatMapping mapping, StatLimits limits)
    {
        var (csv, problem) = StatCsv.Open(bytes, limits, mapping.Separator, mapping.Encoding);
        if (csv is null) return problem!;
        var twice = csv.Header.Where(h => h.Length > 0).GroupBy(h => h).FirstOrDefault(h => h.Count() > 1)?.Key;
        if (twice is not null) return new UnreadableStatistics(StatRefusal.TwoColumns, twice);
        var dimensions = mapping.Dimensions ?? [.. csv.Header.Where(h => h.Length > 0 && !StatMapping.Parts.Contains(h) && !IsLabel(csv.Header, h))];
        // Dimensions are told apart without regard to case.
        if (dimensions.GroupBy(d => d, StringComparer.OrdinalIgnoreCase).FirstOrDefault(d => d.Count() > 1) is { } same) return new UnreadableStatistics(StatRefusal.TwoColumns, same.Last());
        string[] parts = mapping.Columns.ContainsKey("target") && !mapping.Columns.ContainsKey("value") ? ["place", "period"] : ["place", "period", "value"];
        var needed = dimensions.Concat(parts).Where(p => !mapping.Constants.ContainsKey(p)).Select(p => mapping.Columns.GetValueOrDefault(p, p));
        // Any other column that the mapping names was meant to be read: a typing error must not make it silently empty.
        var named = ReferenceEquals(mapping, StatMapping.Own) ? [] : mapping.Columns.Values;
        if (needed.Concat(named).FirstOrDefault(c => !csv.Header.Contains(c)) is { } missing) return new UnreadableStatistics(StatRefusal.NoColumn, missing);
        var used = mapping.Columns.Values.Concat(dimensions).ToHashSet();
        var ignored = csv.Header.Where(h => !used.Contains(h) && !IsLabel(csv.Header, h)).ToList();
        var head = new StatHead("csv", null, null, null, [.. dimensions.Select(d => new StatDimension(d))], ignored);
        return new ReadableStatistics(head, new PlainRows(csv, mapping, dimensions, limits).Lines());
    }

    private static bool IsLabel(IReadOnlyList<string> header, string column) =>
        column.EndsWith(LabelSuffix, StringComparison.Ordinal) && header.Contains(column[..^LabelSuffix.Length]);
}

/// <summary>The rows of one file.</summary>
internal sealed class PlainRows
{
    private readonly StatCsv csv;
    private readonly StatMapping mapping;
    private readonly StatLimits limits;
    private readonly IReadOnlyList<string> dimensions;
    private readonly Dictionary<string, int> columns = [];
    private readonly Dictionary<string, int> labels = [];
    private readonly StatCodes codes = new();

    public PlainRows(StatCsv csv, StatMapping mapping, IReadOnlyList<string> dimensions, StatLimits limits)
    {
        (this.csv, this.mapping, this.dimensions, this.limits) = (csv, mapping, dimensions, limits);
        var header = csv.Header.ToList();
        foreach (var part in StatMapping.Parts.Concat(dimensions))
        {
            var column = header.IndexOf(mapping.Columns.GetValueOrDefault(part, part));
            // A part that the mapping does not name is not read from a column that happens to bear its name.
            columns[part] = mapping.Columns.ContainsKey(part) || mapping.Dimensions is null ? column : -1;
            labels[part] = columns[part] < 0 ? -1 : header.IndexOf(header[column] + PlainCsvReader.LabelSuffix);
        }
    }

    public IEnumerable<StatLine> Lines()
    {
        using var closing = csv;
        var refused = 0;
        var stopped = csv.Read();
        for (; !csv.AtEnd && stopped is null; stopped = csv.Read())
        {
            var line = csv.WithRow(csv.Broken() ?? Row());
            yield return line;
            if (line is RefusedRow && ++refused >= limits.MostRefused)
            {
                stopped = new(csv.Line, StatRefusal.TooManyRefused, $"{refused}");
                break;
            }
        }
        if (stopped is not null) yield return stopped;
    }

    private StatLine Row()
    {
        var (geo, unknown) = Code("place");
        if (geo is null) return unknown.Length > 0 ? new RefusedRow(csv.Line, RowRefusal.UnknownCode, unknown) : new RefusedRow(csv.Line, RowRefusal.NoPlace, mapping.Columns.GetValueOrDefault("place", "place"));
        var (period, wrong) = StatPeriod.Read(Text("period"), mapping.YearsWithDecimals);
        if (period is null) return new RefusedRow(csv.Line, wrong!.Value, wrong == RowRefusal.NoPeriod ? mapping.Columns.GetValueOrDefault("period", "period") : Text("period"));
        var key = new StatCode[dimensions.Count];
        for (var i = 0; i < key.Length; i++)
        {
            var (code, strange) = Code(dimensions[i]);
            if (code is null) return strange.Length > 0 ? new RefusedRow(csv.Line, RowRefusal.UnknownCode, strange) : new RefusedRow(csv.Line, RowRefusal.NoCode, dimensions[i]);
            key[i] = code;
        }
        var row = new StatRow(csv.Line, geo, period, key, null) { Status = Optional("status"), Confidentiality = Optional("confidentiality"), Reference = Optional("reference"), Demonstration = Text("demonstration") == "true" };
        return Target(StatFields.Fill(row, new(Number("value"), Number("numerator"), Number("denominator"), Number("n"), Number("standard_error")), mapping.DecimalComma));
    }

    /// <summary>The row with what it says of a target; as it is where it says nothing of one.</summary>
    private StatLine Target(StatLine line)
    {
        var (target, from, since, path) = (Number("target"), Number("base"), Text("base_period"), Text("path"));
        if (line is not StatRow row) return line;
        // A file without a column for values holds targets and nothing else.
        if (target.Length == 0 && columns["value"] < 0 && !mapping.Constants.ContainsKey("value")) return new RefusedRow(row.Line, RowRefusal.NoTarget);
        if (target.Length == 0 && from.Length == 0 && since.Length == 0 && path.Length == 0) return line;
        return StatFields.Target(row, new(target, from, since, path), mapping.DecimalComma, mapping.YearsWithDecimals);
    }

    private string Text(string part) => columns[part] >= 0 ? CsvText.Bare(csv[columns[part]]) : mapping.Constants.GetValueOrDefault(part, "");

    private string Number(string part) => columns[part] < 0 ? "" : csv[columns[part]] is var text && mapping.Missing.Contains(text) ? "" : text;

    private string? Optional(string part) => Text(part) is { Length: > 0 } text ? text : null;

    /// <returns>the code; or the text that the mapping does not know, "" where there is none</returns>
    private (StatCode? Code, string Unknown) Code(string part)
    {
        var text = Text(part);
        if (text.Length == 0) return (null, "");
        var label = labels[part] >= 0 ? CsvText.Bare(csv[labels[part]]) : "";
        if (!mapping.Codes.TryGetValue(part, out var known)) return (codes.Of(text, label), "");
        return known.TryGetValue(text, out var code) ? (codes.Of(code, label.Length > 0 ? label : code == text ? "" : text), "") : (null, text);
    }
}

/// <summary>Texts in cells that a spreadsheet would run as formulas.</summary>
internal static class CsvText
{
    /// <summary>With an apostrophe before = + - @, so that spreadsheets show it as text.</summary>
    public static string Guarded(string text) => NeedsGuard(text) ? $"'{text}" : text;

    /// <summary>The text that was guarded.</summary>
    public static string Bare(string text) => text.Length > 1 && text[0] == '\'' && NeedsGuard(text[1..]) ? text[1..] : text;

    private static bool NeedsGuard(string text) => text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' || (text[0] == '\'' && NeedsGuard(text[1..])));
}
