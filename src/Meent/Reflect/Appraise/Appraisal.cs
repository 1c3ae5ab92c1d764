using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meent.Reflect.Appraise;

/// <summary>Where people judge that their place stands on a ladder, given under their names. Changed until it is finished, then kept as it is.</summary>
public sealed class Appraisal
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    /// <summary>Id of a ladder.</summary>
    public required string InstrumentId { get; init; }

    public int InstrumentVersion { get; init; }

    /// <summary>As people sign: "Anna de Vries and Tom Bakker".</summary>
    public required string Authors { get; set; }

    /// <summary>How many people they are.</summary>
    public int People { get; set; }

    /// <summary><see cref="Judgements"/> as JSON.</summary>
    public required string Content { get; set; }

    public DateTime StartedAt { get; init; }

    public Guid StartedBy { get; init; }

    public DateTime SavedAt { get; set; }

    public Guid SavedBy { get; set; }

    /// <summary>Null while it is being worked on.</summary>
    public DateTime? FinishedAt { get; set; }

    public Guid? FinishedBy { get; set; }
}

/// <summary>What was said of one item.</summary>
/// <param name="Now">the level now, from 1; null where it was left open</param>
/// <param name="Wanted">the level to be reached in two years, never below now; null where nobody said</param>
/// <param name="Evidence">what shows it</param>
/// <param name="Judge">who judged this item, where that is not everybody</param>
public sealed record Judgement(int? Now, int? Wanted = null, string? Evidence = null, string? Judge = null)
{
    [JsonIgnore]
    public bool IsEmpty => this is { Now: null, Wanted: null, Evidence: null, Judge: null };
}

/// <summary>All that was said, by item id; items of which nothing was said are not in it.</summary>
public static class Judgements
{
    public const string None = "{}";

    // Names stay legible in the store, so that they can be found and taken out of it.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <returns>null where the text is none of ours</returns>
    public static SortedDictionary<string, Judgement>? TryRead(string content)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, Judgement?>>(content, Json);
            return read is null || read.Values.Any(j => j is null) ? null : new SortedDictionary<string, Judgement>(read!, StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is there; nothing where the text cannot be read.</summary>
    public static SortedDictionary<string, Judgement> Read(string content) => TryRead(content) ?? new(StringComparer.Ordinal);

    /// <summary>The same judgements give the same text, whatever order they came in.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, Judgement>> all) => JsonSerializer.Serialize(
        new SortedDictionary<string, Judgement>(all.Where(j => !j.Value.IsEmpty).ToDictionary(), StringComparer.Ordinal), Json);

    /// <summary>The same judgements with other words: what people typed is rewritten, ids of topics never. A text that is none of ours is rewritten as a whole.</summary>
    public static string Rewritten(string content, Func<string, string> words) => TryRead(content) is { } all
        ? Write(all.Select(j => KeyValuePair.Create(j.Key, j.Value with { Evidence = j.Value.Evidence is { } e ? words(e) : null, Judge = j.Value.Judge is { } b ? words(b) : null })))
        : words(content);
}
