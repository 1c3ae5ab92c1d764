using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Meent.Places;

/// <summary>A mistake in a file that an operator wrote, with the line it stands on.</summary>
public sealed record FileMistake(int Line, string Sentence);

/// <summary>One map of a YAML file, read key by key. What does not fit is noted with its line, and reading goes on.</summary>
public sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly List<FileMistake> mistakes;
    private readonly string what;

    private YamlMap(YamlMappingNode node, string what, List<FileMistake> mistakes) => (this.node, this.what, this.mistakes) = (node, what, mistakes);

    public IReadOnlyList<FileMistake> Mistakes => mistakes;

    public int Line => LineOf(node);

    /// <summary>The keys of this map, in the order of the file.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    /// <summary>The map that the whole text is; with a mistake noted and no keys where it is something else.</summary>
    public static YamlMap Parse(string text)
    {
        var mistakes = new List<FileMistake>();
        YamlMap Empty(int line, string sentence)
        {
            mistakes.Add(new FileMistake(line, sentence));
            return new YamlMap([], "the file", mistakes);
        }
        try
        {
            if (TooDeep(text) is { } deep) return Empty(deep, "This line goes deeper than any file of this kind. Write each key on a line of its own.");
            if (text.Split('\n').ToList().FindIndex(l => l.StartsWith('\t')) is var tab and >= 0) return Empty(tab + 1, "The line begins with a tab. Indent with spaces.");
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0) return Empty(1, "The file is empty.");
            return stream.Documents[0].RootNode is YamlMappingNode map ? new YamlMap(map, "the file", mistakes) : Empty(1, "The file must be a list of keys, each followed by a colon: \"title: Schools of …\".");
        }
        catch (YamlException e)
        {
            return Empty((int)e.Start.Line, $"This is not valid YAML: {e.Message.TrimEnd('.')}. Look at indents, colons and quotation marks on this line and the one above.");
        }
        // The parser guards some of its own limits with other exceptions; to the author each is a mistake in the file.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException or NullReferenceException or KeyNotFoundException)
        {
            return Empty(1, "This is not valid YAML. Look at indents, colons and quotation marks.");
        }
    }

    /// <summary>Notes every key that is not one of these.</summary>
    public YamlMap Only(params string[] known)
    {
        foreach (var key in node.Children.Keys.Where(k => k is not YamlScalarNode s || !known.Contains(s.Value)))
            mistakes.Add(new FileMistake(LineOf(key), $"\"{key}\" is not a key of {what}. Keys are: {string.Join(", ", known)}."));
        return this;
    }

    public void Note(string key, string sentence) => mistakes.Add(new FileMistake(At(key) is { } at ? LineOf(at) : Line, sentence));

    public bool Has(string key) => At(key) is not null;

    /// <summary>The text of a key; null where the key is missing.</summary>
    public string? Text(string key)
    {
        var at = At(key);
        if (at is YamlScalarNode { Value.Length: > 0 } scalar) return scalar.Value;
        if (at is not null) Note(key, $"\"{key}\" needs a text on the same line.");
        return null;
    }

    /// <summary>The text of a key that has to be there; "" with a mistake noted where it is not.</summary>
    public string Required(string key)
    {
        if (!Has(key)) mistakes.Add(new FileMistake(Line, $"The key \"{key}\" is missing in {what}."));
        return Text(key) ?? "";
    }

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Note(key, $"\"{text}\" is not a date. Write year-month-day: 2026-08-01.");
        return null;
    }

    /// <summary>The map under a key; without keys where it is missing.</summary>
    public YamlMap Map(string key)
    {
        var at = At(key);
        if (at is YamlMappingNode map) return new YamlMap(map, $"\"{key}\"", mistakes);
        if (at is not null) Note(key, $"\"{key}\" needs keys of its own, two spaces further in.");
        return new YamlMap([], $"\"{key}\"", mistakes);
    }

    /// <summary>The maps of a list under a key.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        var elements = Elements(key);
        foreach (var wrong in elements.Where(e => e is not YamlMappingNode)) mistakes.Add(new FileMistake(LineOf(wrong), $"Each entry of \"{key}\" needs keys: \"- key: value\"."));
        return [.. elements.OfType<YamlMappingNode>().Select(m => new YamlMap(m, $"an entry of \"{key}\"", mistakes))];
    }

    /// <summary>The texts of a list under a key; a single text counts as a list of one.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (At(key) is YamlScalarNode { Value.Length: > 0 } one) return [one.Value];
        var elements = Elements(key);
        foreach (var wrong in elements.Where(e => e is not YamlScalarNode { Value.Length: > 0 })) mistakes.Add(new FileMistake(LineOf(wrong), $"Each entry of \"{key}\" needs a text."));
        return [.. elements.OfType<YamlScalarNode>().Select(s => s.Value ?? "").Where(v => v.Length > 0)];
    }

    // The parser calls itself for every level and would take the program down with it.
    private static int? TooDeep(string text)
    {
        var (line, open) = (0, 0);
        foreach (var content in text.Split('\n'))
        {
            line++;
            open += content.Count(c => c is '[' or '{') - content.Count(c => c is ']' or '}');
            if (open > 40 || content.Count(c => c is '[' or '{') > 200 || content.Split("- ").Length + content.Split("? ").Length > 60) return line;
        }
        return null;
    }

    private IReadOnlyList<YamlNode> Elements(string key)
    {
        var at = At(key);
        if (at is YamlSequenceNode list) return [.. list.Children];
        if (at is not null) Note(key, $"\"{key}\" needs a list: lines that begin with a hyphen, or [one, two].");
        return [];
    }

    private YamlNode? At(string key) => node.Children.FirstOrDefault(c => c.Key is YamlScalarNode s && s.Value == key).Value;

    private static int LineOf(YamlNode node) => Math.Max(1, (int)node.Start.Line);
}
