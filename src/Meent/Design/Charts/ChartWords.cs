using Meent.Foundation.Localisation;

namespace Meent.Design.Charts;

/// <summary>The words that every chart and its table use for a figure or for its absence.</summary>
internal static class ChartWords
{
    public static string State(Texts T, ValueState state) => state switch
    {
        ValueState.Suppressed => T["not shown"],
        ValueState.NotAsked => T["not asked"],
        ValueState.NobodyAnswered => T["nobody answered"],
        _ => "",
    };

    /// <summary>What became of a figure, in the only four words there are for it.</summary>
    public static string Movement(Texts T, Movement movement) => movement switch
    {
        Charts.Movement.Rose => T["rose"],
        Charts.Movement.Fell => T["fell"],
        Charts.Movement.NoClearChange => T["no clear change"],
        _ => T["cannot compare"],
    };

    /// <summary>A mean with one decimal, in the manner of the page's language.</summary>
    public static string Mean(Texts T, double? mean) => mean is { } m ? T.Number(m, 1) : "";

    /// <summary>A difference with its sign: "+0.3", "−0.2", "0.0".</summary>
    public static string Difference(Texts T, double? difference)
    {
        if (difference is not { } d) return "";
        var rounded = Math.Round(d, 1, MidpointRounding.AwayFromZero);
        var sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "";
        return sign + T.Number(Math.Abs(rounded), 1);
    }

    /// <summary>A share in per cent without decimals and without the sign.</summary>
    public static string Share(Texts T, double share) => T.Number(share * 100);

    /// <summary>"35 %", or "few" where a number would point at people.</summary>
    public static string Share(Texts T, BarRow row, int segment) => row.IsFew(segment) ? T["few"] : Share(T, row.Shares[segment]) + " %";

    /// <summary>"3.1 (2.9 to 3.3)", without the bounds where there are none.</summary>
    public static string MeanWithBounds(Texts T, DotValue value) => value.Text ?? MeanWithBounds(T, value.Mean, value.Low, value.High);

    /// <inheritdoc cref="MeanWithBounds(Texts, DotValue)"/>
    public static string MeanWithBounds(Texts T, TrendDot dot)
    {
        var figure = dot.Text ?? MeanWithBounds(T, dot.Mean, dot.Low, dot.High);
        return dot.AtLeast is { } n ? T["{0}, n ≥ {1}", figure, n] : figure;
    }

    private static string MeanWithBounds(Texts T, double? mean, double? low, double? high) =>
        low is null || high is null ? Mean(T, mean) : T["{0} ({1} to {2})", Mean(T, mean), Mean(T, low), Mean(T, high)];
}
