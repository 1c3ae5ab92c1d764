using Meent.Monitor;

namespace Meent.Plan;

/// <summary>Tells what is newer than the start that a plan gives a figure: only that can be progress.</summary>
internal static class StartOfFigure
{
    /// <summary>
    /// What a place says of itself is of a day: it counts from the day after the start is over, so that the report which the start was taken from is no
    /// progress. Figures of others are held against each other by the periods that they are about.
    /// </summary>
    /// <param name="start">"2025", "2024/2025", "2025-11", "2025-11-04"; of any other text nothing is known</param>
    public static bool IsBefore(string? start, Observed value) => IsDay(value.Period)
        ? PeriodMath.Middle(value.Period) > PeriodMath.Middle(start) + Half(start!)
        : PeriodMath.Middle(value.About) > PeriodMath.Middle(start);

    private static bool IsDay(string period) => period.Length == 10 && period[7] == '-';

    /// <summary>Half of a period, in years.</summary>
    private static decimal Half(string period) => (period.Length, period[^2..]) switch
    {
        (4, _) or (9, _) => 1m / 2,
        (7, ['Q', _]) => 1m / 8,
        (7, ['S', _]) => 1m / 4,
        (7, ['T', _]) => 1m / 6,
        (7, _) => 1m / 24,
        _ => 0,
    };
}
