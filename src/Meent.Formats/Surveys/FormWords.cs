namespace Meent.Formats.Surveys;

/// <summary>The languages of a form: columns "label::Nederlands (nl)" beside "label".</summary>
internal sealed class FormWords
{
    private static readonly string[] Fields = ["label", "hint"];

    private readonly Dictionary<string, (string Field, string Tag)> known;

    /// <param name="names">columns of all sheets</param>
    /// <param name="usual">default_language of the settings; "" where there is none</param>
    public FormWords(IEnumerable<string> names, string usual)
    {
        var columns = new List<(string Column, string Field, string Tag)>();
        var first = LanguageTag.Of(usual);
        if (first is null && usual is not ("" or "default")) Rejected.Add(PlainText.Of(usual));
        foreach (var name in names.Distinct())
        {
            var parts = name.Split("::");
            // "label:nl" is an older way to write it.
            if (parts is [var one] && one.Split(':') is [_, _] older) parts = older;
            if (!Fields.Contains(parts[0])) continue;
            if (parts.Length == 1) columns.Add((name, parts[0], ""));
            else if (LanguageTag.Of(parts[^1]) is { } tag) columns.Add((name, parts[0], tag));
            else Rejected.Add(PlainText.Of(parts[^1]));
        }
        // A label of no language is in the usual one; where nobody says which, it may as well be English.
        var spoken = columns.Select(c => c.Tag).Where(t => t.Length > 0).Distinct().ToList();
        if (spoken.Count == 0 || columns.Exists(c => c.Tag.Length == 0 && c.Field == "label")) spoken.Add(first ?? "en");
        Languages = [.. spoken.Distinct().OrderBy(t => t == (first ?? "") ? 0 : 1)];
        known = columns.ToDictionary(c => c.Column, c => (c.Field, c.Tag.Length > 0 ? c.Tag : first ?? "en"));
        Rejected = [.. Rejected.Distinct()];
    }

    /// <summary>BCP 47 tags, the form's own first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Names of languages that are none.</summary>
    public List<string> Rejected { get; } = [];

    /// <summary>By language; empty where nothing is said.</summary>
    /// <param name="field">"label", "hint"</param>
    public IReadOnlyDictionary<string, string> Of(FormRow row, string field)
    {
        var said = new Dictionary<string, string>();
        // Over what the row holds: a form can name thousands of columns that no row fills.
        foreach (var (column, cell) in row.Cells)
            if (known.TryGetValue(column, out var what) && what.Field == field && PlainText.Of(cell) is { Length: > 0 } text) said.TryAdd(what.Tag, text);
        return said;
    }
}
