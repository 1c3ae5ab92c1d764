using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;

namespace Meent.Places.ImportSchools;

/// <summary>How the rows of one register become schools; written by an operator as YAML, see docs/operate/import-schools.md.</summary>
/// <param name="Columns">what a column is (<see cref="Meanings"/>) → its header, or a text with headers in braces: "{STREET} {NUMBER}"</param>
/// <param name="Scheme">under which the ids of this register are kept</param>
/// <param name="SameSchool">columns: rows that agree in all of them are one school, even where their ids differ</param>
/// <param name="Postcode">what a postcode looks like; parts an address that comes in one piece</param>
/// <param name="TownParts">what stands between a town and its part: " OT "</param>
/// <param name="MainLocation">the id of the row that is the institution itself, with headers in braces; null: the one with the least id</param>
/// <param name="Boards">types of rows that are boards</param>
/// <param name="AllBoards">every row is a board</param>
public sealed record RegisterMapping(
    string File, string Title, string? Country, Encoding Encoding, char Separator,
    IReadOnlyDictionary<string, CellText> Columns, string Scheme, IReadOnlyList<IdentifierRule> Identifiers, IReadOnlyList<string> SameSchool,
    Regex? Postcode, IReadOnlyList<string> TownParts, IReadOnlyList<TownRule> Towns,
    string RegionScheme, DateOnly? RegionsSince, IReadOnlyDictionary<string, RegionRule> Regions, string BoardScheme,
    IReadOnlyList<SectorRule> Sectors, IReadOnlyList<SectorRule> Isced, IReadOnlyList<string> NotSchools, IReadOnlyList<RepairRule> Repairs)
{
    /// <summary>What a column can be.</summary>
    public static readonly string[] Meanings = ["id", "name", "type", "region", "address", "postcode", "town", "board", "board_name", "institution", "opened", "closed"];

    /// <summary>As <see cref="Place.Sector"/> names them.</summary>
    public static readonly string[] Levels = ["primary", "secondary", "vocational", "special", "higher", "adult"];

    /// <summary>ISCED 2011: 0 early childhood to 8 doctorate.</summary>
    public static readonly string[] IscedLevels = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

    /// <summary>UTF-8 or UTF-16 where the file is one of them, else <see cref="UsualEncoding"/>.</summary>
    public bool AnyEncoding { get; init; }

    public string UsualEncoding { get; init; } = "windows-1252";

    /// <summary>What the register writes in capitals: "town".</summary>
    public IReadOnlyList<string> Capitals { get; init; } = [];

    public CellText? MainLocation { get; init; }

    public RegisterDates Dates { get; init; } = RegisterDates.Usual;

    public IReadOnlyList<string> Boards { get; init; } = [];

    public bool AllBoards { get; init; }

    /// <summary>The columns of the file that this mapping reads.</summary>
    public IEnumerable<string> Needed =>
        Columns.Values.SelectMany(c => c.Columns).Concat(SameSchool).Concat(Identifiers.SelectMany(i => i.Text.Columns))
            .Concat(Repairs.Select(r => r.Column).OfType<string>()).Concat(MainLocation?.Columns ?? []).Distinct();

    /// <summary>The entry of <c>not_schools</c> that a type falls under; null where it is a school.</summary>
    public string? NotASchool(string type) => NotSchools.FirstOrDefault(n => Fits(n, type));

    /// <summary>Whether a row of this type is a board, and not a school.</summary>
    public bool IsBoard(string type) => AllBoards || Boards.Any(b => Fits(b, type));

    /// <summary>The levels that a type, or else a name, tells of, in their order.</summary>
    public static IReadOnlyList<string> LevelsOf(IReadOnlyList<SectorRule> rules, string type, string name)
    {
        var levels = LevelsIn(rules, type);
        return levels.Count > 0 ? levels : LevelsIn(rules, name);
    }

    private static List<string> LevelsIn(IReadOnlyList<SectorRule> rules, string text)
    {
        if (text.Length == 0) return [];
        var folded = Folded.Text(text);
        return [.. rules.Where(s => s.Words.Any(w => folded.Contains(w, StringComparison.Ordinal))).Select(s => s.Level)];
    }

    private static bool Fits(string entry, string type) =>
        entry.EndsWith('*') ? type.StartsWith(entry[..^1], StringComparison.OrdinalIgnoreCase) : type.Equals(entry, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a mapping takes from a row: one column, or a text with columns in braces, "{STREET} {NUMBER}".</summary>
public sealed partial record CellText(string Written, IReadOnlyList<string> Columns)
{
    private readonly bool isColumn = Columns is [var only] && only == Written;

    public static CellText Column(string column) => new(column, [column]);

    /// <summary>A column where no brace stands in it.</summary>
    public static CellText Parse(string written) =>
        written.Contains('{', StringComparison.Ordinal) ? new CellText(written, [.. Braces().Matches(written).Select(m => m.Groups[1].Value).Distinct()]) : Column(written);

    /// <summary>The text of a row; "" where none of the columns is filled.</summary>
    public string Of(Func<string, string> cell) => isColumn ? cell(Written)
        : Columns.All(c => cell(c).Length == 0) ? "" : Braces().Replace(Written, m => cell(m.Groups[1].Value)).Trim(' ', ',');

    /// <summary>Whether every column that it needs is filled.</summary>
    public bool IsFull(Func<string, string> cell) => Columns.All(c => cell(c).Length > 0);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();
}

/// <summary>A further identifier of a school.</summary>
/// <param name="Text">"{state}-{official_id}"; a row where one of the columns is empty has none</param>
public sealed record IdentifierRule(string Scheme, CellText Text)
{
    public string? Of(Func<string, string> cell) => Text.IsFull(cell) ? Text.Of(cell) : null;
}

/// <param name="Code">the code under the mapping's region scheme: "DE1"</param>
public sealed record RegionRule(string Code, string Name);

/// <param name="Words">folded: a type that contains one of them is of this level</param>
public sealed record SectorRule(string Level, IReadOnlyList<string> Words);

/// <summary>What a damaged register wrote wrong, and where.</summary>
/// <param name="Column">null for every row</param>
public sealed record RepairRule(string? Column, string? Value, IReadOnlyList<KeyValuePair<string, string>> Replace)
{
    private readonly SearchValues<string> wrong = SearchValues.Create([.. Replace.Select(r => r.Key)], StringComparison.Ordinal);

    /// <summary>The text put right; most texts have nothing wrong, and looking for all words at once tells so fast.</summary>
    public string Of(string text) => text.AsSpan().ContainsAny(wrong) ? Replace.Aggregate(text, (t, p) => t.Replace(p.Key, p.Value, StringComparison.Ordinal)) : text;
}

/// <summary>The town of postcodes, for rows that have none.</summary>
public sealed record TownRule(string First, string Last, string Town)
{
    public bool Holds(string postcode) =>
        postcode.Length == First.Length && string.CompareOrdinal(postcode, First) >= 0 && string.CompareOrdinal(postcode, Last) <= 0;

    /// <summary>"40210-40629" or "59302"; null where it is neither.</summary>
    public static TownRule? Parse(string range, string town)
    {
        var ends = range.Split('-', StringSplitOptions.TrimEntries);
        var right = ends.Length is 1 or 2 && ends[0].Length > 0 && ends[0].Length == ends[^1].Length && string.CompareOrdinal(ends[0], ends[^1]) <= 0;
        return right ? new TownRule(ends[0], ends[^1], town) : null;
    }
}
