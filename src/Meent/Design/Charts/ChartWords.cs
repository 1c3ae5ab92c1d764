using Meent.Foundation.Localisation;

namespace Meent.Design.Charts;

/// <summary>The words that every chart and its table use for a figure or for its absence.</summary>
internal static class ChartWords
{
    public static string State(Texts t, ValueState state) => state switch
    {
        ValueState.Suppressed => t["suppressed"],
        ValueState.NotAsked => t["not asked"],
        ValueState.NobodyAnswered => t["nobody answered"],
        _ => "",
    };

    /// <summary>A mean with one decimal, in the manner of the page's language.</summary>
    public static string Mean(Texts t, double? mean) => mean is { } m ? t.Number(m, 1) : "";

    /// <summary>A difference with its sign: "+0.3", "−0.2", "0.0".</summary>
    public static string Difference(Texts t, double? difference)
    {
        if (difference is not { } d) return "";
        var rounded = Math.Round(d, 1, MidpointRounding.AwayFromZero);
        var sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "";
        return sign + t.Number(Math.Abs(rounded), 1);
    }

    /// <summary>A share in per cent without decimals and without the sign.</summary>
    public static string Share(Texts t, double share) => t.Number(share * 100);

    /// <summary>"35 %", or "few" where a number would point at people.</summary>
    public static string Share(Texts t, BarRow row, int segment) => row.IsFew(segment) ? t["few"] : Share(t, row.Shares[segment]) + " %";

    /// <summary>"3.1 (2.9 to 3.3)", without the bounds where there are none.</summary>
    public static string MeanWithBounds(Texts t, DotValue value) => value.Text ?? (value is { Low: { } low, High: { } high }
        ? t["{0} ({1} to {2})", Mean(t, value.Mean), Mean(t, low), Mean(t, high)]
        : Mean(t, value.Mean));
}
