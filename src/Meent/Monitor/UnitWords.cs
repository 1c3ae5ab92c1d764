using Meent.Foundation.Localisation;

namespace Meent.Monitor;

/// <summary>In what a figure is counted, in the words that stand beside it on every page.</summary>
public static class UnitWords
{
    /// <summary>"60.39 %", "€ 12", "0.84 per learner"; the number alone where it has no unit.</summary>
    /// <param name="number">as it is written in the reader's language</param>
    /// <param name="unit">one of <see cref="IndicatorUnit"/>; null where nobody says in what a figure is counted</param>
    public static string With(string number, string? unit, Texts T) => unit switch
    {
        IndicatorUnit.Percent => number + " %",
        IndicatorUnit.Mbps => T["{0} Mbit/s", number],
        IndicatorUnit.Euro => "€ " + number,
        IndicatorUnit.PerLearner => T["{0} per learner", number],
        _ => number,
    };
}
