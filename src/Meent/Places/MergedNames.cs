using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>After a merger the names and identifiers of one place lead to the other; after it was taken back, to the first again.</summary>
internal sealed class MergedNames(HubDb db, PlaceIndex index)
{
    public async Task Lead(Guid from, Guid into, DateOnly on)
    {
        var places = await db.Read<Place>().Where(p => p.PlaceId == from || p.PlaceId == into).ToDictionaryAsync(p => p.PlaceId);
        var theirs = await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == from && (i.ValidTo == null || i.ValidTo > on)).ToListAsync();
        var has = (await db.Read<PlaceIdentifier>().Where(i => i.PlaceId == into).ToListAsync()).Select(i => (i.Scheme, i.Value)).ToHashSet();
        foreach (var identifier in theirs)
        {
            identifier.ValidTo = on;
            if (!has.Contains((identifier.Scheme, identifier.Value)))
                db.Add(new PlaceIdentifier { PlaceId = into, Scheme = identifier.Scheme, Value = identifier.Value, ValidFrom = on });
        }
        var known = await db.Read<PlaceName>().Where(n => n.PlaceId == into).ToListAsync();
        var (name, same) = (places[from].Name, Folded.Text(places[from].Name));
        if (Folded.Text(places[into].Name) != same && known.All(n => Folded.Text(n.Name) != same))
            db.Add(new PlaceName { PlaceId = into, Language = PlaceName.AnyLanguage, Name = name, Kind = PlaceName.Also, ValidFrom = on });
        await db.SaveChangesAsync();
        await Index([places[into]]);
        await index.Write([new PlaceWords(from, [], [], [])], known: true);
    }

    /// <param name="merger">the link that led to the other place</param>
    public async Task Return(Guid place, PlaceLink merger, DateOnly on)
    {
        var own = await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == place && i.ValidTo == merger.ValidFrom).ToListAsync();
        var lent = await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == merger.ParentId && i.ValidFrom == merger.ValidFrom).ToListAsync();
        foreach (var identifier in own)
        {
            identifier.ValidTo = null;
            db.RemoveRange(lent.Where(l => l.Scheme == identifier.Scheme && l.Value == identifier.Value));
        }
        var back = await db.Read<Place>().SingleAsync(p => p.PlaceId == place);
        db.RemoveRange(await db.Set<PlaceName>().Where(n => n.PlaceId == merger.ParentId && n.Name == back.Name && n.Kind == PlaceName.Also && n.ValidFrom == merger.ValidFrom).ToListAsync());
        await db.SaveChangesAsync();
        var other = await db.Read<Place>().SingleAsync(p => p.PlaceId == merger.ParentId);
        await Index([back, other]);
    }

    /// <summary>Makes places findable by all that they are and were called.</summary>
    public async Task Index(IReadOnlyList<Place> places)
    {
        var ids = places.Select(p => p.PlaceId).ToList();
        var names = (await db.Read<PlaceName>().Where(n => ids.Contains(n.PlaceId)).ToListAsync()).ToLookup(n => n.PlaceId, n => n.Name);
        var identifiers = (await db.Read<PlaceIdentifier>().Where(i => ids.Contains(i.PlaceId) && i.ValidTo == null).ToListAsync()).ToLookup(i => i.PlaceId, i => i.Value);
        await index.Write([.. places.Select(p => PlaceWords.Of(p, names[p.PlaceId], identifiers[p.PlaceId]))], known: true);
    }
}
