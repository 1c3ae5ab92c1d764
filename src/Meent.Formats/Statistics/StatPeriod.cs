using System.Globalization;
using System.Text.RegularExpressions;

namespace Meent.Formats.Statistics;

/// <summary>Periods as SDMX writes them.</summary>
/// <remarks>SDMX 2.1 section 6, 4.2.6 (reporting periods); Eurostat writes "2025Q1", "2025M03" and "2025S1" in JSON-stat.</remarks>
public static partial class StatPeriod
{
    /// <returns>"2025", "2025-S1", "2025-Q1", "2025-03", "2025-W07", "2025-03-31" or "2024/2025"; null with the reason where the text is no period</returns>
    public static (string? Period, RowRefusal? Why) Read(string text)
    {
        if (text.Length == 4 && text.All(char.IsAsciiDigit)) return (text, null);
        if (text.Length == 0) return (null, RowRefusal.NoPeriod);
        if (WithDecimals().IsMatch(text)) return (null, RowRefusal.YearWithDecimals);
        if (SchoolYear().Match(text) is { Success: true } school)
            return Number(school.Groups[2].Value) == Number(school.Groups[1].Value) + 1 ? (text, null) : (null, RowRefusal.NotAPeriod);
        if (Day().IsMatch(text)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? (text, null) : (null, RowRefusal.NotAPeriod);
        return Part().Match(text) is { Success: true } part && Within(part.Groups[1].Value, part.Groups[2].Value.ToUpperInvariant(), Number(part.Groups[3].Value)) is { } period
            ? (period, null) : (null, RowRefusal.NotAPeriod);
    }

    /// <param name="yearsWithDecimals">"2016.0" is the year 2016</param>
    public static (string? Period, RowRefusal? Why) Read(string text, bool yearsWithDecimals)
    {
        var read = Read(text);
        return yearsWithDecimals && read.Why == RowRefusal.YearWithDecimals ? (text[..4], null) : read;
    }

    /// <param name="kind">A, S (or H), Q, M (or nothing) or W</param>
    private static string? Within(string year, string kind, int number) => kind switch
    {
        "A" when number == 1 => year,
        "S" or "H" when number is 1 or 2 => $"{year}-S{number}",
        "Q" when number is >= 1 and <= 4 => $"{year}-Q{number}",
        "M" or "" when number is >= 1 and <= 12 => $"{year}-{number:00}",
        "W" when number is >= 1 and <= 53 => $"{year}-W{number:00}",
        _ => null,
    };

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}[.,]0*$", RegexOptions.CultureInvariant)]
    private static partial Regex WithDecimals();

    [GeneratedRegex("^([0-9]{4})/([0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex SchoolYear();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex("^([0-9]{4})(?:-?([ASHQMW])|-)([0-9]{1,2})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
