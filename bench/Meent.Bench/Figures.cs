namespace Meent.Bench;

internal static class Figures
{
    /// <summary>Nearest-rank percentile.</summary>
    /// <param name="p">0..100</param>
    public static double Percentile(double[] values, double p)
    {
        Array.Sort(values);
        return values[Math.Clamp((int)Math.Ceiling(p / 100 * values.Length) - 1, 0, values.Length - 1)];
    }
}
