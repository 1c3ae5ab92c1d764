using System.Globalization;

namespace Meent.Monitor;

/// <summary>The time that a figure is about, as SDMX writes it.</summary>
/// <remarks>SDMX 2.1, section 2, 4.2.6: Gregorian years, months and days; reporting years, semesters, trimesters, quarters, months
/// and weeks. "2024/2025" is a school year, which we count from August to July.</remarks>
public static class PeriodMath
{
    /// <summary>Where the middle of the period lies, in years: 2025 → 2025.5, 2025-Q1 → 2025.125, 2024/2025 → 2025.08.</summary>
    /// <returns>null where it is no period that we know</returns>
    public static decimal? Middle(string? period)
    {
        if (period is null || period.Length < 4 || Number(period[..4]) is not { } year) return null;
        if (period.Length == 4) return year + 0.5m;
        var rest = period[5..];
        return period[4] switch
        {
            '/' when Number(rest) == year + 1 => year + 1 + (1m / 12),
            '-' => Part(year, rest),
            _ => null,
        };
    }

    /// <summary>Where the period ends, in years: 2025 → 2026, 2024/2025 → 2025.58.</summary>
    /// <returns>null where it is no period that we know</returns>
    public static decimal? End(string? period) => Middle(period) + (period switch
    {
        { Length: 4 } => 0.5m,
        [_, _, _, _, '/', ..] => 0.5m,
        [_, _, _, _, '-', var kind, ..] when Parts(kind) is > 0 and var parts => 0.5m / parts,
        { Length: 7 } => 0.5m / 12,
        _ => 0.5m / 365,
    });

    /// <summary>Years from one period to another; null where either is unknown to us.</summary>
    public static decimal? Years(string from, string to) => Middle(to) - Middle(from);

    /// <summary>The year in which it begins: "2025" for 2025-Q3.</summary>
    public static int? Year(string? period) => Middle(period) is null ? null : Number(period![..4]);

    private static decimal? Part(int year, string rest)
    {
        if (rest.Length == 0) return null;
        var parts = Parts(rest[0]);
        if (parts > 0) return Number(rest[1..]) is { } nth && nth >= 1 && nth <= parts + (parts > 12 ? 1 : 0) ? year + ((nth - 0.5m) / parts) : null;
        if (Number(rest) is { } month && rest.Length == 2) return month is >= 1 and <= 12 ? year + ((month - 0.5m) / 12) : null;
        return DateOnly.TryParseExact($"{year:0000}-{rest}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? year + ((day.DayOfYear - 0.5m) / 365) : null;
    }

    /// <summary>How many of a kind are in a year; 0 for no kind.</summary>
    private static int Parts(char kind) => kind switch { 'A' => 1, 'S' => 2, 'T' => 3, 'Q' => 4, 'M' => 12, 'W' => 52, 'D' => 365, _ => 0 };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
