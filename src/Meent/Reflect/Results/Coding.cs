namespace Meent.Reflect.Results;

/// <summary>How the answers to one item are written, so that neither a reader nor one of those who answered can work out what
/// somebody else answered. Every function here depends on counts only through the code that it returns.</summary>
internal static class Coding
{
    /// <summary>A category with fewer people than this is "few", and nobody learns whether it has any at all.</summary>
    private const int Few = 3;

    /// <summary>How far from either end the sum of n answers may come before the mean is only "… or higher / lower".</summary>
    /// <remarks>With a sum of 5n − 2 or less, somebody answered "partly" or lower in at least one possible reading. One of
    /// those who answered knows the own answer too; if that was a 1, the others reach 5(n − 1) − 2 at a sum of 5n − 6.
    /// From there on all sums are one code, which holds that reading.</remarks>
    private const int End = 6;

    /// <summary>The mean of at least five answers: to a tenth, and an end of the scale as a bound.</summary>
    /// <param name="counts">people per answer 1..5</param>
    public static (double Mean, Bound Bound) Mean(ReadOnlySpan<int> counts)
    {
        var (n, sum) = Totals(counts);
        return sum >= (5 * n) - End ? (Math.Floor(10 * ((5 * n) - End) / (double)n) / 10, Bound.AtLeast)
            : sum <= n + End ? (Math.Ceiling(10 * (n + End) / (double)n) / 10, Bound.AtMost)
            : (Tenths(sum, n) / 10.0, Bound.Exact);
    }

    /// <summary>The same as a number per n: -1 and -2 for the ends, else tenths.</summary>
    public static int MeanCode(ReadOnlySpan<int> counts)
    {
        var (n, sum) = Totals(counts);
        return sum >= (5 * n) - End ? -1 : sum <= n + End ? -2 : Tenths(sum, n);
    }

    /// <summary>The steps, in per cent, in which shares of n people are shown: at least three people each.</summary>
    public static int Step(int n) => n < 60 ? 10 : n < 300 ? 5 : 1;

    /// <summary>Shares in steps. Few count as one person, and all other shares are of the rest, so that they do not tell how
    /// many the few are; largest remainders, so that their sum depends on nothing but the number of the few.</summary>
    /// <param name="counts">people per category; their sum is everybody</param>
    /// <param name="step">per cent</param>
    public static Share[] Shares(ReadOnlySpan<int> counts, int step)
    {
        int n = 0, rest = 0, few = 0;
        foreach (var c in counts)
        {
            n += c;
            if (c < Few) few++;
            else rest += c;
        }
        var shares = new Share[counts.Length];
        if (rest == 0) return shares;
        var steps = ((200 * (n - few)) + (n * step)) / (2 * n * step);
        var left = steps;
        var remainders = new List<(int Remainder, int Category)>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < Few) continue;
            var whole = (int)((long)counts[i] * steps / rest);
            shares[i] = new(whole * step);
            left -= whole;
            remainders.Add(((int)((long)counts[i] * steps % rest), i));
        }
        foreach (var (_, i) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Category).Take(left))
        {
            shares[i] = new(shares[i].Percent + step);
        }
        return shares;
    }

    /// <summary>Disagree, partly, agree from the five counts.</summary>
    public static int[] ThreeWay(ReadOnlySpan<int> counts) => [counts[0] + counts[1], counts[2], counts[3] + counts[4]];

    /// <summary>Disagree, partly, agree as a reader adds up the five bars.</summary>
    public static Share[] ThreeWay(IReadOnlyList<Share> bars)
    {
        return [Plus(bars[0], bars[1]), bars[2], Plus(bars[3], bars[4])];

        static Share Plus(Share a, Share b) => a.IsFew && b.IsFew ? Share.Few : new((a.Percent ?? 0) + (b.Percent ?? 0));
    }

    /// <summary>Mean and spread as a reader works them out from the bars, so that they tell nothing that the bars do not.</summary>
    /// <remarks>Few people are taken for one beside a larger category and for none elsewhere, as answers lie together.</remarks>
    public static (double Mean, double Spread) FromBars(IReadOnlyList<Share> bars, int n)
    {
        var weights = new double[5];
        var few = 0;
        var percent = 0;
        for (var i = 0; i < 5; i++)
        {
            percent += bars[i].Percent ?? 0;
            var beside = (i > 0 && !bars[i - 1].IsFew) || (i < 4 && !bars[i + 1].IsFew);
            if (!bars[i].IsFew || !beside) continue;
            weights[i] = 1;
            few++;
        }
        for (var i = 0; i < 5; i++)
        {
            if (bars[i].Percent is { } p) weights[i] = p * (n - few) / (double)percent;
        }
        var mean = weights.Select((w, i) => w * (i + 1)).Sum() / n;
        var variance = weights.Select((w, i) => w * (i + 1 - mean) * (i + 1 - mean)).Sum() / (n - 1);
        return (Math.Clamp(Math.Round(mean, 1, MidpointRounding.AwayFromZero), 1.1, 4.9), Math.Sqrt(variance));
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
