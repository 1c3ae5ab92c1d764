using System.Text;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;

namespace Meent.Places.ImportSchools;

/// <summary>A mapping, or what is wrong with its file.</summary>
public sealed record MappingRead(RegisterMapping? Mapping, IReadOnlyList<FileMistake> Mistakes);

/// <summary>Reads a mapping from YAML.</summary>
public static class MappingFile
{
    private const int MostBytes = 1 << 20;

    /// <summary>The file that a call names: a path, or the name of a mapping that came with the program.</summary>
    public static string? Find(string named)
    {
        if (File.Exists(named)) return named;
        var shipped = Path.Combine(Hub.Shipped("content"), "registers", $"{named}.yaml");
        return Path.GetFileName(named) == named && File.Exists(shipped) ? shipped : null;
    }

    public static MappingRead Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length > MostBytes) return new MappingRead(null, [new FileMistake(1, "The file is larger than any mapping. Is it the right file?")]);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return new MappingRead(null, [new FileMistake(1, "The file is not written in UTF-8. Save it as UTF-8.")]);
        }
        return Parse(text.TrimStart('\ufeff'), Path.GetFileName(path));
    }

    public static MappingRead Parse(string text, string file)
    {
        var map = YamlMap.Parse(text);
        if (map.Mistakes.Count > 0) return new MappingRead(null, map.Mistakes);
        map.Only("title", "country", "encoding", "separator", "columns", "dates", "scheme", "identifiers", "same_school", "main_location", "postcode", "part_of_town", "towns", "regions",
            "board_scheme", "boards", "capitals", "sectors", "isced", "not_schools", "repair");
        var regions = map.Map("regions").Only("scheme", "since", "codes");
        var boards = map.Texts("boards");
        var mapping = new RegisterMapping(
            file, map.Required("title"), CountryOf(map), EncodingOf(map), Separator(map),
            Columns(map), map.Required("scheme"), Identifiers(map), map.Texts("same_school"),
            Postcode(map), map.Texts("part_of_town"), Towns(map.Map("towns")),
            regions.Keys.Any() ? regions.Required("scheme") : "", regions.Date("since"), Regions(regions.Map("codes")), map.Text("board_scheme") ?? $"{map.Text("scheme")}-board",
            Words(map.Map("sectors"), RegisterMapping.Levels), Words(map.Map("isced"), RegisterMapping.IscedLevels), map.Texts("not_schools"), Repairs(map))
        {
            Dates = Dates(map), MainLocation = map.Text("main_location") is { } main ? CellText.Parse(main) : null,
            AnyEncoding = map.Text("encoding") == "auto", Capitals = Capitals(map),
            AllBoards = boards is ["*"], Boards = boards is ["*"] ? [] : boards,
        };
        return new MappingRead(map.Mistakes.Count > 0 ? null : mapping, [.. map.Mistakes.OrderBy(m => m.Line)]);
    }

    private static IReadOnlyList<string> Capitals(YamlMap map)
    {
        var meanings = map.Texts("capitals");
        foreach (var wrong in meanings.Where(m => !RegisterMapping.Meanings.Contains(m))) map.Note("capitals", $"\"{wrong}\" is not a key of \"columns\". Keys are: {string.Join(", ", RegisterMapping.Meanings)}.");
        return meanings;
    }

    private static RegisterDates Dates(YamlMap map)
    {
        if (!map.Has("dates")) return RegisterDates.Usual;
        var written = map.Texts("dates");
        foreach (var wrong in written.Where(w => !RegisterDates.IsFormat(w)))
            map.Note("dates", $"\"{wrong}\" does not say how a day is written. Use d, m and y: yyyymmdd, dd/mm/yyyy, d-m-yyyy.");
        return new RegisterDates(written);
    }

    private static string? CountryOf(YamlMap map)
    {
        if (map.Text("country") is not { } code) return null;
        if (!Countries.All.ContainsKey(code)) map.Note("country", $"\"{code}\" is not the code of a country. Codes are: {string.Join(", ", Countries.All.Keys)}.");
        return code;
    }

    private static Encoding EncodingOf(YamlMap map)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var name = map.Text("encoding") ?? "utf-8";
        if (name == "auto") return Encoding.UTF8;
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            map.Note("encoding", $"\"{name}\" is not an encoding we know. Try auto, utf-8, utf-16, windows-1252 (Western Europe), windows-1250 (Central Europe) or windows-1253 (Greek).");
            return Encoding.UTF8;
        }
    }

    private static char Separator(YamlMap map)
    {
        var text = map.Text("separator") ?? ",";
        if (text == "tab") return '\t';
        if (text.Length == 1 && text[0] is not ('"' or '\n' or '\r')) return text[0];
        map.Note("separator", "The separator is one character in quotation marks, such as \";\", or the word tab.");
        return ',';
    }

    private static Dictionary<string, CellText> Columns(YamlMap map)
    {
        if (!map.Has("columns")) map.Required("columns");
        var columns = map.Map("columns").Only(RegisterMapping.Meanings);
        if (map.Has("columns"))
        {
            columns.Required("id");
            columns.Required("name");
        }
        return columns.Keys.ToDictionary(k => k, k => CellText.Parse(columns.Text(k) ?? ""));
    }

    private static List<IdentifierRule> Identifiers(YamlMap map)
    {
        var rules = new List<IdentifierRule>();
        foreach (var entry in map.Maps("identifiers"))
        {
            entry.Only("scheme", "value");
            var value = entry.Required("value");
            var rule = new IdentifierRule(entry.Required("scheme"), CellText.Parse(value));
            if (entry.Has("value") && !value.Contains('{', StringComparison.Ordinal)) entry.Note("value", "The value names at least one column in braces: \"{official_id}\".");
            rules.Add(rule);
        }
        return rules;
    }

    private static Regex? Postcode(YamlMap map)
    {
        if (map.Text("postcode") is not { } pattern) return null;
        try
        {
            // Without backtracking: no pattern can make a row take minutes.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            map.Note("postcode", $"This pattern cannot be used: {e.Message} Five digits are \"[0-9]{{5}}\", the Dutch form is \"[0-9]{{4}} ?[A-Z]{{2}}\".");
            return null;
        }
    }

    private static List<TownRule> Towns(YamlMap towns)
    {
        var rules = new List<TownRule>();
        foreach (var range in towns.Keys)
        {
            var rule = TownRule.Parse(range, towns.Text(range) ?? "");
            if (rule is null) towns.Note(range, $"\"{range}\" is not a range of postcodes. Write \"40210-40629\" or one postcode.");
            else rules.Add(rule);
        }
        return [.. rules.OrderBy(r => r.First, StringComparer.Ordinal)];
    }

    private static Dictionary<string, RegionRule> Regions(YamlMap codes)
    {
        RegionRule One(YamlMap region)
        {
            region.Only("id", "name");
            return new RegionRule(region.Required("id"), region.Required("name"));
        }
        return codes.Keys.ToDictionary(c => c, c => One(codes.Map(c)), StringComparer.OrdinalIgnoreCase);
    }

    private static List<SectorRule> Words(YamlMap map, string[] levels)
    {
        map.Only(levels);
        // Everything contains "": a star stands for whatever the type is.
        return [.. levels.Select(l => new SectorRule(l, [.. map.Texts(l).Where(w => w == "*" || Folded.Text(w).Length > 0).Select(Folded.Text)]))];
    }

    private static List<RepairRule> Repairs(YamlMap map)
    {
        var rules = new List<RepairRule>();
        foreach (var entry in map.Maps("repair"))
        {
            entry.Only("where", "replace");
            var where = entry.Map("where");
            if (where.Keys.Count() > 1) entry.Note("where", "\"where\" takes one column and its value: \"where: { state: BW }\".");
            var column = where.Keys.FirstOrDefault();
            var replace = entry.Map("replace");
            rules.Add(new RepairRule(column, column is null ? null : where.Text(column), [.. replace.Keys.Select(k => KeyValuePair.Create(k, replace.Text(k) ?? ""))]));
        }
        return rules;
    }
}
