using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>What is above many places at once: a query a level and a thousand places, however many places.</summary>
internal static class AboveMany
{
    // Data that was written around PlaceTree could hold a ring; a climb must end all the same.
    private const int MostLevels = 20;

    /// <summary>How many places one query asks about.</summary>
    private const int Together = 1000;

    /// <param name="roles">by which links to go up; a way may change from one to another</param>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>> Of(HubDb db, IReadOnlyCollection<Guid> places, IReadOnlyList<string> roles, DateOnly day, CancellationToken cancel)
    {
        var parents = new Dictionary<Guid, List<Guid>>();
        var last = places.Distinct().ToList();
        for (var level = 0; last.Count > 0 && level < MostLevels; level++)
        {
            foreach (var some in last.Chunk(Together))
            {
                var links = roles.Select(r => PlacesModule.LinksOn(db, r, day)).Aggregate((all, more) => all.Concat(more));
                var found = (await links.Where(l => some.Contains(l.PlaceId)).Select(l => new { l.PlaceId, l.ParentId }).ToListAsync(cancel)).ToLookup(l => l.PlaceId, l => l.ParentId);
                foreach (var place in some) parents[place] = [.. found[place]];
            }
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
