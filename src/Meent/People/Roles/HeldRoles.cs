using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Who holds which role where, read by person or by place. A role at a board holds at every school that the board runs on the day.</summary>
internal static class HeldRoles
{
    public static IQueryable<RoleHeld> On(HubDb db) => db.Read<RoleHeld>().Where(r => r.ApprovedAt != null && r.EndedAt == null);

    /// <summary>All roles of a person on a day, in one query: at places themselves, and through boards at their schools.</summary>
    public static Task<List<MyRole>> Of(HubDb db, Guid person, DateOnly day, CancellationToken cancel = default)
    {
        var held = On(db).Where(r => r.PersonId == person);
        var below = held.Join(PlacesModule.LinksOn(db, LinkRole.Board, day), r => r.PlaceId, l => l.ParentId, (r, l) => new { l.PlaceId, r.Role, Through = (Guid?)r.PlaceId });
        return held.Select(r => new { r.PlaceId, r.Role, Through = (Guid?)null }).Concat(below).Select(r => new MyRole(r.PlaceId, r.Role, r.Through)).ToListAsync(cancel);
    }

    /// <summary>Roles that hold at a place because they are held at the board that runs it on the day.</summary>
    public static IQueryable<RoleHeld> ThroughBoard(HubDb db, Guid place, DateOnly day)
    {
        var board = PlacesModule.LinksOn(db, LinkRole.Board, day).Where(l => l.PlaceId == place).Select(l => l.ParentId);
        return On(db).Where(r => board.Contains(r.PlaceId));
    }
}
