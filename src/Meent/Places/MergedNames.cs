using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places;

/// <summary>After a merger the names and identifiers of one place lead to the other; after it was taken back, to the first again.</summary>
internal sealed class MergedNames(HubDb db, PlaceIndex index)
{
    public async Task Lead(Guid from, Guid into, DateOnly on)
    {
        var theirs = await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == from && (i.ValidTo == null || i.ValidTo > on)).ToListAsync();
        var has = (await db.Read<PlaceIdentifier>().Where(i => i.PlaceId == into).ToListAsync()).Select(i => (i.Scheme, i.Value)).ToHashSet();
        foreach (var identifier in theirs)
        {
            identifier.ValidTo = on;
            if (!has.Contains((identifier.Scheme, identifier.Value)))
                db.Add(new PlaceIdentifier { PlaceId = into, Scheme = identifier.Scheme, Value = identifier.Value, ValidFrom = on });
        }
        var known = (await db.Read<PlaceName>().Where(n => n.PlaceId == into).Select(n => n.Name).ToListAsync()).Append(await NameOf(into)).Select(Folded.Text).ToHashSet();
        foreach (var name in (await Led(from)).Where(n => known.Add(Folded.Text(n))))
            db.Add(new PlaceName { PlaceId = into, Language = PlaceName.AnyLanguage, Name = name, Kind = PlaceName.Also, ValidFrom = on });
        await db.SaveChangesAsync();
        await index.Write([from, into]);
    }

    /// <summary>What was lent comes back from the place that it went to, and from every one that this went into later.</summary>
    /// <param name="merger">the link that led to the other place</param>
    public async Task Return(Guid place, PlaceLink merger)
    {
        var own = await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == place && i.ValidTo == merger.ValidFrom).ToListAsync();
        foreach (var identifier in own) identifier.ValidTo = null;
        var (numbers, names) = (own.Select(i => (i.Scheme, i.Value)).ToHashSet(), await Led(place));
        var way = new List<Guid> { place };
        for (var next = merger; next is not null && !way.Contains(next.ParentId); next = await After(way[^1]))
        {
            var (at, since) = (next.ParentId, next.ValidFrom);
            var lent = await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == at && i.ValidFrom == since).ToListAsync();
            db.RemoveRange(lent.Where(l => numbers.Contains((l.Scheme, l.Value))));
            db.RemoveRange(await db.Set<PlaceName>().Where(n => n.PlaceId == at && n.Kind == PlaceName.Also && n.ValidFrom == since && names.Contains(n.Name)).ToListAsync());
            way.Add(at);
        }
        await db.SaveChangesAsync();
        await index.Write(way);
    }

    /// <summary>The names under which a place is still looked for: its own, and those of what went into it.</summary>
    private async Task<List<string>> Led(Guid place) =>
        [await NameOf(place), .. await db.Read<PlaceName>().Where(n => n.PlaceId == place && n.Kind == PlaceName.Also && n.Language == PlaceName.AnyLanguage).OrderBy(n => n.Name).Select(n => n.Name).ToListAsync()];

    private Task<string> NameOf(Guid place) => db.Read<Place>().Where(p => p.PlaceId == place).Select(p => p.Name).SingleAsync();

    private Task<PlaceLink?> After(Guid place) => db.Read<PlaceLink>().FirstOrDefaultAsync(l => l.PlaceId == place && l.Role == LinkRole.Merged && l.ValidTo == null);
}
