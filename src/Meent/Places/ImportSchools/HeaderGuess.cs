using System.Globalization;
using System.Text.RegularExpressions;
using Meent.Foundation.Localisation;

namespace Meent.Places.ImportSchools;

/// <summary>Guesses what the columns of a register mean, by their names and by what stands in them.</summary>
internal sealed partial class HeaderGuess
{
    private static readonly string[] DayFormats = ["yyyy-mm-dd", "yyyymmdd", "dd/mm/yyyy", "d/m/yyyy", "dd.mm.yyyy", "d.m.yyyy", "dd-mm-yyyy", "d-m-yyyy"];

    private readonly RegisterRead read;
    private readonly Dictionary<string, string> column = new(StringComparer.Ordinal);

    public HeaderGuess(RegisterRead read)
    {
        this.read = read;
        var scored = from meaning in HeaderWords.OfColumns
                     from header in read.Header.Distinct()
                     let score = Score(meaning.Key, meaning.Value, header)
                     where score > 0
                     orderby score descending
                     select (Meaning: meaning.Key, Header: header);
        foreach (var (meaning, header) in scored)
            if (!column.ContainsKey(meaning) && !column.ContainsValue(header)) column[meaning] = header;
    }

    /// <summary>Meaning → column. Besides those of a mapping there is "number", a house number in a column of its own.</summary>
    public IReadOnlyDictionary<string, string> Column => column;

    public IEnumerable<string> Unused => read.Header.Where(h => !column.ContainsValue(h));

    /// <summary>The distinct values of a column with how often they occur, the most frequent first.</summary>
    public IReadOnlyList<(string Value, int Times)> Values(string header) =>
        [.. Cells(header).Where(v => v.Length > 0).GroupBy(v => v).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.Ordinal)];

    /// <summary>The format in which all days of a column can be read; null where there is none.</summary>
    public string? DaysOf(string header)
    {
        List<string> cells = [.. Cells(header).Where(c => c.Length > 0)];
        return cells.Count == 0 ? null : DayFormats.FirstOrDefault(f => cells.All(c => new RegisterDates([f]).Read(c, out _)));
    }

    /// <summary>A pattern that all postcodes of a column have: digits stay digits, letters letters.</summary>
    public string? PostcodeOf(string header)
    {
        var shapes = Cells(header).Where(c => c.Length > 0).Select(c => Digit().Replace(Letter().Replace(c, "A"), "9")).Distinct().Take(2).ToList();
        return shapes is not [var shape] ? null : Run().Replace(shape, m => string.Create(CultureInfo.InvariantCulture, $"{(m.Value[0] == '9' ? "[0-9]" : "[A-Z]")}{{{m.Length}}}"));
    }

    /// <summary>How much of a column is filled and different: 1 for an id.</summary>
    public double Distinctness(string header)
    {
        List<string> cells = [.. Cells(header)];
        return cells.Count == 0 ? 0 : (double)cells.Where(c => c.Length > 0).Distinct().Count() / cells.Count;
    }

    private IEnumerable<string> Cells(string header)
    {
        var at = read.Header.ToList().IndexOf(header);
        return read.Rows.Where(r => r.Cells.Length == read.Header.Count).Select(r => RowReader.Clean(r.Cells[at]));
    }

    // The whole name before a part of it, likelier words before others; an id differs from row to row.
    private int Score(string meaning, string[] words, string header)
    {
        var folded = Folded.Text(header);
        for (var i = 0; i < words.Length; i++)
        {
            var whole = folded == words[i];
            if (!whole && !$" {folded} ".Contains($" {words[i]} ", StringComparison.Ordinal)) continue;
            var score = (whole ? 200 : 100) - i + words[i].Length;
            if (meaning == "id") score -= Distinctness(header) < 0.95 ? 150 : 0;
            if (meaning is "opened" or "closed") score -= Values(header).Count > 0 && DaysOf(header) is null ? 300 : 0;
            return score;
        }
        return 0;
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letter();

    [GeneratedRegex("9+|A+")]
    private static partial Regex Run();
}
