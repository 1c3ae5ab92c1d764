using Meent.Foundation.Data;

namespace Meent.Places.ImportSchools;

/// <summary>What the database knows of the schools of one part of an import.</summary>
/// <param name="ByIdentifier">places by (scheme, value), in every scheme that the mapping writes</param>
/// <param name="Has">everything that is known as an identifier: a value need not belong to one place only</param>
/// <param name="Links">of these places and of all above them, ended ones included</param>
/// <param name="Below">links of what belongs to these places</param>
public sealed record KnownPlaces(
    IReadOnlyDictionary<Guid, Place> Places, IReadOnlyDictionary<(string Scheme, string Value), Guid> ByIdentifier,
    IReadOnlySet<(Guid Place, string Scheme, string Value)> Has, ILookup<Guid, PlaceLink> Links, ILookup<Guid, PlaceLink> Below)
{
    /// <summary>Of these places, and of all that is or was above them.</summary>
    public required IReadOnlyDictionary<Guid, PlaceLife> Lives { get; init; }

    /// <summary>Places above that this register knows as boards, by a number.</summary>
    public required IReadOnlySet<Guid> Boards { get; init; }
}

public enum SchoolOutcome { Created, Changed, Moved, Unchanged, Merged, Closed, Refused }

/// <summary>What becomes of a school.</summary>
/// <param name="Why">in words: what changed, or why it was refused; "" where there is nothing to say</param>
public sealed record Decided(SchoolOutcome Outcome, string Why);

/// <summary>Everything that one part of an import writes.</summary>
/// <param name="Outcomes">of the schools of the part, in their order</param>
/// <param name="Events">closures and reopenings, for those modules that follow them</param>
public sealed record ImportPlan(
    IReadOnlyList<Place> Added, IReadOnlyList<(Place Was, Place Now)> Changed, IReadOnlyList<PlaceIdentifier> Identifiers,
    IReadOnlyList<PlaceLink> LinksAdded, IReadOnlyList<PlaceLink> LinksAltered, IReadOnlyList<PlaceLink> LinksRemoved,
    IReadOnlyList<PastClosure> Past, IReadOnlyList<PlaceChange> Events, IReadOnlyList<Decided> Outcomes);

/// <summary>Regions, boards and main locations that a run met: what one part made, the next ones belong to.</summary>
/// <param name="Claims">which school of the register stands for a place that was known before: the first, where an operator merged two</param>
public sealed record ImportMemory(Guid Country, IReadOnlyDictionary<Guid, RegisterSchool> Claims)
{
    public Dictionary<(string Scheme, string Value), Guid> Met { get; } = [];
}

/// <summary>Holds the schools of one part against what is known, and decides what to write. Pure but for new ids.</summary>
public sealed class ImportPlanner(RegisterMapping mapping, string country, KnownPlaces known, ImportMemory memory, DateOnly on)
{
    private readonly PlanTree tree = new(known);
    private readonly List<Place> added = [];
    private readonly List<(Place, Place)> changed = [];
    private readonly List<PlaceIdentifier> identifiers = [];
    private readonly List<PlaceLink> linksAdded = [];
    private readonly List<PlaceLink> linksAltered = [];
    private readonly List<PlaceLink> linksRemoved = [];
    private readonly List<PastClosure> past = [];
    private readonly List<PlaceChange> events = [];

    public ImportPlan Decide(IReadOnlyList<RegisterSchool> schools)
    {
        List<Decided> outcomes = [.. schools.Select(One)];
        return new ImportPlan(added, changed, identifiers, linksAdded, linksAltered, linksRemoved, past, events, outcomes);
    }

    /// <summary>Closes places that the register no longer has.</summary>
    public ImportPlan Close(IReadOnlyList<Guid> places)
    {
        List<Decided> outcomes = [.. places.Select(p => Closed(known.Places[p]))];
        return new ImportPlan(added, changed, identifiers, linksAdded, linksAltered, linksRemoved, past, events, outcomes);
    }

    private Decided One(RegisterSchool school)
    {
        var id = school.Ids.Select(i => known.ByIdentifier.TryGetValue((SchemeOf(school), i), out var found) ? found : (Guid?)null).FirstOrDefault(i => i is not null);
        if (id is { } at && memory.Claims.TryGetValue(at, out var other) && other != school)
            return new Decided(SchoolOutcome.Merged, $"In this hub it is one school with that of line {other.Line}, \"{other.Name}\".");
        return id is { } known1 && known.Places.TryGetValue(known1, out var place) ? Update(school, place) : Create(school);
    }

    private Decided Create(RegisterSchool school)
    {
        if (school.Closed <= on) return new Decided(SchoolOutcome.Refused, $"It closed on {school.Closed:yyyy-MM-dd}, before this hub knew it.");
        var place = Described(school, Ids.New(), null, null);
        var from = school.Opened > on ? school.Opened.Value : on;
        var to = school.Closed > from ? school.Closed : null;
        var links = new SchoolLinks(place, tree);
        foreach (var (role, parent) in Parents(school))
            if (Belong(links, role, parent, from) is { } refused) return refused;
        if (to is { } end) links.Close(end);
        place.ClosedOn = links.ClosedOn;
        added.Add(place);
        foreach (var (scheme, value) in Wanted(school)) identifiers.Add(new PlaceIdentifier { PlaceId = place.PlaceId, Scheme = scheme, Value = value });
        linksAdded.AddRange(links.Added);
        tree.Set(links.Life, links.Now);
        foreach (var value in school.Ids) memory.Met[(SchemeOf(school), value)] = place.PlaceId;
        return new Decided(SchoolOutcome.Created, to is null ? "" : $"It closes on {to:yyyy-MM-dd}.");
    }

    private Decided Update(RegisterSchool school, Place was)
    {
        var links = new SchoolLinks(was, tree);
        var differences = new List<string>();
        if (Live(school, was, links, differences) is { } refused) return Refused(refused);
        var moved = false;
        if (links.ClosedOn is null)
        {
            var before = links.Moved;
            List<(string Role, Guid Parent)> parents = [.. Parents(school)];
            if (Left(school, links, parents) is { } stays) return Refused(stays);
            foreach (var (role, parent) in parents)
                if (Belong(links, role, parent, on) is { } why) return why;
            moved = links.Moved && !before;
        }
        if (school.Closed is { } closed && links.ClosedOn is null && (links.Close(closed) is null || links.Close(on) is null)) differences.Add($"closed on {links.ClosedOn:yyyy-MM-dd}");
        var now = Described(school, was.PlaceId, links.ClosedOn, was);
        differences.AddRange(Differences(was, now));
        var missing = Wanted(school).Where(w => !known.Has.Contains((was.PlaceId, w.Scheme, w.Value))).ToList();
        identifiers.AddRange(missing.Select(m => new PlaceIdentifier { PlaceId = was.PlaceId, Scheme = m.Scheme, Value = m.Value }));
        if (moved) differences.Add("where it belongs");
        if (missing.Count > 0) differences.Add("identifiers");
        if (differences.Count == 0) return new Decided(SchoolOutcome.Unchanged, "");
        Keep(was, now, links);
        var outcome = was.ClosedOn is null && now.ClosedOn is not null ? SchoolOutcome.Closed : moved ? SchoolOutcome.Moved : SchoolOutcome.Changed;
        return new Decided(outcome, $"Changed: {string.Join(", ", differences)}.");
    }

    /// <summary>What the register said before and no longer says, ends. A board that it does not know was given by hand, and stays.</summary>
    private TreeRefused? Left(RegisterSchool school, SchoolLinks links, List<(string Role, Guid Parent)> parents)
    {
        if (mapping.Columns.ContainsKey("institution") && parents.All(p => p.Role != LinkRole.Part) && links.Leave(LinkRole.Part, on) is { } why) return why;
        var none = mapping.Columns.ContainsKey("board") && school is { IsBoard: false, Board: null };
        return none && links.Parent(LinkRole.Board) is { } board && known.Boards.Contains(board) ? links.Leave(LinkRole.Board, on) : null;
    }

    /// <summary>Puts it where the register says; null where that is done. A location whose main one is not open is a school by itself.</summary>
    private Decided? Belong(SchoolLinks links, string role, Guid parent, DateOnly day)
    {
        if (links.Move(role, parent, day) is not { } refused) return null;
        if (refused.Why is not (ParentIsClosed or ParentOpensLater)) return Refused(refused);
        if (role == LinkRole.Part) return null;
        return refused.Why is ParentIsClosed && known.Places.TryGetValue(parent, out var closed)
            ? new Decided(SchoolOutcome.Refused, $"It belongs to \"{closed.Name}\", which closed in this hub on {closed.ClosedOn:yyyy-MM-dd}. Reopen that one, or mend the file.")
            : Refused(refused);
    }

    /// <summary>A school that was closed and is in the register again is open again.</summary>
    private TreeRefused? Live(RegisterSchool school, Place was, SchoolLinks links, List<string> differences)
    {
        if (was.ClosedOn is not { } closed || school.Closed <= on || school.Closed == closed) return null;
        var why = links.Reopen(on);
        if (why is null) differences.Add($"open again (was closed on {closed:yyyy-MM-dd})");
        return why;
    }

    private Decided Closed(Place was)
    {
        var links = new SchoolLinks(was, tree);
        if (links.Close(on) is { } why) return Refused(why);
        Keep(was, Copy(was, links.ClosedOn), links);
        return new Decided(SchoolOutcome.Closed, $"It is no longer in the register: closed on {on:yyyy-MM-dd}.");
    }

    private void Keep(Place was, Place now, SchoolLinks links)
    {
        changed.Add((was, now));
        tree.Set(new PlaceLife(now.PlaceId, now.OpenedOn, now.ClosedOn), links.Now);
        linksAdded.AddRange(links.Added);
        linksAltered.AddRange(links.Altered);
        linksRemoved.AddRange(links.Removed);
        if (links.Past is { } over) past.Add(over);
        if (was.ClosedOn is not null && (links.Past is not null || now.ClosedOn is null)) events.Add(new PlaceChange(PlaceEvent.Reopened, was.PlaceId, null, on));
        if (now.ClosedOn is { } closed && was.ClosedOn != closed) events.Add(new PlaceChange(PlaceEvent.Closed, was.PlaceId, null, closed));
    }

    private static Decided Refused(TreeRefused refused) => new(SchoolOutcome.Refused, refused.Why is PlaceHasLaterChange(var later)
        ? $"It already changes its region or board on {later:yyyy-MM-dd}. Import with --on that day or later."
        : string.Format(System.Globalization.CultureInfo.InvariantCulture, refused.Why.English, refused.Why.Args));

    // What this register never tells, another one or an operator may have told.
    private Place Described(RegisterSchool school, Guid id, DateOnly? closed, Place? was) => new()
    {
        PlaceId = id, Kind = school.IsBoard ? PlaceKind.Board : PlaceKind.School, Name = school.Name, Town = school.Town, Postcode = school.Postcode, Address = school.Address,
        Country = country, Sector = school.Sector, Isced = mapping.Isced.Any(i => i.Words.Count > 0) ? school.Isced : was?.Isced, OpenedOn = school.Opened ?? was?.OpenedOn, ClosedOn = closed,
    };

    private static Place Copy(Place p, DateOnly? closed) => new()
    {
        PlaceId = p.PlaceId, Kind = p.Kind, Name = p.Name, Town = p.Town, Postcode = p.Postcode, Address = p.Address,
        Country = p.Country, Sector = p.Sector, Isced = p.Isced, OpenedOn = p.OpenedOn, ClosedOn = closed,
    };

    private static IEnumerable<string> Differences(Place was, Place now)
    {
        if (was.Name != now.Name) yield return $"name (was \"{was.Name}\")";
        if (was.Address != now.Address) yield return $"street (was {Quoted(was.Address)})";
        if (was.Postcode != now.Postcode) yield return $"postcode (was {Quoted(was.Postcode)})";
        if (was.Town != now.Town) yield return $"town (was {Quoted(was.Town)})";
        if (was.Sector != now.Sector) yield return $"sector (was {Quoted(was.Sector)})";
        if (was.Isced != now.Isced) yield return $"ISCED level (was {Quoted(was.Isced)})";
        if (was.OpenedOn != now.OpenedOn && now.OpenedOn is not null) yield return $"opened on {now.OpenedOn:yyyy-MM-dd}";
    }

    private static string Quoted(string? text) => text is null ? "empty" : $"\"{text}\"";

    private string SchemeOf(RegisterSchool school) => school.IsBoard && !mapping.AllBoards ? mapping.BoardScheme : mapping.Scheme;

    private IEnumerable<(string Scheme, string Value)> Wanted(RegisterSchool school) => school.Ids.Select(i => (SchemeOf(school), i)).Concat(school.Identifiers).Distinct();

    private IEnumerable<(string Role, Guid Parent)> Parents(RegisterSchool school)
    {
        var region = school.Region is { } code && mapping.Regions.TryGetValue(code, out var rule)
            ? Area(PlaceKind.Region, mapping.RegionScheme, rule.Code, rule.Name, mapping.RegionsSince ?? on) : memory.Country;
        yield return (LinkRole.Admin, region);
        if (school.Board is ({ } id, var name)) yield return (LinkRole.Board, Area(PlaceKind.Board, mapping.BoardScheme, id, name.Length > 0 ? name : id, on));
        if (school.Main is { } main && Found(SchemeOf(main), main.Ids[0]) is { } head && !(tree.Life(head).ClosedOn <= on)) yield return (LinkRole.Part, head);
    }

    private Guid? Found(string scheme, string value) =>
        memory.Met.TryGetValue((scheme, value), out var met) ? met : known.ByIdentifier.TryGetValue((scheme, value), out var place) ? place : null;

    /// <summary>The region or board with this code; added when it is met first.</summary>
    private Guid Area(string kind, string scheme, string code, string name, DateOnly since)
    {
        if (Found(scheme, code) is { } id) return memory.Met[(scheme, code)] = id;
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name, Country = country };
        added.Add(place);
        identifiers.Add(new PlaceIdentifier { PlaceId = place.PlaceId, Scheme = scheme, Value = code });
        linksAdded.Add(new PlaceLink { PlaceId = place.PlaceId, Role = LinkRole.Admin, ValidFrom = since, ParentId = memory.Country });
        return memory.Met[(scheme, code)] = place.PlaceId;
    }
}
