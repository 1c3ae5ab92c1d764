namespace Meent.Places.ImportSchools;

/// <summary>One school or board of the register, put together from all its rows.</summary>
public sealed class RegisterSchool(SchoolRow first)
{
    private readonly List<string> ids = [first.Id];
    private readonly HashSet<string> levels = [.. first.Levels];
    private readonly HashSet<string> isced = [.. first.Isced];
    private readonly HashSet<(string, string)> identifiers = [.. first.Identifiers];

    public int Line => first.Line;

    public string Name => first.Name;

    public string? Region => first.Region;

    public bool IsBoard => first.IsBoard;

    public string? Institution => first.Institution;

    public bool IsMain { get; private set; } = first.IsMain;

    public string? Address { get; private set; } = first.Address;

    public string? Postcode { get; private set; } = first.Postcode;

    public string? Town { get; private set; } = first.Town;

    public (string Id, string Name)? Board { get; private set; } = first.Board;

    public DateOnly? Opened { get; private set; } = first.Opened;

    /// <summary>The day on which the last of its rows closes; null where one of them stays open.</summary>
    public DateOnly? Closed { get; private set; } = first.Closed;

    /// <summary>The school of which this is a further location; null where it is the main one, or the only one.</summary>
    public RegisterSchool? Main { get; internal set; }

    /// <summary>Ids in this register, the first row's first.</summary>
    public IReadOnlyList<string> Ids => ids;

    public IEnumerable<(string Scheme, string Value)> Identifiers => identifiers;

    /// <summary>As <see cref="Place.Sector"/>: levels in their fixed order; null where no row tells.</summary>
    public string? Sector => levels.Count == 0 ? null : string.Join(' ', RegisterMapping.Levels.Where(levels.Contains));

    /// <summary>As <see cref="Place.Isced"/>.</summary>
    public string? Isced => isced.Count == 0 ? null : string.Join(' ', isced.Order(StringComparer.Ordinal));

    /// <summary>Takes in a further row: its ids and levels are added, and what was empty is filled.</summary>
    public void Join(SchoolRow row)
    {
        if (!ids.Contains(row.Id)) ids.Add(row.Id);
        levels.UnionWith(row.Levels);
        isced.UnionWith(row.Isced);
        identifiers.UnionWith(row.Identifiers);
        (Address, Postcode, Town, Board) = (Address ?? row.Address, Postcode ?? row.Postcode, Town ?? row.Town, Board ?? row.Board);
        IsMain |= row.IsMain;
        Opened = Opened is null || row.Opened < Opened ? row.Opened ?? Opened : Opened;
        Closed = Closed is null || row.Closed is null ? null : Closed > row.Closed ? Closed : row.Closed;
    }
}

/// <summary>The schools of a register, and to which of them each row went.</summary>
/// <param name="Schools">in the order in which they are written: boards, schools, further locations of schools</param>
/// <param name="Of">for each row that was taken, in order: the school, and whether the row began it</param>
public sealed record MergedRows(IReadOnlyList<RegisterSchool> Schools, IReadOnlyList<(SchoolRow Row, RegisterSchool School, bool Began)> Of);

/// <summary>Puts rows together that are about one school. Pure.</summary>
public static class SchoolMerge
{
    public static MergedRows Merge(IEnumerable<SchoolRow> rows)
    {
        var byId = new Dictionary<(bool, string), RegisterSchool>();
        var byKey = new Dictionary<(bool, string), RegisterSchool>();
        var schools = new List<RegisterSchool>();
        var of = new List<(SchoolRow, RegisterSchool, bool)>();
        foreach (var row in rows)
        {
            var began = !byId.TryGetValue((row.IsBoard, row.Id), out var school) && (row.Key is null || !byKey.TryGetValue((row.IsBoard, row.Key), out school));
            if (began) schools.Add(school = new RegisterSchool(row));
            else school!.Join(row);
            byId.TryAdd((row.IsBoard, row.Id), school!);
            if (row.Key is not null) byKey.TryAdd((row.IsBoard, row.Key), school!);
            of.Add((row, school!, began));
        }
        Locate(schools);
        return new MergedRows([.. schools.OrderBy(s => s.IsBoard ? 0 : s.Main is null ? 1 : 2)], of);
    }

    /// <summary>Finds the main one among the locations of each institution: the one that the mapping names, else the one with the least id.</summary>
    private static void Locate(List<RegisterSchool> schools)
    {
        foreach (var institution in schools.Where(s => s is { IsBoard: false, Institution: not null }).GroupBy(s => s.Institution))
        {
            var main = institution.OrderBy(s => !s.IsMain).ThenBy(s => s.Ids[0], StringComparer.Ordinal).First();
            foreach (var location in institution.Where(s => s != main)) location.Main = main;
        }
    }
}
