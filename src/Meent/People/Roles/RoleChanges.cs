using System.Data.Common;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>
/// Approving, refusing and ending roles. All changes at a place happen one after the other; each looks at how things stand when its turn
/// comes, so that stale pages, double clicks and two people at once do no harm. Every row that changes is recorded once.
/// </summary>
public static partial class RoleChanges
{
    /// <summary>Gives what was asked for. A lower role at the place ends with it.</summary>
    public static Task<Outcome> Approve(HubDb db, Me me, Guid place, Guid id, string? answer, TimeProvider clock, RoleLetters? letters = null) => Decide(db, me, place, id, clock, async role =>
    {
        if ((await RoleEnds.Fit(db, role, clock.Today()) ?? await GiveUp(db, me.Id, role, clock)) is { } why) return why;
        await Waiting(db, place, id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ApprovedAt, clock.Now()).SetProperty(r => r.ApprovedBy, me.Id).SetProperty(r => r.Answer, answer).SetProperty(r => r.EndsOn, role.EndsOn));
        db.Record(me.Id, role.PersonId == me.Id ? "approved own request" : "approved", place, id, clock.Now());
        return null;
    }, letters);

    public static Task<Outcome> Refuse(HubDb db, Me me, Guid place, Guid id, string answer, TimeProvider clock, RoleLetters? letters = null) => Decide(db, me, place, id, clock, async _ =>
    {
        await Waiting(db, place, id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, clock.Now()).SetProperty(r => r.EndedBy, me.Id).SetProperty(r => r.Answer, answer));
        db.Record(me.Id, "refused", place, id, clock.Now());
        return null;
    }, letters);

    /// <summary>Ends another's role that is held, or gives up one's own, or withdraws one's own request.</summary>
    /// <param name="sure">gives up one's own role even where the place then has no coordinator</param>
    public static Task<Outcome> End(HubDb db, Me me, Guid place, Guid id, TimeProvider clock, bool sure = false, RoleLetters? letters = null) => Locked(db, place, async () =>
    {
        if (await Find(db, place, id) is not { } role) return new Outcome.Hidden();
        var own = role.PersonId == me.Id;
        if (!own && (role.ApprovedAt is null || !(await Standing.Now(db, me.Id, place, clock.Today())).MayEnd(role.Role))) return new Outcome.Hidden();
        if (role.EndedAt is not null) return new Outcome.Refused(new DecidedAlready());
        var emptied = await IsLastCoordinator(db, role, clock.Today());
        if (own && emptied && !sure) return new Outcome.Refused(new YouAreTheLast());
        if (role.ApprovedAt is null) await End(db, role, me.Id, "withdrew request", clock.Now());
        else await End(db, role, me.Id, own ? "left" : "ended", clock.Now());
        return new Outcome.Done(role, (await Find(db, place, id))!, emptied);
    }, tell: done => letters?.Changed(done, me.Id) ?? Task.CompletedTask);

    /// <summary>Makes room for a role: ends what the person holds at the place and is less, or is over.</summary>
    /// <returns>why not, where the person holds as much or more: then nothing was ended</returns>
    public static async Task<Refusal?> GiveUp(HubDb db, Guid by, RoleHeld role, TimeProvider clock)
    {
        var held = await db.Read<RoleHeld>().Where(r => r.PlaceId == role.PlaceId && r.PersonId == role.PersonId && r.Id != role.Id && r.ApprovedAt != null && r.EndedAt == null).ToListAsync();
        var today = clock.Today();
        // A role that ends before the other is no reason against it; a higher one is, until it is over.
        if (held.Exists(r => r.Role >= role.Role && (r.EndsOn is null || r.EndsOn >= role.EndsOn))) return new RoleAlreadyHeld();
        if (held.Find(r => r.Role > role.Role && r.EndsOn > today) is { } higher) return new HigherRoleUntil(higher.EndsOn!.Value.AddDays(-1));
        foreach (var lower in held) await End(db, lower, by, lower.EndsOn <= today ? "ended" : "replaced", clock.Now());
        return null;
    }

    /// <summary>Ends a request of the same person that waits and asks for no more than <paramref name="given"/>, within the transaction.</summary>
    public static async Task NeedsNoDecision(HubDb db, RoleHeld given, TimeProvider clock)
    {
        var needless = await db.Read<RoleHeld>().Where(r => r.PlaceId == given.PlaceId && r.PersonId == given.PersonId && r.ApprovedAt == null && r.EndedAt == null && r.Role <= given.Role).ToListAsync();
        foreach (var request in needless) await End(db, request, given.PersonId, "withdrew request", clock.Now());
    }

    /// <summary>Whether nobody would coordinate the place itself without this role. A closed place needs nobody.</summary>
    public static async Task<bool> IsLastCoordinator(HubDb db, RoleHeld role, DateOnly today) =>
        role is { Role: Role.Coordinator, State: RoleState.Held }
        && !await HeldRoles.On(db, today).AnyAsync(r => r.PlaceId == role.PlaceId && r.Role == Role.Coordinator && r.Id != role.Id)
        && !await RoleEnds.HasClosed(db, role.PlaceId, today);

    /// <summary>Whether the role of the last coordinator, which is over, goes as the person gets a lower one: to be asked before.</summary>
    internal static async Task<bool> Empties(HubDb db, RoleHeld given, DateOnly today)
    {
        if (given.Role == Role.Coordinator) return false;
        var coordinators = await Coordinators(db, given.PlaceId).Select(r => new { r.PersonId, r.EndsOn }).ToListAsync();
        return coordinators is [{ } last] && last.PersonId == given.PersonId && last.EndsOn <= today;
    }

    /// <summary>Roles of coordinators that nobody has ended, those whose day has come, too.</summary>
    internal static IQueryable<RoleHeld> Coordinators(HubDb db, Guid place) =>
        db.Read<RoleHeld>().Where(r => r.PlaceId == place && r.Role == Role.Coordinator && r.ApprovedAt != null && r.EndedAt == null);

    /// <summary>Does one thing at a place at a time, in a transaction: whoever waited sees what was done before.</summary>
    /// <param name="person">for whom something is written: where the account is deleted, nothing is</param>
    /// <param name="tell">writes the letters about it, which go with the change or not at all</param>
    /// <returns>the outcome, saved; a refusal where the same was done at the same moment elsewhere</returns>
    public static async Task<Outcome> Locked(HubDb db, Guid place, Func<Task<Outcome>> work, Guid? person = null, Func<Outcome.Done, Task>? tell = null)
    {
        try
        {
            return await db.InTransaction(async () =>
            {
                if (person is { } who && !await Stays(db, who)) return new Outcome.Hidden();
                await Lock(db, place);
                var outcome = await work();
                if (outcome is not Outcome.Done done) return outcome;
                await db.SaveChangesAsync();
                if (tell is not null) await tell(done);
                return outcome;
            });
        }
        catch (Exception e) when (e is DbException or DbUpdateException && UniqueViolation.Is(e))
        {
            db.ChangeTracker.Clear();
            return new Outcome.Refused(new DecidedAlready());
        }
    }

    /// <summary>Waits until nobody else changes roles at the place; until the transaction ends. SQLite has one writer anyway.</summary>
    public static Task Lock(HubDb db, Guid place) =>
        db.IsPostgres ? db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({place.ToString()}, 7305513))") : Task.CompletedTask;

    /// <summary>Ends a role or a request, within the transaction.</summary>
    public static async Task End(HubDb db, RoleHeld role, Guid? by, string act, DateTime now)
    {
        await db.Set<RoleHeld>().Where(r => r.PlaceId == role.PlaceId && r.Id == role.Id && r.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBy, by));
        db.Record(by ?? Guid.Empty, act, role.PlaceId, role.Id, now);
    }

    private static IQueryable<RoleHeld> Waiting(HubDb db, Guid place, Guid id) =>
        db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == id && r.ApprovedAt == null && r.EndedAt == null);

    private static Task<Outcome> Decide(HubDb db, Me me, Guid place, Guid id, TimeProvider clock, Func<RoleHeld, Task<Refusal?>> change, RoleLetters? letters) => Locked(db, place, async () =>
    {
        if (await Find(db, place, id) is not { } role) return new Outcome.Hidden();
        var standing = await Standing.Now(db, me.Id, place, clock.Today());
        if (!standing.MayGive(role.Role)) return new Outcome.Hidden();
        if (role.State != RoleState.Waiting) return new Outcome.Refused(new DecidedAlready());
        if (role.PersonId == me.Id && !(standing.IsOperator && await IsOnlyOperator(db))) return new Outcome.Refused(new OwnRequest());
        var empties = await Empties(db, role, clock.Today());
        if (await change(role) is { } why) return new Outcome.Refused(why);
        var after = (await Find(db, place, id))!;
        return new Outcome.Done(role, after, empties && after.State == RoleState.Held);
    }, tell: done => letters?.Changed(done, me.Id) ?? Task.CompletedTask);

    /// <summary>Nobody else could decide on an operator's own request.</summary>
    public static async Task<bool> IsOnlyOperator(HubDb db) => await db.Read<Person>().CountAsync(p => p.IsOperator && p.EndedAt == null) == 1;

    private static Task<RoleHeld?> Find(HubDb db, Guid place, Guid id) => db.Read<RoleHeld>().SingleOrDefaultAsync(r => r.PlaceId == place && r.Id == id);
}

/// <summary>What became of a decision.</summary>
public abstract record Outcome
{
    /// <param name="Emptied">nobody coordinates the place any more</param>
    public sealed record Done(RoleHeld Before, RoleHeld After, bool Emptied = false) : Outcome;

    public sealed record Refused(Refusal Why) : Outcome;

    /// <summary>There is no such role, as far as this person may know.</summary>
    public sealed record Hidden : Outcome;
}
