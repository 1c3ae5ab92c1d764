using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>Reads as much of the tree as a decision needs, and writes what was decided; within the open transaction.</summary>
internal sealed class TreeStore(HubDb db)
{
    /// <summary>The part of the tree around some places: all that was ever above them, and what was directly below them with its own parents.</summary>
    /// <param name="places">one or two</param>
    /// <remarks>A decision looks upwards to the top and one step down. Of 100,000 schools it reads the few hundred links that matter.</remarks>
    public async Task<PlaceTree> Around(IReadOnlyList<Guid> places)
    {
        var (one, other) = (places[0], places[^1]);
        var above = await db.Database.SqlQuery<Guid>($"""
            with recursive near(place_id) as (
              values ({one}), ({other})
              union
              select l.parent_id from near n join places_link l on l.place_id = n.place_id)
            select place_id as "Value" from near
            """).ToListAsync();
        var links = db.Read<PlaceLink>();
        var up = await links.Where(l => above.Contains(l.PlaceId)).ToListAsync();
        var below = await links.Where(l => places.Contains(l.ParentId)).Select(l => l.PlaceId).Distinct().Join(links, b => b, l => l.PlaceId, (_, l) => l).ToListAsync();
        var lives = await db.Read<Place>().Where(p => above.Contains(p.PlaceId)).Select(p => new PlaceLife(p.PlaceId, p.OpenedOn, p.ClosedOn)).ToListAsync();
        return new PlaceTree(up.Concat(below).DistinctBy(l => (l.PlaceId, l.Role, l.ValidFrom)), lives);
    }

    public async Task Write(TreeChanged changed)
    {
        foreach (var known in db.ChangeTracker.Entries<PlaceLink>().ToList()) known.State = EntityState.Detached;
        db.AddRange(changed.Added);
        db.RemoveRange(changed.Removed);
        db.UpdateRange(changed.Altered);
        if (changed.Past is not null) db.Add(changed.Past);
        await db.SaveChangesAsync();
        foreach (var life in changed.Lives)
        {
            await db.Set<Place>().Where(p => p.PlaceId == life.PlaceId)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.OpenedOn, life.OpenedOn).SetProperty(p => p.ClosedOn, life.ClosedOn));
        }
        // What was read before no longer says when a place opened and closed.
        foreach (var known in db.ChangeTracker.Entries<Place>().ToList()) known.State = EntityState.Detached;
    }
}
