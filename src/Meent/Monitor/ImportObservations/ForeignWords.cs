using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor.ImportObservations;

/// <summary>What codes and names of foreign files mean: the lists of <c>content/codes/*.yaml</c>, and what operators said.</summary>
public sealed class CodeLists
{
    private readonly Dictionary<(string Source, string Dimension), List<(string Code, string Name)>> lists = [];

    private readonly List<ContentProblem> problems = [];

    /// <summary>What is wrong in the files.</summary>
    public IReadOnlyList<ContentProblem> Problems => problems;

    /// <summary>Reads the folder <c>codes</c> of content folders; one that is missing has none.</summary>
    public static CodeLists Load(params string[] contentFolders)
    {
        var all = new CodeLists();
        foreach (var file in contentFolders.Select(f => Path.Combine(f, "codes")).Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.yaml").Order(StringComparer.Ordinal)))
            all.Add(Path.GetFileName(file), File.ReadAllText(file));
        return all;
    }

    /// <summary>Reads one text as if it were a file.</summary>
    public static CodeLists Of(string text)
    {
        var all = new CodeLists();
        all.Add("codes.yaml", text);
        return all;
    }

    /// <summary>The codes of a dimension with their names in English; empty where none are known.</summary>
    public IReadOnlyList<(string Code, string Name)> Of(string source, string dimension) =>
        lists.TryGetValue((source, dimension.ToLowerInvariant()), out var list) ? list : [];

    private void Add(string file, string text)
    {
        var map = YamlMap.Parse(text).Only("source", "codes");
        var (source, codes) = (map.Required("source"), map.Map("codes"));
        foreach (var dimension in codes.Keys)
        {
            var names = codes.Map(dimension);
            if (!lists.TryGetValue((source, dimension), out var list)) lists[(source, dimension)] = list = [];
            list.AddRange(names.Keys.Select(code => (code, names.Required(code))));
        }
        problems.AddRange(map.Mistakes.Select(m => new ContentProblem(file, m.Line, m.Sentence)));
    }
}

/// <summary>From a word of a file to the code that it stands for.</summary>
public sealed class ForeignWords(string source, CodeLists lists, IReadOnlyList<ForeignLabel> labels, IndicatorContent indicators)
{
    private readonly Dictionary<(string Dimension, string Word), Meaning> known = [];

    /// <summary>What a word stands for; null where nobody knows.</summary>
    /// <param name="isCode">the file writes codes in this place, so that a word that is in no list is a code that is new to us</param>
    public Meaning? Of(string dimension, string word, bool isCode)
    {
        var key = (dimension.ToLowerInvariant(), word);
        if (known.TryGetValue(key, out var meaning)) return meaning;
        var found = Find(key.Item1, word) ?? (isCode || LooksLikeCode(word) ? new Meaning(word.ToUpperInvariant(), false) : null);
        if (found is not null) known[key] = found;
        return found;
    }

    private Meaning? Find(string dimension, string word)
    {
        var folded = Fold(word);
        if (labels.FirstOrDefault(l => l.Source == source && l.Dimension == dimension && l.Label == word) is { } told && (told.Code is not null || told.LeftOut)) return new(told.Code ?? "", told.LeftOut);
        foreach (var (code, name) in lists.Of(source, dimension))
            if (code == word || Fold(name) == folded) return new(code, false);
        return indicators.All.SelectMany(i => i.Codes).Where(c => c.Source == source && c.Label is not null && Fold(c.Label) == folded)
            .Select(c => c.Keys.GetValueOrDefault(dimension)).OfType<string>().Select(code => new Meaning(code, false)).FirstOrDefault();
    }

    /// <summary>Codes have no small letters and no spaces; "Annual" and "Females" are names.</summary>
    private static bool LooksLikeCode(string word) => word.Length is > 0 and <= 50 && word.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '+');

    internal static string Fold(string text) => Folded.Text(text);
}

/// <param name="Code">"PC_IND"</param>
/// <param name="LeftOut">rows with it are not taken, as an operator decided</param>
public sealed record Meaning(string Code, bool LeftOut);
