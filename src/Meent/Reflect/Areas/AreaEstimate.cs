using Meent.Foundation;
using Meent.Reflect.Results;

namespace Meent.Reflect.Areas;

/// <summary>The mean of several schools and how sure it is.</summary>
/// <remarks>
/// Schools are what was sampled, not people: those of one school hang together. So the interval comes from the spread between schools
/// (a ratio mean over clusters: Cochran 1977, Sampling Techniques, §11.8, without correction for a finite population, as schools chose to
/// take part). Of fewer than 10 schools the real spread would be a second equation on a handful of unknowns, so a fixed one stands in
/// that is wider than what is usual; of more schools it is rounded up to a tenth.
/// </remarks>
public static class AreaEstimate
{
    /// <summary>From so many schools the spread between them is their own.</summary>
    public const int OwnSpreadFrom = 10;

    /// <summary>Scale points.</summary>
    public const double FixedSpread = 0.6;

    /// <summary>From so many schools figures have two decimals.</summary>
    private const int FineFrom = 30;

    /// <param name="schools">answers and mean of each, at least three</param>
    /// <param name="steps">points of the scale: means lie in 1..steps</param>
    public static Estimate Of(IReadOnlyList<(int N, double Mean)> schools, int steps)
    {
        var k = schools.Count;
        double n = schools.Sum(s => (long)s.N);
        var mean = schools.Sum(s => s.N * s.Mean) / n;
        var half = k < OwnSpreadFrom
            ? Normal.Point975 * FixedSpread / Math.Sqrt(k)
            : Estimates.T975(k - 1) * Spread(schools, mean, n) / Math.Sqrt(k);
        var unit = k < FineFrom ? 10 : 100;
        return new(
            Math.Round(mean * unit, MidpointRounding.AwayFromZero) / unit,
            Math.Max(1, Math.Floor((mean - half) * unit) / unit),
            Math.Min(steps, Math.Ceiling((mean + half) * unit) / unit));
    }

    /// <summary>Between schools, as weighted means see it, in scale points: at least a tenth.</summary>
    private static double Spread(IReadOnlyList<(int N, double Mean)> schools, double mean, double n)
    {
        var k = schools.Count;
        var squares = schools.Sum(s => Math.Pow(s.N / n * (s.Mean - mean), 2)) * k / (k - 1);
        return Math.Max(1, Math.Ceiling(Math.Round(Math.Sqrt(squares * k) * 10, 6))) / 10;
    }
}
