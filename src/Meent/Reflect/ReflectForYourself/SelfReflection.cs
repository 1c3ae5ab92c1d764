using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meent.Reflect.ReflectForYourself;

/// <summary>One time that a person looked at themselves with a ladder: a draft until they finish it, then it stays as it is.</summary>
/// <remarks>Every query names the person: nobody else ever reads a row. Nothing of it is recorded in the audit trail.</remarks>
public sealed class SelfReflection
{
    public Guid PersonId { get; init; }

    public Guid Id { get; init; }

    /// <summary>Id of the ladder: "teacher".</summary>
    public required string Ladder { get; init; }

    public int Version { get; set; }

    public DateTime StartedAt { get; init; }

    public DateTime SavedAt { get; set; }

    /// <summary>Null while it is a draft.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary><see cref="Reflect.ReflectForYourself.Marks"/> as JSON.</summary>
    public required string Answers { get; set; }

    /// <summary>What was said; nothing where the text cannot be read.</summary>
    public Marks Marks => Marks.FromJson(Answers);
}

/// <summary>What somebody said of the items of a ladder.</summary>
/// <param name="Of">by item id; an item that was left out has no entry</param>
public sealed record Marks(IReadOnlyDictionary<string, Mark> Of)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Marks None { get; } = new(new Dictionary<string, Mark>());

    /// <summary>Items with a level; a note alone is none.</summary>
    public int Count => Of.Values.Count(m => m.Level is not null);

    public int? Level(string item) => Of.GetValueOrDefault(item)?.Level;

    public string? Note(string item) => Of.GetValueOrDefault(item)?.Note;

    public string ToJson() => JsonSerializer.Serialize(new SortedDictionary<string, Mark>(Of.ToDictionary(), StringComparer.Ordinal), Options);

    public static Marks FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Mark>>(json, Options) is { } of ? new(of) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}

/// <param name="Level">1 for the lowest; null where only a note was written</param>
/// <param name="Note">for oneself</param>
public sealed record Mark(int? Level, string? Note = null);
