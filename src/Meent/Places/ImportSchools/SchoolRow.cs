namespace Meent.Places.ImportSchools;

/// <summary>What one row says of a school, cleaned.</summary>
/// <param name="Key">rows with the same key are one school, whatever their ids; null where the mapping has no such rule or the row no such values</param>
/// <param name="Levels">"primary", "secondary", "vocational", "special"; empty where nothing tells</param>
/// <param name="Region">as the register writes it; null where it is empty</param>
public sealed record SchoolRow(
    int Line, string Id, string Name, IReadOnlyList<string> Levels, string? Region,
    string? Address, string? Postcode, string? Town, string? Key, IReadOnlyList<(string Scheme, string Value)> Identifiers, (string Id, string Name)? Board)
{
    /// <summary>ISCED 2011, "0" to "8"; empty where nothing tells.</summary>
    public IReadOnlyList<string> Isced { get; init; } = [];

    /// <summary>The row is a board, and not a school.</summary>
    public bool IsBoard { get; init; }

    /// <summary>Rows that agree in it are locations of one institution.</summary>
    public string? Institution { get; init; }

    /// <summary>This row is the institution itself, says the mapping.</summary>
    public bool IsMain { get; init; }

    public DateOnly? Opened { get; init; }

    /// <summary>The first day on which it no longer was, or will no longer be.</summary>
    public DateOnly? Closed { get; init; }
}

/// <summary>A row as a school, or why it is none.</summary>
/// <param name="Row">null where it was refused</param>
/// <param name="Why">a sentence; null where it was taken</param>
public sealed record RowRead(int Line, string Id, string Name, SchoolRow? Row, string? Why)
{
    /// <summary>The row has no id that could be read: whose it is, nobody can tell.</summary>
    public bool IsDamaged { get; init; }
}
