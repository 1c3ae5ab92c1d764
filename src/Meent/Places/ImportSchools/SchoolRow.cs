using System.Text;

namespace Meent.Places.ImportSchools;

/// <summary>What one row says of a school, cleaned.</summary>
/// <param name="Key">rows with the same key are one school, whatever their ids; null where the mapping has no such rule or the row no such values</param>
/// <param name="Levels">"primary", "secondary", "vocational", "special"; empty where nothing tells</param>
/// <param name="Region">as the register writes it; null where it is empty</param>
public sealed record SchoolRow(
    int Line, string Id, string Name, IReadOnlyList<string> Levels, string? Region,
    string? Address, string? Postcode, string? Town, string? Key, IReadOnlyList<(string Scheme, string Value)> Identifiers, (string Id, string Name)? Board);

/// <summary>A row as a school, or why it is none.</summary>
/// <param name="Row">null where it was refused</param>
/// <param name="Why">a sentence; null where it was taken</param>
public sealed record RowRead(int Line, string Id, string Name, SchoolRow? Row, string? Why);

/// <summary>Reads rows as a mapping tells. Pure.</summary>
public sealed class RowReader
{
    private const int LongestName = 300;
    private const int LongestId = 100;

    private readonly RegisterMapping mapping;
    private readonly Dictionary<string, int> at;
    private readonly Dictionary<string, IReadOnlyList<string>> levels = new(StringComparer.Ordinal);
    private readonly int width;

    public RowReader(RegisterMapping mapping, IReadOnlyList<string> header)
    {
        this.mapping = mapping;
        width = header.Count;
        at = header.Select((name, i) => (name, i)).DistinctBy(h => h.name).ToDictionary(h => h.name, h => h.i, StringComparer.Ordinal);
    }

    public RowRead Read(RegisterRow row)
    {
        if (row.Cells.Length != width)
            return new RowRead(row.Line, "", "", null, $"The row has {row.Cells.Length} cells and the header {width}. A separator or a quotation mark may be missing.");
        string Raw(string column) => Clean(row.Cells[at[column]]);
        var repairs = mapping.Repairs.Where(r => r.Column is null || Raw(r.Column) == r.Value).ToList();
        string Cell(string column) => repairs.Aggregate(Raw(column), (text, r) => r.Of(text));
        string Of(string meaning) => mapping.Columns.TryGetValue(meaning, out var column) ? Cell(column) : "";

        var (id, name, type) = (Raw(mapping.Columns["id"]), Of("name"), Of("type"));
        if (Refused(id, name, type) is { } why) return new RowRead(row.Line, id, name, null, why);
        if (RegionProblem(Of("region")) is { } unknown) return new RowRead(row.Line, id, name, null, unknown);
        var (address, postcode, town) = Parted(Of("address"), Of("postcode"), Of("town"));
        var school = new SchoolRow(row.Line, id, name, LevelsOf(type, name), Of("region") is { Length: > 0 } r ? r : null,
            address, postcode, town, Key(Cell), Identifiers(Raw), Of("board") is { Length: > 0 } board ? (board, Of("board_name")) : null);
        return new RowRead(row.Line, id, name, school, null);
    }

    /// <summary>Every kind of white space is one space, and controls are nothing: registers carry non-breaking spaces, tabs and line ends.</summary>
    public static string Clean(string cell)
    {
        var plain = true;
        var before = ' ';
        foreach (var c in cell)
        {
            if (c < ' ' || (c >= 127 && (char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '\u200b' or '\ufeff' or '\u00ad')) || (c == ' ' && before == ' ')) { plain = false; break; }
            before = c;
        }
        if (plain && before != ' ') return cell;
        if (cell.Length == 0) return cell;
        var clean = new StringBuilder(cell.Length);
        foreach (var rune in cell.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (!Rune.IsControl(rune) && rune.Value is not (0x200b or 0xfeff or 0xad)) clean.Append(rune.ToString());
        }
        return clean.ToString().TrimEnd();
    }

    /// <summary>Parts an address that comes in one piece at its last postcode: "Am Markt 1, 01067 Dresden OT Neustadt".</summary>
    private (string? Address, string? Postcode, string? Town) Parted(string address, string postcode, string town)
    {
        if (postcode.Length == 0 && LastPostcode(address) is { } code)
        {
            postcode = address[code];
            if (town.Length == 0) town = address[code.End..].Trim(' ', ',');
            address = address[..code.Start].Trim(' ', ',');
        }
        if (town.Length == 0 && postcode.Length > 0) town = mapping.Towns.FirstOrDefault(t => t.Holds(postcode))?.Town ?? "";
        foreach (var between in mapping.TownParts) town = town.Replace(between, ", ", StringComparison.Ordinal);
        return (OrNull(address), OrNull(postcode), OrNull(town.Trim(' ', ',', '/')));
    }

    /// <summary>The last postcode that stands by itself: "Weg 12345a" has none.</summary>
    private Range? LastPostcode(string address)
    {
        if (mapping.Postcode is null) return null;
        Range? last = null;
        foreach (var match in mapping.Postcode.EnumerateMatches(address))
        {
            var end = match.Index + match.Length;
            if (match.Length > 0 && (match.Index == 0 || address[match.Index - 1] is ' ' or ',') && (end == address.Length || address[end] is ' ' or ',')) last = match.Index..end;
        }
        return last;
    }

    // A register has few types and many rows.
    private IReadOnlyList<string> LevelsOf(string type, string name)
    {
        if (!levels.TryGetValue(type, out var known)) levels[type] = known = [.. mapping.LevelsOf(type, "")];
        return known.Count > 0 ? known : [.. mapping.LevelsOf("", name)];
    }

    private string? Refused(string id, string name, string type)
    {
        if (id.Length == 0) return $"The column \"{mapping.Columns["id"]}\" is empty, so the school could not be found again at the next import.";
        if (id.Length > LongestId) return $"The id is longer than {LongestId} characters.";
        if (name.Length == 0) return "It has no name.";
        if (name.Length > LongestName) return $"The name is longer than {LongestName} characters.";
        if (name.Count(char.IsLetter) < 2) return $"\"{name}\" is not a name.";
        return mapping.NotASchool(type) is null ? null : $"\"{type}\" is not a school, says the mapping.";
    }

    private string? RegionProblem(string region) =>
        region.Length == 0 || mapping.Regions.Count == 0 || mapping.Regions.ContainsKey(region) ? null : $"The region \"{region}\" is not in the mapping. Add it under \"regions\".";

    private string? Key(Func<string, string> cell)
    {
        if (mapping.SameSchool.Count == 0) return null;
        var values = mapping.SameSchool.Select(cell).ToList();
        return values.Any(v => v.Length == 0) ? null : string.Join('\u001f', values);
    }

    private List<(string, string)> Identifiers(Func<string, string> cell) =>
        [.. mapping.Identifiers.Select(i => (i.Scheme, Value: i.Of(cell))).Where(i => i.Value is { Length: > 0 and <= LongestId }).Select(i => (i.Scheme, i.Value!))];

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
