using System.Data.Common;
using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>
/// Approving, refusing and ending roles. Every change is a write that only takes effect while the role still stands as the one who
/// decides saw it, so that stale pages, double clicks and two people at once do no harm.
/// </summary>
internal static class RoleChanges
{
    /// <summary>Whether somebody may decide on such a role there: an operator on all, a coordinator on the lower ones of the own place, a board's coordinator on all of its schools.</summary>
    public static bool MayDecide(Me me, Role role, Guid place) => me.IsOperator || MayDecide(me.Roles, role, place);

    /// <inheritdoc cref="MayDecide(Me, Role, Guid)"/>
    /// <param name="roles">of the one who decides</param>
    public static bool MayDecide(IReadOnlyList<MyRole> roles, Role role, Guid place) =>
        roles.Any(r => r.PlaceId == place && r.Role == Role.Coordinator && (role < Role.Coordinator || r.Through is not null));

    /// <summary>Gives what was asked for. A lower role at the place ends with it.</summary>
    public static Task<Outcome> Approve(HubDb db, Me me, Guid place, Guid id, string? answer, DateTime now) => Decide(db, me, place, id, "approved", now, async role =>
    {
        if (role.State != RoleState.Waiting) return new DecidedAlready();
        if (await EndLower(db, me.Id, role, now)) return new RoleAlreadyHeld();
        return await Waiting(db, place, id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ApprovedAt, now).SetProperty(r => r.ApprovedBy, me.Id).SetProperty(r => r.Answer, answer)) == 1
            ? null : new DecidedAlready();
    });

    public static Task<Outcome> Refuse(HubDb db, Me me, Guid place, Guid id, string answer, DateTime now) => Decide(db, me, place, id, "refused", now, async role =>
        await Waiting(db, place, id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBy, me.Id).SetProperty(r => r.Answer, answer)) == 1
            ? null : new DecidedAlready());

    /// <summary>Ends a role that is held, or withdraws a request that waits; one's own always.</summary>
    public static Task<Outcome> End(HubDb db, Me me, Guid place, Guid id, DateTime now) => Decide(db, me, place, id, "ended", now, async role =>
        await db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == id && r.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBy, me.Id)) == 1
            ? null : new DecidedAlready(), ownToo: true);

    /// <summary>Ends what else the person holds at the place and is less than <paramref name="role"/>.</summary>
    /// <returns>true where the person holds as much or more: then nothing was ended</returns>
    public static async Task<bool> EndLower(HubDb db, Guid by, RoleHeld role, DateTime now)
    {
        var held = db.Set<RoleHeld>().Where(r => r.PlaceId == role.PlaceId && r.PersonId == role.PersonId && r.Id != role.Id && r.ApprovedAt != null && r.EndedAt == null);
        if (await held.AnyAsync(r => r.Role >= role.Role)) return true;
        await held.ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBy, by));
        return false;
    }

    private static IQueryable<RoleHeld> Waiting(HubDb db, Guid place, Guid id) =>
        db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == id && r.ApprovedAt == null && r.EndedAt == null);

    private static async Task<Outcome> Decide(HubDb db, Me me, Guid place, Guid id, string act, DateTime now, Func<RoleHeld, Task<Refusal?>> change, bool ownToo = false)
    {
        try
        {
            return await db.InTransaction(async () =>
            {
                if (await Find(db, place, id) is not { } role || !(MayDecide(me, role.Role, place) || (ownToo && role.PersonId == me.Id))) return new Outcome.Hidden();
                if (await change(role) is { } why) return new Outcome.Refused(why);
                db.Record(me.Id, act, place, id, now);
                await db.SaveChangesAsync();
                return (Outcome)new Outcome.Done(role, (await Find(db, place, id))!);
            });
        }
        catch (Exception e) when (e is DbException or DbUpdateException && UniqueViolation.Is(e))
        {
            return new Outcome.Refused(new DecidedAlready());
        }
    }

    private static Task<RoleHeld?> Find(HubDb db, Guid place, Guid id) => db.Read<RoleHeld>().SingleOrDefaultAsync(r => r.PlaceId == place && r.Id == id);
}

/// <summary>What became of a decision.</summary>
internal abstract record Outcome
{
    internal sealed record Done(RoleHeld Before, RoleHeld After) : Outcome;

    internal sealed record Refused(Refusal Why) : Outcome;

    /// <summary>There is no such role, as far as this person may know.</summary>
    internal sealed record Hidden : Outcome;
}
