using System.CommandLine;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places.Demonstrate;
using Meent.Places.FindSchool;
using Meent.Places.ImportRegions;
using Meent.Places.ImportSchools;
using Meent.Places.ShowPlace;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Areas and organisations in time-true trees: Union → countries → regions → boards → schools.</summary>
public static class PlacesModule
{
    public static readonly HubModule Module = new("Places")
    {
        Assembly = typeof(PlacesModule).Assembly,
        Model = Model,
        Acts = KeepPlaces.PlaceActs.Recorded,
        Demonstrate = DemonstrationPlaces.Write,
        Greeting = IndexOnStart.Fill,
        Services = Services,
        Routes = Routes,
        Menu = [new MenuEntry(20, "Find", "/find")],
        Commands = host => [WithRegions(ImportCommand.Of(host), host)],
    };

    /// <summary>How many places one query asks about.</summary>
    private const int AtOnce = 1000;

    /// <summary>The place with this id; null where there is none.</summary>
    public static Task<Place?> Find(HubDb db, Guid placeId, CancellationToken cancel = default) =>
        db.Read<Place>().SingleOrDefaultAsync(p => p.PlaceId == placeId, cancel);

    /// <summary>The places with these ids, however many, by name; ids of none are left out.</summary>
    public static async Task<List<Place>> Find(HubDb db, IReadOnlyCollection<Guid> placeIds, CancellationToken cancel = default)
    {
        var found = new List<Place>();
        foreach (var some in placeIds.Distinct().Chunk(AtOnce)) found.AddRange(await db.Read<Place>().Where(p => some.Contains(p.PlaceId)).ToListAsync(cancel));
        return [.. found.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.PlaceId)];
    }

    /// <summary>The place with its name in a language, where it has one in it, for those who read; null where there is none.</summary>
    public static async Task<Place?> Find(HubDb db, Guid placeId, string language, CancellationToken cancel = default) => (await Find(db, [placeId], language, cancel)).SingleOrDefault();

    /// <summary>The places with their names in a language, by that name.</summary>
    public static async Task<List<Place>> Find(HubDb db, IReadOnlyCollection<Guid> placeIds, string language, CancellationToken cancel = default)
    {
        var places = await Find(db, placeIds, cancel);
        var names = await NamesIn(db, placeIds, language, cancel);
        foreach (var place in places.Where(p => names.ContainsKey(p.PlaceId))) place.Name = names[place.PlaceId];
        return [.. places.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.PlaceId)];
    }

    /// <summary>What a place is called in other languages, by tag: for what is kept and read in several.</summary>
    public static async Task<Dictionary<string, string>> NamesOf(HubDb db, Guid placeId, CancellationToken cancel = default)
    {
        var names = await db.Read<PlaceName>().Where(n => n.PlaceId == placeId && n.Kind == null).OrderBy(n => n.Name).ToListAsync(cancel);
        return names.DistinctBy(n => n.Language).ToDictionary(n => n.Language, n => n.Name);
    }

    internal static async Task<Dictionary<Guid, string>> NamesIn(HubDb db, IReadOnlyCollection<Guid> placeIds, string language, CancellationToken cancel)
    {
        var names = new List<PlaceName>();
        foreach (var some in placeIds.Distinct().Chunk(AtOnce))
            names.AddRange(await db.Read<PlaceName>().Where(n => some.Contains(n.PlaceId) && n.Language == language && n.Kind == null).OrderBy(n => n.Name).ToListAsync(cancel));
        return names.DistinctBy(n => n.PlaceId).ToDictionary(n => n.PlaceId, n => n.Name);
    }

    /// <summary>Links in a role that hold on a day, for other modules to join with: the schools of a board are those with it as parent in <see cref="LinkRole.Board"/>.</summary>
    public static IQueryable<PlaceLink> LinksOn(HubDb db, string role, DateOnly day) =>
        db.Read<PlaceLink>().Where(l => l.Role == role && l.ValidFrom <= day && (l.ValidTo == null || l.ValidTo > day));

    /// <summary>All places, for other modules to join with: the plans of areas, the links of schools.</summary>
    public static IQueryable<Place> All(HubDb db) => db.Read<Place>();

    /// <summary>Places of a kind that are open on a day, for other modules to count.</summary>
    public static IQueryable<Place> OpenOn(HubDb db, string kind, DateOnly day) =>
        db.Read<Place>().Where(p => p.Kind == kind && (p.OpenedOn == null || p.OpenedOn <= day) && (p.ClosedOn == null || p.ClosedOn > day));

    /// <summary>The places that a register knows, by its value; of two with one value, the one that still has it.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> Registered(HubDb db, string scheme, CancellationToken cancel = default)
    {
        var places = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await foreach (var known in db.Read<PlaceIdentifier>().Where(i => i.Scheme == scheme).OrderBy(i => i.ValidTo != null).ThenBy(i => i.PlaceId).Select(i => new { i.Value, i.PlaceId }).AsAsyncEnumerable().WithCancellation(cancel))
            places.TryAdd(known.Value, known.PlaceId);
        return places;
    }

    /// <summary>The ids of all places.</summary>
    public static async Task<HashSet<Guid>> AllIds(HubDb db, CancellationToken cancel = default) => [.. await db.Read<Place>().Select(p => p.PlaceId).ToListAsync(cancel)];

    /// <summary>Ids of parent, grandparent and so on in a role on a day, nearest first.</summary>
    public static Task<List<Guid>> Above(HubDb db, Guid placeId, string role, DateOnly day, CancellationToken cancel = default) =>
        db.Database.SqlQuery<Guid>(TreeQueries.Above(placeId, role, day)).ToListAsync(cancel);

    /// <summary>Ids of areas and boards above on a day, in one question; each once, in the order of their ids.</summary>
    public static async Task<IReadOnlyList<Guid>> AreasAndBoardsAbove(HubDb db, Guid placeId, DateOnly day, CancellationToken cancel = default) =>
        [.. new SortedSet<Guid>(await db.Database.SqlQuery<Guid>(TreeQueries.AboveInBoth(placeId, LinkRole.Admin, LinkRole.Board, day)).ToListAsync(cancel))];

    /// <summary>For each of many places all that is above it on a day by links of these roles, without itself. A few queries, however many places.</summary>
    public static Task<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> AboveEach(HubDb db, IReadOnlyCollection<Guid> places, IReadOnlyList<string> roles, DateOnly day, CancellationToken cancel = default) =>
        AboveMany.Of(db, places, roles, day, cancel);

    /// <summary>The agencies that serve each of some areas themselves on a day. A library or an advisory service works for an area, too, and speaks for nobody there.</summary>
    public static async Task<ILookup<Guid, Guid>> AgenciesServing(HubDb db, IReadOnlyCollection<Guid> areas, DateOnly day, CancellationToken cancel = default)
    {
        var serving = await LinksOn(db, LinkRole.Serves, day).Where(l => areas.Contains(l.ParentId)).Select(l => new { l.PlaceId, l.ParentId }).ToListAsync(cancel);
        var agencies = (await Find(db, [.. serving.Select(l => l.PlaceId).Distinct()], cancel)).Where(p => p.Type == OrganisationType.Agency).Select(p => p.PlaceId).ToHashSet();
        return serving.Where(l => agencies.Contains(l.PlaceId)).ToLookup(l => l.ParentId, l => l.PlaceId);
    }

    /// <summary>The place that one went into, and where that one went, to the end; the place itself where it went nowhere.</summary>
    public static async Task<Guid> Survivor(HubDb db, Guid placeId, DateOnly on, CancellationToken cancel = default)
    {
        var way = await db.Database.SqlQuery<Guid>($"""
            with recursive way(place_id, depth) as (
              values ({placeId}, 0)
              union all
              select l.parent_id, w.depth + 1 from way w join places_link l on l.place_id = w.place_id
              where w.depth < {MostMergers} and l.role = {LinkRole.Merged} and l.valid_from <= {on} and (l.valid_to is null or l.valid_to > {on}))
            select place_id as "Value" from way order by depth desc
            """).ToListAsync(cancel);
        return way[0];
    }

    /// <summary>These places and all that went into them by a day: what a place has, it has from those, too.</summary>
    /// <returns>each id, those asked for and those merged, with the place of the question that it is part of now</returns>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> WithMerged(HubDb db, IEnumerable<Guid> placeIds, DateOnly on, CancellationToken cancel = default)
    {
        var part = placeIds.Distinct().ToDictionary(p => p);
        var last = part.Keys.ToList();
        for (var depth = 0; last.Count > 0 && depth < MostMergers; depth++)
        {
            var into = await LinksOn(db, LinkRole.Merged, on).Where(l => last.Contains(l.ParentId)).Select(l => new { l.PlaceId, l.ParentId }).ToListAsync(cancel);
            last = [.. into.Where(l => part.TryAdd(l.PlaceId, part[l.ParentId])).Select(l => l.PlaceId)];
        }
        return part;
    }

    /// <summary>More mergers in a row than any place goes through: data written around this module may hold a ring.</summary>
    private const int MostMergers = 50;

    private static Command WithRegions(Command import, CommandHost host)
    {
        import.Subcommands.Add(RegionsCommand.Of(host));
        return import;
    }

    private static void Services(IServiceCollection services, Settings settings)
    {
        services.AddScoped<PlaceDirectory>();
        services.AddScoped<PlaceIndex>();
    }

    private static void Routes(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/find", FindPlaces.Show);
        routes.MapGet("/api/places", FindPlaces.Suggest);
        routes.MapGet("/places/{placeId:guid}", ShowPlaceRoute.Show);
        KeepPlaces.KeepPlaces.Map(routes);
    }

    private static void Model(ModelBuilder model)
    {
        model.Entity<Place>(e => { e.ToTable("places_place"); e.HasKey(p => p.PlaceId); });
        model.Entity<PlaceName>(e => { e.ToTable("places_name"); e.HasKey(n => new { n.PlaceId, n.Language, n.Name }); });
        model.Entity<PlaceLink>(e => { e.ToTable("places_link"); e.HasKey(l => new { l.PlaceId, l.Role, l.ValidFrom }); e.HasIndex(l => new { l.ParentId, l.Role, l.ValidFrom }); });
        model.Entity<PlaceIdentifier>(e => { e.ToTable("places_identifier"); e.HasKey(i => new { i.PlaceId, i.Scheme, i.Value }); e.HasIndex(i => new { i.Scheme, i.Value }); });
        ImportRun.Map(model);
        model.Entity<PastClosure>(e => { e.ToTable("places_closure"); e.HasKey(c => new { c.PlaceId, c.ClosedOn }); });
        model.Entity<PlaceTwin>(e => { e.ToTable("places_twin"); e.HasKey(t => new { t.PlaceId, t.OtherId }); });
    }
}

/// <summary>The made-up schools of a demonstration hub.</summary>
public static class DemonstrationSchool
{
    public const string Elzenhof = "elzenhof";
    public const string Wilgenroos = "wilgenroos";
    public const string KleineBeuk = "kleine-beuk";
    public const string Molenwiek = "molenwiek";

    /// <summary>A university of applied sciences, and a place where adults learn to read: they are of no board.</summary>
    public const string Hogeschool = "hogeschool", LanguageHouse = "language-house";

    public static Guid Board { get; } = Ids.Named("demonstration board");

    /// <summary>The agency that serves the country.</summary>
    public static Guid Agency { get; } = Ids.Named("demonstration agency");

    /// <summary>The four of the board.</summary>
    public static IReadOnlyList<Guid> All => [Id(Elzenhof), Id(Wilgenroos), Id(KleineBeuk), Id(Molenwiek)];

    public static Guid Id(string school) => Ids.Named("demonstration school " + school);
}

/// <summary>What a place is called in another language, or is called as well.</summary>
public sealed class PlaceName
{
    public Guid PlaceId { get; init; }

    /// <summary>BCP 47 tag: "nl"</summary>
    public required string Language { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: its name in that language. <see cref="Short"/>, <see cref="Former"/> or <see cref="Also"/> else.</summary>
    public string? Kind { get; set; }

    /// <summary>The day from which it was called so; null where unknown.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>The first day on which it no longer was called so.</summary>
    public DateOnly? ValidTo { get; set; }

    public const string Short = "short";
    public const string Former = "former";
    public const string Also = "also";

    /// <summary>The language of a name that belongs to none: "undetermined" in BCP 47.</summary>
    public const string AnyLanguage = "und";
}

/// <summary>That a place belonged to another, from a day until a day: last year's figures stay right when a school moves.</summary>
public sealed class PlaceLink
{
    public Guid PlaceId { get; init; }

    /// <summary>One of <see cref="LinkRole"/>.</summary>
    public required string Role { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    public Guid ParentId { get; set; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}

/// <summary>What a register calls a place: scheme ("de-schulnummer", "eu-country") and value.</summary>
public sealed class PlaceIdentifier
{
    public Guid PlaceId { get; init; }

    public required string Scheme { get; init; }

    public required string Value { get; init; }

    /// <summary>The day from which the register called it so; null where unknown.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>The first day on which the register no longer did: of a place that was merged, the one that it went into has it.</summary>
    public DateOnly? ValidTo { get; set; }
}

/// <summary>A time in which a place was closed, until it reopened.</summary>
public sealed class PastClosure
{
    public Guid PlaceId { get; init; }

    public DateOnly ClosedOn { get; init; }

    public DateOnly ReopenedOn { get; init; }
}

/// <summary>Two places that look like one and are two, as an operator said. The lesser id comes first.</summary>
public sealed class PlaceTwin
{
    public Guid PlaceId { get; init; }

    public Guid OtherId { get; init; }
}
