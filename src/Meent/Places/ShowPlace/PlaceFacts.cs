using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ShowPlace;

/// <summary>Places of one kind below another.</summary>
/// <param name="All">how many there are; <paramref name="Some"/> holds one page of them</param>
public sealed record BelowPart(string Kind, IReadOnlyList<Place> Some, int All);

/// <summary>What belongs to a place on a day.</summary>
/// <param name="Listed">the kind of which all are listed page by page; null where some of each kind are shown</param>
public sealed record BelowShown(IReadOnlyList<BelowPart> Parts, string? Listed, int Page, int Pages);

/// <summary>Gathers what the page of a place shows of one day.</summary>
internal sealed class PlaceFacts(HubDb db, PlaceDirectory places, Place place, DateOnly day, DateOnly today, Texts T)
{
    /// <summary>Of a board with a thousand schools, the latest comings and goings.</summary>
    private const int MostMoves = 30;

    private static readonly string[] Order = [PlaceKind.Country, PlaceKind.Region, PlaceKind.Board, PlaceKind.School, PlaceKind.Organisation];

    private string RoleBelow => place.Kind switch { PlaceKind.Board => LinkRole.Board, PlaceKind.School => LinkRole.Part, _ => LinkRole.Admin };

    public async Task<BelowShown> Below(string? listed, string? page, CancellationToken cancel)
    {
        var counts = await places.KindsBelow(place.PlaceId, RoleBelow, day, cancel);
        var kinds = Order.Where(counts.ContainsKey).ToList();
        if (listed is not null && counts.TryGetValue(listed, out var all))
        {
            var pages = (all + ShowPlaceRoute.PerPage - 1) / ShowPlaceRoute.PerPage;
            var at = Math.Clamp(int.TryParse(page, out var n) ? n : 1, 1, pages);
            var some = await places.Below(place.PlaceId, RoleBelow, listed, day, (at - 1) * ShowPlaceRoute.PerPage, ShowPlaceRoute.PerPage, cancel);
            return new BelowShown([new BelowPart(listed, some, all)], listed, at, pages);
        }
        var parts = new List<BelowPart>();
        foreach (var kind in kinds) parts.Add(new BelowPart(kind, await places.Below(place.PlaceId, RoleBelow, kind, day, 0, ShowPlaceRoute.MostShown, cancel), counts[kind]));
        return new BelowShown(parts, null, 1, 1);
    }

    /// <summary>The place that this one went into by today, to the end; null where it went nowhere.</summary>
    public async Task<Place?> Survivor(CancellationToken cancel) =>
        await PlacesModule.Survivor(db, place.PlaceId, today, cancel) is var id && id != place.PlaceId ? await places.Find(id, cancel) : null;

    /// <summary>Agencies, advisory services and libraries that work for this area.</summary>
    public async Task<IReadOnlyList<Place>> Servants(CancellationToken cancel) => PlaceKind.CanBeSpokenFor(place.Kind)
        ? []
        : await PlacesModule.LinksOn(db, LinkRole.Serves, day).Where(l => l.ParentId == place.PlaceId)
            .Join(db.Read<Place>(), l => l.PlaceId, p => p.PlaceId, (_, p) => p).OrderBy(p => p.Name).Take(ShowPlaceRoute.PerPage).ToListAsync(cancel);

    public async Task<(IReadOnlyList<HistoryEvent> Events, IReadOnlyDictionary<Guid, string> Names)> History(IReadOnlyList<PlaceName> names, CancellationToken cancel)
    {
        var id = place.PlaceId;
        var facts = new HistoryFacts(
            place,
            await db.Read<PlaceLink>().Where(l => l.PlaceId == id).ToListAsync(cancel),
            await db.Read<PlaceLink>().Where(l => l.ParentId == id && l.Role == LinkRole.Merged).OrderByDescending(l => l.ValidFrom).Take(MostMoves).ToListAsync(cancel),
            await db.Read<PastClosure>().Where(c => c.PlaceId == id).ToListAsync(cancel),
            names,
            place.Kind == PlaceKind.Board ? await Moves(cancel) : []);
        var events = PlaceHistory.Of(facts, today, T);
        var named = await places.Some([.. events.SelectMany(e => e.Places).Distinct()], cancel);
        return (events, named.ToDictionary(n => n.Key, n => n.Value.Name));
    }

    /// <summary>Schools that came from another board or went to another: their link there ends on the day on which the next begins.</summary>
    private async Task<IReadOnlyList<SchoolMove>> Moves(CancellationToken cancel)
    {
        var links = db.Read<PlaceLink>().Where(l => l.Role == LinkRole.Board);
        var here = links.Where(l => l.ParentId == place.PlaceId);
        var came = here.SelectMany(l => links.Where(o => o.PlaceId == l.PlaceId && o.ValidTo == l.ValidFrom && o.ValidFrom < l.ValidFrom && o.ParentId != l.ParentId), (l, o) => new { l.PlaceId, o.ParentId, On = l.ValidFrom });
        var went = here.SelectMany(l => links.Where(o => o.PlaceId == l.PlaceId && o.ValidFrom == l.ValidTo && l.ValidFrom < o.ValidFrom && o.ParentId != l.ParentId), (l, o) => new { l.PlaceId, o.ParentId, On = o.ValidFrom });
        return
        [
            .. (await came.OrderByDescending(m => m.On).Take(MostMoves).ToListAsync(cancel)).Select(m => new SchoolMove(m.PlaceId, m.ParentId, true, m.On)),
            .. (await went.OrderByDescending(m => m.On).Take(MostMoves).ToListAsync(cancel)).Select(m => new SchoolMove(m.PlaceId, m.ParentId, false, m.On)),
        ];
    }
}
