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

    /// <summary>Moves what is at places whose merger was set for a day that has come.</summary>
    public static async Task MoveDue(IServiceProvider services, DateOnly today)
    {
        var db = services.GetRequiredService<HubDb>();
        var due = await db.Read<RoleHeld>().Where(r => r.EndedAt == null).Join(PlacesModule.LinksOn(db, LinkRole.Merged, today), r => r.PlaceId, l => l.PlaceId, (r, l) => l.PlaceId).Distinct().ToListAsync();
        foreach (var place in due) await db.InTransaction(async () => await Merged(services, place, await PlacesModule.Survivor(db, place, today)));
    }

    private static async Task Merged(IServiceProvider services, Guid place, Guid into)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        foreach (var one in new[] { place, into }.Order()) await RoleChanges.Lock(db, one);
        foreach (var role in await Standing(db, place).ToListAsync()) await Move(db, role, into, clock);
        foreach (var open in await Open(db, place).ToListAsync())
        {
            await Leave(db, open, clock);
            if (open.HandsOver is not null || await Open(db, into).AnyAsync(i => i.NormalizedEmail == open.NormalizedEmail)) continue;
            db.Add(new Invitation { PlaceId = into, Email = open.Email, NormalizedEmail = open.NormalizedEmail, Role = open.Role, InvitedBy = open.InvitedBy, InvitedAt = open.InvitedAt });
        }
        foreach (var domain in await db.Read<MailDomain>().Where(d => d.PlaceId == place).ToListAsync()) await Move(db, domain, into);
        await db.SaveChangesAsync();
    }

    /// <summary>Gives at the other place what was held or asked for at the one that is gone; where both are known, the higher one stays.</summary>
    private static async Task Move(HubDb db, RoleHeld role, Guid into, TimeProvider clock)
    {
        var now = clock.Now();
        await RoleChanges.End(db, role, null, "ended with the merger", now);
        var moved = new RoleHeld
        {
            PlaceId = into, PersonId = role.PersonId, Role = role.Role, Since = role.Since, Reason = role.Reason, ApprovedAt = role.ApprovedAt,
            ApprovedBy = role.ApprovedBy, Answer = role.Answer, EndsOn = role.EndsOn, RemindedAt = role.RemindedAt,
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
        var (db, clock, letters) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<RoleLetters>());
        await RoleChanges.Lock(db, place);
        var last = on.AddYears(1);
        foreach (var role in await Standing(db, place).ToListAsync())
        {
            if (role.State == RoleState.Waiting)
            {
                await RoleChanges.End(db, role, null, "ended with the closure", clock.Now());
                await letters.ClosedBefore(role);
            }
            else if (role.EndsOn is null || role.EndsOn > last)
            {
                await db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndsOn, last));
                db.Record(Guid.Empty, "ends a year after the closure", place, role.Id, clock.Now());
            }
        }
        foreach (var open in await Open(db, place).ToListAsync())
        {
            await Leave(db, open, clock);
            await letters.InvitationEnded(open);
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Roles that only ended a year later because the place had closed go on.</summary>
    private static async Task Reopened(IServiceProvider services, Guid place)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        await RoleChanges.Lock(db, place);
        foreach (var role in await Standing(db, place).Where(r => r.ApprovedAt != null && r.EndsOn != null).ToListAsync())
        {
            await db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndsOn, (DateOnly?)null));
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
