using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>Reads what a part of an import needs to know, and writes what was decided; both within the open transaction.</summary>
public sealed class ImportStore(HubDb db, PlaceIndex index, IServiceProvider services)
{
    private static readonly string[] PlaceColumns = ["place_id", "kind", "name", "town", "postcode", "address", "country", "sector", "isced", "opened_on", "closed_on"];

    /// <summary>What is known of these schools, and of the regions, boards and institutions that they name.</summary>
    public async Task<KnownPlaces> Known(RegisterMapping mapping, string country, IReadOnlyCollection<RegisterSchool> schools, CancellationToken cancel)
    {
        var wanted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        void Want(string scheme, string value)
        {
            if (!wanted.TryGetValue(scheme, out var values)) wanted[scheme] = values = new(StringComparer.Ordinal);
            values.Add(value);
        }
        foreach (var school in schools)
        {
            foreach (var id in school.Ids.Concat(school.Main?.Ids ?? [])) Want(school.IsBoard && !mapping.AllBoards ? mapping.BoardScheme : mapping.Scheme, id);
            foreach (var (scheme, value) in school.Identifiers) Want(scheme, value);
            if (school.Board is ({ } board, _)) Want(mapping.BoardScheme, board);
            if (school.Region is { } code && mapping.Regions.TryGetValue(code, out var region)) Want(mapping.RegionScheme, region.Code);
        }
        var identifiers = new List<PlaceIdentifier>();
        foreach (var (scheme, values) in wanted) identifiers.AddRange(await Identifiers(scheme, values, cancel));
        return await Known(identifiers, mapping.BoardScheme, country, cancel);
    }

    /// <summary>What is known of places by their ids.</summary>
    public Task<KnownPlaces> Known(IReadOnlyCollection<Guid> places, string country, CancellationToken cancel) =>
        Known([.. places.Select(p => new PlaceIdentifier { PlaceId = p, Scheme = "", Value = p.ToString() })], null, country, cancel);

    public async Task Write(ImportPlan plan, DateOnly on, CancellationToken cancel)
    {
        await db.BulkInsertInto("places_place", PlaceColumns, plan.Added.Select(Row), cancel);
        await db.BulkInsertInto("places_identifier", ["place_id", "scheme", "value"], plan.Identifiers.Select(i => new object?[] { i.PlaceId, i.Scheme, i.Value }), cancel);
        foreach (var link in plan.LinksRemoved)
            await db.Database.ExecuteSqlAsync($"delete from places_link where place_id = {link.PlaceId} and role = {link.Role} and valid_from = {link.ValidFrom}", cancel);
        await db.BulkInsertInto("places_link", ["place_id", "role", "valid_from", "valid_to", "parent_id"], plan.LinksAdded.Select(l => new object?[] { l.PlaceId, l.Role, l.ValidFrom, l.ValidTo, l.ParentId }), cancel);
        foreach (var link in plan.LinksAltered)
            await db.Database.ExecuteSqlAsync($"update places_link set valid_to = {link.ValidTo}, parent_id = {link.ParentId} where place_id = {link.PlaceId} and role = {link.Role} and valid_from = {link.ValidFrom}", cancel);
        await db.BulkInsertInto("places_closure", ["place_id", "closed_on", "reopened_on"], plan.Past.Select(c => new object?[] { c.PlaceId, c.ClosedOn, c.ReopenedOn }), cancel);
        await Change(plan.Changed, cancel);
        await Rename(plan, on, cancel);
        await Index(plan, cancel);
        // In the order of places, as everybody who locks several of them: two of them never wait for each other.
        foreach (var change in plan.Events.OrderBy(e => e.PlaceId))
            foreach (var follower in services.GetServices<PlaceFollower>()) await follower.Follow(services, change, cancel);
    }

    private async Task<KnownPlaces> Known(IReadOnlyCollection<PlaceIdentifier> identifiers, string? boardScheme, string country, CancellationToken cancel)
    {
        var (all, links, read) = (new List<Place>(), new List<PlaceLink>(), new HashSet<Guid>());
        // Up to the top: what closed, and what went into another place, decides on what may come to belong to it.
        for (Guid[] next = [.. identifiers.Select(i => i.PlaceId).Distinct()]; next.Length > 0; next = [.. links.Select(l => l.ParentId).Distinct().Where(p => !read.Contains(p))])
        {
            read.UnionWith(next);
            all.AddRange(await Places(next, cancel));
            links.AddRange(await Links(next, cancel));
        }
        var named = identifiers.Select(i => i.PlaceId).ToHashSet();
        var places = all.Where(p => p.Country == country && named.Contains(p.PlaceId)).ToList();
        // Below a region or board lie thousands, and no part closes one that has schools.
        Guid[] schools = [.. places.Where(p => p.Kind == PlaceKind.School).Select(p => p.PlaceId)];
        var below = await (db.IsPostgres
            ? db.Set<PlaceLink>().FromSql($"select * from places_link where parent_id = any({schools})")
            : db.Set<PlaceLink>().FromSql($"select * from places_link where parent_id in (select value from json_each({Json(schools)}))")).AsNoTracking().ToListAsync(cancel);
        var byIdentifier = new Dictionary<(string, string), Guid>();
        foreach (var identifier in identifiers.Where(i => i.ValidTo is null).OrderBy(i => i.PlaceId)) byIdentifier.TryAdd((identifier.Scheme, identifier.Value), identifier.PlaceId);
        return new KnownPlaces(places.ToDictionary(p => p.PlaceId), byIdentifier, identifiers.Select(i => (i.PlaceId, i.Scheme, i.Value)).ToHashSet(), links.ToLookup(l => l.PlaceId), below.ToLookup(l => l.ParentId))
        {
            Lives = all.ToDictionary(p => p.PlaceId, p => new PlaceLife(p.PlaceId, p.OpenedOn, p.ClosedOn)),
            Boards = boardScheme is null ? new HashSet<Guid>() : await Numbered(boardScheme, [.. all.Where(p => p.Kind == PlaceKind.Board).Select(p => p.PlaceId)], cancel),
        };
    }

    private Task<List<Place>> Places(Guid[] ids, CancellationToken cancel) => (db.IsPostgres
        ? db.Set<Place>().FromSql($"select * from places_place where place_id = any({ids})")
        : db.Set<Place>().FromSql($"select * from places_place where place_id in (select value from json_each({Json(ids)}))")).AsNoTracking().ToListAsync(cancel);

    private Task<List<PlaceLink>> Links(Guid[] ids, CancellationToken cancel) => (db.IsPostgres
        ? db.Set<PlaceLink>().FromSql($"select * from places_link where place_id = any({ids})")
        : db.Set<PlaceLink>().FromSql($"select * from places_link where place_id in (select value from json_each({Json(ids)}))")).AsNoTracking().ToListAsync(cancel);

    private async Task<HashSet<Guid>> Numbered(string scheme, Guid[] ids, CancellationToken cancel) => (await (db.IsPostgres
        ? db.Set<PlaceIdentifier>().FromSql($"select * from places_identifier where scheme = {scheme} and place_id = any({ids})")
        : db.Set<PlaceIdentifier>().FromSql($"select * from places_identifier where scheme = {scheme} and place_id in (select value from json_each({Json(ids)}))")).AsNoTracking().Select(i => i.PlaceId).ToListAsync(cancel)).ToHashSet();

    private Task<List<PlaceIdentifier>> Identifiers(string scheme, IReadOnlyCollection<string> values, CancellationToken cancel)
    {
        var array = values.ToArray();
        return (db.IsPostgres
            ? db.Set<PlaceIdentifier>().FromSql($"select * from places_identifier where scheme = {scheme} and value = any({array})")
            : db.Set<PlaceIdentifier>().FromSql($"select * from places_identifier where scheme = {scheme} and value in (select value from json_each({JsonSerializer.Serialize(array)}))")).AsNoTracking().ToListAsync(cancel);
    }

    // Many rows change at once when a register is corrected: they come in as a table of their own and are taken over in one statement.
    private async Task Change(IReadOnlyList<(Place Was, Place Now)> places, CancellationToken cancel)
    {
        if (places.Count == 0) return;
        await db.Database.ExecuteSqlRawAsync("""
            create temp table places_changed (place_id uuid not null primary key, kind text, name text, town text, postcode text, address text, country text, sector text, isced text, opened_on date, closed_on date)
            """, cancel);
        await db.BulkInsertInto("places_changed", PlaceColumns, places.Select(p => Row(p.Now)), cancel);
        await db.Database.ExecuteSqlRawAsync("""
            update places_place set name = c.name, town = c.town, postcode = c.postcode, address = c.address, sector = c.sector, isced = c.isced, opened_on = c.opened_on, closed_on = c.closed_on
            from places_changed c where places_place.place_id = c.place_id
            """, cancel);
        await db.Database.ExecuteSqlRawAsync("drop table places_changed", cancel);
    }

    /// <summary>Who was called otherwise before is still found by that name.</summary>
    private async Task Rename(ImportPlan plan, DateOnly on, CancellationToken cancel)
    {
        foreach (var (was, now) in plan.Changed.Where(c => Folded.Text(c.Was.Name) != Folded.Text(c.Now.Name)))
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into places_name (place_id, language, name, kind, valid_to) values ({was.PlaceId}, {PlaceName.AnyLanguage}, {was.Name}, {PlaceName.Former}, {on})
                on conflict (place_id, language, name) do update set kind = excluded.kind, valid_to = excluded.valid_to
                """, cancel);
        }
    }

    private async Task Index(ImportPlan plan, CancellationToken cancel)
    {
        var words = plan.Identifiers.ToLookup(i => i.PlaceId, i => i.Value);
        await index.Write([.. plan.Added.Where(p => PlaceKind.CanBeSpokenFor(p.Kind)).Select(p => PlaceWords.Of(p, [], words[p.PlaceId]))], known: false, cancel);
        if (plan.Changed.Count > 0) await index.Write([.. plan.Changed.Select(c => c.Now.PlaceId)], cancel);
    }

    // Guids are kept in capitals on SQLite.
    private static string Json(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids.Select(i => i.ToString().ToUpperInvariant()));

    private static object?[] Row(Place p) => [p.PlaceId, p.Kind, p.Name, p.Town, p.Postcode, p.Address, p.Country, p.Sector, p.Isced, p.OpenedOn, p.ClosedOn];
}
