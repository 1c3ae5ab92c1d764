using Meent.Foundation.Data;

namespace Meent.Places.ImportSchools;

/// <summary>What the database knows before an import.</summary>
/// <param name="ByIdentifier">places by (scheme, value), in every scheme that the mapping writes</param>
/// <param name="Has">everything that is known as an identifier: a value need not belong to one place only</param>
/// <param name="Links">of places that lie in this country, all of them, ended ones included</param>
public sealed record KnownPlaces(
    Guid Country, IReadOnlyDictionary<Guid, Place> Places, IReadOnlyDictionary<(string Scheme, string Value), Guid> ByIdentifier,
    IReadOnlySet<(Guid Place, string Scheme, string Value)> Has, ILookup<Guid, PlaceLink> Links);

public enum SchoolOutcome { Created, Changed, Unchanged, Refused }

/// <summary>Everything an import will write.</summary>
/// <param name="Outcomes">of each school of the register</param>
/// <param name="Why">in words: what changed, or why a school was refused</param>
public sealed record ImportPlan(
    IReadOnlyList<Place> Added, IReadOnlyList<Place> Changed, IReadOnlyList<PlaceIdentifier> Identifiers,
    IReadOnlyList<PlaceLink> LinksAdded, IReadOnlyList<PlaceLink> LinksAltered,
    IReadOnlyDictionary<RegisterSchool, SchoolOutcome> Outcomes, IReadOnlyDictionary<RegisterSchool, string> Why, int NotInFile)
{
    public int Count(SchoolOutcome outcome) => Outcomes.Values.Count(o => o == outcome);
}

/// <summary>Holds the schools of a register against what is known, and decides what to write. Pure but for new ids.</summary>
public sealed class ImportPlanner(RegisterMapping mapping, string country, KnownPlaces known, DateOnly on)
{
    private readonly List<Place> added = [];
    private readonly List<Place> changed = [];
    private readonly List<PlaceIdentifier> identifiers = [];
    private readonly List<PlaceLink> linksAdded = [];
    private readonly List<PlaceLink> linksAltered = [];
    private readonly Dictionary<RegisterSchool, SchoolOutcome> outcomes = [];
    private readonly Dictionary<RegisterSchool, string> why = [];
    private readonly Dictionary<(string, string), Guid> areas = [];
    private readonly HashSet<Guid> met = [];

    public ImportPlan Decide(IReadOnlyList<RegisterSchool> schools)
    {
        foreach (var school in schools)
        {
            var id = school.Ids.Select(i => known.ByIdentifier.TryGetValue((mapping.Scheme, i), out var found) ? found : (Guid?)null).FirstOrDefault(i => i is not null);
            outcomes[school] = id is { } at && known.Places.TryGetValue(at, out var place) ? Update(school, place) : Create(school);
        }
        var here = known.ByIdentifier.Where(k => k.Key.Scheme == mapping.Scheme).Select(k => k.Value).Where(i => known.Places.TryGetValue(i, out var p) && p.Country == country).Distinct();
        return new ImportPlan(added, changed, identifiers, linksAdded, linksAltered, outcomes, why, here.Count(i => !met.Contains(i)));
    }

    private SchoolOutcome Create(RegisterSchool school)
    {
        var place = Described(school, Ids.New());
        added.Add(place);
        foreach (var (scheme, value) in Wanted(school)) identifiers.Add(new PlaceIdentifier { PlaceId = place.PlaceId, Scheme = scheme, Value = value });
        foreach (var (role, parent) in Parents(school)) linksAdded.Add(new PlaceLink { PlaceId = place.PlaceId, Role = role, ValidFrom = on, ParentId = parent });
        return SchoolOutcome.Created;
    }

    private SchoolOutcome Update(RegisterSchool school, Place was)
    {
        met.Add(was.PlaceId);
        var tree = new PlaceTree(known.Links[was.PlaceId]);
        var moves = Parents(school).Select(p => tree.Move(was.PlaceId, p.Role, p.Parent, on)).ToList();
        if (moves.OfType<TreeRefused>().FirstOrDefault() is { } refused)
        {
            why[school] = refused.Why is PlaceHasLaterChange(var later) ? $"It already changes its region or board on {later:yyyy-MM-dd}. Import with --on that day or later." : refused.Why.English;
            return SchoolOutcome.Refused;
        }
        var now = Described(school, was.PlaceId);
        var differences = Differences(was, now);
        var missing = Wanted(school).Where(w => !known.Has.Contains((was.PlaceId, w.Scheme, w.Value))).ToList();
        identifiers.AddRange(missing.Select(m => new PlaceIdentifier { PlaceId = was.PlaceId, Scheme = m.Scheme, Value = m.Value }));
        foreach (var move in moves.OfType<TreeChanged>())
        {
            linksAdded.AddRange(move.Added);
            linksAltered.AddRange(move.Altered);
            if (move.Added.Count + move.Altered.Count > 0) differences.Add("where it belongs");
        }
        if (missing.Count > 0) differences.Add("identifiers");
        if (differences.Count == 0) return SchoolOutcome.Unchanged;
        changed.Add(now);
        why[school] = $"Changed: {string.Join(", ", differences)}.";
        return SchoolOutcome.Changed;
    }

    private Place Described(RegisterSchool school, Guid id) => new()
    {
        PlaceId = id, Kind = PlaceKind.School, Name = school.Name, Town = school.Town, Postcode = school.Postcode, Address = school.Address, Country = country, Sector = school.Sector,
    };

    private static List<string> Differences(Place was, Place now)
    {
        var differences = new List<string>();
        if (was.Name != now.Name) differences.Add($"name (was \"{was.Name}\")");
        if (was.Town != now.Town || was.Postcode != now.Postcode || was.Address != now.Address) differences.Add("address");
        if (was.Sector != now.Sector) differences.Add("level");
        return differences;
    }

    private IEnumerable<(string Scheme, string Value)> Wanted(RegisterSchool school) => school.Ids.Select(i => (mapping.Scheme, i)).Concat(school.Identifiers).Distinct();

    private IEnumerable<(string Role, Guid Parent)> Parents(RegisterSchool school)
    {
        var region = school.Region is { } code && mapping.Regions.TryGetValue(code, out var rule)
            ? Area(PlaceKind.Region, mapping.RegionScheme, rule.Code, rule.Name, known.Country, mapping.RegionsSince ?? on) : known.Country;
        yield return (LinkRole.Admin, region);
        if (school.Board is ({ } id, var name)) yield return (LinkRole.Board, Area(PlaceKind.Board, mapping.BoardScheme, id, name.Length > 0 ? name : id, known.Country, on));
    }

    /// <summary>The region or board with this code; added when it is met first.</summary>
    private Guid Area(string kind, string scheme, string code, string name, Guid above, DateOnly since)
    {
        if (areas.TryGetValue((scheme, code), out var id)) return id;
        if (!known.ByIdentifier.TryGetValue((scheme, code), out id))
        {
            var place = new Place { PlaceId = id = Ids.New(), Kind = kind, Name = name, Country = country };
            added.Add(place);
            identifiers.Add(new PlaceIdentifier { PlaceId = id, Scheme = scheme, Value = code });
            linksAdded.Add(new PlaceLink { PlaceId = id, Role = LinkRole.Admin, ValidFrom = since, ParentId = above });
        }
        return areas[(scheme, code)] = id;
    }
}
