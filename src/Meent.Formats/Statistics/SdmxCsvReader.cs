namespace Meent.Formats.Statistics;

/// <summary>Reads SDMX-CSV 1.0 and 2.0 row by row: codes, names, or both in one cell or in two; any separator.</summary>
/// <remarks>
/// With ";" between cells the decimal mark may be a comma, as the guide's example in French has it; the first value with a mark says which.
/// Files that write names only (Eurostat, labels=name in 1.0) give names as ids: who reads them knows no code.
/// </remarks>
public static class SdmxCsvReader
{
    public static StatReading Read(Stream stream, StatLimits? limits = null) => Read(StatBytes.Of(stream), limits ?? StatLimits.Usual);

    internal static StatReading Read(StatBytes bytes, StatLimits limits)
    {
        var (csv, problem) = StatCsv.Open(bytes, limits);
        if (csv is null) return problem!;
        var columns = SdmxColumns.Of(csv.Header);
        if (columns is null) return new UnreadableStatistics(StatRefusal.NoColumn, "DATAFLOW");
        if (columns.Twice is { } twice) return new UnreadableStatistics(StatRefusal.TwoColumns, twice);
        foreach (var needed in new[] { "GEO", "TIME_PERIOD", "OBS_VALUE" })
        {
            if (columns[needed] < 0) return new UnreadableStatistics(StatRefusal.NoColumn, needed);
        }
        // The first row is read ahead: it says which dataflow this is.
        var stopped = csv.Read();
        var (id, label) = csv.AtEnd || stopped is not null ? (null, null) : Dataflow(csv, columns);
        var updated = columns["LAST UPDATE"] >= 0 && !csv.AtEnd ? csv[columns["LAST UPDATE"]] : null;
        var head = new StatHead(columns.IsTwo ? "sdmx-csv-2.0" : "sdmx-csv-1.0", id, label, updated, [.. columns.Dimensions.Select(d => d.Dimension)], columns.Ignored);
        return new ReadableStatistics(head, new SdmxRows(csv, columns, id, limits).Lines(stopped));
    }

    internal static (string? Id, string? Label) Dataflow(StatCsv csv, SdmxColumns columns)
    {
        var parts = csv[columns["DATAFLOW"]].Split(": ", 2);
        var label = columns["STRUCTURE_NAME"] >= 0 ? csv[columns["STRUCTURE_NAME"]] : parts.ElementAtOrDefault(1);
        return (parts[0].Length == 0 ? null : parts[0], string.IsNullOrEmpty(label) ? null : label);
    }
}

/// <summary>The rows of one file.</summary>
internal sealed class SdmxRows(StatCsv csv, SdmxColumns columns, string? dataflow, StatLimits limits)
{
    private readonly StatCodes codes = new();
    private bool? comma = csv.Separator == ';' ? null : false;

    /// <param name="stopped">what reading the first row gave</param>
    public IEnumerable<StatLine> Lines(StoppedReading? stopped)
    {
        using var closing = csv;
        var refused = 0;
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
        if (SdmxCsvReader.Dataflow(csv, columns).Id is var id && id != dataflow) return Refused(RowRefusal.OtherDataflow, id ?? "");
        if (Text("ACTION") is "D") return Refused(RowRefusal.Deletes);
        if (Code(columns["GEO"]) is not { } geo) return Refused(RowRefusal.NoPlace, csv.Header[columns["GEO"]]);
        var (period, wrong) = StatPeriod.Read(Text("TIME_PERIOD"));
        if (period is null) return Refused(wrong!.Value, wrong == RowRefusal.NoPeriod ? csv.Header[columns["TIME_PERIOD"]] : Text("TIME_PERIOD"));
        var key = new StatCode[columns.Dimensions.Count];
        for (var i = 0; i < key.Length; i++)
        {
            if (Code(columns.Dimensions[i].Column) is not { } code) return Refused(RowRefusal.NoCode, columns.Dimensions[i].Dimension.Id);
            key[i] = code;
        }
        if (Text("UNIT_MULT") is not ("" or "0")) return Refused(RowRefusal.ScaledValue, Text("UNIT_MULT"));
        return Measured(new(csv.Line, geo, period, key, null));
    }

    private StatLine Measured(StatRow row)
    {
        var text = Text("OBS_VALUE");
        comma ??= text.Contains(',', StringComparison.Ordinal) ? true : text.Contains('.', StringComparison.Ordinal) ? false : null;
        return StatFields.Fill(row with
        {
            Status = Optional("OBS_STATUS"), Confidentiality = Optional("CONF_STATUS"), Reference = Optional("REF_PERIOD"),
        }, new(text, Text("NUMERATOR"), Text("DENOMINATOR"), Text("SAMPLE_SIZE"), Text("STANDARD_ERROR")), comma ?? false);
    }

    private RefusedRow Refused(RowRefusal why, string detail = "") => new(csv.Line, why, detail);

    /// <summary>The id in a cell, without the name behind it; "" where there is no such column.</summary>
    private string Text(string component)
    {
        var text = columns[component] is >= 0 and var column ? csv[column] : "";
        return columns.Both && component != "OBS_VALUE" ? text.Split(": ", 2)[0] : text;
    }

    private string? Optional(string component) => Text(component) is { Length: > 0 } text ? text : null;

    private StatCode? Code(int column)
    {
        var text = csv[column];
        if (text.Length == 0) return null;
        if (columns.Named) return codes.Of(text, csv[column + 1]);
        return columns.Both && text.Split(": ", 2) is [var id, var label] ? id.Length == 0 ? null : codes.Of(id, label) : codes.Of(text, "");
    }
}
