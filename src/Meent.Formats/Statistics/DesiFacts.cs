using System.Text.Json;

namespace Meent.Formats.Statistics;

/// <summary>Reads the facts of the Digital Decade (the Digital Economy and Society Index), as its data platform writes them in JSON.</summary>
/// <remarks>
/// A list of {"model": "core.fact", "fields": {…}}. Period is the edition ("desi_2026" is read as "2026") and the year that was measured is
/// the reference. Targets are facts too: their breakdown begins with <see cref="TargetBreakdown"/>.
/// </remarks>
public static class DesiFacts
{
    /// <summary>How the breakdown of a target begins; behind it stands the year it is due: "dd_target_2030".</summary>
    public const string TargetBreakdown = "dd_target_";

    private const string Edition = "desi_";

    private static readonly StatDimension[] Dimensions = [new("indicator"), new("breakdown"), new("unit")];

    public static StatReading Read(Stream stream, StatLimits? limits = null) => Read(StatBytes.Of(stream), limits ?? StatLimits.Usual);

    internal static StatReading Read(StatBytes bytes, StatLimits limits)
    {
        var (document, problem) = JsonStatReader.Parse(bytes, limits);
        if (document is null) return problem!;
        var root = document.RootElement;
        var model = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? JsonParts.Text(root[0], "model") : null;
        if (model == "core.fact") return new ReadableStatistics(new("desi", null, null, null, Dimensions, []), Lines(document, limits));
        document.Dispose();
        return new UnreadableStatistics(StatRefusal.NotStatistics, model ?? "");
    }

    private static IEnumerable<StatLine> Lines(JsonDocument document, StatLimits limits)
    {
        using var closing = document;
        var (line, refused, codes) = (0L, 0, new StatCodes());
        foreach (var fact in document.RootElement.EnumerateArray())
        {
            var read = Row(++line, JsonParts.Member(fact, "fields"), codes);
            if (read is RefusedRow no) read = no.Of(fact.GetRawText());
            yield return read;
            if (read is not RefusedRow || ++refused < limits.MostRefused) continue;
            yield return new StoppedReading(line, StatRefusal.TooManyRefused, $"{refused}");
            yield break;
        }
    }

    private static StatLine Row(long line, JsonElement? fields, StatCodes codes)
    {
        if (Natural(fields, "country") is not { } country) return new RefusedRow(line, RowRefusal.NoPlace, "country");
        var edition = Natural(fields, "period") ?? "";
        var (period, wrong) = StatPeriod.Read(edition.StartsWith(Edition, StringComparison.Ordinal) ? edition[Edition.Length..] : edition);
        if (period is null) return new RefusedRow(line, wrong!.Value, wrong == RowRefusal.NoPeriod ? "period" : edition);
        var key = new StatCode[Dimensions.Length];
        for (var i = 0; i < key.Length; i++)
        {
            if (Natural(fields, Dimensions[i].Id) is not { } code) return new RefusedRow(line, RowRefusal.NoCode, Dimensions[i].Id);
            key[i] = codes.Of(code, "");
        }
        var row = new StatRow(line, codes.Of(country, ""), period, key, null) { Status = Optional(fields, "flags"), Reference = Optional(fields, "reference_period") };
        return StatFields.Fill(row, new(JsonParts.Scalar(JsonParts.Member(fields, "value")), "", "", ""), comma: false);
    }

    /// <summary>A key of another table: ["AT"], or the code itself.</summary>
    private static string? Natural(JsonElement? fields, string name)
    {
        var text = JsonParts.Member(fields, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(c => JsonParts.Scalar(c)).FirstOrDefault("") : JsonParts.Scalar(JsonParts.Member(fields, name));
        return text.Length == 0 ? null : text;
    }

    private static string? Optional(JsonElement? fields, string name) => JsonParts.Scalar(JsonParts.Member(fields, name)) is { Length: > 0 } text ? text : null;
}
