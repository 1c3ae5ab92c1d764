using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>Reads what an import needs to know, and writes what it decided; both within the open transaction.</summary>
public sealed class ImportStore(HubDb db, PlaceIndex index)
{
    private static readonly string[] PlaceColumns = ["place_id", "kind", "name", "town", "postcode", "address", "country", "sector"];

    public async Task<KnownPlaces> Known(RegisterMapping mapping, string country, CancellationToken cancel)
    {
        var countries = await Countries.Ensure(db, cancel);
        string[] schemes = [mapping.Scheme, mapping.RegionScheme, mapping.BoardScheme, .. mapping.Identifiers.Select(i => i.Scheme)];
        var identifiers = await db.Read<PlaceIdentifier>().Where(i => schemes.Contains(i.Scheme)).ToListAsync(cancel);
        var places = identifiers.Count == 0 ? [] : await db.Read<Place>().Where(p => p.Country == country).ToListAsync(cancel);
        var links = identifiers.Count == 0 ? [] : await db.Read<PlaceLink>().Join(db.Read<Place>().Where(p => p.Country == country), l => l.PlaceId, p => p.PlaceId, (l, _) => l).ToListAsync(cancel);
        var byIdentifier = new Dictionary<(string, string), Guid>();
        foreach (var identifier in identifiers.OrderBy(i => i.PlaceId)) byIdentifier.TryAdd((identifier.Scheme, identifier.Value), identifier.PlaceId);
        return new KnownPlaces(countries[country], places.ToDictionary(p => p.PlaceId), byIdentifier, identifiers.Select(i => (i.PlaceId, i.Scheme, i.Value)).ToHashSet(), links.ToLookup(l => l.PlaceId));
    }

    public async Task Write(ImportPlan plan, IProgress<double> done, CancellationToken cancel)
    {
        await db.BulkInsertInto("places_place", PlaceColumns, plan.Added.Select(Row), cancel);
        done.Report(0.3);
        await db.BulkInsertInto("places_identifier", ["place_id", "scheme", "value"], plan.Identifiers.Select(i => new object?[] { i.PlaceId, i.Scheme, i.Value }), cancel);
        await db.BulkInsertInto("places_link", ["place_id", "role", "valid_from", "valid_to", "parent_id"], plan.LinksAdded.Select(l => new object?[] { l.PlaceId, l.Role, l.ValidFrom, l.ValidTo, l.ParentId }), cancel);
        await Alter(plan.LinksAltered, cancel);
        done.Report(0.5);
        await Change(plan.Changed, cancel);
        var words = plan.Identifiers.ToLookup(i => i.PlaceId, i => i.Value);
        await index.Write([.. plan.Added.Where(p => PlaceKind.CanBeSpokenFor(p.Kind)).Select(p => PlaceWords.Of(p, [], words[p.PlaceId]))], known: false, cancel);
        done.Report(0.9);
        if (plan.Changed.Count > 0) await index.Write(await WordsOf(plan.Changed, cancel), known: true, cancel);
        done.Report(1);
    }

    private async Task<List<PlaceWords>> WordsOf(IReadOnlyList<Place> places, CancellationToken cancel)
    {
        var ids = places.Select(p => p.PlaceId).ToHashSet();
        var country = places[0].Country;
        var identifiers = (await db.Read<PlaceIdentifier>().Join(db.Read<Place>().Where(p => p.Country == country), i => i.PlaceId, p => p.PlaceId, (i, _) => i).ToListAsync(cancel))
            .Where(i => ids.Contains(i.PlaceId)).ToLookup(i => i.PlaceId, i => i.Value);
        return [.. places.Select(p => PlaceWords.Of(p, [], identifiers[p.PlaceId]))];
    }

    private async Task Alter(IReadOnlyList<PlaceLink> links, CancellationToken cancel)
    {
        foreach (var link in links)
            await db.Database.ExecuteSqlAsync($"update places_link set valid_to = {link.ValidTo}, parent_id = {link.ParentId} where place_id = {link.PlaceId} and role = {link.Role} and valid_from = {link.ValidFrom}", cancel);
    }

    // Many rows change at once when a register is corrected: they come in as a table of their own and are taken over in one statement.
    private async Task Change(IReadOnlyList<Place> places, CancellationToken cancel)
    {
        if (places.Count == 0) return;
        await db.Database.ExecuteSqlRawAsync("create temp table places_changed (place_id uuid not null primary key, kind text, name text, town text, postcode text, address text, country text, sector text)", cancel);
        await db.BulkInsertInto("places_changed", PlaceColumns, places.Select(Row), cancel);
        await db.Database.ExecuteSqlRawAsync("""
            update places_place set name = c.name, town = c.town, postcode = c.postcode, address = c.address, sector = c.sector
            from places_changed c where places_place.place_id = c.place_id
            """, cancel);
        await db.Database.ExecuteSqlRawAsync("drop table places_changed", cancel);
    }

    private static object?[] Row(Place p) => [p.PlaceId, p.Kind, p.Name, p.Town, p.Postcode, p.Address, p.Country, p.Sector];
}
