using System.Collections.Concurrent;
using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Monitor;

/// <summary>The indicators of <c>content/indicators/*.yaml</c>: the hub's, and an operator's own.</summary>
public sealed class IndicatorContent
{
    /// <summary>Over places it is the mean of shares of a whole, each weighted by its whole.</summary>
    internal const string WeightedMean = "weighted-mean";

    private const string Last = "last";

    private readonly SortedDictionary<string, Indicator> indicators = new(StringComparer.Ordinal);
    private readonly List<ContentProblem> problems = [];
    private bool demonstration;

    private readonly ConcurrentDictionary<string, (string Content, Indicator Indicator)> read = new(StringComparer.Ordinal);

    private IndicatorContent(IEnumerable<(string File, string Text)> files)
    {
        foreach (var (file, text) in files)
        {
            var map = YamlMap.Parse(text);
            var indicator = One(map);
            problems.AddRange(map.Mistakes.Select(m => new ContentProblem(file, m.Line, m.Sentence)));
            if (map.Mistakes.Count == 0 && !indicators.TryAdd(indicator.Id, indicator))
                problems.Add(new(file, 1, $"Another file describes the indicator \"{indicator.Id}\" already. Give this one another id, or merge the two."));
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<Indicator> All => [.. indicators.Values];

    /// <summary>What is wrong in the files; an indicator with a mistake is left out.</summary>
    public IReadOnlyList<ContentProblem> Problems => problems;

    public Indicator? Find(string id) => indicators.GetValueOrDefault(id);

    /// <summary>An imported indicator. Pages read hundreds of them: each is understood once for as long as its text stays the same.</summary>
    internal Indicator Read(StoredIndicator stored)
    {
        if (read.TryGetValue(stored.Id, out var known) && known.Content == stored.Content) return known.Indicator;
        var indicator = stored.Indicator with { Demonstration = demonstration };
        read[stored.Id] = (stored.Content, indicator);
        return indicator;
    }

    /// <summary>Reads the folder <c>indicators</c> of content folders; one that is missing has none.</summary>
    public static IndicatorContent Load(params string[] contentFolders) => new(
        contentFolders.Select(f => Path.Combine(f, "indicators")).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*.yaml").Order(StringComparer.Ordinal)).Select(f => (Path.GetFileName(f), File.ReadAllText(f))));

    /// <summary>The same on a demonstration hub: every indicator knows it, so that whatever is drawn or written of it can say so.</summary>
    public IndicatorContent OfDemonstration()
    {
        demonstration = true;
        foreach (var (id, indicator) in indicators.ToList()) indicators[id] = indicator with { Demonstration = true };
        return this;
    }

    /// <summary>Reads texts as if they were files.</summary>
    public static IndicatorContent Of(params IEnumerable<(string File, string Text)> files) => new(files);

    private static Indicator One(YamlMap map)
    {
        map.Only("id", "name", "about", "unit", "better", "over-place", "over-time", "source", "cadence", "minimum-n", "error", "successor",
            "not-comparable-with", "main", "codes", "paragraphs", "from");
        var main = map.Map("main").Only("unit", "breakdown");
        var ofSchools = map.Has("from") || Statements.StatedIndicator.All.Contains(map.Text("id") ?? "");
        var indicator = new Indicator
        {
            Id = Id(map),
            Name = Localized(map, "name", required: true),
            About = Localized(map, "about", required: true),
            Unit = OneOf(map, "unit", IndicatorUnit.All) ?? map.Required("unit"),
            Better = OneOf(map, "better", ["higher", "lower", "neither"]) ?? "neither",
            OverPlace = OneOf(map, "over-place", ["sum", WeightedMean, "none"]) ?? (ofSchools ? WeightedMean : "none"),
            OverTime = OneOf(map, "over-time", [Last, "mean", "sum"]) ?? Last,
            Source = Source(map),
            Cadence = map.Text("cadence"),
            MinimumN = Whole(map, "minimum-n"),
            Error = Error(map),
            Successor = map.Text("successor"),
            NotComparableWith = map.Texts("not-comparable-with"),
            MainUnit = main.Text("unit") ?? "",
            MainBreakdown = main.Text("breakdown") ?? Breakdowns.Total,
            Codes = [.. map.Maps("codes").Select(Code)],
            Paragraphs = map.Texts("paragraphs"),
            From = From(map),
            Shipped = true,
        };
        if (ofSchools) OfSchools(map, indicator);
        return indicator;
    }

    /// <summary>What the hub counts itself it counts in one way: a definition cannot say another.</summary>
    private static void OfSchools(YamlMap map, Indicator indicator)
    {
        const int Fewest = Statements.StatedIndicator.FewestOfArea;
        if (indicator.MinimumN < Fewest) map.Note("minimum-n", $"What schools say or state of an area is shown from {Fewest} on. Write {Fewest} or more.");
        if (indicator.OverPlace != WeightedMean) map.Note("over-place", $"What schools say or state is always summed as a {WeightedMean}. Write that.");
        if (indicator.OverTime != Last) map.Note("over-time", $"Of what schools say or state, always the last counts in a school year. Write \"{Last}\".");
    }

    private static string Id(YamlMap map)
    {
        var id = map.Required("id");
        if (id.Length > 0 && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
            map.Note("id", $"\"{id}\" cannot be an id. Use small letters, digits and hyphens: digital-skills-basic.");
        return id;
    }

    private static LocalizedText Localized(YamlMap map, string key, bool required)
    {
        var texts = map.Map(key);
        if (required && !texts.Keys.Contains("en")) map.Note(key, $"\"{key}\" needs a text in English: {key}: {{ en: … }}.");
        return new(texts.Keys.Select(language => KeyValuePair.Create(language, texts.Required(language).Trim())));
    }

    private static string? OneOf(YamlMap map, string key, IReadOnlyList<string> known)
    {
        if (map.Text(key) is not { } text || known.Contains(text)) return map.Text(key);
        map.Note(key, $"\"{text}\" is not known here. Use one of: {string.Join(", ", known)}.");
        return null;
    }

    private static int? Whole(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        map.Note(key, $"\"{text}\" is not a whole number.");
        return null;
    }

    private static IndicatorSource? Source(YamlMap map)
    {
        if (!map.Has("source")) return null;
        var source = map.Map("source").Only("name", "names", "url", "licence", "licences");
        return new(source.Required("name"), source.Text("url"), source.Text("licence")) { Names = Localized(source, "names", required: false), Licences = Localized(source, "licences", required: false) };
    }

    private static IndicatorError Error(YamlMap map)
    {
        if (!map.Has("error")) return IndicatorError.None;
        var error = map.Map("error").Only("kind", "points", "union-points", "basis");
        var kind = OneOf(error, "kind", [IndicatorError.StandardError, IndicatorError.Ceiling, IndicatorError.None.Kind]) ?? error.Required("kind");
        if (kind != IndicatorError.Ceiling) return new(kind);
        return new(kind, Points(error, "points"), Localized(error, "basis", required: true), error.Has("union-points") ? Points(error, "union-points") : null);
    }

    private static decimal Points(YamlMap error, string key)
    {
        if (!decimal.TryParse(error.Required(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)) error.Note(key, $"\"{key}\" needs a number: 2 or 0.5.");
        return points;
    }

    private static ForeignCode Code(YamlMap map)
    {
        map.Only("source", "keys", "total", "label");
        return new(map.Required("source"), Codes(map.Map("keys")), Codes(map.Map("total")), map.Text("label"));
    }

    private static Dictionary<string, string> Codes(YamlMap map) => map.Keys.ToDictionary(k => k, map.Required, StringComparer.OrdinalIgnoreCase);

    private static IndicatorFrom? From(YamlMap map)
    {
        if (!map.Has("from")) return null;
        var from = map.Map("from").Only("instrument", "audience", "area", "items");
        if (from.Has("area") == from.Has("items")) map.Note("from", "\"from\" names either an area of the questionnaire, or its items.");
        return new(from.Required("instrument"), from.Required("audience"), from.Text("area"), from.Texts("items"));
    }
}

/// <summary>A mistake in a content file.</summary>
public sealed record ContentProblem(string File, int Line, string Sentence);
