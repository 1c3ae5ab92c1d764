using System.Text;

namespace Meent.Places.ImportSchools;

/// <summary>Names that a register writes in capitals, as people write them: "CAPELLE AAN DEN IJSSEL" is "Capelle aan den IJssel".</summary>
public static class Capitals
{
    // What stays small within a name, in the languages of registers that are known to write in capitals.
    private static readonly HashSet<string> Small = new(
        ["aan", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "te", "ten", "ter", "van", "am", "an", "auf", "im", "und", "la", "le", "les", "du", "des", "sur", "sous", "et", "di", "del", "della", "el", "los", "las", "y", "e", "da", "do"],
        StringComparer.Ordinal);

    /// <summary>A text without any small letter with large letters only where words begin; any other text as it is.</summary>
    public static string Lowered(string text)
    {
        if (text.Any(char.IsLower) || !text.Any(char.IsUpper)) return text;
        var lowered = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetter(text[at]))
            {
                lowered.Append(text[at++]);
                continue;
            }
            var end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            lowered.Append(Word(text[at..end].ToLowerInvariant(), isFirst: at == 0, afterApostrophe: at > 0 && text[at - 1] is '\'' or '’'));
            at = end;
        }
        return lowered.ToString();
    }

    private static string Word(string word, bool isFirst, bool afterApostrophe)
    {
        // 's-Gravenhage, 't Harde: the rest of an article.
        if ((afterApostrophe && word.Length == 1) || (!isFirst && Small.Contains(word))) return word;
        return word.StartsWith("ij", StringComparison.Ordinal) ? "IJ" + word[2..] : char.ToUpperInvariant(word[0]) + word[1..];
    }
}
