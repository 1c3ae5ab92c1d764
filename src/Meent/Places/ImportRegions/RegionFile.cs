using System.Globalization;
using CsvHelper;

namespace Meent.Places.ImportRegions;

/// <summary>One region of a list: its code tells where it lies.</summary>
/// <param name="Code">NUTS: "NL4", "NL41", "NL411"</param>
public sealed record ListedRegion(string Code, string Name, int Line)
{
    public string Country => Code[..2];
}

/// <summary>A list of regions by code and name: the one that came with Meent, or one that Eurostat publishes.</summary>
/// <param name="ValidFrom">the day from which the list holds; null where the file does not say</param>
public sealed record RegionFile(DateOnly? ValidFrom, IReadOnlyList<ListedRegion> Regions, IReadOnlyList<string> Problems)
{
    private const int LongestName = 200;

    private const int MostProblems = 20;

    private const string ValidFromKey = "valid from";

    private static readonly string[] CodeColumns = ["code", "NUTS_ID"];
    private static readonly string[] NameColumns = ["name", "NAME_LATN", "NUTS_NAME"];

    /// <summary>The list of NUTS regions that came with the program.</summary>
    public static string Shipped => Path.Combine(Hub.Shipped("content"), "registers", "nuts.csv");

    /// <summary>Reads a CSV file with the columns code and name, or NUTS_ID and NAME_LATN as Eurostat writes them; countries in it are skipped.</summary>
    public static RegionFile Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 20_000_000 } ? Wrong($"{path} is larger than any list of regions.") : Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Wrong($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Lines that begin with # in front are left out; then may stand "valid from;2024-01-01", then the names of the columns.</summary>
    public static RegionFile Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var at = 0;
        while (at < lines.Length && lines[at].StartsWith('#')) at++;
        DateOnly? validFrom = null;
        if (at < lines.Length && lines[at].Trim() is var first && first.StartsWith(ValidFromKey, StringComparison.Ordinal))
        {
            var day = first[ValidFromKey.Length..].Trim(';', ',', ' ');
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)) return Wrong($"Line {at + 1}: \"{day}\" is not a day. Write year-month-day, 2024-01-01.");
            (validFrom, at) = (since, at + 1);
        }
        if (at >= lines.Length || lines[at].Trim().Length == 0) return Wrong("The file holds no regions.");
        var separator = new[] { ';', '\t', ',' }.FirstOrDefault(s => lines[at].Contains(s), ';');
        using var csv = CsvReader.FromText(string.Join('\n', lines[at..]), new CsvReaderOptions { Separator = separator, HasHeader = false, TrackLineNumbers = true });
        csv.Read();
        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
        var (code, name) = (Array.FindIndex(header, CodeColumns.Contains), Array.FindIndex(header, NameColumns.Contains));
        if (code < 0 || name < 0) return Wrong($"The columns are {string.Join(", ", header.Take(20))}. Two are needed: code and name, or NUTS_ID and NAME_LATN.");
        return Rows(csv, (code, name), at, validFrom);
    }

    private static RegionFile Rows(CsvReader csv, (int Code, int Name) columns, int skipped, DateOnly? validFrom)
    {
        var regions = new Dictionary<string, ListedRegion>(StringComparer.Ordinal);
        var problems = new List<string>();
        while (csv.Read() && problems.Count < MostProblems)
        {
            string Cell(int at) => at < csv.FieldCount ? csv.GetString(at).Trim() : "";
            var (code, name, line) = (Cell(columns.Code), Cell(columns.Name), (int)csv.LineNumber + skipped);
            if ((code.Length == 0 && csv.FieldCount == 1) || (code.Length == 2 && Countries.All.ContainsKey(code))) continue;
            if (code.Length is < 3 or > 5 || !code.All(char.IsAsciiLetterOrDigit)) problems.Add($"Line {line}: \"{code}\" is not the code of a region. NUTS codes are like NL4, NL41, NL411.");
            else if (!Countries.All.ContainsKey(code[..2])) problems.Add($"Line {line}: {code} begins with no country that this hub knows.");
            else if (name.Length is 0 or > LongestName) problems.Add($"Line {line}: {code} needs a name of at most {LongestName} characters.");
            else if (!regions.TryAdd(code, new ListedRegion(code, name, line))) problems.Add($"Line {line}: {code} stands on line {regions[code].Line} as well.");
        }
        if (regions.Count == 0 && problems.Count == 0) problems.Add("The file holds no regions.");
        return new RegionFile(validFrom, [.. regions.Values.OrderBy(r => r.Code.Length).ThenBy(r => r.Code, StringComparer.Ordinal)], problems);
    }

    private static RegionFile Wrong(string problem) => new(null, [], [problem]);
}
