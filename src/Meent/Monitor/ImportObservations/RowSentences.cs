using Meent.Formats.Statistics;

namespace Meent.Monitor.ImportObservations;

/// <summary>Why a row or a file was not taken, in words.</summary>
internal static class RowSentences
{
    public static string Of(RowRefusal why, string detail) => why switch
    {
        RowRefusal.NotUtf8 => $"A letter in \"{detail}\" is not UTF-8: the file may be Latin-1. Save it as UTF-8, or name the encoding in a mapping.",
        RowRefusal.CellCount => $"The row has {detail} cells, which is not what the header has.",
        RowRefusal.TextTooLong => $"The text in \"{detail}\" is longer than any code or name.",
        RowRefusal.NoPlace => $"There is no place in \"{detail}\".",
        RowRefusal.NoPeriod => $"There is no period in \"{detail}\".",
        RowRefusal.NotAPeriod => $"\"{detail}\" is no period. Write 2025, 2025-Q1, 2025-03 or 2024/2025.",
        RowRefusal.YearWithDecimals => $"\"{detail}\" looks like a year that a spreadsheet made a number of. Write the year alone, or say \"years-with-decimals\" in the mapping.",
        RowRefusal.NoCode => $"There is no code in \"{detail}\".",
        RowRefusal.UnknownCode => $"The mapping does not know \"{detail}\".",
        RowRefusal.NotANumber => $"\"{detail}\" is no number.",
        RowRefusal.DecimalComma => $"\"{detail}\" has a comma where a point is due. Where all numbers do, say so in a mapping.",
        RowRefusal.TooManyDigits => $"\"{detail}\" has more digits than are kept (15).",
        RowRefusal.NotACount => $"\"{detail}\" is no number of people or places.",
        RowRefusal.HalfAFraction => "A numerator needs a denominator that is not zero, and the other way round.",
        RowRefusal.ScaledValue => "The value is given in thousands or the like. Ask the source for plain values.",
        RowRefusal.SameKeyTwice => $"The same observation as line {detail}, with the same value.",
        RowRefusal.TwoValues => $"Line {detail} gives another value for the same observation. Neither is taken.",
        RowRefusal.OtherDataflow => $"The row is of another data set, {detail}.",
        RowRefusal.Deletes => "The row asks to delete an observation. Nothing is deleted: import what holds now.",
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    /// <summary>The same for all rows with this mistake, whatever stands in them.</summary>
    public static string InGeneral(RowRefusal why) => why switch
    {
        RowRefusal.NotUtf8 => "A letter is not UTF-8: the file may be Latin-1. Save it as UTF-8, or name the encoding in a mapping.",
        RowRefusal.CellCount => "The row has more or fewer cells than the header.",
        RowRefusal.TextTooLong => "A text is longer than any code or name.",
        RowRefusal.NoPlace => "There is no place.",
        RowRefusal.NoPeriod => "There is no period.",
        RowRefusal.NotAPeriod => "The period is none. Write 2025, 2025-Q1, 2025-03 or 2024/2025.",
        RowRefusal.YearWithDecimals => "The period looks like a year that a spreadsheet made a number of. Write the year alone, or say \"years-with-decimals\" in the mapping.",
        RowRefusal.NoCode => "There is no code in a column that needs one.",
        RowRefusal.UnknownCode => "The mapping does not know a code of the row.",
        RowRefusal.NotANumber => "What stands where a number is due is no number.",
        RowRefusal.DecimalComma => "A number has a comma where a point is due. Where all numbers do, say so in a mapping.",
        RowRefusal.TooManyDigits => "A number has more digits than are kept (15).",
        RowRefusal.NotACount => "What stands where a number of people or places is due is none.",
        RowRefusal.SameKeyTwice => "The same observation as another line, with the same value.",
        RowRefusal.TwoValues => "Another line gives another value for the same observation. Neither is taken.",
        RowRefusal.OtherDataflow => "The row is of another data set.",
        RowRefusal.HalfAFraction or RowRefusal.ScaledValue or RowRefusal.Deletes => Of(why, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    public static string Of(StatRefusal why, string detail) => why switch
    {
        StatRefusal.Empty => "The file is empty.",
        StatRefusal.TooLarge => $"The file is larger than {detail} megabytes. Split it.",
        StatRefusal.NotText => "This is no text: perhaps a zip or Excel file. Unpack it, or save it as CSV.",
        StatRefusal.NotUtf8 => "The header is not UTF-8: the file may be Latin-1. Save it as UTF-8.",
        StatRefusal.OpenQuote => "A quotation mark is never closed.",
        StatRefusal.NoColumn => $"There is no column for {detail}.",
        StatRefusal.TwoColumns => $"Two columns are about {detail}.",
        StatRefusal.TooManyColumns => $"There are more than {detail} columns.",
        StatRefusal.TooManyRows => $"There are more than {detail} rows. Split the file.",
        StatRefusal.TooManyRefused => $"{detail} rows cannot be taken: this seems to be another file than it should be.",
        StatRefusal.NeedsMapping => "This is a plain CSV file. Say with --mapping what its columns mean; docs/operate/indicators.md has an example.",
        StatRefusal.NotJson => $"This is no valid JSON. {detail}",
        StatRefusal.NotStatistics => $"This is neither JSON-stat 2.0 nor facts of the Digital Decade, but {detail}.",
        StatRefusal.WrongVersion => $"This is JSON-stat {detail}. Ask for version 2.0.",
        StatRefusal.BrokenCube => $"The parts of this JSON-stat file do not fit one another: {detail}.",
        StatRefusal.TooManyCells => $"The cube has more than {detail} cells. Ask for less at a time.",
        StatRefusal.Asynchronous => $"Eurostat is still preparing this answer ({detail}). Ask again in a few minutes.",
        StatRefusal.TooMuchAsked => $"Eurostat finds the question too large: {detail} Filter it.",
        StatRefusal.ForeignRefusal => $"This is no data but a refusal: {detail}",
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };
}
