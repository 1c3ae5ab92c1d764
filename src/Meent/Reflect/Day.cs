using System.Globalization;

namespace Meent.Reflect;

/// <summary>A day as a form sends it.</summary>
internal static class Day
{
    // A browser without a field for dates sends what was typed; Europe writes the day first.
    private static readonly string[] Forms = ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy", "d. M. yyyy"];

    /// <returns>null where it is no day</returns>
    public static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact(typed, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
