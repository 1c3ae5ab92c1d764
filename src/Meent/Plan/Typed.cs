using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor;

namespace Meent.Plan;

/// <summary>What people type into the forms of a plan, read with a sentence for what cannot be read.</summary>
public static partial class Typed
{
    /// <summary>Most characters of a title, and of a text of a few sentences.</summary>
    public const int Line = 200, Text = 2000;

    /// <summary>Most characters of a period: "2025/2026", or words.</summary>
    public const int Period = 20;

    // A browser without a field for dates sends what was typed; Europe writes the day first.
    private static readonly string[] DayForms = ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy", "d. M. yyyy"];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day is { } d ? Day(d) : null;

    /// <summary>A number as a form is filled in with it: with the decimal sign of the language, and such that <see cref="Value"/> reads it back.</summary>
    public static string? Number(decimal? number, Texts T)
    {
        var typed = number?.ToString("0.##########", CultureInfo.InvariantCulture);
        if (typed is not null && TypedNumber.IsTwo(typed)) typed += "0";
        return T.Culture.NumberFormat.NumberDecimalSeparator == "," ? typed?.Replace('.', ',') : typed;
    }

    /// <summary>What stands in one row, side by side; null where nothing was typed.</summary>
    public static string? Together(params string?[] typed) => string.Join(" · ", typed.OfType<string>()) is { Length: > 0 } all ? all : null;

    /// <returns>null where nothing was typed, and where it is no day</returns>
    public static DateOnly? MaybeDay(string? typed, string field, FormErrors errors, Texts T)
    {
        if (typed is null) return null;
        if (!DateOnly.TryParseExact(typed, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) errors.Add(field, T["This is not a day. Write year-month-day, 2025-09-01."]);
        else if (day.Year is < 1990 or > 2100) errors.Add(field, T["Choose a day between 1990 and 2100."]);
        else return day;
        return null;
    }

    /// <summary>When the value at the start was: a period as SDMX writes it; a day in any way that days are typed.</summary>
    public static string? When(string? typed) =>
        PeriodMath.Middle(typed) is null && DateOnly.TryParseExact(typed, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day) : typed;

    public static DateOnly? RequiredDay(string? typed, string field, FormErrors errors, Texts T)
    {
        if (typed is null) errors.Add(field, T["Choose a day."]);
        return MaybeDay(typed, field, errors, T);
    }

    public static string? Required(string? typed, int most, string field, string missing, FormErrors errors, Texts T)
    {
        if (typed is null) errors.Add(field, missing);
        return Maybe(typed, most, field, errors, T);
    }

    public static string? Maybe(string? typed, int most, string field, FormErrors errors, Texts T)
    {
        // A browser sends line breaks as two characters; they count as one.
        var text = typed?.ReplaceLineEndings("\n");
        if (text is not null) Length(text, most, field, errors, T);
        return text;
    }

    public static void Length(string text, int most, string field, FormErrors errors, Texts T)
    {
        if (text.Length > most) errors.Add(field, T["This is longer than {0} characters. Make it shorter.", most]);
    }

    /// <summary>Euros: "1250", "1.250,50", "1 250.50". Three digits after the only separator are thousands.</summary>
    /// <returns>null where nothing was typed, and where it is no amount</returns>
    public static decimal? Euros(string? typed, string field, FormErrors errors, Texts T)
    {
        if (typed is null) return null;
        var match = Amount().Match(string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('€' or '\''))));
        var whole = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit));
        if (match.Success && whole.Length <= 12) return decimal.Parse($"{whole}.{(match.Groups["cents"] is { Length: > 0 } cents ? cents.Value : "0")}", CultureInfo.InvariantCulture);
        errors.Add(field, T["This is not an amount. Write euros in figures, 1250 or 1250.50."]);
        return null;
    }

    /// <summary>A value of an indicator, as <see cref="TypedNumber"/> reads it.</summary>
    /// <returns>null where nothing was typed, and where it is no number or may be two</returns>
    public static decimal? Value(string? typed, string field, FormErrors errors, Texts T) => TypedNumber.Read(typed, field, errors, T);

    [GeneratedRegex(@"^(?<whole>[1-9][0-9]{0,2}(?:[.,][0-9]{3})+|[0-9]+)(?:[.,](?<cents>[0-9]{1,2}))?$")]
    private static partial Regex Amount();
}
