using System.Text.Json;

namespace Meent.Formats.Statistics;

/// <summary>An indicator, breakdown, unit or source of the Digital Decade.</summary>
/// <param name="Kind">"indicator", "breakdown", "unit" or "datasource"</param>
/// <param name="Definition">as the source writes it, without markup</param>
public sealed record DesiTerm(string Kind, string Code, string Label, string? ShortLabel, string? Definition, string? Note, string? Coverage, string? Url);

/// <summary>A question to Eurostat as the Digital Decade's platform keeps it: which dataset, which codes, and what they are called there.</summary>
/// <param name="Dataset">"isoc_cisci_pb"</param>
/// <param name="Roles">by part ("indicator", "breakdown", "country", "unit", "period"): the dimension that holds it, or, where <paramref name="Fixed"/> names the part, the code that holds for all</param>
/// <param name="Filters">by dimension: the codes that are asked for</param>
/// <param name="Mappings">by part: what a foreign code is called</param>
public sealed record DesiQuery(
    string Dataset, string? Title, IReadOnlyDictionary<string, string> Roles, IReadOnlySet<string> Fixed, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Mappings);

/// <summary>Reads the lists that the facts of the Digital Decade refer to.</summary>
public static class DesiLists
{
    private static readonly string[] Kinds = ["indicator", "breakdown", "unit", "datasource"];
    private static readonly string[] Parts = ["indicator", "breakdown", "country", "unit", "period"];

    /// <returns>the terms, those without a code left out; or why the file cannot be read</returns>
    public static (IReadOnlyList<DesiTerm>? Terms, UnreadableStatistics? Problem) Terms(Stream stream, StatLimits? limits = null) =>
        Each(stream, limits, (model, fields) => model.Split('.')[^1] is var kind && Kinds.Contains(kind) && JsonParts.Text(fields, "code") is { Length: > 0 } code
            ? new DesiTerm(
                kind, code, Words(fields, "label") ?? code, Words(fields, "alt_label"), Words(fields, "definition"), Words(fields, "note"), Words(fields, "time_coverage"), Words(fields, "url"))
            : null);

    public static (IReadOnlyList<DesiQuery>? Queries, UnreadableStatistics? Problem) Queries(Stream stream, StatLimits? limits = null) =>
        Each(stream, limits, (model, fields) => model == "estat.importconfig" && JsonParts.Text(fields, "code") is { Length: > 0 } code
            ? new DesiQuery(
                code, Words(fields, "title"),
                Parts.Where(p => JsonParts.Text(fields, p) is { Length: > 0 }).ToDictionary(p => p, p => JsonParts.Text(fields, p)!),
                Parts.Where(p => JsonParts.Member(fields, $"{p}_is_surrogate") is { ValueKind: JsonValueKind.True }).ToHashSet(),
                Members(fields, "filters").ToDictionary(f => f.Name, f => (IReadOnlyList<string>)[.. Codes(f.Value)]),
                Members(fields, "mappings").ToDictionary(m => m.Name, m => (IReadOnlyDictionary<string, string>)Pairs(m.Value)))
            : null);

    private static (IReadOnlyList<T>? Found, UnreadableStatistics? Problem) Each<T>(Stream stream, StatLimits? limits, Func<string, JsonElement, T?> read) where T : class
    {
        var (document, problem) = JsonStatReader.Parse(StatBytes.Of(stream), limits ?? StatLimits.Usual);
        if (document is null) return (null, problem);
        using var closing = document;
        if (document.RootElement.ValueKind != JsonValueKind.Array) return (null, new(StatRefusal.NotStatistics));
        var found = new List<T>();
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            if (JsonParts.Text(entry, "model") is { } model && JsonParts.Member(entry, "fields") is { } fields && read(model, fields) is { } one) found.Add(one);
        }
        return found.Count == 0 ? (null, new(StatRefusal.NotStatistics)) : (found, null);
    }

    private static IEnumerable<JsonProperty> Members(JsonElement fields, string name) =>
        JsonParts.Member(fields, name) is { ValueKind: JsonValueKind.Object } group ? group.EnumerateObject().DistinctBy(m => m.Name) : [];

    private static IEnumerable<string> Codes(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(c => JsonParts.Scalar(c)) : [JsonParts.Scalar(list)];

    private static Dictionary<string, string> Pairs(JsonElement group) =>
        group.ValueKind == JsonValueKind.Object ? group.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => JsonParts.Scalar(p.Value)) : [];

    private static string? Words(JsonElement fields, string name) => JsonParts.Text(fields, name) is { } text && Surveys.PlainText.Of(text).Trim() is { Length: > 0 } plain ? plain : null;
}
