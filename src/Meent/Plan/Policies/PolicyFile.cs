using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan.Policies;

/// <summary>A document, or what is wrong with its file.</summary>
public sealed record PolicyRead(PolicyDocument? Document, IReadOnlyList<FileMistake> Mistakes);

/// <summary>Reads a policy from YAML: see docs/author/policies.md.</summary>
public static partial class PolicyFile
{
    /// <summary>A paragraph is told in two or three sentences; who wants more reads the document.</summary>
    public const int MostLetters = 400;

    private const string ByAreas = "areas";

    private static readonly string[] Sectors = ["primary", "secondary", "special", "vocational", "higher", "adult"];

    public static PolicyRead Parse(string text)
    {
        var map = YamlMap.Parse(text);
        if (map.Mistakes.Count > 0) return new(null, map.Mistakes);
        map.Only("policy", "version", "languages", "title", "short", "about", "source", "paragraphs");
        var (id, languages) = (map.Required("policy"), map.Texts("languages"));
        if (!Simple().IsMatch(id)) map.Note("policy", "The id of a policy is made of small letters, digits and hyphens: council-2023.");
        if (!languages.Contains("en")) map.Note("languages", "A policy has English at least: languages: [en].");
        var source = map.Map("source").Only("name", "url");
        var document = new PolicyDocument(
            id, map.Required("version"), InAll(map.Map("title"), languages), InAll(map.Map("short"), languages), InAll(map.Map("about"), languages),
            source.Required("name"), source.Text("url"), Paragraphs(map, id, languages));
        return new(map.Mistakes.Count > 0 ? null : document, [.. map.Mistakes.OrderBy(m => m.Line)]);
    }

    private static List<Paragraph> Paragraphs(YamlMap map, string document, IReadOnlyList<string> languages)
    {
        var entries = map.Maps("paragraphs");
        var ids = entries.Select(e => e.Text("id") ?? "").ToList();
        if (entries.Count == 0) map.Note("paragraphs", "A policy has at least one paragraph: \"- id: 1\".");
        var read = new List<Paragraph>();
        foreach (var entry in entries)
        {
            var id = entry.Required("id");
            entry.Only(["id", "to", "sectors", "answered-by", "title", .. languages]);
            if (id.Length > 0 && !ParagraphId().IsMatch(id)) entry.Note("id", $"\"{id}\" is not an id of a paragraph. Use small letters, digits, hyphens and dots: 3b.vii.");
            if (ids.Count(i => i == id) > 1 && id.Length > 0) entry.Note("id", $"There are two paragraphs \"{id}\".");
            var to = entry.Text("to") ?? Addressee.MemberStates;
            if (!Addressee.All.Contains(to)) entry.Note("to", $"\"{to}\" is nobody that a paragraph speaks to. Write one of: {string.Join(", ", Addressee.All)}.");
            var sectors = entry.Texts("sectors");
            foreach (var sector in sectors.Except(Sectors)) entry.Note("sectors", $"\"{sector}\" is no sector. Sectors are: {string.Join(", ", Sectors)}.");
            if (entry.Text("answered-by") is { } by && by != ByAreas) entry.Note("answered-by", $"Write \"answered-by: {ByAreas}\" where only a country or a region can answer, or nothing.");
            var text = InAll(entry, languages);
            foreach (var (language, words) in text.All.Where(t => t.Value.Length > MostLetters)) entry.Note(language, $"This text has {words.Length} letters. Say it in {MostLetters} or fewer; who wants more reads the document.");
            read.Add(new(document, id, to, InAll(entry.Map("title"), languages), text, Parent(id, ids), sectors) { IsOfAreas = entry.Text("answered-by") == ByAreas });
        }
        return read;
    }

    /// <summary>The longest id that this one begins with and goes on after: "3b" of "3b.vii", "1" of "1a" but not of "10".</summary>
    private static string? Parent(string id, IEnumerable<string> ids) => ids
        .Where(i => i.Length > 0 && i.Length < id.Length && id.StartsWith(i, StringComparison.Ordinal) && (id[i.Length] == '.' || (char.IsAsciiDigit(i[^1]) && char.IsAsciiLetter(id[i.Length]))))
        .MaxBy(i => i.Length);

    private static LocalizedText InAll(YamlMap map, IReadOnlyList<string> languages) => new(languages.ToDictionary(l => l, map.Required));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Simple();

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*$")]
    private static partial Regex ParagraphId();
}
