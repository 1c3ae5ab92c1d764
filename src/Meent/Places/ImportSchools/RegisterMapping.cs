using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;

namespace Meent.Places.ImportSchools;

/// <summary>How the rows of one register become schools; written by an operator as YAML, see docs/operate/import-schools.md.</summary>
/// <param name="Columns">what a column is → its header: "id", "name", "type", "region", "address", "postcode", "town", "board", "board_name"</param>
/// <param name="Scheme">under which the ids of this register are kept</param>
/// <param name="SameSchool">columns: rows that agree in all of them are one school, even where their ids differ</param>
/// <param name="Postcode">what a postcode looks like; parts an address that comes in one piece</param>
/// <param name="TownParts">what stands between a town and its part: " OT "</param>
public sealed record RegisterMapping(
    string File, string Title, string? Country, Encoding Encoding, char Separator,
    IReadOnlyDictionary<string, string> Columns, string Scheme, IReadOnlyList<IdentifierRule> Identifiers, IReadOnlyList<string> SameSchool,
    Regex? Postcode, IReadOnlyList<string> TownParts, IReadOnlyList<TownRule> Towns,
    string RegionScheme, DateOnly? RegionsSince, IReadOnlyDictionary<string, RegionRule> Regions, string BoardScheme,
    IReadOnlyList<SectorRule> Sectors, IReadOnlyList<string> NotSchools, IReadOnlyList<RepairRule> Repairs)
{
    /// <summary>What a column can be.</summary>
    public static readonly string[] Meanings = ["id", "name", "type", "region", "address", "postcode", "town", "board", "board_name"];

    public static readonly string[] Levels = ["primary", "secondary", "vocational", "special"];

    /// <summary>The levels that a type, or else a name, tells of, in the order of <see cref="Levels"/>.</summary>
    public IEnumerable<string> LevelsOf(string type, string name)
    {
        var levels = LevelsIn(type);
        return levels.Count > 0 ? levels : LevelsIn(name);
    }

    /// <summary>The entry of <c>not_schools</c> that a type falls under; null where it is a school.</summary>
    public string? NotASchool(string type) => NotSchools.FirstOrDefault(n => n.EndsWith('*') ? type.StartsWith(n[..^1], StringComparison.OrdinalIgnoreCase) : type.Equals(n, StringComparison.OrdinalIgnoreCase));

    private List<string> LevelsIn(string text)
    {
        if (text.Length == 0) return [];
        var folded = Folded.Text(text);
        return [.. Sectors.Where(s => s.Words.Any(w => folded.Contains(w, StringComparison.Ordinal))).Select(s => s.Level)];
    }
}

/// <summary>A further identifier of a school.</summary>
/// <param name="Value">text with columns in braces: "{state}-{official_id}"; a row where one of them is empty has none</param>
public sealed partial record IdentifierRule(string Scheme, string Value)
{
    public IEnumerable<string> Columns => Braces().Matches(Value).Select(m => m.Groups[1].Value);

    public string? Of(Func<string, string> cell) => Columns.Any(c => cell(c).Length == 0) ? null : Braces().Replace(Value, m => cell(m.Groups[1].Value));

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();
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
