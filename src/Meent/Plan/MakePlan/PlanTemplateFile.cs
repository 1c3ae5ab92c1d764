using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Places;

namespace Meent.Plan.MakePlan;

/// <summary>A template, or what is wrong with its file.</summary>
public sealed record PlanTemplateRead(PlanTemplate? Template, IReadOnlyList<FileMistake> Mistakes);

/// <summary>Reads a template of a plan from YAML: see docs/author/plans.md.</summary>
public static class PlanTemplateFile
{
    /// <param name="isParagraph">whether a link leads to a paragraph; null asks nobody</param>
    public static PlanTemplateRead Parse(string text, Func<string, bool>? isParagraph = null)
    {
        var map = YamlMap.Parse(text);
        if (map.Mistakes.Count > 0) return new(null, map.Mistakes);
        map.Only("id", "title", "about", "for", "sectors", "months", "objectives");
        var template = new PlanTemplate(
            map.Required("id"), Words(map, "title", required: true), Words(map, "about"), map.Texts("for"), map.Texts("sectors"), Months(map, 24), [.. map.Maps("objectives").Select(o => Objective(o, isParagraph))]);
        return new(map.Mistakes.Count > 0 ? null : template, [.. map.Mistakes.OrderBy(m => m.Line)]);
    }

    private static ObjectiveTemplate Objective(YamlMap map, Func<string, bool>? isParagraph)
    {
        map.Only("title", "why", "implements", "contributes-to", "measured-by", "own-figures", "measures");
        PlanLink[] links = [.. Links(map, "implements", LinkRoles.Implements, isParagraph), .. Links(map, "contributes-to", LinkRoles.ContributesTo, isParagraph)];
        return new(Words(map, "title", required: true), Words(map, "why"), links, map.Texts("measured-by"), Each(map, "own-figures"), [.. map.Maps("measures").Select(Measure)]);
    }

    private static IEnumerable<PlanLink> Links(YamlMap map, string key, string role, Func<string, bool>? isParagraph)
    {
        foreach (var target in map.Texts(key))
        {
            if (isParagraph?.Invoke(target) == false) map.Note(key, $"There is no paragraph \"{target}\" in the policies of this hub. Write the policy and the paragraph: council-2023/3b.vii.");
            yield return new(role, target);
        }
    }

    private static MeasureTemplate Measure(YamlMap map)
    {
        map.Only("title", "why", "changes", "role", "months", "steps");
        return new(
            Words(map, "title", required: true), Words(map, "why", required: true), Words(map, "changes"), Words(map, "role"), Months(map, 12),
            Each(map, "steps"));
    }

    /// <summary>A list of texts, each per language.</summary>
    private static IReadOnlyList<LocalizedText> Each(YamlMap map, string key) => [.. map.Maps(key).Select(s => new LocalizedText(s.Keys.Select(k => KeyValuePair.Create(k, s.Required(k)))))];

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
