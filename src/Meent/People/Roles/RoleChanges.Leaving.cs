using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

public static partial class RoleChanges
{
    /// <summary>
    /// Ends all that a person has and asked for, and the invitations that they wrote: the account is deleted or ended. Where a place is
    /// left without a coordinator, those who care for it get a mail. Within the transaction that is open, or in one of its own.
    /// </summary>
    /// <param name="by">who did it: the person, or an operator</param>
    public static async Task PersonLeft(IServiceProvider services, Guid person, Guid by)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        var emptied = await (db.Database.CurrentTransaction is null ? db.InTransaction(() => EndAll(db, person, by, clock)) : EndAll(db, person, by, clock));
        var letters = services.GetRequiredService<RoleLetters>();
        foreach (var place in emptied) await letters.NobodyLeft(place, person);
    }

    /// <summary>Ends a role from the command line of the machine.</summary>
    public static Task<Outcome> EndByCommand(HubDb db, Guid person, Role held, Guid place, TimeProvider clock) => Locked(db, place, async () =>
    {
        if (await db.Read<RoleHeld>().SingleOrDefaultAsync(r => r.PlaceId == place && r.PersonId == person && r.Role == held && r.ApprovedAt != null && r.EndedAt == null) is not { } role) return new Outcome.Hidden();
        var emptied = await IsLastCoordinator(db, role, clock.Today());
        await End(db, role, Guid.Empty, "ended", clock.Now());
        return new Outcome.Done(role, (await Find(db, place, role.Id))!, emptied);
    });

    /// <summary>Ends a role whose day has come, and tells of it; not where another process did it before.</summary>
    public static Task EndDue(HubDb db, RoleHeld due, TimeProvider clock, RoleLetters letters) => Locked(db, due.PlaceId, async () =>
    {
        if (await Find(db, due.PlaceId, due.Id) is not { State: RoleState.Held } role || !(role.EndsOn <= clock.Today())) return new Outcome.Hidden();
        // It gives no right since that day: whether others coordinate decides whether the place was emptied by it. Of several that end on one day, the last one tells.
        var emptied = await IsLastCoordinator(db, role, clock.Today()) && !await Coordinators(db, role.PlaceId).AnyAsync(r => r.Id != role.Id);
        await End(db, role, null, "ended", clock.Now());
        return new Outcome.Done(role, (await Find(db, role.PlaceId, role.Id))!, emptied);
    }, tell: done => letters.Changed(done, Guid.Empty));

    /// <summary>Ends a request that nobody decided on for so long, and tells of it; not where it was decided meanwhile, or another process did it before.</summary>
    public static Task Lapse(HubDb db, RoleHeld request, TimeProvider clock, RoleLetters letters) => Locked(db, request.PlaceId, async () =>
    {
        if (await Find(db, request.PlaceId, request.Id) is not { State: RoleState.Waiting } role) return new Outcome.Hidden();
        await End(db, role, null, "lapsed", clock.Now());
        return new Outcome.Done(role, (await Find(db, role.PlaceId, role.Id))!);
    }, tell: done => letters.Lapsed(done.After));

    /// <summary>Notes that those who may decide are reminded of a request, and tells them; not where another process did it before, or somebody has decided.</summary>
    public static Task Remind(HubDb db, RoleHeld request, TimeProvider clock, RoleLetters letters) => db.InTransaction(async () =>
    {
        if (await Waiting(db, request.PlaceId, request.Id).Where(r => r.RemindedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.RemindedAt, clock.Now())) == 1) await letters.Reminded(request);
    });

    /// <summary>Ends a role that went over to another, within the transaction; on the day that was chosen, where one was.</summary>
    public static async Task HandOver(HubDb db, RoleHeld role, TimeProvider clock)
    {
        await db.Set<RoleHeld>().Where(r => r.PlaceId == role.PlaceId && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.WentOverAt, clock.Now()));
        if (role is { State: RoleState.Held, ChosenEndsOn: null }) await End(db, role, role.PersonId, "handed over", clock.Now());
    }

    /// <summary>Sets the last day of one's own role, or takes it back. A role that went over to another ends on its day, or before.</summary>
    public static Task<Outcome> ChooseLastDay(HubDb db, RoleHeld mine, DateOnly? lastDay, TimeProvider clock) => Locked(db, mine.PlaceId, async () =>
    {
        var chosen = lastDay?.AddDays(1);
        if (await Find(db, mine.PlaceId, mine.Id) is not { State: RoleState.Held } role || role.ChosenEndsOn == chosen) return new Outcome.Hidden();
        if (role.WentOverAt is not null && (chosen is null || chosen > role.EndsOn)) return new Outcome.Refused(new HandedOverAlready());
        var ends = RoleEnds.Of(chosen, await RoleEnds.ClosedOn(db, role.PlaceId));
        await db.Set<RoleHeld>().Where(r => r.PlaceId == role.PlaceId && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ChosenEndsOn, chosen).SetProperty(r => r.EndsOn, ends));
        db.Record(role.PersonId, "chose a last day", role.PlaceId, role.Id, clock.Now());
        return new Outcome.Done(role, (await Find(db, role.PlaceId, role.Id))!);
    });

    private static async Task<IReadOnlyList<Guid>> EndAll(HubDb db, Guid person, Guid by, TimeProvider clock)
    {
        var places = await db.Read<RoleHeld>().Where(r => r.PersonId == person && r.EndedAt == null).Select(r => r.PlaceId).Distinct().ToListAsync();
        // In one order for everybody, so that two who leave the same places do not wait for each other for ever.
        foreach (var place in places.Order()) await Lock(db, place);
        var emptied = new List<Guid>();
        foreach (var role in await db.Read<RoleHeld>().Where(r => r.PersonId == person && r.EndedAt == null).ToListAsync())
        {
            if (await IsLastCoordinator(db, role, clock.Today())) emptied.Add(role.PlaceId);
            if (role.ApprovedAt is null) await End(db, role, person, "withdrew request", clock.Now());
            else await End(db, role, by, by == person ? "left" : "ended", clock.Now());
        }
        foreach (var invitation in await db.Set<Invitation>().Where(i => i.InvitedBy == person && i.AcceptedAt == null && i.EndedAt == null).ToListAsync())
        {
            invitation.EndedAt = clock.Now();
            db.Record(by, "withdrew", invitation.PlaceId, invitation.Id, clock.Now());
        }
        await db.SaveChangesAsync();
        return emptied;
    }
}
