using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan.MakePlan;

/// <summary>The templates of <c>content/plans/*.yaml</c>: the hub's, and an operator's own.</summary>
public sealed class PlanTemplates
{
    private PlanTemplates(IReadOnlyList<PlanTemplate> all, IReadOnlyList<string> problems) => (All, Problems) = (all, problems);

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<PlanTemplate> All { get; }

    /// <summary>What is wrong in the files: "school.yaml, line 4: …". A template with a mistake is left out.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Those that fit a place.</summary>
    public IReadOnlyList<PlanTemplate> For(Place place) => [.. All.Where(t => t.Fits(place))];

    /// <summary>Reads the folder <c>plans</c> of content folders; one that is missing has none.</summary>
    public static PlanTemplates Load(params string[] contentFolders) => Of(
        contentFolders.Select(f => Path.Combine(f, "plans")).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*.yaml").Order(StringComparer.Ordinal)).Select(f => (Path.GetFileName(f), File.ReadAllText(f))));

    /// <summary>Reads texts as if they were files. Of two with one id, the later counts: an operator's own comes after the hub's.</summary>
    public static PlanTemplates Of(params IEnumerable<(string File, string Text)> files)
    {
        var (all, problems) = (new SortedDictionary<string, PlanTemplate>(StringComparer.Ordinal), new List<string>());
        foreach (var (file, text) in files)
        {
            var map = YamlMap.Parse(text);
            var template = One(map);
            problems.AddRange(map.Mistakes.Select(m => string.Create(CultureInfo.InvariantCulture, $"{file}, line {m.Line}: {m.Sentence}")));
            if (map.Mistakes.Count == 0) all[template.Id] = template;
        }
        return new([.. all.Values], problems);
    }

    private static PlanTemplate One(YamlMap map)
    {
        map.Only("id", "title", "about", "for", "sectors", "months", "objectives");
        return new(map.Required("id"), Words(map, "title", required: true), Words(map, "about"), map.Texts("for"), map.Texts("sectors"), Months(map, 24), [.. map.Maps("objectives").Select(Objective)]);
    }

    private static ObjectiveTemplate Objective(YamlMap map)
    {
        map.Only("title", "why", "implements", "contributes-to", "measured-by", "measures");
        PlanLink[] links = [.. map.Texts("implements").Select(t => new PlanLink(LinkRoles.Implements, t)), .. map.Texts("contributes-to").Select(t => new PlanLink(LinkRoles.ContributesTo, t))];
        return new(Words(map, "title", required: true), Words(map, "why"), links, map.Texts("measured-by"), [.. map.Maps("measures").Select(Measure)]);
    }

    private static MeasureTemplate Measure(YamlMap map)
    {
        map.Only("title", "why", "changes", "role", "months", "steps");
        return new(
            Words(map, "title", required: true), Words(map, "why", required: true), Words(map, "changes"), Words(map, "role"), Months(map, 12),
            [.. map.Maps("steps").Select(s => new LocalizedText(s.Keys.Select(k => KeyValuePair.Create(k, s.Required(k)))))]);
    }

    private static int Months(YamlMap map, int otherwise)
    {
        if (map.Text("months") is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is > 0 and <= 120) return months;
        map.Note("months", $"\"{text}\" is not a number of months from 1 to 120.");
        return otherwise;
    }

    private static LocalizedText Words(YamlMap map, string key, bool required = false)
    {
        var words = map.Map(key);
        if (required && !words.Keys.Any()) map.Note(key, $"The key \"{key}\" needs a text per language: {{ en: …, nl: … }}.");
        return new(words.Keys.Select(l => KeyValuePair.Create(l, words.Required(l))));
    }
}
