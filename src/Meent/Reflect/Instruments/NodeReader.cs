using System.Globalization;
using Meent.Foundation.Localisation;

namespace Meent.Reflect.Instruments;

/// <summary>Reads values from nodes; what does not fit becomes a problem and an empty value, so that reading goes on.</summary>
internal sealed class NodeReader(Problems problems)
{
    public Problems Problems => problems;

    /// <summary>Languages that every text must have.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>Languages that are being worked on: allowed beside a text, and not taken.</summary>
    public IReadOnlyList<string> Translating { get; private set; } = [];

    /// <summary>The node as a map with no other keys than <paramref name="known"/>; null where it is something else.</summary>
    public MapNode? Map(Node? node, string what, params string[] known)
    {
        if (AnyMap(node, what, "a list of keys, each with a colon, two spaces further in") is not { } map) return null;
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
            problems.Add(entry.Key, Sentences.UnknownKey(entry.Key.Text, what, known));
        return map;
    }

    /// <summary>The node as a map with keys of the author's own; null where it is something else.</summary>
    public MapNode? AnyMap(Node? node, string what, string wanted)
    {
        if (node is not null and not MapNode) problems.Add(node, Sentences.WrongShape(what, wanted));
        return node as MapNode;
    }

    /// <summary>The value of a key that has to be there.</summary>
    public Node? Required(MapNode map, string key, string where)
    {
        if (map[key] is { } entry) return entry.Value;
        problems.Add(map, Sentences.MissingKey(key, where));
        return null;
    }

    public IReadOnlyList<Node> Elements(Node? node, string what)
    {
        if (node is null) return [];
        if (node is ListNode list) return list.Elements;
        problems.Add(node, Sentences.WrongShape(what, "a list, [one, two] or a line with a hyphen for each"));
        return [];
    }

    /// <summary>A list of words, each once and each a known one.</summary>
    /// <param name="what">how the sentence calls the list</param>
    /// <param name="one">how it calls one of them: "a sector"</param>
    public IReadOnlyList<string> Words(Node? node, string what, string one, IReadOnlyList<string> known)
    {
        var words = new List<string>();
        foreach (var element in Elements(node, what))
        {
            var word = Word(element, one);
            if (word.Length > 0 && !known.Contains(word)) problems.Add(element, Sentences.NotOneOf(word, one, [.. known]));
            else if (word.Length > 0 && !words.Contains(word)) words.Add(word);
        }
        return words;
    }

    public string Word(Node? node, string what)
    {
        if (node is null) return "";
        if (node is ScalarNode { Text.Length: > 0 } scalar) return scalar.Text;
        problems.Add(node, Sentences.WrongShape(what, "one word"));
        return "";
    }

    /// <summary>An id in the right form; "" with a problem otherwise.</summary>
    public string Id(Node? node, string what)
    {
        var id = Word(node, $"the id of {what}");
        if (id.Length == 0 || StableId.IsRight(id)) return id;
        problems.Add(node!, Sentences.WrongId(id, what));
        return "";
    }

    public int Number(Node? node, string what, int from, int to)
    {
        var word = Word(node, what);
        if (word.Length == 0) return from;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to) return number;
        problems.Add(node!, Sentences.NotANumber(word, what, from, to));
        return from;
    }

    public bool Flag(Node? node, string what, bool otherwise)
    {
        var word = Word(node, what);
        if (word.Length == 0) return otherwise;
        if (word is "true" or "false") return word == "true";
        problems.Add(node!, Sentences.NotYesOrNo(word, what));
        return otherwise;
    }

    /// <summary>"16" or "24-40".</summary>
    public ItemCount Range(Node? node, string what)
    {
        var word = Word(node, what);
        var parts = word.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length is 1 or 2 && parts.All(p => p.Length is > 0 and < 4 && p.All(char.IsAsciiDigit)))
        {
            var range = new ItemCount(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture));
            if (range.From <= range.To) return range;
        }
        if (word.Length > 0) problems.Add(node!, Sentences.NotARange(word, what));
        return default;
    }

    /// <summary>Reads the languages of the file; texts can be read from then on.</summary>
    public void ReadLanguages(Node? complete, Node? translating)
    {
        Languages = Tags(complete, "The key \"languages\"");
        Translating = Tags(translating, "The key \"translating\"");
        if (complete is ListNode { Elements.Count: 0 }) problems.Add(complete, Sentences.WrongShape("The key \"languages\"", "a list with at least one language, such as [en, nl]"));
    }

    private List<string> Tags(Node? node, string what)
    {
        var tags = new List<string>();
        foreach (var element in Elements(node, what))
        {
            var tag = Word(element, "A language");
            if (tag.Length > 0 && !StableId.IsLanguage(tag)) problems.Add(element, Sentences.WrongLanguage(tag));
            else if (tag.Length > 0 && !tags.Contains(tag)) tags.Add(tag);
        }
        return tags;
    }

    /// <summary>A text in every language of the file; what is missing, empty, unknown or too long becomes a problem.</summary>
    /// <param name="what">how the sentence calls it: "the title of the instrument"</param>
    /// <param name="most">characters</param>
    public LocalizedText Text(Node? node, string what, int most)
    {
        // Without languages everything would be wrong in the same way; that they are missing has been said.
        if (node is null || Languages.Count == 0) return LocalizedText.Empty;
        if (node is not MapNode map)
        {
            problems.Add(node, Sentences.NotPerLanguage(what, Languages.FirstOrDefault("en")));
            return LocalizedText.Empty;
        }
        foreach (var entry in map.Entries.Where(e => !Languages.Contains(e.Key.Text) && !Translating.Contains(e.Key.Text)))
            problems.Add(entry.Key, Sentences.UndeclaredLanguage(entry.Key.Text, what, Languages));
        return new(Languages.Select(tag => KeyValuePair.Create(tag, InLanguage(map, tag, what, most))));
    }

    private string InLanguage(MapNode map, string tag, string what, int most)
    {
        if (map[tag] is not { } entry)
        {
            problems.Add(map, Sentences.MissingLanguage(tag, what));
            return "";
        }
        if (entry.Value is not ScalarNode scalar)
        {
            problems.Add(entry.Value, Sentences.WrongShape($"{what} in {tag}", "a text on one line"));
            return "";
        }
        var text = string.Join(' ', scalar.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) problems.Add(scalar, Sentences.EmptyText(what, tag));
        if (text.Length > most) problems.Add(scalar, Sentences.TextTooLong(what, tag, text.Length, most));
        return text;
    }

    public IReadOnlyList<LocalizedText> Texts(Node? node, string what, int most) =>
        [.. Elements(node, what).Select((n, i) => Text(n, $"{what}, number {i + 1},", most))];
}
