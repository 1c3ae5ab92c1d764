namespace Meent.Reflect.Results;

/// <summary>Whoever looks at a hundred differences finds five by chance. This says which of them are more than that.</summary>
/// <remarks>Benjamini and Hochberg 1995 (J. R. Statist. Soc. B 57, 289–300): of the changes that are named, at most one in twenty is
/// chance, on average. It holds too where figures go up and down together (Benjamini and Yekutieli 2001), as answers of the same people do.</remarks>
public static class FalseDiscoveries
{
    /// <summary>Share of the named changes that may be chance, on average.</summary>
    public const double Rate = 0.05;

    /// <param name="chances">of every difference that was looked at, clear or not, 0..1</param>
    /// <returns>the largest that is still more than chance; negative where none is</returns>
    public static double Limit(IReadOnlyCollection<double> chances)
    {
        var limit = -1.0;
        var rank = 0;
        foreach (var chance in chances.Order())
        {
            rank++;
            if (chance <= rank * Rate / chances.Count) limit = chance;
        }
        return limit;
    }

    /// <summary>Calls what the interval alone would call a change "may be chance" where too much was looked at for it.</summary>
    /// <param name="family">everything that a reader sees side by side</param>
    public static IReadOnlyList<Compared> Weigh(IReadOnlyList<Compared> family)
    {
        var limit = Limit([.. family.Where(c => c.IsOfGroup).Select(c => c.Chance)]);
        return [.. family.Select(c => c.IsClear && c.Chance > limit ? c with { Verdict = Verdict.MayBeChance } : c)];
    }
}
