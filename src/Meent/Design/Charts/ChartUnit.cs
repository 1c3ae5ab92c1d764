using System.Globalization;
using Meent.Foundation.Localisation;

namespace Meent.Design.Charts;

/// <summary>How a chart writes its figures.</summary>
/// <param name="Pattern">the unit around the number, in the reader's language: "{0} %", "{0} Mbit/s"</param>
/// <param name="Decimals">0..6</param>
public sealed record ChartUnit(string Pattern = "{0}", int Decimals = 0)
{
    /// <summary>"60.4 %"; "" where there is no figure.</summary>
    public string Say(Texts T, double? value) =>
        value is { } v ? string.Format(CultureInfo.InvariantCulture, Pattern, T.Number(v, Decimals)) : "";

    /// <summary>"80 %": a figure that was set, such as a target or the edge of a class, with no more decimals than it needs.</summary>
    public string Brief(Texts T, double? value)
    {
        if (value is not { } v) return "";
        var decimals = Enumerable.Range(0, Decimals).Cast<int?>().FirstOrDefault(d => Math.Abs(Math.Round(v, d!.Value) - v) < 1e-9) ?? Decimals;
        return string.Format(CultureInfo.InvariantCulture, Pattern, T.Number(v, decimals));
    }

    /// <summary>A figure of an axis: as few decimals as its steps need.</summary>
    public string Tick(Texts T, ChartScale scale, double value) =>
        string.Format(CultureInfo.InvariantCulture, Pattern, T.Number(value, scale.Decimals));
}
