using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportRegions;

/// <summary>What became of the regions of a list.</summary>
/// <param name="Moved">were there, directly under their country or another region</param>
/// <param name="Refused">with the reason</param>
public sealed record RegionsLoaded(int Regions, int Created, int Moved, int Unchanged, IReadOnlyList<string> Refused);

/// <summary>Takes a list of regions into the tree, each under the region or country that its code begins with; within the open transaction.</summary>
/// <remarks>
/// A region that is there under its code stays the same place with the name that it has. Loading a list again changes nothing.
/// </remarks>
public sealed class RegionImport(HubDb db)
{
    public const string Scheme = "nuts";

    private readonly Dictionary<string, Guid> known = new(StringComparer.Ordinal);

    /// <param name="today">the day from which a region that is there already lies elsewhere</param>
    public async Task<RegionsLoaded> Load(RegionFile file, DateOnly today, CancellationToken cancel = default)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PlaceIndex.WriteLock})", cancel);
        var countries = await Countries.Ensure(db, cancel);
        var identifiers = await db.Read<PlaceIdentifier>().Where(i => i.Scheme == Scheme && i.ValidTo == null).OrderBy(i => i.PlaceId).ToListAsync(cancel);
        foreach (var identifier in identifiers) known.TryAdd(identifier.Value, identifier.PlaceId);
        var there = file.Regions.Where(r => known.ContainsKey(r.Code)).ToList();
        var added = file.Regions.Except(there).ToList();
        foreach (var region in added) known[region.Code] = Ids.New();
        Guid Above(ListedRegion region) => Enumerable.Range(1, region.Code.Length - 3).Select(n => region.Code[..^n]).Where(known.ContainsKey).Select(c => known[c]).Append(countries[region.Country]).First();
        await Write(added, Above, file.ValidFrom ?? today, cancel);
        var (moved, refused) = await Move(there, Above, today, cancel);
        return new RegionsLoaded(file.Regions.Count, added.Count, moved, there.Count - moved - refused.Count, refused);
    }

    private async Task Write(List<ListedRegion> added, Func<ListedRegion, Guid> above, DateOnly since, CancellationToken cancel)
    {
        await db.BulkInsertInto("places_place", ["place_id", "kind", "name", "country"], added.Select(r => new object?[] { known[r.Code], PlaceKind.Region, r.Name, r.Country }), cancel);
        await db.BulkInsertInto("places_identifier", ["place_id", "scheme", "value", "valid_from"], added.Select(r => new object?[] { known[r.Code], Scheme, r.Code, since }), cancel);
        await db.BulkInsertInto("places_link", ["place_id", "role", "valid_from", "parent_id"], added.Select(r => new object?[] { known[r.Code], LinkRole.Admin, since, above(r) }), cancel);
    }

    private async Task<(int Moved, List<string> Refused)> Move(List<ListedRegion> there, Func<ListedRegion, Guid> above, DateOnly today, CancellationToken cancel)
    {
        var (moved, refused, store) = (0, new List<string>(), new TreeStore(db));
        var ids = there.Select(r => known[r.Code]).ToList();
        var parents = await PlacesModule.LinksOn(db, LinkRole.Admin, today).Where(l => ids.Contains(l.PlaceId)).ToDictionaryAsync(l => l.PlaceId, l => l.ParentId, cancel);
        foreach (var region in there.Where(r => parents.GetValueOrDefault(known[r.Code]) != above(r)))
        {
            var tree = await store.Around([known[region.Code], above(region)]);
            switch (tree.Move(known[region.Code], LinkRole.Admin, above(region), today))
            {
                case TreeRefused(var why): refused.Add($"{region.Code} {region.Name}: {string.Format(System.Globalization.CultureInfo.InvariantCulture, why.English, [.. why.Args])}"); break;
                case TreeChanged change: await store.Write(change); moved++; break;
            }
        }
        return (moved, refused);
    }
}
