using System.Globalization;

namespace Meent.Formats.Statistics;

/// <summary>Numbers as statistics write them.</summary>
public static class StatNumber
{
    /// <summary>What is exact in every database and every other program.</summary>
    public const int MostDigits = 15;

    /// <summary>A program that calculates in binary prints up to 17 digits of a number that it knows to 15.</summary>
    private const int BinaryDigits = 17;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Beyond this a figure is a mistake; and within it a decimal keeps all digits.</summary>
    private const decimal Largest = 1_000_000_000_000_000_000m;

    /// <summary>Dividing by it takes the zeros from the end: 1.50 and 1.5 become one text.</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>A number as text; a fraction with 16 or 17 digits is rounded to the 15 that count.</summary>
    /// <param name="text">trimmed</param>
    /// <param name="comma">the decimal mark is a comma</param>
    /// <returns>a number; null without reason where the text says that there is none; null with the reason where it is no number</returns>
    public static (decimal? Value, RowRefusal? Why) Read(string text, bool comma = false)
    {
        if (IsMissing(text)) return (null, null);
        var mark = comma ? '.' : ',';
        if (text.Contains(mark, StringComparison.Ordinal)) return (null, !comma && IsNumber(text.Replace(',', '.'), comma) ? RowRefusal.DecimalComma : RowRefusal.NotANumber);
        if (!decimal.TryParse(comma ? text.Replace(',', '.') : text, Style, CultureInfo.InvariantCulture, out var value))
            return (null, IsNumber(text, comma) ? RowRefusal.TooManyDigits : RowRefusal.NotANumber);
        if (Math.Abs(value) > Largest) return (null, RowRefusal.TooManyDigits);
        if (text.Length <= MostDigits && !text.Contains('e', StringComparison.OrdinalIgnoreCase)) return (value / One, null);
        var digits = Significant(text);
        // A decimal cannot keep all digits of what is too near to zero.
        if (digits != Significant(Write(value))) return (null, RowRefusal.TooManyDigits);
        if (digits.Length <= MostDigits) return (value / One, null);
        return digits.Length <= BinaryDigits && value != Math.Truncate(value) ? (Rounded(value) / One, null) : (null, RowRefusal.TooManyDigits);
    }

    /// <summary>Whether <see cref="Read"/> took fewer digits than the text has.</summary>
    public static bool Rounds(string text) => text.Length > MostDigits && Significant(text).Length > MostDigits;

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Write(decimal value) => Shortest(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The same number without zeros at its end.</summary>
    public static decimal Shortest(decimal value) => value / One;

    /// <summary>Nothing, "NaN" (SDMX), ":" (Eurostat) and "#N/A" say that there is no value; zero is a value.</summary>
    public static bool IsMissing(string text) => text is "" or "NaN" or ":" or "#N/A";

    private static bool IsNumber(string text, bool comma) =>
        double.TryParse(comma ? text.Replace(',', '.') : text, Style, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);

    private static decimal Rounded(decimal value) =>
        Math.Round(value, Math.Clamp(MostDigits - 1 - (int)Math.Floor(Math.Log10((double)Math.Abs(value))), 0, 28));

    private static string Significant(string text)
    {
        var end = text.IndexOfAny(['e', 'E']);
        return string.Concat((end < 0 ? text : text[..end]).Where(char.IsAsciiDigit)).Trim('0');
    }
}
