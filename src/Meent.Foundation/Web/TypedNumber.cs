using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;

namespace Meent.Foundation.Web;

/// <summary>Numbers as people type them, in any country: one reader for all forms, so that what one form asks about no other takes for something else.</summary>
public static partial class TypedNumber
{
    /// <summary>What every database keeps without rounding.</summary>
    private const int MostDigits = 15;

    /// <summary>"60.39", "60,39", "-2", "+3.5", "1.234,5", "1 234". "1.234" is one number in one country and another in the next, so it is asked.</summary>
    /// <returns>null where nothing was typed, and where it is no number or may be two</returns>
    public static decimal? Read(string? typed, string field, FormErrors errors, Texts T)
    {
        if (typed is null) return null;
        var together = Together(typed);
        if (IsTwo(together))
        {
            var (whole, part) = (together[..^4], together[^3..]);
            errors.Add(field, T["This can be read in two ways. Write {0} or {1}.", whole + part, $"{whole}{T.Culture.NumberFormat.NumberDecimalSeparator}{part}0"]);
            return null;
        }
        var match = Plain().Match(together);
        var digits = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit));
        var after = match.Groups["part"].Value;
        if (match.Success && digits.Length <= 12 && digits.Length + after.Length <= MostDigits) return decimal.Parse($"{match.Groups["sign"].Value}{digits}.{(after.Length > 0 ? after : "0")}", CultureInfo.InvariantCulture);
        errors.Add(field, T["This is not a number. Write it in figures, 60 or 60.5."]);
        return null;
    }

    /// <summary>A number of people or things: "1200", "1.200", "1,200", "1 200". Nobody counts in parts, so a dot before three digits is no question.</summary>
    /// <returns>null where it is no whole number of at most ten digits, or nothing was typed</returns>
    public static long? Whole(string? typed)
    {
        var match = Count().Match(Together(typed ?? ""));
        return match.Success && long.Parse(string.Concat(match.Value.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture) is < 10_000_000_000 and var number ? number : null;
    }

    /// <summary>Whether three digits stand after the only dot or comma: thousands, or decimals.</summary>
    public static bool IsTwo(string typed) => TwoWays().IsMatch(typed);

    private static string Together(string typed) => string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not '\'')).Replace('−', '-');

    // Dots or commas between thousands, and the other of the two before the decimals; or one of them before the decimals alone.
    [GeneratedRegex(@"^(?<sign>[+-]?)(?:(?<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?<part>[0-9]{1,14}))?|(?<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?<part>[0-9]{1,14}))?|(?<whole>[0-9]{1,12})(?:[.,](?<part>[0-9]{1,14}))?)$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$")]
    private static partial Regex TwoWays();

    [GeneratedRegex(@"^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,15})$")]
    private static partial Regex Count();
}
