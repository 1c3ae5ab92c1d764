using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>
/// What becomes of roles, requests and invitations when a place merges or closes; inside the transaction of that change.
/// A merger moves all of it to the place that it went into. After a closure who had a role reads for a year.
/// </summary>
internal static class FollowPlaces
{
    public static PlaceFollower Follower { get; } = new((services, change, _) => change.Event switch
    {
        // What is set for a day to come is done on that day: until then people work at both places.
        PlaceEvent.Merged when change.Into is { } into && change.On <= services.GetRequiredService<TimeProvider>().Today() => Merged(services, change.PlaceId, into),
        PlaceEvent.Closed => Closed(services, change.PlaceId, change.On),
        PlaceEvent.Reopened => Reopened(services, change.PlaceId),
        _ => Task.CompletedTask,
    });

    /// <summary>Places with something to move, whose merger was set for a day that has come.</summary>
    public static IQueryable<Guid> MergersDue(HubDb db, DateTime now, DateOnly today) =>
        db.Read<RoleHeld>().Where(r => r.EndedAt == null && (r.EndsOn == null || r.EndsOn > today)).Select(r => r.PlaceId)
            .Concat(Invitation.Open(db, now).Select(i => i.PlaceId)).Concat(db.Read<MailDomain>().Select(d => d.PlaceId))
            .Join(PlacesModule.LinksOn(db, LinkRole.Merged, today), p => p, l => l.PlaceId, (p, _) => p).Distinct();

    public static async Task MoveDue(IServiceProvider services, Guid place)
    {
        var (db, today) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>().Today());
        await db.InTransaction(async () => await Merged(services, place, await PlacesModule.Survivor(db, place, today)));
    }

    /// <summary>Places where somebody waits, whose closure was set for a day that has come.</summary>
    public static IQueryable<Guid> ClosuresDue(HubDb db, DateTime now, DateOnly today)
    {
        var (closed, merged) = (PlaceDirectory.ClosedBy(db, today), PlacesModule.LinksOn(db, LinkRole.Merged, today).Select(l => l.PlaceId));
        return db.Read<RoleHeld>().Where(r => r.ApprovedAt == null && r.EndedAt == null).Select(r => r.PlaceId).Concat(Invitation.Open(db, now).Select(i => i.PlaceId))
            .Where(p => closed.Contains(p) && !merged.Contains(p)).Distinct();
    }

    public static Task CloseDue(IServiceProvider services, Guid place)
    {
        var db = services.GetRequiredService<HubDb>();
        return db.InTransaction(async () =>
        {
            await RoleChanges.Lock(db, place);
            await NobodyWaits(services, place);
            await db.SaveChangesAsync();
        });
    }

    private static async Task Merged(IServiceProvider services, Guid place, Guid into)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        foreach (var one in new[] { place, into }.Order()) await RoleChanges.Lock(db, one);
        var last = await RoleChanges.Coordinators(db, place).Concat(RoleChanges.Coordinators(db, into)).OrderBy(r => r.Id).Select(r => (Guid?)r.PersonId).FirstOrDefaultAsync();
        foreach (var role in await Standing(db, place).ToListAsync()) await Move(db, role, into, clock);
        foreach (var open in await Open(db, place).ToListAsync())
        {
            await Leave(db, open, clock);
            if (open.HandsOver is not null || await Open(db, into).AnyAsync(i => i.NormalizedEmail == open.NormalizedEmail)) continue;
            db.Add(new Invitation { PlaceId = into, Email = open.Email, NormalizedEmail = open.NormalizedEmail, Role = open.Role, InvitedBy = open.InvitedBy, InvitedAt = open.InvitedAt });
        }
        foreach (var domain in await db.Read<MailDomain>().Where(d => d.PlaceId == place).ToListAsync()) await Move(db, domain, into);
        await db.SaveChangesAsync();
        if (last is { } left && !await RoleChanges.Coordinators(db, into).AnyAsync() && !await RoleEnds.HasClosed(db, into, clock.Today()))
            await services.GetRequiredService<RoleLetters>().NobodyLeft(into, left);
    }

    /// <summary>Gives at the other place what was held or asked for at the one that is gone; where both are known, the higher one stays.</summary>
    private static async Task Move(HubDb db, RoleHeld role, Guid into, TimeProvider clock)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var ends = RoleEnds.Of(role.ChosenEndsOn, await RoleEnds.ClosedOn(db, into));
        // Its day has come, or would at the other place: it ends, and does not begin again there.
        if (role.EndsOn <= today) return;
        await RoleChanges.End(db, role, null, "ended with the merger", now);
        if (ends <= today) return;
        var moved = new RoleHeld
        {
            PlaceId = into, PersonId = role.PersonId, Role = role.Role, Since = role.Since, Reason = role.Reason, ApprovedAt = role.ApprovedAt,
            ApprovedBy = role.ApprovedBy, Answer = role.Answer, EndsOn = ends, ChosenEndsOn = role.ChosenEndsOn, WentOverAt = role.WentOverAt, RemindedAt = role.RemindedAt,
        };
        var there = await Standing(db, into).Where(r => r.PersonId == role.PersonId).ToListAsync();
        if (role.State == RoleState.Waiting)
        {
            if (there.Exists(r => r.State == RoleState.Waiting || r.Role >= role.Role)) return;
        }
        else
        {
            if (await RoleChanges.GiveUp(db, role.PersonId, moved, clock) is not null) return;
            await RoleChanges.NeedsNoDecision(db, moved, clock);
        }
        db.Add(moved);
        db.Record(Guid.Empty, "moved with the merger", into, moved.Id, now);
        await db.SaveChangesAsync();
    }

    private static async Task Move(HubDb db, MailDomain domain, Guid into)
    {
        await db.Set<MailDomain>().Where(d => d.PlaceId == domain.PlaceId && d.Domain == domain.Domain).ExecuteDeleteAsync();
        if (await db.Read<MailDomain>().AnyAsync(d => d.PlaceId == into && d.Domain == domain.Domain)) return;
        db.Add(new MailDomain { PlaceId = into, Domain = domain.Domain, Most = domain.Most, SetBy = domain.SetBy, SetAt = domain.SetAt });
    }

    private static async Task Closed(IServiceProvider services, Guid place, DateOnly on)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        await RoleChanges.Lock(db, place);
        foreach (var role in await Standing(db, place).Where(r => r.ApprovedAt != null).ToListAsync())
        {
            // Where the day of the closure changes, so does the end that it gave.
            var ends = RoleEnds.Of(role.ChosenEndsOn, on);
            if (ends == role.EndsOn) continue;
            await db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndsOn, ends));
            db.Record(Guid.Empty, "ends a year after the closure", place, role.Id, clock.Now());
        }
        // Until that day somebody may be let in, and let go.
        if (on <= clock.Today()) await NobodyWaits(services, place);
        await db.SaveChangesAsync();
    }

    /// <summary>Ends requests and invitations of a place that has closed, and says so.</summary>
    private static async Task NobodyWaits(IServiceProvider services, Guid place)
    {
        var (db, clock, letters) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<RoleLetters>());
        foreach (var request in await Standing(db, place).Where(r => r.ApprovedAt == null).ToListAsync())
        {
            await RoleChanges.End(db, request, null, "ended with the closure", clock.Now());
            await letters.ClosedBefore(request);
        }
        foreach (var open in await Open(db, place).ToListAsync())
        {
            await Leave(db, open, clock);
            await letters.InvitationEnded(open);
        }
    }

    /// <summary>Roles that only ended a year later because the place had closed go on; a last day that somebody chose stays.</summary>
    private static async Task Reopened(IServiceProvider services, Guid place)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        await RoleChanges.Lock(db, place);
        foreach (var role in await Standing(db, place).Where(r => r.ApprovedAt != null && r.EndsOn != r.ChosenEndsOn).ToListAsync())
        {
            await db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndsOn, role.ChosenEndsOn));
            db.Record(Guid.Empty, "goes on after the reopening", place, role.Id, clock.Now());
        }
        await db.SaveChangesAsync();
    }

    private static async Task Leave(HubDb db, Invitation open, TimeProvider clock)
    {
        await db.Set<Invitation>().Where(i => i.PlaceId == open.PlaceId && i.Id == open.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.EndedAt, clock.Now()));
        db.Record(Guid.Empty, "withdrew", open.PlaceId, open.Id, clock.Now());
    }

    private static IQueryable<RoleHeld> Standing(HubDb db, Guid place) => db.Read<RoleHeld>().Where(r => r.PlaceId == place && r.EndedAt == null).OrderBy(r => r.Since).ThenBy(r => r.Id);

    private static IQueryable<Invitation> Open(HubDb db, Guid place) => db.Read<Invitation>().Where(i => i.PlaceId == place && i.AcceptedAt == null && i.EndedAt == null);
}
