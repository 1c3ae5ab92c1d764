using System.Text;

namespace Meent.Places;

/// <summary>Words that differ by one wrong letter: one too many, one too few, another one, or two that changed places.</summary>
/// <remarks>
/// Distances are those of Damerau (1964) up to 1, on spellings in which doubled letters stand once. The index keeps each word
/// under the first <see cref="Head"/> letters of that spelling, whole and with one letter left out; two spellings
/// that are one letter apart share at least one of these.
/// </remarks>
public static class NearWord
{
    /// <summary>Shorter words are not forgiven anything: everything is near to them.</summary>
    public const int Shortest = 3;

    private const int Head = 6;

    private const int Longest = 40;

    /// <summary>Whether a word may be meant by one that is spelled a little differently: a number may not, another digit is another number.</summary>
    public static bool IsForgiven(string word) => word.Length <= Longest && word.All(char.IsLetter) && Spelling(word).Length >= Shortest;

    /// <summary>The word with doubled letters once: "schlosspark" is "schlospark".</summary>
    public static string Spelling(string word)
    {
        var doubled = false;
        for (var i = 1; i < word.Length && !doubled; i++) doubled = word[i] == word[i - 1];
        if (!doubled) return word;
        var once = new StringBuilder(word.Length);
        foreach (var c in word) if (once.Length == 0 || once[^1] != c) once.Append(c);
        return once.ToString();
    }

    /// <summary>Under what the index keeps a word.</summary>
    public static IEnumerable<string> Variants(string word) => Deletions(HeadOf(Spelling(word)));

    /// <summary>Where the index keeps words that are near to a typed one: ranges of variants, the end not included.</summary>
    public static IEnumerable<(string From, string To)> Ranges(string typed)
    {
        var spelling = Spelling(typed);
        // Of three letters only whole words are near; four and five are often the beginning of a longer word.
        var end = spelling.Length is > Shortest and < Head ? '\uffff' : '\u0001';
        return Deletions(HeadOf(spelling)).Select(v => (v, v + end));
    }

    /// <summary>How a word is near to a typed one.</summary>
    /// <returns>null where it is not; its length where the whole word is meant; fewer letters where only that beginning of it is</returns>
    public static int? Meant(string typed, string word)
    {
        var spelling = Spelling(typed);
        if (IsWithinOne(spelling, Spelling(word))) return word.Length;
        if (spelling.Length <= Shortest) return null;
        for (var length = Math.Min(word.Length, 2 * spelling.Length + 2); length > 1; length--)
        {
            var beginning = Spelling(word[..length]);
            if (beginning.Length < spelling.Length - 1) return null;
            if (beginning.Length <= spelling.Length + 1 && IsWithinOne(spelling, beginning)) return length;
        }
        return null;
    }

    /// <summary>Whether one letter too many, too few or another one, or two neighbours changed, is all that differs.</summary>
    public static bool IsWithinOne(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > b.Length)
        {
            var shorter = b;
            b = a;
            a = shorter;
        }
        if (b.Length - a.Length > 1) return false;
        var before = a.CommonPrefixLength(b);
        a = a[before..];
        b = b[before..];
        while (a.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }
        if (b.Length <= 1) return true;
        return a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0];
    }

    private static string HeadOf(string spelling) => spelling.Length > Head ? spelling[..Head] : spelling;

    private static IEnumerable<string> Deletions(string head)
    {
        yield return head;
        // Which of two equal neighbours is left out makes no difference; the spelling has none.
        for (var i = 0; i < head.Length; i++) yield return head.Remove(i, 1);
    }
}
