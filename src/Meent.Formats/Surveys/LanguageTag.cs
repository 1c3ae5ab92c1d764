using System.Globalization;
using System.Text.RegularExpressions;

namespace Meent.Formats.Surveys;

/// <summary>From the way a file names a language to a BCP 47 tag.</summary>
public static partial class LanguageTag
{
    private static readonly Lazy<Dictionary<string, string>> Names = new(() =>
        CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(c => c.TwoLetterISOLanguageName.Length == 2 && c.Name == c.TwoLetterISOLanguageName)
            .SelectMany(c => new[] { (Said: c.EnglishName, c.Name), (Said: c.NativeName, c.Name) })
            .GroupBy(n => n.Said, StringComparer.OrdinalIgnoreCase).ToDictionary(n => n.Key, n => n.First().Name, StringComparer.OrdinalIgnoreCase));

    /// <param name="name">"nl", "de-informal", "pt-BR", "Nederlands", "English (en)"</param>
    /// <returns>"nl", "de", "pt-BR"; null where it is no language</returns>
    public static string? Of(string name)
    {
        name = name.Trim();
        if (InBrackets().Match(name) is { Success: true } bracketed) name = bracketed.Groups[1].Value;
        // LimeSurvey's form of address is no part of a tag.
        foreach (var manner in new[] { "-informal", "-formal", "-easy" })
            if (name.EndsWith(manner, StringComparison.OrdinalIgnoreCase)) name = name[..^manner.Length];
        if (Tag().Match(name) is { Success: true } m) return m.Groups[1].Value.ToLowerInvariant() + m.Groups[2].Value;
        return Names.Value.GetValueOrDefault(name);
    }

    [GeneratedRegex(@"\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})\s*\)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"\A([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8}){0,2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
