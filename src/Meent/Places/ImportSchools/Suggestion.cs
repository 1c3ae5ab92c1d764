using System.Text;
using Meent.Foundation.Localisation;

namespace Meent.Places.ImportSchools;

/// <summary>A first mapping for a register that nobody here has seen: what its first line and its cells tell, with a remark wherever it is a guess.</summary>
public static class Suggestion
{
    private const int MostValues = 40;

    private static readonly char[] Separators = [';', ',', '\t', '|'];

    /// <param name="country">as the EU writes it; null where the operator did not say</param>
    /// <returns>the text of a mapping, or why there is none</returns>
    public static (string? Mapping, string? Problem) For(string path, string? country)
    {
        var (file, empty) = (Path.GetFileName(path), RegisterFile.Open(path, Empty(country, ',')));
        // Whatever is wrong with the file itself is said by who reads it; the separator is found out here.
        var tried = Separators.Select(s => (Separator: s, Read: RegisterFile.Open(path, Empty(country, s)))).ToList();
        var right = tried.Where(t => t.Read.Problem is null).OrderByDescending(t => t.Read.Header.Count).ThenBy(t => Array.IndexOf(Separators, t.Separator)).FirstOrDefault();
        if (right.Read is null) return (null, empty.Problem);
        if (right.Read.Header.Count < 2) return (null, $"{file} has one column only, \"{right.Read.Header[0]}\". A register has at least a number and a name in each row.");
        return (Written(file, country, right.Separator, right.Read), null);
    }

    private static RegisterMapping Empty(string? country, char separator)
    {
        var read = MappingFile.Parse($"title: any\nencoding: {Usual(country)}\nseparator: {(separator == '\t' ? "tab" : $"\"{separator}\"")}\ncolumns: {{ id: x, name: x }}\nscheme: any\n", "the mapping");
        return read.Mapping! with { Columns = new Dictionary<string, CellText>(), AnyEncoding = true, UsualEncoding = Usual(country) };
    }

    private static string Usual(string? country) => country switch
    {
        "EL" or "CY" => "windows-1253",
        "PL" or "CZ" or "SK" or "HU" or "SI" or "HR" or "RO" => "windows-1250",
        "BG" => "windows-1251",
        "EE" or "LV" or "LT" => "windows-1257",
        _ => "windows-1252",
    };

    private static string Written(string file, string? country, char separator, RegisterRead read)
    {
        var guess = new HeaderGuess(read);
        var text = new StringBuilder();
        text.Append("# A first mapping, guessed from the file. Look at every line, try it with --dry-run, and read docs/operate/import-schools.md.\n");
        text.Append($"title: {Quoted($"Schools of {file}")}\n");
        text.Append(country is null ? "# country: DE\n" : $"country: {country}\n");
        text.Append($"encoding: {read.Encoding}\nseparator: {(separator == '\t' ? "tab" : $"\"{separator}\"")}\n\n");
        Columns(text, guess, read);
        text.Append("\n# A short name for the numbers of this register. Do not change it after the first import.\n");
        text.Append($"scheme: {(country ?? "xx").ToLowerInvariant()}-{Slug(file)}\n");
        Days(text, guess);
        if (guess.Column.TryGetValue("postcode", out var postcode) && guess.PostcodeOf(postcode) is { } pattern) text.Append($"postcode: {Quoted(pattern)}\n");
        Regions(text, guess);
        Types(text, guess);
        return text.ToString();
    }

    private static void Columns(StringBuilder text, HeaderGuess guess, RegisterRead read)
    {
        text.Append("columns:\n");
        foreach (var meaning in RegisterMapping.Meanings)
        {
            var found = guess.Column.TryGetValue(meaning, out var header);
            if (!found && meaning is not ("id" or "name")) continue;
            if (!found) text.Append("  # Nothing looks like this one: write the name of the column.\n");
            if (meaning == "id" && found && guess.Distinctness(header!) < 1) text.Append("  # Not every row has a number of its own here. Rows with the same number become one school.\n");
            var value = meaning == "address" && guess.Column.TryGetValue("number", out var number) ? $"{{{header}}} {{{number}}}" : header ?? read.Header[0];
            text.Append($"  {meaning}: {Quoted(value)}\n");
        }
        List<string> unused = [.. guess.Unused];
        if (unused.Count > 0) text.Append($"  # Not used: {string.Join(", ", unused.Select(OneLine))}\n");
    }

    private static void Days(StringBuilder text, HeaderGuess guess)
    {
        List<string> formats = [.. new[] { "opened", "closed" }.Where(guess.Column.ContainsKey).Select(m => guess.DaysOf(guess.Column[m])).OfType<string>().Distinct()];
        if (formats.Count > 0) text.Append($"\n# Days before months? Where both are small, only you can tell.\ndates: [{string.Join(", ", formats)}]\n");
    }

    private static void Regions(StringBuilder text, HeaderGuess guess)
    {
        if (!guess.Column.TryGetValue("region", out var column)) return;
        var values = guess.Values(column);
        if (values.Count is 0 or > MostValues) return;
        text.Append("\n# To put schools under their regions, take off the hashes and write the NUTS code of each.\n# regions:\n#   scheme: nuts\n#   since: 2024-01-01\n#   codes:\n");
        foreach (var (value, _) in values) text.Append($"#     {Quoted(value)}: {{ id: , name: {Quoted(value)} }}\n");
    }

    private static void Types(StringBuilder text, HeaderGuess guess)
    {
        if (!guess.Column.TryGetValue("type", out var column)) return;
        var values = guess.Values(column).Take(MostValues).Select(v => (v.Value, v.Times, Level: LevelOf(v.Value))).ToList();
        text.Append("\n# Each type of the file where it seems to belong.\n");
        Levels(text, "sectors", RegisterMapping.Levels, values.Select(v => (v.Value, v.Level.Sector)));
        Levels(text, "isced", RegisterMapping.IscedLevels, values.Select(v => (v.Value, v.Level.Isced)));
        List<(string Value, int Times, (string, string) Level)> left = [.. values.Where(v => v.Level == ("", ""))];
        if (left.Count > 0) text.Append("# No guess for these: add them above, or under not_schools.\n");
        foreach (var (value, times, _) in left) text.Append($"#   {OneLine(value)} ({times})\n");
    }

    private static void Levels(StringBuilder text, string key, string[] levels, IEnumerable<(string Value, string Levels)> values)
    {
        var placed = levels.Select(l => (Level: l, Values: values.Where(v => v.Levels.Split(' ').Contains(l)).Select(v => Quoted(v.Value)).ToList())).Where(l => l.Values.Count > 0).ToList();
        if (placed.Count == 0) return;
        text.Append($"{key}:\n");
        foreach (var (level, some) in placed) text.Append($"  {level}: [{string.Join(", ", some)}]\n");
    }

    // The longest word that a type contains says most: "lycée professionnel" is no "lycée".
    private static (string Sector, string Isced) LevelOf(string type)
    {
        var folded = Folded.Text(type);
        var (_, sector, isced) = HeaderWords.OfTypes.Where(t => folded.Contains(t.Word, StringComparison.Ordinal)).OrderByDescending(t => t.Sector is "vocational" or "special").ThenByDescending(t => t.Word.Length).FirstOrDefault();
        return (sector ?? "", isced ?? "");
    }

    private static string Slug(string file) => Folded.Text(Path.GetFileNameWithoutExtension(file)).Replace(' ', '-') is { Length: > 0 } slug ? slug : "register";

    private static string Quoted(string text) => $"\"{OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string OneLine(string text) => RowReader.Clean(text);
}
