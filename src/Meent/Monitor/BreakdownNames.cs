using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>Groups by which figures are broken down: what their codes are called, and which belong together (<c>content/breakdowns/*.yaml</c>).</summary>
public sealed class BreakdownContent
{
    private readonly Dictionary<string, KnownBreakdown> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ContentProblem> problems = [];

    /// <summary>What is wrong in the files.</summary>
    public IReadOnlyList<ContentProblem> Problems => problems;

    /// <summary>Reads the folder <c>breakdowns</c> of content folders; one that is missing has none. A code of a later file takes the place of one before.</summary>
    public static BreakdownContent Load(params string[] contentFolders)
    {
        var all = new BreakdownContent();
        foreach (var file in contentFolders.Select(f => Path.Combine(f, "breakdowns")).Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.yaml").Order(StringComparer.Ordinal)))
            all.Add(Path.GetFileName(file), File.ReadAllText(file));
        return all;
    }

    /// <summary>Reads one text as if it were a file.</summary>
    public static BreakdownContent Of(string text)
    {
        var all = new BreakdownContent();
        all.Add("breakdowns.yaml", text);
        return all;
    }

    /// <summary>Null where the code is in no file.</summary>
    public KnownBreakdown? Find(string code) => known.GetValueOrDefault(code);

    private void Add(string file, string text)
    {
        var map = YamlMap.Parse(text);
        foreach (var kind in map.Keys)
        {
            var of = map.Map(kind).Only("name", "codes");
            var (name, codes) = (Text(of.Map("name")), of.Map("codes"));
            foreach (var code in codes.Keys) known[code] = new(kind, name, Text(codes.Map(code)), known.Count);
        }
        problems.AddRange(map.Mistakes.Select(m => new ContentProblem(file, m.Line, m.Sentence)));
    }

    private static LocalizedText Text(YamlMap map) => new(map.Keys.Select(language => KeyValuePair.Create(language, map.Required(language))));
}

/// <param name="Kind">"age": what is of one kind is shown beside each other</param>
/// <param name="Order">of all that are known</param>
public sealed record KnownBreakdown(string Kind, LocalizedText KindName, LocalizedText Name, int Order);

/// <summary>Gives the names of breakdowns and units.</summary>
public sealed class BreakdownLibrary(HubDb db, BreakdownContent content)
{
    private BreakdownNames? names;

    /// <summary>What units are called, as the files with which they came say it; else by their codes.</summary>
    public async Task<IReadOnlyList<LocalizedText>> Units(IReadOnlyCollection<string> codes, CancellationToken cancel = default)
    {
        if (codes.Count == 0) return [];
        var named = await db.Read<CodeName>().Where(c => c.Kind == CodeName.Unit && codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, cancel);
        return [.. codes.Order(StringComparer.Ordinal).Select(c => named.GetValueOrDefault(c) ?? new([new("", c)]))];
    }

    /// <summary>Asks the database once.</summary>
    public async Task<BreakdownNames> Names(CancellationToken cancel = default) =>
        names ??= new(content, await db.Read<CodeName>().Where(c => c.Kind == CodeName.Breakdown).ToDictionaryAsync(c => c.Code, c => c.Name, StringComparer.OrdinalIgnoreCase, cancel));
}

/// <summary>What breakdowns are called: as the content says, which knows more languages; else as the file called them that they came with; else by their codes.</summary>
/// <param name="learned">names by code, as imports gave them</param>
public sealed class BreakdownNames(BreakdownContent content, IReadOnlyDictionary<string, LocalizedText> learned)
{
    /// <summary>"16 to 24 years"; of parts "Women, 16 to 24 years".</summary>
    /// <param name="breakdown">see <see cref="Series.Breakdown"/></param>
    public string Of(string breakdown, Texts T) => breakdown == Breakdowns.Total ? T["All together"]
        : One(breakdown)?.In(T.Language) ?? string.Join(", ", breakdown.Split('.').Select(part => One(part)?.In(T.Language) ?? part));

    /// <summary>What kind of group it is: "Age"; null where that is not known.</summary>
    public (string Id, string Name)? Kind(string breakdown, Texts T) => content.Find(breakdown) is { } known ? (known.Kind, known.KindName.In(T.Language)) : null;

    /// <summary>All together first, then what is known in its order, then the rest by name.</summary>
    public IReadOnlyList<string> InOrder(IEnumerable<string> breakdowns, Texts T) =>
    [
        .. breakdowns.Distinct().OrderBy(b => b != Breakdowns.Total).ThenBy(b => content.Find(b)?.Order ?? int.MaxValue).ThenBy(b => Of(b, T), StringComparer.Create(T.Culture, true)).ThenBy(b => b, StringComparer.Ordinal),
    ];

    private LocalizedText? One(string code) => content.Find(code)?.Name ?? learned.GetValueOrDefault(code);
}
