namespace Meent.Formats.Statistics;

/// <summary>A code as a file writes it, with its name where the file gives one.</summary>
/// <param name="Id">what stands in the cell: a code ("EL", "PC_IND") or, in files that write names only, a name ("Greece"); never empty</param>
/// <param name="Label">the name beside a code; null where the file has none</param>
public sealed record StatCode(string Id, string? Label = null);

/// <summary>A dimension other than place and time: what a series is made of ("indic_is", "unit").</summary>
/// <param name="Id">as the file writes it; names of dimensions are compared without regard to case</param>
public sealed record StatDimension(string Id, string? Label = null);

/// <summary>What a file says about itself.</summary>
/// <param name="Format">"sdmx-csv-1.0", "sdmx-csv-2.0", "json-stat-2.0", "csv" or "desi"</param>
/// <param name="Id">dataflow or dataset: "ESTAT:ISOC_SK_DSKL_I21(1.0)"; null where the file names none</param>
/// <param name="Updated">as the file writes it: "17/12/24 11:00:00"</param>
/// <param name="Dimensions">without place and time, in the order of the file; <see cref="StatRow.Key"/> follows it</param>
/// <param name="Ignored">columns that carry nothing that is kept</param>
public sealed record StatHead(
    string Format, string? Id, string? Label, string? Updated, IReadOnlyList<StatDimension> Dimensions, IReadOnlyList<string> Ignored)
{
    /// <summary>Of a demonstration: the sentence that says which figures are made up; null else. Where it stands, each row says whether it is.</summary>
    public string? Demonstration { get; init; }

    /// <summary>Some rows are targets: only a plain CSV file has columns for them.</summary>
    public bool HasTargets { get; init; }

    /// <summary>Index of a dimension in <see cref="StatRow.Key"/>; -1 where the file has none of that name.</summary>
    public int IndexOf(string dimension)
    {
        for (var i = 0; i < Dimensions.Count; i++) if (string.Equals(Dimensions[i].Id, dimension, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}

/// <summary>One line of a file while it is read: a row, a row that is refused, or the end of all reading.</summary>
/// <param name="Line">where it begins, counted from 1 with the header; in JSON the position of the cell or fact, counted from 1</param>
public abstract record StatLine(long Line);

/// <summary>One observation, or one target.</summary>
/// <param name="Geo">country, region or other place</param>
/// <param name="Period">as SDMX writes it: "2025", "2025-Q1", "2025-03", "2024/2025"</param>
/// <param name="Key">a code per dimension of the head, in its order</param>
/// <param name="Value">at most 15 significant digits (fractions with 16 or 17 are rounded); null where the file holds the observation and says that it has no value</param>
public sealed record StatRow(long Line, StatCode Geo, string Period, IReadOnlyList<StatCode> Key, decimal? Value) : StatLine(Line)
{
    public decimal? Numerator { get; init; }

    public decimal? Denominator { get; init; }

    /// <summary>How many were asked or counted.</summary>
    public long? N { get; init; }

    /// <summary>How sure the value is, in its own unit.</summary>
    public decimal? StandardError { get; init; }

    /// <summary>Flags as the source writes them: "b", "u", "bu".</summary>
    public string? Status { get; init; }

    public string? Confidentiality { get; init; }

    /// <summary>The period that was measured, where <see cref="Period"/> is that of an edition (DESI 2026 holds figures of 2025).</summary>
    public string? Reference { get; init; }

    /// <summary>The figure is made up.</summary>
    public bool Demonstration { get; init; }

    /// <summary>The row is no observation but a target: <see cref="Value"/> is to be reached in <see cref="Period"/>; null for observations.</summary>
    public StatTarget? Target { get; init; }

    /// <summary>Place, period and codes, for people.</summary>
    public string InShort => string.Join(" · ", Key.Select(k => k.Id).Prepend(Period).Prepend(Geo.Id));

    /// <summary>The value as the file writes it, where it was rounded to 15 digits; else null.</summary>
    public string? Written { get; init; }
}

/// <summary>A row that cannot be taken.</summary>
/// <param name="Detail">what the reason is about: the cell's text, a column, the other line; "" where there is nothing to add</param>
public sealed record RefusedRow(long Line, RowRefusal Why, string Detail = "") : StatLine(Line)
{
    private const int Longest = 300;

    /// <summary>The row itself, for people, cut where it is long; not compared. "" where it is not known.</summary>
    public string Row { get; private init; } = "";

    /// <summary>The same with the row itself.</summary>
    public RefusedRow Of(string row) => this with { Row = row.Length > Longest ? $"{row[..Longest]}…" : row };

    public bool Equals(RefusedRow? other) => other is not null && (Line, Why, Detail) == (other.Line, other.Why, other.Detail);

    public override int GetHashCode() => HashCode.Combine(Line, Why, Detail);
}

/// <summary>Nothing after this line is read. Always the last one; what came before is a part of a file, and must not count.</summary>
public sealed record StoppedReading(long Line, StatRefusal Why, string Detail = "") : StatLine(Line);

/// <summary>Why one row cannot be taken. <see cref="RefusedRow.Detail"/> is named behind each.</summary>
public enum RowRefusal
{
    /// <summary>Bytes that are no UTF-8, as Latin-1 files have them (column).</summary>
    NotUtf8,

    /// <summary>More or fewer cells than the header (how many).</summary>
    CellCount,

    /// <summary>A cell longer than any code or name (column).</summary>
    TextTooLong,

    /// <summary>No place (column).</summary>
    NoPlace,

    /// <summary>No period (column).</summary>
    NoPeriod,

    /// <summary>A period that SDMX does not know (its text).</summary>
    NotAPeriod,

    /// <summary>"2016.0", as spreadsheets make of years (its text).</summary>
    YearWithDecimals,

    /// <summary>A dimension without a code (column).</summary>
    NoCode,

    /// <summary>A code that the mapping does not know (its text).</summary>
    UnknownCode,

    /// <summary>A value that is no number (its text).</summary>
    NotANumber,

    /// <summary>"12,5" where a point is due (its text).</summary>
    DecimalComma,

    /// <summary>More digits than can be kept (15; in a fraction 17, which are rounded), or a number too large or too small to be a figure (its text).</summary>
    TooManyDigits,

    /// <summary>A number of persons or places that is no whole number from 0 (its text).</summary>
    NotACount,

    /// <summary>A numerator without a denominator, a denominator of zero, or the other way round.</summary>
    HalfAFraction,

    /// <summary>The value is stated in thousands or another power of ten (UNIT_MULT).</summary>
    ScaledValue,

    /// <summary>The same observation a second time, with the same value (line of the first).</summary>
    SameKeyTwice,

    /// <summary>Two values for one observation; both rows are refused (line of the other).</summary>
    TwoValues,

    /// <summary>A row of another dataflow than the first row (its id).</summary>
    OtherDataflow,

    /// <summary>A figure and a target in one row.</summary>
    FigureAndTarget,

    /// <summary>Where a way begins, or its stations, without a target to which it leads.</summary>
    NoTarget,

    /// <summary>A value at which a way begins without its period, or the other way round.</summary>
    HalfABase,

    /// <summary>Stations of a way that cannot be read (their text).</summary>
    NotAPath,

    /// <summary>A row that asks to delete (ACTION = D).</summary>
    Deletes,
}

/// <summary>Why a file cannot be read, or not further. The detail is named behind each.</summary>
public enum StatRefusal
{
    Empty,

    /// <summary>More bytes than the limit (megabytes).</summary>
    TooLarge,

    /// <summary>A PDF, zip or Excel file, or bytes that are no text.</summary>
    NotText,

    /// <summary>A header that is no UTF-8.</summary>
    NotUtf8,

    /// <summary>A quotation mark that is never closed.</summary>
    OpenQuote,

    /// <summary>No column for what is needed (which).</summary>
    NoColumn,

    /// <summary>Two columns for one thing (which).</summary>
    TwoColumns,

    /// <summary>More columns than the limit (how many there may be).</summary>
    TooManyColumns,

    /// <summary>More rows than the limit (how many there may be).</summary>
    TooManyRows,

    /// <summary>So many rows cannot be taken that the file is another one than it should be (how many).</summary>
    TooManyRefused,

    /// <summary>A plain CSV file, which needs a mapping.</summary>
    NeedsMapping,

    NotJson,

    /// <summary>JSON that is neither JSON-stat 2.0 nor DESI facts (what it is).</summary>
    NotStatistics,

    /// <summary>JSON-stat of another version (which).</summary>
    WrongVersion,

    /// <summary>A cube whose parts do not fit one another (which part).</summary>
    BrokenCube,

    /// <summary>A description of a data set without its figures.</summary>
    NoFigures,

    /// <summary>A web page, or XML.</summary>
    Markup,

    /// <summary>Cells beyond the limit (how many there may be).</summary>
    TooManyCells,

    /// <summary>The service prepares the answer; ask again later (its id).</summary>
    Asynchronous,

    /// <summary>The service finds the question too large (what it says).</summary>
    TooMuchAsked,

    /// <summary>The service refuses (what it says).</summary>
    ForeignRefusal,
}

/// <summary>What opening a file gave.</summary>
public abstract record StatReading;

/// <param name="Lines">
/// read while they are asked for, once; a <see cref="StoppedReading"/> can only be the last. Whatever the bytes are, going through them throws only
/// where reading the stream itself does.
/// </param>
public sealed record ReadableStatistics(StatHead Head, IEnumerable<StatLine> Lines) : StatReading;

public sealed record UnreadableStatistics(StatRefusal Why, string Detail = "") : StatReading;

/// <summary>Bounds that honest files keep.</summary>
/// <param name="MostBytes">of a CSV file, which is read piece by piece</param>
/// <param name="MostJsonBytes">of a JSON file, which is held whole</param>
/// <param name="MostRefused">after so many refused rows nothing more is read</param>
public sealed record StatLimits(
    long MostBytes = 1L << 30, int MostJsonBytes = 64 << 20, long MostRows = 10_000_000, int MostRefused = 100_000, int MostColumns = 200,
    int LongestText = 2_000, long MostCells = 1_000_000_000)
{
    public static StatLimits Usual { get; } = new();
}
