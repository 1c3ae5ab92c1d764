using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Gives a role at once to a person whose confirmed address is of a domain that an operator let in.</summary>
public sealed class MailDomains(HubDb db, RoleLetters letters, TimeProvider clock)
{
    /// <summary>The highest role that the person gets at the place without being asked about; null for none.</summary>
    public async Task<Role?> Most(Guid place, Guid person)
    {
        if (await db.Read<Person>().Where(p => p.Id == person && p.EmailConfirmed).Select(p => p.Email).SingleOrDefaultAsync() is not { } email || MailDomain.Of(email) is not { } domain) return null;
        var boards = HeldRoles.BoardOf(db, place, clock.Today());
        var most = await db.Read<MailDomain>().Where(d => d.Domain == domain && (d.PlaceId == place || boards.Contains(d.PlaceId))).Select(d => (Role?)d.Most).MaxAsync();
        return most is null || await WasSentAway(place, person) ? null : most;
    }

    /// <summary>Gives what somebody asks for, where the address is enough for it.</summary>
    /// <returns>false where somebody has to decide</returns>
    public async Task<bool> Joins(RoleHeld asked)
    {
        var outcome = await RoleChanges.Locked(db, asked.PlaceId, async () =>
        {
            if (!(asked.Role <= await Most(asked.PlaceId, asked.PersonId))) return new Outcome.Hidden();
            var role = new RoleHeld { PlaceId = asked.PlaceId, Id = asked.Id, PersonId = asked.PersonId, Role = asked.Role, Since = asked.Since, Reason = asked.Reason, ApprovedAt = asked.Since };
            var empties = await RoleChanges.Empties(db, role, clock.Today());
            if ((await RoleEnds.Fit(db, role, clock.Today()) ?? await RoleChanges.GiveUp(db, asked.PersonId, role, clock)) is { } why) return new Outcome.Refused(why);
            db.Add(role);
            db.Record(role.PersonId, "joined", role.PlaceId, role.Id, role.Since);
            await RoleChanges.NeedsNoDecision(db, role, clock);
            return new Outcome.Done(asked, role, empties);
        }, asked.PersonId, async done =>
        {
            await letters.Joined(done.After);
            if (done.Emptied) await letters.NobodyLeft(done.After.PlaceId, done.After.PersonId);
        });
        return outcome is not Outcome.Hidden;
    }

    /// <summary>Whom somebody refused or ended at a place, or at one that went into it, does not come back by the address alone.</summary>
    private async Task<bool> WasSentAway(Guid place, Guid person)
    {
        var places = (await PlacesModule.WithMerged(db, [place], clock.Today())).Keys.ToList();
        return await db.Read<RoleHeld>().AnyAsync(r => places.Contains(r.PlaceId) && r.PersonId == person && r.EndedBy != null && r.EndedBy != person);
    }
}
