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

/// <summary>Who may make plans for a place, and who may do what with one.</summary>
public sealed class PlanDoor(HubDb db, TimeProvider clock)
{
    /// <summary>
    /// Leaders and coordinators of a school, a board or another organisation; of an area those of the agencies that serve it or an area above it,
    /// and where there is none, whoever runs the hub.
    /// </summary>
    public async Task<bool> MayMake(Place place, Me me, CancellationToken cancel = default)
    {
        if (!me.IsSomebody) return false;
        if (PlaceKind.CanBeSpokenFor(place.Kind)) return me.Is(Role.Leader, place.PlaceId);
        var today = clock.Today();
        var areas = await PlacesModule.Above(db, place.PlaceId, LinkRole.Admin, today, cancel);
        areas.Add(place.PlaceId);
        var serving = await PlacesModule.LinksOn(db, LinkRole.Serves, today).Where(l => areas.Contains(l.ParentId)).Select(l => l.PlaceId).ToListAsync(cancel);
        var agencies = (await PlacesModule.Find(db, serving, cancel)).Where(p => p.Type == OrganisationType.Agency).ToList();
        return agencies.Count == 0 ? me.IsOperator : agencies.Any(a => me.Is(Role.Leader, a.PlaceId));
    }

    /// <param name="mayMake">what <see cref="MayMake"/> says of the plan's place</param>
    /// <param name="role">of the person in this plan, one of <see cref="PlanRoles"/>; null for none</param>
    public static PlanAccess Of(StoredPlan plan, Me me, bool mayMake, string? role)
    {
        if (mayMake || role == PlanRoles.Owner) return PlanAccess.Own;
        if (role == PlanRoles.Contributor) return PlanAccess.Change;
        if (role == PlanRoles.Reader) return PlanAccess.Read;
        if (plan.State == PlanStates.Draft) return PlanAccess.None;
        return me.Is(Role.Reader, plan.PlaceId) ? PlanAccess.Read : plan.IsPublic ? PlanAccess.Public : PlanAccess.None;
    }
}
