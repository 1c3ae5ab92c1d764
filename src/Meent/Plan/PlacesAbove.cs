using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>What is above many places at once: one query a level, however many places.</summary>
internal static class PlacesAbove
{
    private const int MostLevels = 20;

    /// <param name="roles">by which links to go up</param>
    /// <returns>for each place all that is above it on the day, without itself</returns>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> Of(HubDb db, IReadOnlyCollection<Guid> places, IReadOnlyList<string> roles, DateOnly day, CancellationToken cancel)
    {
        var parents = new Dictionary<Guid, List<Guid>>();
        var last = places.Distinct().ToList();
        for (var level = 0; last.Count > 0 && level < MostLevels; level++)
        {
            var links = roles.Select(r => PlacesModule.LinksOn(db, r, day)).Aggregate((all, some) => all.Concat(some));
            var found = (await links.Where(l => last.Contains(l.PlaceId)).Select(l => new { l.PlaceId, l.ParentId }).ToListAsync(cancel)).ToLookup(l => l.PlaceId, l => l.ParentId);
            foreach (var place in last) parents[place] = [.. found[place]];
            last = [.. last.SelectMany(p => parents[p]).Distinct().Where(p => !parents.ContainsKey(p))];
        }
        return places.Distinct().ToDictionary(p => p, p => (IReadOnlySet<Guid>)Climb(p, parents, []));
    }

    private static HashSet<Guid> Climb(Guid from, Dictionary<Guid, List<Guid>> parents, HashSet<Guid> seen)
    {
        foreach (var parent in parents.GetValueOrDefault(from) ?? []) if (seen.Add(parent)) Climb(parent, parents, seen);
        return seen;
    }
}
