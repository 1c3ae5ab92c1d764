using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>Why a row or a file cannot be read, in words.</summary>
internal static class RowSentences
{
    public static string Of(RowRefusal why, string detail, Texts T) => why switch
    {
        RowRefusal.NotUtf8 => T["A letter in “{0}” is not UTF-8: the file may be Latin-1. Save it as UTF-8. Of a plain CSV file, the mapping can name the encoding.", detail],
        RowRefusal.CellCount => T["The row has {0} cells, which is not what the header has. A text with a separator in it needs quotation marks.", detail],
        RowRefusal.TextTooLong => T["The text in “{0}” is longer than any code or name.", detail],
        RowRefusal.NoPlace => T["There is no place in “{0}”.", detail],
        RowRefusal.NoPeriod => T["There is no period in “{0}”.", detail],
        RowRefusal.NotAPeriod => T["“{0}” is no period. Write 2025, 2025-Q1, 2025-03 or 2024/2025.", detail],
        RowRefusal.YearWithDecimals => T["“{0}” looks like a year that a spreadsheet made a number of. Write the year alone. Of a plain CSV file, the mapping can say “years-with-decimals”.", detail],
        RowRefusal.NoCode => T["There is no code in “{0}”.", detail],
        RowRefusal.UnknownCode => T["The mapping does not know “{0}”. Add it there under “codes”, or mend the row.", detail],
        RowRefusal.NotANumber => T["“{0}” is no number. Write it with a point, 60.5, or leave the cell empty where there is no value.", detail],
        RowRefusal.DecimalComma => T["“{0}” has a comma where a point is due. Write it with a point, 60.5. Of a plain CSV file, the mapping can say that all numbers have a comma.", detail],
        RowRefusal.TooManyDigits => T["“{0}” has more digits than are kept (15). Round it.", detail],
        RowRefusal.NotACount => T["“{0}” is no number of people or places. Write a whole number, 1200.", detail],
        RowRefusal.HalfAFraction => T["A numerator needs a denominator that is not zero, and the other way round."],
        RowRefusal.ScaledValue => T["The value is given in thousands or the like. Ask the source for plain values."],
        RowRefusal.SameKeyTwice => T["The same observation as line {0}, with the same value. Take one of the two out.", detail],
        RowRefusal.TwoValues => T["Line {0} gives another value for the same observation. Neither is taken.", detail],
        RowRefusal.OtherDataflow => T["The row is of another data set, {0}. Bring each in with a file of its own.", detail],
        RowRefusal.FigureAndTarget => T["A row is a figure or a target. Write the target in a row of its own, with the period in which it is due."],
        RowRefusal.NoTarget => T["There is no target in this row. Fill it in, or take the row out."],
        RowRefusal.HalfABase => T["Where a way begins is a value with its period. One of the two is missing."],
        RowRefusal.NotAPath => T["“{0}” is no way to a target. Write its stations as periods with whole numbers, or with decimals as elsewhere in the file: 2026=65; 2028=72. Where “;” parts the columns, put the way in quotation marks.", detail],
        RowRefusal.Deletes => T["The row asks to delete an observation. Nothing is deleted: import what holds now."],
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    /// <summary>The same for all rows with this mistake, whatever stands in them.</summary>
    public static string InGeneral(RowRefusal why, Texts T) => why switch
    {
        RowRefusal.NotUtf8 => T["A letter is not UTF-8: the file may be Latin-1. Save it as UTF-8. Of a plain CSV file, the mapping can name the encoding."],
        RowRefusal.CellCount => T["The row has more or fewer cells than the header. A text with a separator in it needs quotation marks."],
        RowRefusal.TextTooLong => T["A text is longer than any code or name."],
        RowRefusal.NoPlace => T["There is no place."],
        RowRefusal.NoPeriod => T["There is no period."],
        RowRefusal.NotAPeriod => T["The period is none. Write 2025, 2025-Q1, 2025-03 or 2024/2025."],
        RowRefusal.YearWithDecimals => T["The period looks like a year that a spreadsheet made a number of. Write the year alone. Of a plain CSV file, the mapping can say “years-with-decimals”."],
        RowRefusal.NoCode => T["There is no code in a column that needs one."],
        RowRefusal.UnknownCode => T["The mapping does not know a code of the row. Add it there under “codes”, or mend the row."],
        RowRefusal.NotANumber => T["What stands where a number is due is no number. Write it with a point, 60.5, or leave the cell empty where there is no value."],
        RowRefusal.DecimalComma => T["A number has a comma where a point is due. Write it with a point, 60.5. Of a plain CSV file, the mapping can say that all numbers have a comma."],
        RowRefusal.TooManyDigits => T["A number has more digits than are kept (15). Round it."],
        RowRefusal.NotACount => T["What stands where a number of people or places is due is none. Write a whole number, 1200."],
        RowRefusal.SameKeyTwice => T["The same observation as another line, with the same value. Take one of the two out."],
        RowRefusal.TwoValues => T["Another line gives another value for the same observation. Neither is taken."],
        RowRefusal.OtherDataflow => T["The row is of another data set. Bring each in with a file of its own."],
        RowRefusal.NotAPath => T["The stations of a way to a target cannot be read. Write periods with whole numbers, or with decimals as elsewhere in the file: 2026=65; 2028=72. Where “;” parts the columns, put the way in quotation marks."],
        RowRefusal.HalfAFraction or RowRefusal.ScaledValue or RowRefusal.Deletes or RowRefusal.FigureAndTarget or RowRefusal.NoTarget or RowRefusal.HalfABase => Of(why, "", T),
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    public static string Of(StatRefusal why, string detail, Texts T) => why switch
    {
        StatRefusal.Empty => T["The file is empty. Choose the one with the figures."],
        StatRefusal.TooLarge => T["The file is larger than {0} megabytes. Split it.", detail],
        StatRefusal.NotText => T["This is no text: perhaps a PDF, zip or Excel file. Unpack it, or save it as CSV."],
        StatRefusal.NotUtf8 => T["The header is not UTF-8: the file may be Latin-1. Save it as UTF-8."],
        StatRefusal.OpenQuote => T["A quotation mark is never closed. Close it, or take it out."],
        StatRefusal.NoColumn => T["There is no column for “{0}”. The first line of the file names its columns: look whether it does, and whether the mapping writes them in the same way.", detail],
        StatRefusal.TwoColumns => T["Two columns are about “{0}”. Take one out.", detail],
        StatRefusal.TooManyColumns => T["There are more than {0} columns. Look whether this is the right file.", detail],
        StatRefusal.TooManyRows => T["There are more than {0} rows. Split the file.", detail],
        StatRefusal.TooManyRefused => T["{0} rows cannot be taken: this seems to be another file than it should be.", detail],
        StatRefusal.NeedsMapping => T["This is a plain CSV file. Say below how its columns are known."],
        StatRefusal.NotJson => T["This is no valid JSON. Download the file again, or save it as CSV."],
        StatRefusal.NotStatistics when detail == "estat.importconfig" => T["This list says how the platform of the Digital Decade asks Eurostat. It holds no figures and no names, and is not read."],
        StatRefusal.NotStatistics => detail.Length == 0 ? T["This is JSON, but neither JSON-stat 2.0 nor facts of the Digital Decade."] : T["This is neither JSON-stat 2.0 nor facts of the Digital Decade, but “{0}”.", detail],
        StatRefusal.WrongVersion => T["This is JSON-stat {0}. Ask for version 2.0.", detail],
        StatRefusal.BrokenCube => T["The parts of this JSON-stat file do not fit one another: {0}. Download it again.", detail],
        StatRefusal.NoFigures => T["The file describes a data set and holds no figures. Download the figures."],
        StatRefusal.Markup => T["This is a web page or XML. Download the figures themselves, as CSV or JSON."],
        StatRefusal.TooManyCells => T["The cube has more than {0} cells. Ask for less at a time.", detail],
        StatRefusal.Asynchronous => T["Eurostat is still preparing this answer ({0}). Ask again in a few minutes.", detail],
        StatRefusal.TooMuchAsked => T["Eurostat finds the question too large: {0} Filter it.", detail],
        StatRefusal.ForeignRefusal => T["This is no data but a refusal: {0}", detail],
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };
}
