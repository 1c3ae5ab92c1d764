using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>What a reader may do with a plan, from low to high.</summary>
public enum PlanAccess
{
    /// <summary>Sees nothing of it: for this reader it does not exist.</summary>
    None,

    /// <summary>Reads what is public: roles instead of names.</summary>
    Public,

    /// <summary>Reads it with the names of people.</summary>
    Read,

    /// <summary>Changes what it says and checks in.</summary>
    Change,

    /// <summary>Also decides who may do what, whether it is public, and where it stands.</summary>
    Own,
}

/// <summary>What somebody is to a place whose plans they open.</summary>
/// <param name="MayMake">makes plans there, and owns them all</param>
/// <param name="Belongs">holds a role there, whichever: reads its started plans, and is in a plan as one of the place as long as that</param>
public sealed record AtPlace(bool MayMake, bool Belongs)
{
    public static AtPlace Stranger { get; } = new(false, false);
}

/// <summary>Who may make plans for a place, and who may do what with one.</summary>
/// <remarks>
/// A school, a board or another organisation speaks for itself, and its board for it; for an area the agencies do that serve it or an area above it,
/// and where there is none, whoever runs the hub.
/// </remarks>
public sealed class PlanDoor(HubDb db, TimeProvider clock)
{
    /// <summary>Leaders and coordinators of who speaks for the place.</summary>
    public async Task<bool> MayMake(Place place, Me me, CancellationToken cancel = default) => (await At([place], me, cancel))[place.PlaceId].MayMake;

    /// <summary>What somebody is to each of some places, in a few queries however many they are.</summary>
    public async Task<IReadOnlyDictionary<Guid, AtPlace>> At(IEnumerable<Place> places, Me me, CancellationToken cancel = default)
    {
        var all = places.ToDictionary(p => p.PlaceId);
        // Who holds no role and does not run the hub is a stranger everywhere: nothing is to be read for that.
        var areas = me.IsOperator || me.Roles.Count > 0 ? all.Values.Where(p => !PlaceKind.CanBeSpokenFor(p.Kind)).Select(p => p.PlaceId).ToList() : [];
        var agencies = await Agencies(areas, cancel);
        return all.ToDictionary(p => p.Key, p => Is(p.Value, agencies.GetValueOrDefault(p.Key)));

        AtPlace Is(Place place, IReadOnlyList<Guid>? serving) => (PlaceKind.CanBeSpokenFor(place.Kind), serving) switch
        {
            (true, _) => new(me.Is(Role.Leader, place.PlaceId), me.Is(Role.Reader, place.PlaceId)),
            (_, null) => AtPlace.Stranger,
            (_, []) => new(me.IsOperator, me.IsOperator),
            _ => new(serving.Any(a => me.Is(Role.Leader, a)), serving.Any(a => me.Is(Role.Reader, a))),
        };
    }

    /// <summary>Areas to which somebody belongs, as far as a plan stands there that not everybody may read.</summary>
    public async Task<IReadOnlyList<Guid>> AreasOf(Me me, CancellationToken cancel = default)
    {
        var mine = me.Roles.Select(r => r.PlaceId).Distinct().ToList();
        if (!me.IsOperator && (mine.Count == 0 || !await PlacesModule.LinksOn(db, Places.LinkRole.Serves, clock.Today()).AnyAsync(l => mine.Contains(l.PlaceId), cancel))) return [];
        var areas = await PlacesModule.All(db).Where(a => !PlaceKind.SpokenFor.Contains(a.Kind) && db.Read<StoredPlan>().Any(p => p.PlaceId == a.PlaceId && !p.IsPublic && p.State != PlanStates.Draft)).ToListAsync(cancel);
        return [.. (await At(areas, me, cancel)).Where(a => a.Value.Belongs).Select(a => a.Key)];
    }

    /// <summary>Who holds <paramref name="least"/> or a higher role today where plans of the place are spoken for.</summary>
    public async Task<IReadOnlyCollection<Guid>> People(Role least, Place place, CancellationToken cancel = default)
    {
        var houses = await Houses(place, cancel);
        if (houses.Count == 0) return await db.Operators(cancel);
        return [.. (await db.PeopleWith(least, houses, clock.Today(), cancel)).SelectMany(p => p).Distinct()];
    }

    /// <summary>Where a role gives rights on the plans of a place: the place or what it went into, and its board; the agencies of an area.</summary>
    public async Task<IReadOnlyList<Guid>> Houses(Place place, CancellationToken cancel = default)
    {
        if (!PlaceKind.CanBeSpokenFor(place.Kind)) return (await Agencies([place.PlaceId], cancel))[place.PlaceId];
        var now = await PlacesModule.Survivor(db, place.PlaceId, clock.Today(), cancel);
        return [now, .. await PlacesModule.Above(db, now, Places.LinkRole.Board, clock.Today(), cancel)];
    }

    /// <param name="at">what the reader is to the plan's place</param>
    /// <param name="member">the reader's place in this plan; null for none</param>
    public static PlanAccess Of(StoredPlan plan, Me me, AtPlace at, PlanMember? member)
    {
        // Who left the place leaves its plans: also those that they made.
        var role = member?.Grants(at.Belongs);
        if (at.MayMake || role == PlanRoles.Owner) return PlanAccess.Own;
        if (role == PlanRoles.Contributor) return PlanAccess.Change;
        if (role == PlanRoles.Reader) return PlanAccess.Read;
        if (plan.State == PlanStates.Draft) return PlanAccess.None;
        return at.Belongs ? PlanAccess.Read : plan.IsPublic ? PlanAccess.Public : PlanAccess.None;
    }

    private async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> Agencies(List<Guid> areas, CancellationToken cancel)
    {
        if (areas.Count == 0) return new Dictionary<Guid, IReadOnlyList<Guid>>();
        var above = await PlacesModule.AboveEach(db, areas, [Places.LinkRole.Admin], clock.Today(), cancel);
        var of = await PlacesModule.AgenciesServing(db, [.. above.SelectMany(a => a.Value.Append(a.Key)).Distinct()], clock.Today(), cancel);
        return above.ToDictionary(a => a.Key, a => (IReadOnlyList<Guid>)[.. a.Value.Append(a.Key).SelectMany(p => of[p]).Distinct()]);
    }
}
