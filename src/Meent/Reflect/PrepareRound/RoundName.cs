using Meent.Foundation.Localisation;

namespace Meent.Reflect.PrepareRound;

/// <summary>What a round is called unless the school calls it otherwise: "Spring 2026".</summary>
internal static class RoundName
{
    /// <summary>The season of the northern half, by whole months, and the year.</summary>
    public static string Of(DateOnly day, Texts T) => day.Month switch
    {
        >= 3 and <= 5 => T["Spring {0}", Year(day)],
        >= 6 and <= 8 => T["Summer {0}", Year(day)],
        >= 9 and <= 11 => T["Autumn {0}", Year(day)],
        _ => T["Winter {0}", Year(day)],
    };

    /// <summary>"Digital wellbeing, Spring 2026"; without the title where that would be too long.</summary>
    public static string Of(string title, DateOnly day, Texts T) =>
        T["{0}, {1}", title, Of(day, T)] is { Length: <= RoundPlan.LongestName - 5 } name ? name : Of(day, T);

    /// <summary>The same with a number behind it where the school has a round of that name.</summary>
    public static string Free(string name, IReadOnlyCollection<string> taken)
    {
        if (!taken.Contains(name)) return name;
        return Enumerable.Range(2, taken.Count + 1).Select(n => $"{name} ({n})").First(n => !taken.Contains(n));
    }

    private static string Year(DateOnly day) => day.ToString("yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
