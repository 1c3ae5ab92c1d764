using System.Text;

namespace Meent.Places.ImportSchools;

/// <summary>Reads rows as a mapping tells. Pure.</summary>
public sealed class RowReader
{
    private const int LongestName = 300;
    private const int LongestId = 100;

    private readonly RegisterMapping mapping;
    private readonly Dictionary<string, int> at;
    private readonly Dictionary<string, (IReadOnlyList<string> Sector, IReadOnlyList<string> Isced)> levels = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> header;

    public RowReader(RegisterMapping mapping, IReadOnlyList<string> header)
    {
        this.mapping = mapping;
        this.header = header;
        at = header.Select((name, i) => (name, i)).DistinctBy(h => h.name).ToDictionary(h => h.name, h => h.i, StringComparer.Ordinal);
    }

    public RowRead Read(RegisterRow row)
    {
        if (row.Cells.Length != header.Count)
            return new RowRead(row.Line, "", "", null, $"The row has {row.Cells.Length} cells and the header {header.Count}. A separator or a quotation mark may be missing.") { IsDamaged = true };
        if (row.Cells.Select(c => c.Trim()).SequenceEqual(header)) return new RowRead(row.Line, "", "", null, "It repeats the names of the columns.");
        string Raw(string column) => Clean(row.Cells[at[column]]);
        var repairs = mapping.Repairs.Where(r => r.Column is null || Raw(r.Column) == r.Value).ToList();
        string Cell(string column) => repairs.Aggregate(Raw(column), (text, r) => r.Of(text));
        string Of(string meaning)
        {
            var cell = mapping.Columns.TryGetValue(meaning, out var text) ? text.Of(Cell) : "";
            return mapping.Capitals.Contains(meaning) ? Capitals.Lowered(cell) : cell;
        }

        var (id, name, type) = (mapping.Columns["id"].Of(Raw), Of("name"), Of("type"));
        var why = Refused(id, name, type) ?? RegionProblem(Of("region")) ?? DateProblem("opened", Of("opened")) ?? DateProblem("closed", Of("closed"));
        return new RowRead(row.Line, id, name, why is null ? School(row.Line, id, name, type, Raw, Cell, Of) : null, why)
        {
            // An empty line is nobody's, and what is no school closes none.
            IsDamaged = id.Length is 0 or > LongestId && mapping.NotASchool(type) is null && row.Cells.Any(c => Clean(c).Length > 0),
        };
    }

    private SchoolRow School(int line, string id, string name, string type, Func<string, string> raw, Func<string, string> cell, Func<string, string> of)
    {
        var (address, postcode, town) = Parted(of("address"), of("postcode"), of("town"));
        var (ofSector, ofIsced) = LevelsOf(type, name);
        mapping.Dates.Read(of("opened"), out var opened);
        mapping.Dates.Read(of("closed"), out var closed);
        return new SchoolRow(line, id, name, ofSector, OrNull(of("region")), address, postcode, town, Key(cell), Identifiers(raw), of("board") is { Length: > 0 } board ? (board, of("board_name")) : null)
        {
            Isced = ofIsced, IsBoard = mapping.IsBoard(type), Institution = OrNull(of("institution")), IsMain = mapping.MainLocation?.Of(raw) == id, Opened = opened, Closed = closed,
        };
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
    private (IReadOnlyList<string> Sector, IReadOnlyList<string> Isced) LevelsOf(string type, string name)
    {
        if (!levels.TryGetValue(type, out var known)) levels[type] = known = (RegisterMapping.LevelsOf(mapping.Sectors, type, ""), RegisterMapping.LevelsOf(mapping.Isced, type, ""));
        return (known.Sector.Count > 0 ? known.Sector : RegisterMapping.LevelsOf(mapping.Sectors, "", name), known.Isced.Count > 0 ? known.Isced : RegisterMapping.LevelsOf(mapping.Isced, "", name));
    }

    private string? DateProblem(string meaning, string cell) =>
        mapping.Dates.Read(cell, out _) ? null : $"\"{cell}\" ({meaning}) is no day as the mapping says they are written: {string.Join(", ", mapping.Dates.Written)}.";

    private string? Refused(string id, string name, string type)
    {
        if (id.Length == 0) return $"The column \"{mapping.Columns["id"].Written}\" is empty, so the school could not be found again at the next import.";
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
