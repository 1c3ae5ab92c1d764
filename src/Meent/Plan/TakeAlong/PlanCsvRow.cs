using System.Globalization;

namespace Meent.Plan.TakeAlong;

/// <summary>A row of the table: one plan, person, objective, link, measure and so on, told by its kind.</summary>
/// <param name="Line">1 for the header</param>
internal sealed record PlanCsvRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>Names of the columns are part of what others build on: they are added to, not changed.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "kind", "id", "of", "title", "about", "why", "changes", "language", "role", "target", "indicator", "breakdown", "base", "base_period", "value", "due",
        "owner", "owner_role", "start", "end", "review", "source", "planned", "spent", "done_on", "url", "last_objective", "last_measure", "round", "area", "demonstration",
    ];

    private static readonly HashSet<string> Numbers = ["base", "value", "planned", "spent", "last_objective", "last_measure"];

    /// <summary>Null where the cell is empty or the column is missing.</summary>
    public string? this[string column] => Cells.TryGetValue(column, out var cell) && cell.Length > 0 ? cell : null;

    /// <summary>A text as a cell. Spreadsheets run what begins with one of these signs; an apostrophe before it stops them, and is taken off again.</summary>
    public static string Cell(string column, string text) => !Numbers.Contains(column) && text.Length > 0 && "=+-@\t\r'".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    public static string Text(string column, string cell) => !Numbers.Contains(column) && cell.StartsWith('\'') ? cell[1..] : cell;

    public static string? Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}
