namespace Meent.Places.ImportSchools;

/// <summary>One school of the register, put together from all its rows.</summary>
public sealed class RegisterSchool(SchoolRow first)
{
    private readonly List<string> ids = [first.Id];
    private readonly HashSet<string> levels = [.. first.Levels];
    private readonly HashSet<(string, string)> identifiers = [.. first.Identifiers];

    public int Line => first.Line;

    public string Name => first.Name;

    public string? Region => first.Region;

    public string? Address { get; private set; } = first.Address;

    public string? Postcode { get; private set; } = first.Postcode;

    public string? Town { get; private set; } = first.Town;

    public (string Id, string Name)? Board { get; private set; } = first.Board;

    /// <summary>Ids in this register, the first row's first.</summary>
    public IReadOnlyList<string> Ids => ids;

    public IEnumerable<(string Scheme, string Value)> Identifiers => identifiers;

    /// <summary>As <see cref="Place.Sector"/>: levels in their fixed order; null where no row tells.</summary>
    public string? Sector => levels.Count == 0 ? null : string.Join(' ', RegisterMapping.Levels.Where(levels.Contains));

    /// <summary>Takes in a further row: its ids and levels are added, and what was empty is filled.</summary>
    public void Join(SchoolRow row)
    {
        if (!ids.Contains(row.Id)) ids.Add(row.Id);
        levels.UnionWith(row.Levels);
        identifiers.UnionWith(row.Identifiers);
        (Address, Postcode, Town, Board) = (Address ?? row.Address, Postcode ?? row.Postcode, Town ?? row.Town, Board ?? row.Board);
    }
}

/// <summary>The schools of a register, and to which of them each row went.</summary>
/// <param name="Of">for each row that was taken, in order: the school, and whether the row began it</param>
public sealed record MergedRows(IReadOnlyList<RegisterSchool> Schools, IReadOnlyList<(SchoolRow Row, RegisterSchool School, bool Began)> Of);

/// <summary>Puts rows together that are about one school. Pure.</summary>
public static class SchoolMerge
{
    public static MergedRows Merge(IEnumerable<SchoolRow> rows)
    {
        var byId = new Dictionary<string, RegisterSchool>(StringComparer.Ordinal);
        var byKey = new Dictionary<string, RegisterSchool>(StringComparer.Ordinal);
        var schools = new List<RegisterSchool>();
        var of = new List<(SchoolRow, RegisterSchool, bool)>();
        foreach (var row in rows)
        {
            var began = !byId.TryGetValue(row.Id, out var school) && (row.Key is null || !byKey.TryGetValue(row.Key, out school));
            if (began) schools.Add(school = new RegisterSchool(row));
            else school!.Join(row);
            byId.TryAdd(row.Id, school!);
            if (row.Key is not null) byKey.TryAdd(row.Key, school!);
            of.Add((row, school!, began));
        }
        return new MergedRows(schools, of);
    }
}
