using System.Globalization;
using Meent.Foundation.Localisation;

namespace Meent.Design.Charts;

/// <summary>A difference is made from exact figures and rounded last, so it may not be that of the figures as they stand beside it: 3.64 and 3.95 are 3.6 and 4.0, and +0.3.</summary>
public static class Rounding
{
    /// <summary>Whether somebody who subtracts the figures as shown gets another difference than the one that is shown.</summary>
    /// <param name="difference">of the exact figures</param>
    /// <param name="figures">decimals with which both figures are shown</param>
    /// <param name="decimals">with which their difference is shown</param>
    public static bool Disagrees(decimal before, decimal after, decimal difference, int figures, int decimals) =>
        Shown(Shown(after, figures) - Shown(before, figures), decimals) != Shown(difference, decimals);

    /// <summary>The same of means as charts of reports write them, all three with one decimal.</summary>
    public static bool Disagrees(double before, double after, double difference) =>
        Written(after) - Written(before) != (decimal)Math.Round(difference, 1, MidpointRounding.AwayFromZero);

    /// <summary>The one line on it, under figures where some disagree.</summary>
    public static string Note(Texts T) => T["Differences are made from the exact figures and then rounded."];

    private static decimal Written(double mean) => decimal.Parse(mean.ToString("F1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static decimal Shown(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
