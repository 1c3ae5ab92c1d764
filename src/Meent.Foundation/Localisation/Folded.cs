using System.Globalization;
using System.Text;

namespace Meent.Foundation.Localisation;

/// <summary>Text as searches compare it: what people type and what a register writes meet in the same form.</summary>
/// <remarks>
/// Lower case, accents and the Greek tonos taken off, ß as ss. An e after a, o or u and a second a are left out, so that
/// "Müller", "Mueller" and "Muller", or "Århus" and "Aarhus", are one. The beginning of a word folds to the beginning of the
/// folded word: searching while somebody types never loses what it had.
/// </remarks>
public static class Folded
{
    /// <summary>The words of a text, folded, in their order; whatever is neither letter nor digit parts words.</summary>
    public static IReadOnlyList<string> Words(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Decomposed(text))
        {
            if (char.IsLetterOrDigit(c)) Append(word, char.ToLowerInvariant(c));
            // Marks belong to the letter before them, apostrophes to the word: "O'Brien".
            else if (c is not ('\'' or '’' or '\u00ad') && !IsMark(c)) End(word, words);
        }
        End(word, words);
        return words;
    }

    /// <summary>The words of a text, folded, with one space between them.</summary>
    public static string Text(string? text) => string.Join(' ', Words(text));

    private static string Decomposed(string text)
    {
        foreach (var c in text)
        {
            if (c < 128) continue;
            // A lone surrogate and U+FFFE cannot be normalised; they are no letters of any word either.
            return (text.Any(IsNoCharacter) ? new string([.. text.Select(s => IsNoCharacter(s) ? ' ' : s)]) : text).Normalize(NormalizationForm.FormD);
        }
        return text;
    }

    private static bool IsNoCharacter(char c) => char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF';

    private static bool IsMark(char c) => c >= 128 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static void Append(StringBuilder word, char c)
    {
        switch (c)
        {
            case < (char)128: AppendPlain(word, c); break;
            case 'ß': word.Append("ss"); break;
            case 'ς': word.Append('σ'); break;
            case 'æ': AppendPlain(word, 'a'); break;
            case 'ø' or 'œ': AppendPlain(word, 'o'); break;
            case 'ł': word.Append('l'); break;
            case 'đ' or 'ð': word.Append('d'); break;
            case 'ı': word.Append('i'); break;
            case 'ħ': word.Append('h'); break;
            case 'þ': word.Append("th"); break;
            default: word.Append(c); break;
        }
    }

    private static void AppendPlain(StringBuilder word, char c)
    {
        var before = word.Length > 0 ? word[^1] : '\0';
        if ((c == 'e' && before is 'a' or 'o' or 'u') || (c == 'a' && before == 'a')) return;
        word.Append(c);
    }

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }
}
