using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan.Proposals;

/// <summary>The areas of a file, or what is wrong with it.</summary>
public sealed record ProposalRead(IReadOnlyList<ProposedArea> Areas, IReadOnlyList<FileMistake> Mistakes);

/// <summary>Reads proposals for measures from YAML: see docs/author/measures.md.</summary>
public static class ProposalFile
{
    /// <summary>Longer than this nobody plans a single measure.</summary>
    public const int MostMonths = 36;

    /// <param name="isParagraph">whether a link leads to a paragraph; null asks nobody</param>
    public static ProposalRead Parse(string text, Func<string, bool>? isParagraph = null)
    {
        var map = YamlMap.Parse(text);
        if (map.Mistakes.Count > 0) return new([], map.Mistakes);
        map.Only("framework", "languages", "areas");
        var (framework, languages) = (map.Required("framework"), map.Texts("languages"));
        if (!languages.Contains("en")) map.Note("languages", "Proposals have English at least: languages: [en].");
        var areas = map.Map("areas");
        var read = areas.Keys.Select(area => Area(areas.Map(area), framework, area, languages, isParagraph)).ToList();
        if (read.Count == 0) map.Note("areas", "A file of proposals has at least one area of the framework.");
        return new(map.Mistakes.Count > 0 ? [] : read, [.. map.Mistakes.OrderBy(m => m.Line)]);
    }

    private static ProposedArea Area(YamlMap map, string framework, string area, IReadOnlyList<string> languages, Func<string, bool>? isParagraph)
    {
        map.Only("answers", "objective", "measures");
        var measures = map.Maps("measures").Select(m => Measure(m, languages)).ToList();
        foreach (var twice in measures.GroupBy(m => m.Id).Where(g => g.Count() > 1)) map.Note("measures", $"There are two measures \"{twice.Key}\" in this area.");
        foreach (var target in map.Texts("answers").Where(t => isParagraph?.Invoke(t) == false)) map.Note("answers", $"There is no paragraph \"{target}\" in the policies of this hub. Write the policy and the paragraph: council-2023/3b.vii.");
        return new(framework, area, InAll(map.Map("objective"), languages), map.Texts("answers"), measures);
    }

    private static ProposedMeasure Measure(YamlMap map, IReadOnlyList<string> languages)
    {
        map.Only("id", "for", "title", "why", "changes", "months", "steps");
        var level = map.Required("for");
        if (level.Length > 0 && !ProposalLevel.All.Contains(level)) map.Note("for", $"\"{level}\" is no level. Write one of: {string.Join(", ", ProposalLevel.All)}.");
        if (!int.TryParse(map.Required("months"), NumberStyles.None, CultureInfo.InvariantCulture, out var months) || months is < 1 or > MostMonths)
            map.Note("months", $"\"months\" is a number from 1 to {MostMonths}.");
        return new(
            map.Required("id"), level, InAll(map.Map("title"), languages), InAll(map.Map("why"), languages),
            map.Has("changes") ? InAll(map.Map("changes"), languages) : null, months, [.. map.Maps("steps").Select(s => InAll(s, languages))]);
    }

    private static LocalizedText InAll(YamlMap map, IReadOnlyList<string> languages)
    {
        // A comma in a text without quotes parts it: what comes after it would be lost.
        map.Only([.. languages]);
        return new(languages.ToDictionary(l => l, map.Required));
    }
}
