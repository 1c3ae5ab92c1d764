namespace Meent.Reflect.Instruments;

/// <summary>How alike two texts are, to guess what an author meant.</summary>
internal static class Nearest
{
    private const int Compared = 400;

    /// <summary>The known word that differs from the given one by a slip of the pen; null when none does.</summary>
    public static string? To(string given, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: Distance(Plain(given), Plain(k)))).MinBy(k => k.Distance);
        return best.Word is not null && best.Distance <= Math.Max(1, best.Word.Length / 3) ? best.Word : null;
    }

    /// <summary>Share of the longer text that has to be changed to get the other, 0 (equal) to 1.</summary>
    public static double Difference(string before, string after)
    {
        var longest = Math.Min(Compared, Math.Max(before.Length, after.Length));
        return longest == 0 ? 0 : (double)Distance(before, after) / longest;
    }

    private static string Plain(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Levenshtein distance of the first <see cref="Compared"/> characters.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > Compared) a = a[..Compared];
        if (b.Length > Compared) b = b[..Compared];
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
