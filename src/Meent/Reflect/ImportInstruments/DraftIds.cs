using System.Globalization;
using System.Text;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.ImportInstruments;

/// <summary>Ids in the form that instruments have, made of names that may be anything; each only once.</summary>
public sealed class DraftIds
{
    private const int LongestPart = 28;

    /// <summary>Characters that a hyphen and a number take at most.</summary>
    private const int RoomForNumber = 6;

    private readonly HashSet<string> taken = [];
    private readonly Dictionary<string, int> last = [];

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
        var whole = Within(id, StableId.Longest);
        if (taken.Add(whole)) return whole;
        var stem = Within(whole, StableId.Longest - RoomForNumber);
        // Goes on after the last number: of thousands of questions with one name, none counts from the beginning.
        var n = last.GetValueOrDefault(stem, 1);
        string numbered;
        do numbered = $"{stem}-{++n}";
        while (!taken.Add(numbered));
        last[stem] = n;
        return numbered;
    }

    private static string Within(string id, int longest) => id.Length <= longest ? id : id[..longest].TrimEnd('-', '.');
}
