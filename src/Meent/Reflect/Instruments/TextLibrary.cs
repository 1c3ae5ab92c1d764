using System.Text;
using System.Text.RegularExpressions;

namespace Meent.Reflect.Instruments;

/// <summary>Letters, notices and guides as Markdown with {placeholders}, from <c>content/texts/{language}/{name}.md</c>.</summary>
public sealed class TextLibrary
{
    private readonly Dictionary<(string Name, string Language), string> texts = [];

    private TextLibrary(IEnumerable<string> contentFolders)
    {
        foreach (var path in contentFolders.SelectMany(Files))
        {
            var language = Path.GetFileName(Path.GetDirectoryName(path)!);
            // Invalid bytes become the replacement character: a letter with one odd sign is better than none.
            texts[(Path.GetFileNameWithoutExtension(path), language)] = File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n");
        }
    }

    /// <summary>Names of all texts: "letter-parents", …</summary>
    public IReadOnlyCollection<string> Names => [.. texts.Keys.Select(k => k.Name).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyCollection<string> LanguagesOf(string name) => [.. texts.Keys.Where(k => k.Name == name).Select(k => k.Language).Order(StringComparer.Ordinal)];

    /// <summary>Reads the folder <c>texts</c> of content folders; a text in a later one takes the place of one before.</summary>
    public static TextLibrary Load(params string[] contentFolders) => new(contentFolders);

    /// <summary>The text in that language, its parent ("nl" for "nl-BE"), or English; null where there is no such text.</summary>
    public SchoolText? Get(string name, string language) =>
        new[] { language, language.Split('-')[0], "en" }
            .Where(l => texts.ContainsKey((name, l)))
            .Select(l => new SchoolText(name, l, texts[(name, l)]))
            .FirstOrDefault();

    /// <summary>The wording for rounds in which no children are asked, <c>{name}-adults</c>, where there is one; else the text itself.</summary>
    /// <param name="instrument">null where this hub no longer has it: then children may have been asked</param>
    public SchoolText? For(Instrument? instrument, string name, string language) =>
        (instrument?.Audiences.Any(a => a.Id == Learners) is false ? Get(name + Adults, language) : null) ?? Get(name, language);

    private const string Adults = "-adults", Learners = "learners";

    private static IEnumerable<string> Files(string contentFolder)
    {
        var folder = Path.Combine(contentFolder, "texts");
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).SelectMany(language => Directory.EnumerateFiles(language, "*.md")).Order(StringComparer.Ordinal)
            : [];
    }
}

/// <summary>A text to send or print, before its placeholders are filled in.</summary>
/// <param name="Language">the language it is really in, for <c>lang</c></param>
/// <param name="Markdown">with {placeholders}; HTML in it is not meant to be rendered</param>
public sealed partial record SchoolText(string Name, string Language, string Markdown)
{
    /// <summary>Everything that can stand between braces in a text.</summary>
    public static readonly IReadOnlyList<string> KnownPlaceholders =
    [
        "school", "round", "topic", "groups", "time", "example", "opens", "closes", "link", "coordinator", "email", "hub", "smallest_group",
        "split_from", "bars_from", "own_words", "finding1", "finding2", "finding3", "area_low", "area_gap",
    ];

    /// <summary>The placeholders in this text, each once, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Placeholders => [.. Braces().Matches(Markdown).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The text with values as they are, for a mail or to copy. Escapes nothing; what has no value stays in braces.</summary>
    public string Fill(IReadOnlyDictionary<string, string> values) => Replace(values, value => value);

    /// <summary>The text with values that Markdown leaves as they are, to be rendered with HTML off: a school's name cannot become a link.</summary>
    public string FillMarkdown(IReadOnlyDictionary<string, string> values) => Replace(values, value => Special().Replace(value.ReplaceLineEndings(" "), @"\$0"));

    // Filled in one pass, so that braces in a value are not filled again.
    private string Replace(IReadOnlyDictionary<string, string> values, Func<string, string> write) =>
        Braces().Replace(Markdown, m => values.TryGetValue(m.Groups[1].Value, out var value) ? write(value) : m.Value);

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();

    /// <summary>Punctuation that means something in Markdown (CommonMark 0.31, §2.4: any ASCII punctuation may be escaped).</summary>
    [GeneratedRegex(@"[\\`*_\[\]<>#|~&!(){}]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}
