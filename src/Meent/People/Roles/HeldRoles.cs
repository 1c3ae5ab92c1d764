using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Who holds which role where, read by person or by place. A role at a board holds at every school that the board runs on the day.</summary>
internal static class HeldRoles
{
    /// <summary>Roles that give rights on a day.</summary>
    public static IQueryable<RoleHeld> On(HubDb db, DateOnly day) =>
        db.Read<RoleHeld>().Where(r => r.ApprovedAt != null && r.EndedAt == null && (r.EndsOn == null || r.EndsOn > day));

    /// <summary>All roles of a person on a day, in one query: at places themselves, through boards at their schools, and at what went into either.</summary>
    public static async Task<IReadOnlyList<MyRole>> Of(HubDb db, Guid person, DateOnly day, CancellationToken cancel = default)
    {
        var held = On(db, day).Where(r => r.PersonId == person);
        var own = held.Select(r => new { r.PlaceId, r.Role, Through = (Guid?)null, PartOf = (Guid?)null });
        var below = held.Join(BoardLinks(db, day), r => r.PlaceId, l => l.ParentId, (r, l) => new { l.PlaceId, r.Role, Through = (Guid?)r.PlaceId, PartOf = (Guid?)null });
        var merged = PlacesModule.LinksOn(db, LinkRole.Merged, day);
        var ownParts = own.Join(merged, r => r.PlaceId, l => l.ParentId, (r, l) => new { l.PlaceId, r.Role, r.Through, PartOf = (Guid?)r.PlaceId });
        var belowParts = below.Join(merged, r => r.PlaceId, l => l.ParentId, (r, l) => new { l.PlaceId, r.Role, r.Through, PartOf = (Guid?)r.PlaceId });
        var roles = await own.Concat(below).Concat(ownParts).Concat(belowParts).Select(r => new MyRole(r.PlaceId, r.Role, r.Through, r.PartOf)).ToListAsync(cancel);
        return roles.Exists(r => r.PartOf is not null) ? [.. roles, .. await Deeper(db, roles, day, cancel)] : roles;
    }

    /// <summary>What had gone into a place before that itself went into another.</summary>
    private static async Task<IEnumerable<MyRole>> Deeper(HubDb db, List<MyRole> roles, DateOnly day, CancellationToken cancel)
    {
        var parts = roles.Where(r => r.PartOf is not null).ToLookup(r => r.PlaceId);
        var all = await PlacesModule.WithMerged(db, parts.Select(p => p.Key), day, cancel);
        return all.Where(a => !parts.Contains(a.Key)).SelectMany(a => parts[a.Value].Select(r => r with { PlaceId = a.Key }));
    }

    /// <summary>Roles that hold at a place because they are held at the board that runs it on the day.</summary>
    public static IQueryable<RoleHeld> ThroughBoard(HubDb db, Guid place, DateOnly day)
    {
        var board = BoardOf(db, place, day);
        return On(db, day).Where(r => board.Contains(r.PlaceId));
    }

    /// <summary>The board that runs a place on the day: one, or none.</summary>
    public static IQueryable<Guid> BoardOf(HubDb db, Guid place, DateOnly day) => BoardLinks(db, day).Where(l => l.PlaceId == place).Select(l => l.ParentId);

    private static IQueryable<PlaceLink> BoardLinks(HubDb db, DateOnly day) => PlacesModule.LinksOn(db, LinkRole.Board, day);
}
