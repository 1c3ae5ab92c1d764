using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>What somebody may do with the roles of one place.</summary>
/// <param name="Here">the role held at the place itself</param>
/// <param name="ThroughBoard">the role held at the board that runs the place</param>
/// <param name="AsAgency">coordinates an agency that serves an area above the place: gives roles there, and reads no results</param>
internal sealed record Standing(bool IsOperator, Role? Here, Role? ThroughBoard, bool AsAgency)
{
    /// <summary>Decides on requests for such a role, and invites to it.</summary>
    public bool MayGive(Role role) => AsAgency || MayEnd(role);

    /// <summary>Takes such a role from another.</summary>
    public bool MayEnd(Role role) => IsOperator || ThroughBoard == Role.Coordinator || (Here == Role.Coordinator && role < Role.Coordinator);

    /// <summary>Keeps the list of people: sees addresses, requests and invitations.</summary>
    public bool Keeps => MayGive(Role.Reader);

    /// <summary>Sees who has a role.</summary>
    public bool Sees => Keeps || Here is not null || ThroughBoard is not null;

    public static async Task<Standing> Of(HubDb db, Me me, Guid place, DateOnly today) => await Of(db, me.IsOperator, me.Roles, place, today);

    /// <summary>As it stands now in the database, inside the transaction that acts on it: a role may have ended since the page was asked for.</summary>
    public static async Task<Standing> Now(HubDb db, Guid person, Guid place, DateOnly today) =>
        await Of(db, await db.Read<Person>().AnyAsync(p => p.Id == person && p.IsOperator && p.EndedAt == null), await HeldRoles.Of(db, person, today), place, today);

    private static async Task<Standing> Of(HubDb db, bool isOperator, IReadOnlyList<MyRole> roles, Guid place, DateOnly today)
    {
        var at = roles.Where(r => r.PlaceId == place).ToList();
        var agency = !isOperator && (await ServedAreas.Within(db, [place], await ServedAreas.ServedBy(db, roles, today), today)).Count > 0;
        return new(isOperator, Highest(at.Where(r => r.Through is null)), Highest(at.Where(r => r.Through is not null)), agency);
    }

    private static Role? Highest(IEnumerable<MyRole> roles) => roles.Select(r => (Role?)r.Role).Max();
}
