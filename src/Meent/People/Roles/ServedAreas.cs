using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Which places lie in the areas that an agency serves.</summary>
internal static class ServedAreas
{
    private const int MostLevels = 20;

    /// <summary>How many places one query asks about.</summary>
    private const int Together = 1000;

    /// <summary>Areas served on a day by the organisations where these roles make their holder a coordinator.</summary>
    public static async Task<IReadOnlyList<Guid>> ServedBy(HubDb db, IEnumerable<MyRole> roles, DateOnly day)
    {
        var own = roles.Where(r => r.Through is null && r.Role == Role.Coordinator).Select(r => r.PlaceId).ToList();
        var agencies = await Agencies(db, own);
        return agencies.Count == 0 ? [] : await PlacesModule.LinksOn(db, LinkRole.Serves, day).Where(l => agencies.Contains(l.PlaceId)).Select(l => l.ParentId).ToListAsync();
    }

    /// <summary>Organisations that serve an area above the place on a day.</summary>
    public static async Task<IReadOnlyList<Guid>> Serving(HubDb db, Guid place, DateOnly day)
    {
        var above = (await Above(db, [place], day))[place];
        return await Agencies(db, await PlacesModule.LinksOn(db, LinkRole.Serves, day).Where(l => above.Contains(l.ParentId)).Select(l => l.PlaceId).ToListAsync());
    }

    /// <summary>Those of the places that lie in one of the areas on a day: schools and boards only.</summary>
    public static async Task<IReadOnlyList<Guid>> Within(HubDb db, IReadOnlyCollection<Guid> places, IReadOnlyCollection<Guid> areas, DateOnly day)
    {
        if (areas.Count == 0 || places.Count == 0) return [];
        var above = await Above(db, places, day);
        var inside = places.Where(p => above[p].Overlaps(areas)).ToList();
        return [.. (await PlacesModule.Find(db, inside)).Where(p => p.Kind is PlaceKind.School or PlaceKind.Board).Select(p => p.PlaceId)];
    }

    /// <summary>A library or an advisory service works for an area, too, and decides on nobody's role there.</summary>
    private static async Task<IReadOnlyList<Guid>> Agencies(HubDb db, List<Guid> organisations) =>
        organisations.Count == 0 ? [] : [.. (await PlacesModule.Find(db, organisations)).Where(p => p.Type == OrganisationType.Agency).Select(p => p.PlaceId)];

    /// <summary>All that is above each of these places, by way of areas and of boards. A few queries, however many places.</summary>
    private static async Task<Dictionary<Guid, HashSet<Guid>>> Above(HubDb db, IReadOnlyCollection<Guid> places, DateOnly day)
    {
        var parents = new Dictionary<Guid, List<Guid>>();
        var last = places.Distinct().ToList();
        for (var level = 0; last.Count > 0 && level < MostLevels; level++)
        {
            foreach (var some in last.Chunk(Together))
            {
                var links = await PlacesModule.LinksOn(db, LinkRole.Admin, day).Concat(PlacesModule.LinksOn(db, LinkRole.Board, day)).Where(l => some.Contains(l.PlaceId)).Select(l => new { l.PlaceId, l.ParentId }).ToListAsync();
                foreach (var link in links.ToLookup(l => l.PlaceId, l => l.ParentId)) parents[link.Key] = [.. link];
            }
            last = [.. last.SelectMany(p => parents.GetValueOrDefault(p) ?? []).Distinct().Where(p => !parents.ContainsKey(p))];
        }
        return places.Distinct().ToDictionary(p => p, p => Climb(p, parents, []));
    }

    private static HashSet<Guid> Climb(Guid from, Dictionary<Guid, List<Guid>> parents, HashSet<Guid> seen)
    {
        foreach (var parent in parents.GetValueOrDefault(from) ?? []) if (seen.Add(parent)) Climb(parent, parents, seen);
        return seen;
    }
}
