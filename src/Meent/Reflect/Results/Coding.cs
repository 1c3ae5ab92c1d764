namespace Meent.Reflect.Results;

/// <summary>How the answers to one item are written, so that neither a reader nor one of those who answered can work out what
/// somebody else answered. Every function here depends on counts only through the code that it returns.</summary>
internal static class Coding
{
    /// <summary>A category with fewer people than this is "few", and nobody learns whether it has any at all.</summary>
    private const int Few = 3;

    /// <summary>How many steps a scale has: five where people agree or not; four to six levels of a ladder.</summary>
    public const int Agreement = 5, FewestSteps = 4, MostSteps = 6;

    /// <summary>How far from either end the sum of n answers may come before the mean is only "… or higher / lower".</summary>
    /// <remarks>On k steps, with a sum of kn − 2 or less, somebody is below the highest group of <see cref="GroupOf"/> in at least
    /// one possible reading. One of those who answered knows the own answer too; if that was a 1, the others reach k(n − 1) − 2 at
    /// a sum of kn − (k + 1). From there on all sums are one code, which holds that reading.</remarks>
    private static int End(int steps) => steps + 1;

    /// <summary>The mean of at least five answers: to a tenth, and an end of the scale as a bound.</summary>
    /// <param name="counts">people per step, lowest first</param>
    public static (double Mean, Bound Bound) Mean(ReadOnlySpan<int> counts)
    {
        var (n, sum) = Totals(counts);
        int most = counts.Length * n, end = End(counts.Length);
        return sum >= most - end ? (Math.Floor(10 * (most - end) / (double)n) / 10, Bound.AtLeast)
            : sum <= n + end ? (Math.Ceiling(10 * (n + end) / (double)n) / 10, Bound.AtMost)
            : (Tenths(sum, n) / 10.0, Bound.Exact);
    }

    /// <summary>The same as a number per n: -1 and -2 for the ends, else tenths.</summary>
    public static int MeanCode(ReadOnlySpan<int> counts)
    {
        var (n, sum) = Totals(counts);
        return sum >= (counts.Length * n) - End(counts.Length) ? -1 : sum <= n + End(counts.Length) ? -2 : Tenths(sum, n);
    }

    /// <summary>The steps, in per cent, in which shares of n people are shown: at least three people each.</summary>
    public static int Step(int n) => n < 60 ? 10 : n < 300 ? 5 : 1;

    /// <summary>Shares in steps. Few count as one person, and all other shares are of the rest, so that they do not tell how
    /// many the few are; largest remainders, so that their sum depends on nothing but the number of the few.</summary>
    /// <param name="counts">people per category; their sum is everybody</param>
    /// <param name="step">per cent</param>
    public static Share[] Shares(ReadOnlySpan<int> counts, int step) => Shares(counts, step, least: 0);

    /// <summary>The bars of 30 answers or more: shares in steps, at least one step for whatever is not few.</summary>
    /// <remarks>Three people of 46 would be nought per cent only if the few beside them were exactly one: a nought tells.</remarks>
    public static Share[] Bars(ReadOnlySpan<int> counts, int step) => Shares(counts, step, least: 1);

    private static Share[] Shares(ReadOnlySpan<int> counts, int step, int least)
    {
        int n = 0, rest = 0, few = 0;
        foreach (var c in counts)
        {
            n += c;
            if (c < Few) few++;
            else rest += c;
        }
        if (rest == 0) return new Share[counts.Length];
        var steps = ((200 * (n - few)) + (n * step)) / (2 * n * step);
        var parts = new List<(int Steps, long Remainder, int Category)>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < Few) continue;
            var (whole, remainder) = Math.DivRem((long)counts[i] * steps, rest);
            parts.Add(whole < least ? (least, -1, i) : ((int)whole, remainder, i));
        }
        var shares = new Share[counts.Length];
        foreach (var (part, category) in Even(parts, steps, rest)) shares[category] = new(part * step);
        return shares;
    }

    /// <summary>Parts that add up: the largest remainders have one more; where too many were raised to the least, the smallest give one
    /// back.</summary>
    private static IEnumerable<(int Steps, int Category)> Even(List<(int Steps, long Remainder, int Category)> parts, int steps, int rest)
    {
        var left = steps - parts.Sum(p => p.Steps);
        for (; left < 0; left++)
        {
            var (part, remainder, category) = parts.Where(p => p.Steps > 1 && p.Remainder >= 0).MinBy(p => p.Remainder);
            parts[parts.FindIndex(p => p.Category == category)] = (part - 1, remainder + rest, category);
        }
        var raised = parts.OrderByDescending(p => p.Remainder).ThenBy(p => p.Category).Take(left).Select(p => p.Category).ToHashSet();
        return parts.Select(p => (raised.Contains(p.Category) ? p.Steps + 1 : p.Steps, p.Category));
    }

    /// <summary>The group in which a step is counted in a split: disagree, partly and agree of five steps, two neighbours each of
    /// four and six.</summary>
    /// <param name="step">0 is the lowest</param>
    public static int GroupOf(int step, int steps) => steps == Agreement ? (step < 2 ? 0 : step == 2 ? 1 : 2) : step / 2;

    /// <summary>How many groups a split has: two of four steps, else three.</summary>
    public static int GroupCount(int steps) => (steps + 1) / 2;

    /// <summary>People per group, lowest first, from people per step.</summary>
    public static int[] Split(ReadOnlySpan<int> counts)
    {
        var groups = new int[GroupCount(counts.Length)];
        for (var i = 0; i < counts.Length; i++) groups[GroupOf(i, counts.Length)] += counts[i];
        return groups;
    }

    /// <summary>Shares per group as a reader adds up the bars.</summary>
    public static Share[] Split(IReadOnlyList<Share> bars) =>
    [
        .. Enumerable.Range(0, GroupCount(bars.Count)).Select(g => bars.Where((_, i) => GroupOf(i, bars.Count) == g).ToList())
            .Select(g => g.TrueForAll(s => s.IsFew) ? Share.Few : new(g.Sum(s => s.Percent ?? 0))),
    ];

    /// <summary>Mean and spread as a reader works them out from the bars, so that they tell nothing that the bars do not.</summary>
    /// <remarks>Few people are taken for one beside a larger category and for none elsewhere, as answers lie together.</remarks>
    public static (double Mean, double Spread) FromBars(IReadOnlyList<Share> bars, int n)
    {
        var steps = bars.Count;
        var weights = new double[steps];
        var few = 0;
        var percent = 0;
        for (var i = 0; i < steps; i++)
        {
            percent += bars[i].Percent ?? 0;
            var beside = (i > 0 && !bars[i - 1].IsFew) || (i < steps - 1 && !bars[i + 1].IsFew);
            if (!bars[i].IsFew || !beside) continue;
            weights[i] = 1;
            few++;
        }
        for (var i = 0; i < steps; i++)
        {
            if (bars[i].Percent is { } p) weights[i] = p * (n - few) / (double)percent;
        }
        var mean = weights.Select((w, i) => w * (i + 1)).Sum() / n;
        var variance = weights.Select((w, i) => w * (i + 1 - mean) * (i + 1 - mean)).Sum() / (n - 1);
        return (Math.Clamp(Math.Round(mean, 1, MidpointRounding.AwayFromZero), 1.1, steps - 0.1), Math.Sqrt(variance));
    }

    private static (int N, int Sum) Totals(ReadOnlySpan<int> counts)
    {
        int n = 0, sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            n += counts[i];
            sum += counts[i] * (i + 1);
        }
        return (n, sum);
    }

    private static int Tenths(int sum, int n) => ((20 * sum) + n) / (2 * n);
}
