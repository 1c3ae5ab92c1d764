using System.Text;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;

namespace Meent.Tests.House;

/// <summary>The files under src/Meent/Translations against the texts in the sources.</summary>
public static partial class TranslationFiles
{
    public static string Folder => Repository.PathOf("src", "Meent", "Translations");

    /// <summary>What a language lacks, has too much of, or has with other numbers than the English text.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<TextKey> keys, Translation translation, string tag)
    {
        var known = keys.Select(k => k.English).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. keys.DistinctBy(k => k.English).SelectMany(k => Of(k, translation, tag)),
            .. translation.Texts.Keys.Where(t => !known.Contains(t)).Select(t => $"{tag}: no page says '{t}' any more"),
        ];
    }

    /// <summary>A template: every text, by file, without translations.</summary>
    public static string Template(IReadOnlyList<TextKey> keys)
    {
        var pot = new StringBuilder("# Texts of Meent: what a translation holds. Written by the tests: see docs/translate.\nmsgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n");
        foreach (var key in keys.DistinctBy(k => k.English)) pot.Append('\n').Append(Entry(key));
        return pot.ToString();
    }

    /// <summary>The file with an empty entry at its end for each text that it lacks.</summary>
    public static string WithMissing(string po, IReadOnlyList<TextKey> keys)
    {
        var there = Po.Read(po, "po").Texts;
        var missing = keys.DistinctBy(k => k.English).Where(k => !there.ContainsKey(k.English)).ToList();
        return missing.Count == 0 ? po : po.TrimEnd() + "\n" + string.Concat(missing.Select(k => "\n" + Entry(k)));
    }

    private static string Entry(TextKey key) =>
        $"#: {key.File}\nmsgid {Quote(key.English)}\n" + (key.Many is { } many ? $"msgid_plural {Quote(many)}\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n" : "msgstr \"\"\n");

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Of(TextKey key, Translation translation, string tag)
    {
        if (!translation.Texts.TryGetValue(key.English, out var forms) || forms.All(f => f.Length == 0))
        {
            yield return $"{tag}: not translated: '{key.English}' ({key.File})";
            yield break;
        }
        if (key.Many is not null && forms.Length < 2) yield return $"{tag}: '{key.English}' needs a text for one and a text for several";
        var last = key.Many ?? key.English;
        if (!Gaps(forms[^1]).SetEquals(Gaps(last))) yield return $"{tag}: '{forms[^1]}' has other numbers in braces than '{last}'";
        // The form for one may leave its number out: "one answer".
        if (!Gaps(last).IsSupersetOf(Gaps(forms[0]))) yield return $"{tag}: '{forms[0]}' has numbers in braces that '{last}' has not";
    }

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Gap();
}
