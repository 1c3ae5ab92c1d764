namespace Meent.Design.Charts;

/// <summary>A scale with round figures on its axis.</summary>
/// <param name="From">the figure at its beginning</param>
/// <param name="To">the figure at its end, above <paramref name="From"/></param>
/// <param name="Step">from one figure of the axis to the next: 1, 2, 2.5 or 5 times a power of ten</param>
public sealed record ChartScale(double From, double To, double Step)
{
    /// <summary>A scale on which all values lie.</summary>
    /// <param name="values">what is drawn; none at all makes 0..1</param>
    /// <param name="fromZero">whether zero is on the scale; a share that moves by a few points is better seen without</param>
    /// <param name="steps">how many steps at most, at least 1</param>
    public static ChartScale Fit(IEnumerable<double> values, bool fromZero = false, int steps = 5)
    {
        var all = values.Where(double.IsFinite).ToList();
        if (all.Count == 0) return new(0, 1, 1);
        var (least, most) = (all.Min(), all.Max());
        if (fromZero) (least, most) = (Math.Min(0, least), Math.Max(0, most));
        if (least == most) (least, most) = least == 0 ? (0, 1) : (least - (Math.Abs(least) * 0.1), most + (Math.Abs(most) * 0.1));
        for (var power = Math.Floor(Math.Log10((most - least) / steps)); ; power++)
        {
            foreach (var round in (double[])[1, 2, 2.5, 5])
            {
                var step = round * Math.Pow(10, power);
                var (from, to) = (Math.Floor((least / step) + 1e-9), Math.Ceiling((most / step) - 1e-9));
                if (to - from <= steps) return new(Round(from * step), Round(to * step), Round(step));
            }
        }
    }

    /// <summary>Decimals that the figures of the axis need.</summary>
    public int Decimals
    {
        get
        {
            var decimals = 0;
            while (decimals < 6 && Math.Abs(Math.Round(Step, decimals) - Step) > Step * 1e-6) decimals++;
            return decimals;
        }
    }

    /// <summary>The figures of the axis, from the first to the last.</summary>
    public IReadOnlyList<double> Ticks => [.. Enumerable.Range(0, (int)Math.Round((To - From) / Step) + 1).Select(i => Round(From + (i * Step)))];

    /// <summary>Where a value stands, 0..1; what lies beyond stands at the end.</summary>
    public double Position(double value) => Math.Clamp((value - From) / (To - From), 0, 1);

    private static double Round(double value) => Math.Round(value, 10);
}
