using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Places that people can have roles at.</summary>
public sealed class PlaceLookup(HubDb db)
{
    /// <summary>The place, where somebody can speak for it; nobody speaks for an area.</summary>
    public Task<Place?> Find(Guid id) => db.Read<Place>().SingleOrDefaultAsync(p => p.PlaceId == id && (p.Kind == "school" || p.Kind == "board" || p.Kind == "organisation"));

    /// <summary>What they are called; a place that is gone is missing.</summary>
    public Task<Dictionary<Guid, string>> Names(IEnumerable<Guid> ids)
    {
        var wanted = ids.Distinct().ToList();
        return db.Read<Place>().Where(p => wanted.Contains(p.PlaceId)).ToDictionaryAsync(p => p.PlaceId, p => p.Name);
    }
}
