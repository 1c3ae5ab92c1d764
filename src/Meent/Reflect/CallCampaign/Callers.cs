using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.CallCampaign;

/// <summary>Who can call a campaign, and whom it can reach: a board its schools, an agency those of the areas that it serves.</summary>
internal static class Callers
{
    /// <summary>How many places one query asks about.</summary>
    private const int Together = 1000;

    /// <summary>The board or agency that <paramref name="me"/> coordinates; null for every other place, and where somebody else coordinates it.</summary>
    public static async Task<Caller?> Find(HubDb db, PlaceDirectory places, Me me, Guid placeId, DateOnly today, CancellationToken cancel)
    {
        if (!me.Is(Role.Coordinator, placeId) || await places.Find(placeId, cancel) is not { } place || !place.IsOpenOn(today)) return null;
        if (place.Kind == PlaceKind.Board) return new(place, [place]);
        if (place.Type != OrganisationType.Agency) return null;
        var areas = await Served(db, places, placeId, today, cancel);
        return areas.Count == 0 ? null : new(place, areas);
    }

    /// <summary>The areas that an agency serves on a day, by name.</summary>
    public static async Task<IReadOnlyList<Place>> Served(HubDb db, PlaceDirectory places, Guid agency, DateOnly today, CancellationToken cancel)
    {
        var served = await PlacesModule.LinksOn(db, LinkRole.Serves, today).Where(l => l.PlaceId == agency).Select(l => l.ParentId).ToListAsync(cancel);
        return [.. (await places.Some(served, cancel)).Values.OrderBy(a => a.Name).ThenBy(a => a.PlaceId)];
    }

    /// <summary>Whether a place is of a kind that calls campaigns.</summary>
    public static bool Can(Place place) => place.Kind == PlaceKind.Board || place.Type == OrganisationType.Agency;

    /// <summary>The schools of an area or board that are open on a day, by name.</summary>
    public static async Task<IReadOnlyList<Place>> Schools(HubDb db, PlaceDirectory places, Place area, DateOnly today, CancellationToken cancel)
    {
        var ids = await places.AllBelow(area.PlaceId, PlaceKind.School, today, area.Kind == PlaceKind.Board ? LinkRole.Board : LinkRole.Admin, cancel);
        return [.. (await PlacesModule.Find(db, ids, cancel)).Where(s => s.IsOpenOn(today))];
    }

    /// <summary>Who looks after each school: those who coordinate it, else those who coordinate the board that runs it. A school that nobody looks after is missing.</summary>
    public static async Task<ILookup<Guid, Guid>> Coordinators(HubDb db, IReadOnlyCollection<Guid> schools, DateOnly today, CancellationToken cancel)
    {
        var own = await db.PeopleWith(Role.Coordinator, schools, today, cancel);
        var rest = schools.Where(s => !own.Contains(s)).ToList();
        var boards = new List<(Guid School, Guid Board)>();
        foreach (var some in rest.Chunk(Together))
            boards.AddRange((await PlacesModule.LinksOn(db, LinkRole.Board, today).Where(l => some.Contains(l.PlaceId)).Select(l => new { l.PlaceId, l.ParentId }).ToListAsync(cancel)).Select(l => (l.PlaceId, l.ParentId)));
        var above = await db.PeopleWith(Role.Coordinator, [.. boards.Select(b => b.Board).Distinct()], today, cancel);
        return schools.SelectMany(s => own[s].Select(p => (School: s, Person: p)))
            .Concat(boards.SelectMany(b => above[b.Board].Select(p => (b.School, Person: p))))
            .ToLookup(x => x.School, x => x.Person);
    }
}

/// <summary>Who calls a campaign.</summary>
/// <param name="Areas">whose schools it can ask: a board itself, or what an agency serves; never empty</param>
public sealed record Caller(Place Place, IReadOnlyList<Place> Areas);
