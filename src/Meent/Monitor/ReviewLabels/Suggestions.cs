using Meent.Foundation.Localisation;

namespace Meent.Monitor.ReviewLabels;

/// <summary>Which known names a word that matched nothing looks like.</summary>
public static class Suggestions
{
    /// <summary>Below this two texts share a few letters and no more.</summary>
    private const double Least = 0.25;

    /// <summary>The most alike first, by pairs of letters that both have (Dice 1945, Ecology 26: twice what is shared over what both have).</summary>
    public static IReadOnlyList<(string Code, string Name)> For(string label, IEnumerable<(string Code, string Name)> candidates, int most = 8)
    {
        var pairs = Pairs(label);
        return
        [
            .. candidates.Select(c => (Candidate: c, Alike: Alike(pairs, Pairs(c.Name)))).Where(c => c.Alike >= Least)
                .OrderByDescending(c => c.Alike).ThenBy(c => c.Candidate.Code, StringComparer.Ordinal).Select(c => c.Candidate).DistinctBy(c => c.Code).Take(most),
        ];
    }

    private static double Alike(HashSet<(char, char)> one, HashSet<(char, char)> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static HashSet<(char, char)> Pairs(string text)
    {
        var folded = $" {Folded.Text(text)} ";
        return [.. folded.Zip(folded[1..])];
    }
}
