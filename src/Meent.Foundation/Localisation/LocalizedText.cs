using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Meent.Foundation.Localisation;

/// <summary>One text in any number of languages, keyed by BCP 47 tag ("en", "nl").</summary>
/// <remarks>Stored as a JSON object; equality ignores the order of keys, because jsonb does not keep it.</remarks>
[JsonConverter(typeof(LocalizedTextConverter))]
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    /// <summary>JSON that leaves every script readable ("Ελλάδα", not "\u0395…").</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly SortedDictionary<string, string> texts;

    public LocalizedText(IEnumerable<KeyValuePair<string, string>> texts) =>
        this.texts = new(texts.ToDictionary(t => t.Key, t => t.Value), StringComparer.Ordinal);

    public static LocalizedText Empty { get; } = new([]);

    /// <summary>The same text whatever the language: names, codes.</summary>
    public static LocalizedText Of(string language, string text) => new([new(language, text)]);

    public IReadOnlyDictionary<string, string> All => texts;

    public bool IsEmpty => texts.Count == 0;

    /// <summary>The text in <paramref name="language"/>, else in English, else in any language there is; "" when empty.</summary>
    public string In(string language) => Find(language).Text;

    /// <summary>The text and the language it is really in, for <c>lang</c> on foreign fragments.</summary>
    public (string Language, string Text) Find(string language)
    {
        if (texts.TryGetValue(language, out var exact)) return (language, exact);
        var dash = language.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && texts.TryGetValue(language[..dash], out var parent)) return (language[..dash], parent);
        if (texts.TryGetValue("en", out var english)) return ("en", english);
        return texts.Count > 0 ? (texts.First().Key, texts.First().Value) : (language, "");
    }

    /// <summary>What <c>lang</c> on the text must say on a page in <paramref name="language"/>; null where it is in that language.</summary>
    public string? Foreign(string language) => Find(language) is ({ Length: > 0 } found, { Length: > 0 }) && found != language && !language.StartsWith(found + "-", StringComparison.Ordinal) ? found : null;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static LocalizedText FromJson(string json) => JsonSerializer.Deserialize<LocalizedText>(json, Json) ?? Empty;

    public bool Equals(LocalizedText? other) => other is not null && texts.SequenceEqual(other.texts);

    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    public override int GetHashCode() => texts.Aggregate(0, (h, t) => HashCode.Combine(h, t.Key, t.Value));

    public override string ToString() => In("en");
}

internal sealed class LocalizedTextConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.All, options);
}
