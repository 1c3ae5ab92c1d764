using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Meent.Formats.Statistics;

/// <summary>Writes a dataset of JSON-stat 2.0, with sparse values.</summary>
/// <remarks>
/// An observation without a value is a null; what is no observation is not there at all. Numerator, denominator, n, confidentiality and
/// reference period, and of a demonstration which figures are made up, stand in <c>extension.meent</c>, by the position of the cell, as values do. <see cref="JsonStatReader"/> reads the same rows.
/// </remarks>
public static partial class JsonStatWriter
{
    public const string MediaType = "application/json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="rows">no observation twice; a code has the same name in all of them. Targets among them, for which JSON-stat has no word, stay behind</param>
    public static void Write(Stream stream, StatHead head, IReadOnlyCollection<StatRow> rows)
    {
        if (head.HasTargets) rows = [.. rows.Where(r => r.Target is null)];
        var dimensions = Dimensions(head, rows);
        var cells = rows.Select(r => (Position: Position(r, dimensions), Row: r)).ToList();
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("class", "dataset");
        if (head.Label is not null) json.WriteString("label", head.Label);
        if (head.Updated is not null) json.WriteString("updated", head.Updated);
        if (head.Demonstration is { } said)
        {
            json.WriteStartArray("note");
            json.WriteStringValue(said);
            json.WriteEndArray();
        }
        json.WriteStartArray("id");
        foreach (var dimension in dimensions) json.WriteStringValue(dimension.Id);
        json.WriteEndArray();
        json.WriteStartArray("size");
        foreach (var dimension in dimensions) json.WriteNumberValue(dimension.Positions.Count);
        json.WriteEndArray();
        WriteRole(json);
        WriteDimensions(json, dimensions);
        WriteCells(json, "value", cells, r => true, (j, r) => Number(j, r.Value));
        if (rows.Any(r => r.Status is not null)) WriteCells(json, "status", cells, r => r.Status is not null, (j, r) => j.WriteStringValue(r.Status));
        WriteExtension(json, head, cells);
        json.WriteEndObject();
    }

    private static List<Axis> Dimensions(StatHead head, IReadOnlyCollection<StatRow> rows)
    {
        List<Axis> axes =
        [
            .. head.Dimensions.Select((d, i) => new Axis(d.Id, d.Label, r => r.Key[i])),
            new("geo", null, r => r.Geo),
            new("time", null, r => new(r.Period)),
        ];
        foreach (var axis in axes)
        {
            foreach (var code in rows.Select(axis.Code))
            {
                if (axis.Positions.TryAdd(code.Id, axis.Positions.Count)) axis.Codes.Add(code);
            }
        }
        return axes;
    }

    /// <summary>The last dimension turns fastest.</summary>
    private static long Position(StatRow row, List<Axis> axes) => axes.Aggregate(0L, (position, axis) => checked((position * axis.Codes.Count) + axis.Positions[axis.Code(row).Id]));

    private static void WriteRole(Utf8JsonWriter json)
    {
        json.WriteStartObject("role");
        foreach (var role in new[] { "geo", "time" })
        {
            json.WriteStartArray(role);
            json.WriteStringValue(role);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteDimensions(Utf8JsonWriter json, List<Axis> axes)
    {
        json.WriteStartObject("dimension");
        foreach (var axis in axes)
        {
            json.WriteStartObject(axis.Id);
            if (axis.Label is not null) json.WriteString("label", axis.Label);
            json.WriteStartObject("category");
            json.WriteStartArray("index");
            foreach (var code in axis.Codes) json.WriteStringValue(code.Id);
            json.WriteEndArray();
            if (axis.Codes.Exists(c => c.Label is not null))
            {
                json.WriteStartObject("label");
                foreach (var code in axis.Codes.Where(c => c.Label is not null)) json.WriteString(code.Id, code.Label);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json, StatHead head, List<(long Position, StatRow Row)> cells)
    {
        json.WriteStartObject("extension");
        if (head.Id is not null && SdmxId().Match(head.Id) is { Success: true } id)
        {
            if (id.Groups[1].Success) json.WriteString("agencyId", id.Groups[1].Value);
            json.WriteString("id", id.Groups[2].Value);
            if (id.Groups[3].Success) json.WriteString("version", id.Groups[3].Value);
        }
        json.WriteStartObject("meent");
        WriteCells(json, "numerator", cells, r => r.Numerator is not null, (j, r) => Number(j, r.Numerator));
        WriteCells(json, "denominator", cells, r => r.Denominator is not null, (j, r) => Number(j, r.Denominator));
        WriteCells(json, "n", cells, r => r.N is not null, (j, r) => j.WriteNumberValue(r.N!.Value));
        WriteCells(json, "standard_error", cells, r => r.StandardError is not null, (j, r) => Number(j, r.StandardError));
        WriteCells(json, "confidentiality", cells, r => r.Confidentiality is not null, (j, r) => j.WriteStringValue(r.Confidentiality));
        WriteCells(json, "reference", cells, r => r.Reference is not null, (j, r) => j.WriteStringValue(r.Reference));
        if (head.Demonstration is not null) WriteCells(json, "demonstration", cells, r => r.Demonstration, (j, r) => j.WriteBooleanValue(true));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCells(Utf8JsonWriter json, string name, List<(long Position, StatRow Row)> cells, Func<StatRow, bool> has, Action<Utf8JsonWriter, StatRow> write)
    {
        json.WriteStartObject(name);
        foreach (var (position, row) in cells.Where(c => has(c.Row)))
        {
            json.WritePropertyName($"{position}");
            write(json, row);
        }
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, decimal? number)
    {
        if (number is { } value) json.WriteRawValue(StatNumber.Write(value));
        else json.WriteNullValue();
    }

    [GeneratedRegex(@"^(?:([^:()]+):)?([^:()]+)(?:\(([^()]+)\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex SdmxId();

    /// <summary>A dimension with the codes that occur, in the order in which they do.</summary>
    private sealed record Axis(string Id, string? Label, Func<StatRow, StatCode> Code)
    {
        public List<StatCode> Codes { get; } = [];

        public Dictionary<string, int> Positions { get; } = [];
    }
}
