using Meent.Foundation;

namespace Meent.Reflect.DrawWave;

/// <summary>How near a sample comes to all schools, before anybody has answered.</summary>
public static class Precision
{
    /// <summary>Half the 95 % interval of a mean over schools in a stratified sample.</summary>
    /// <param name="strata">schools there are and schools that answer, per stratum; those of whom none answers are left out</param>
    /// <param name="spread">standard deviation between schools within a stratum, in the unit of the result</param>
    /// <returns>in the unit of <paramref name="spread"/>; null where no school answers</returns>
    /// <remarks>1.96 · √Σ W² (1 − n/N) S²/n: Cochran 1977, Sampling Techniques, §5.3, with the same spread in all strata.</remarks>
    public static double? HalfWidth(IReadOnlyList<(int N, int Answering)> strata, double spread)
    {
        var heard = strata.Where(s => s.Answering > 0).ToList();
        if (heard.Count == 0) return null;
        double all = heard.Sum(s => s.N);
        return Normal.Point975 * Math.Sqrt(heard.Sum(s => Math.Pow(s.N / all * spread, 2) * (1 - ((double)s.Answering / s.N)) / s.Answering));
    }
}
