using System.Globalization;
using System.Text;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ImportInstruments;

/// <summary>Ids in the form that instruments have, made of names that may be anything; each only once.</summary>
internal sealed class DraftIds
{
    private const int LongestPart = 28;

    private readonly HashSet<string> taken = [];

    /// <summary>"Läser & räknar" → "laser-raknar"; what begins with no letter gets one.</summary>
    /// <param name="otherwise">what to call it where nothing is left of the name</param>
    public static string Slug(string name, string otherwise)
    {
        var words = string.Concat(name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? '\0' : ' '))
            .Replace("\0", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        if (slug.Length > LongestPart) slug = slug[..LongestPart].TrimEnd('-');
        return slug.Length == 0 ? otherwise : char.IsAsciiDigit(slug[0]) ? $"{otherwise[0]}{slug}" : slug;
    }

    /// <summary>The id, or with a number behind it where it is taken.</summary>
    public string Once(string id)
    {
        for (var n = 1; ; n++)
        {
            var candidate = n == 1 ? id : $"{id}-{n}";
            if (candidate.Length <= StableId.Longest && taken.Add(candidate)) return candidate;
            if (candidate.Length > StableId.Longest) id = id[..(StableId.Longest - 6)].TrimEnd('-', '.');
        }
    }
}
