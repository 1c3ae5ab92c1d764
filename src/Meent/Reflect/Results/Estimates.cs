using Meent.Foundation;

namespace Meent.Reflect.Results;

/// <summary>A value with its 95 % interval, on the scale of the value.</summary>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>True where the interval has zero on neither side: a difference that can be called a difference.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}

/// <summary>What a number of answers says about everybody who was invited, and how surely.</summary>
public static class Estimates
{
    /// <summary>A page asks for hundreds of them: the points for 1 to 200 degrees of freedom, solved once.</summary>
    private static readonly double[] Solved = [.. Enumerable.Range(1, 200).Select(Solve)];

    /// <summary>95 % interval of a mean from its spread.</summary>
    /// <param name="mean">on the scale of the answers</param>
    /// <param name="spread">sample standard deviation, ≥ 0, same unit</param>
    /// <param name="n">answers, ≥ 2</param>
    /// <param name="population">people invited; null where unknown, and then nothing is corrected</param>
    /// <remarks>Student 1908; correction for a finite population: Cochran 1977, Sampling Techniques, §2.6.</remarks>
    public static Estimate Mean(double mean, double spread, int n, int? population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(spread);
        var half = T975(n - 1) * spread / Math.Sqrt(n) * Correction(n, population);
        return new(mean, mean - half, mean + half);
    }

    /// <summary>Wilson score interval for a share, with finite-population correction.</summary>
    /// <param name="yes">answers that agree, 0..n</param>
    /// <param name="n">answers, ≥ 1</param>
    /// <param name="population">people invited; null where unknown (no correction)</param>
    /// <returns>share with lower and upper bound, all in 0..1, at 95 %</returns>
    /// <remarks>Wilson 1927, eq. 3; the correction enters as the number of answers that would be as sure without it,
    /// n / correction² (Cochran 1977, §2.6).</remarks>
    public static Estimate Share(double yes, int n, int? population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(yes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(yes, n);
        var p = yes / n;
        var correction = Correction(n, population);
        if (correction == 0) return new(p, p, p);
        var worth = n / (correction * correction);
        var z2 = Normal.Point975 * Normal.Point975;
        var centre = (p + (z2 / (2 * worth))) / (1 + (z2 / worth));
        var half = Normal.Point975 / (1 + (z2 / worth)) * Math.Sqrt((p * (1 - p) / worth) + (z2 / (4 * worth * worth)));
        return new(p, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>a − b of two independent estimates, from what was published of each and nothing else.</summary>
    /// <remarks>Zou and Donner 2008 (Statistics in Medicine 27, eq. 3): the variances are read back from the limits. With
    /// symmetric intervals this is Welch's interval (Welch 1947) with each side's own t instead of a common one, and never
    /// narrower than his, as t² is convex in 1 / degrees of freedom.
    /// Each side's finite-population correction is in its limits already.</remarks>
    public static Estimate Difference(Estimate a, Estimate b)
    {
        var value = a.Value - b.Value;
        return new(
            value,
            value - Length(a.Value - a.Low, b.High - b.Value),
            value + Length(a.High - a.Value, b.Value - b.Low));
    }

    /// <summary>97.5 % point of Student's t.</summary>
    /// <param name="df">degrees of freedom, ≥ 1</param>
    /// <remarks>Abramowitz and Stegun 1964: 26.7.3 and 26.7.4 (finite sums) solved by bisection; above 200 degrees of
    /// freedom the expansion of <see cref="Normal.Student975"/>.</remarks>
    public static double T975(int df)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(df, 1);
        return df > Solved.Length ? Normal.Student975(df) : Solved[df - 1];
    }

    private static double Solve(int df)
    {
        double low = 1.9, high = 13;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Inside(middle, df) < 0.95) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>How often chance alone gives a difference that is as far from zero as this one.</summary>
    /// <param name="difference">with the interval of <see cref="Difference"/></param>
    /// <param name="n">answers behind the smaller of the two sides, ≥ 2</param>
    /// <returns>two-sided, 0..1; exactly 0.05 where the interval ends at zero</returns>
    /// <remarks>The standard error is read back from the half of the interval that lies towards zero. Student's t with the degrees of
    /// freedom of the smaller side is never too sure: Welch's are at least as many (Welch 1947).</remarks>
    public static double Chance(Estimate difference, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        if (difference.Value == 0) return 1;
        var half = difference.Value > 0 ? difference.Value - difference.Low : difference.High - difference.Value;
        return half <= 0 ? 0 : Math.Max(0, 1 - Inside(T975(n - 1) * Math.Abs(difference.Value) / half, n - 1));
    }

    /// <summary>√((N − n) / (N − 1)): 1 where nobody counted the invited or more answered than were invited, 0 where all answered.</summary>
    private static double Correction(int n, int? population) =>
        population is not { } all || all < n ? 1
        : all == n ? 0
        : Math.Sqrt((all - n) / (double)(all - 1));

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));

    /// <summary>Probability that |T| stays under t.</summary>
    private static double Inside(double t, int df)
    {
        var angle = Math.Atan(t / Math.Sqrt(df));
        double sin = Math.Sin(angle), cos = Math.Cos(angle), odd = df % 2;
        double term = odd == 1 ? cos : 1, sum = df == 1 ? 0 : term;
        for (var k = odd == 1 ? 3 : 2; k <= df - 2; k += 2)
        {
            term *= cos * cos * (k - 1) / k;
            sum += term;
        }
        return odd == 1 ? 2 / Math.PI * (angle + (sin * sum)) : sin * sum;
    }
}
