using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Who decides on a request, from near to far: coordinators of the place, its board, an agency that serves the area, the operators.</summary>
public sealed class Deciders(HubDb db, TimeProvider clock)
{
    /// <summary>The nearest who may decide: they get a mail at once.</summary>
    /// <param name="but">the one who asks</param>
    internal async Task<IReadOnlyList<Guid>> Nearest(Guid place, Role role, Guid but)
    {
        await foreach (var some in FromNear(place, role, but)) if (some.Count > 0) return some;
        return [];
    }

    /// <summary>All who may decide: they get a mail when nobody did.</summary>
    internal async Task<IReadOnlyList<Guid>> All(Guid place, Role role, Guid but)
    {
        var all = new HashSet<Guid>();
        await foreach (var some in FromNear(place, role, but)) all.UnionWith(some);
        return [.. all];
    }

    /// <summary>Who cares for a place that has no coordinator itself.</summary>
    internal Task<IReadOnlyList<Guid>> Above(Guid place, Guid but) => Nearest(place, Role.Coordinator, but);

    /// <summary>Coordinators of the board that runs the place.</summary>
    internal Task<List<Guid>> Board(Guid place) => HeldRoles.ThroughBoard(db, place, clock.Today()).Where(r => r.Role == Role.Coordinator).Select(r => r.PersonId).ToListAsync();

    /// <summary>Coordinators of the place and of its board.</summary>
    internal async Task<IReadOnlyList<Guid>> OfPlaceAndBoard(Guid place) => await db.PeopleWith(Role.Coordinator, place, clock.Today());

    private async IAsyncEnumerable<IReadOnlyList<Guid>> FromNear(Guid place, Role role, Guid but)
    {
        var today = clock.Today();
        var coordinators = HeldRoles.On(db, today).Where(r => r.Role == Role.Coordinator && r.PersonId != but);
        if (role < Role.Coordinator) yield return await coordinators.Where(r => r.PlaceId == place).Select(r => r.PersonId).ToListAsync();
        yield return await HeldRoles.ThroughBoard(db, place, today).Where(r => r.Role == Role.Coordinator && r.PersonId != but).Select(r => r.PersonId).ToListAsync();
        if (await PlacesModule.Find(db, place) is { Kind: PlaceKind.School or PlaceKind.Board } && await ServedAreas.Serving(db, place, today) is { Count: > 0 } agencies)
            yield return await coordinators.Where(r => agencies.Contains(r.PlaceId)).Select(r => r.PersonId).Distinct().ToListAsync();
        yield return await db.Read<Person>().Where(p => p.IsOperator && p.EndedAt == null && p.Id != but).Select(p => p.Id).ToListAsync();
    }
}
