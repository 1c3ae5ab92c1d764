using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Inviting, withdrawing, accepting, declining. Whether an address has an account stays with its owner.</summary>
public sealed class Inviting(HubDb db, Tries tries, Letters letters, TimeProvider clock, Texts T)
{
    /// <summary>Invites an address as leader or reader; a new invitation takes the place of an open one.</summary>
    /// <returns>false with <paramref name="errors"/> filled</returns>
    public async Task<bool> Invite(Place place, Me me, Posted posted, FormErrors errors)
    {
        var email = PersonForm.Email(posted, errors, T);
        if (RoleNames.Parse(posted["role"]) is not { } role || !RoleChanges.MayDecide(me, role, place.PlaceId))
        {
            errors.Add("role", T["Choose what this person may do."]);
            return false;
        }
        if (!errors.Any && await tries.Take(new Limit("invite", me.Id.ToString(), 100, TimeSpan.FromHours(1))) is { } wait) errors.Add("", TooManyTries.Sentence(wait, T));
        if (errors.Any) return false;
        var invitation = new Invitation { PlaceId = place.PlaceId, Email = email!, NormalizedEmail = Persons.NormalizedEmail(email!), Role = role, InvitedBy = me.Id, InvitedAt = clock.Now() };
        if (await Save(invitation)) letters.Invited(invitation, me, place.Name, T.Language);
        return true;
    }

    public Task<bool> Withdraw(Guid place, string? id, Me me) => End(place, id, me, "withdrew", i => true);

    public Task<bool> Decline(Guid place, string? id, Me me)
    {
        var mine = Persons.NormalizedEmail(me.Email);
        return End(place, id, me, "declined", i => i.NormalizedEmail == mine);
    }

    /// <summary>Takes the role, where the one who invited may still give it.</summary>
    public async Task<Refusal?> Accept(Guid place, string? id, Me me)
    {
        var mine = Persons.NormalizedEmail(me.Email);
        if (!Guid.TryParse(id, out var wanted)) return new InvitationIsGone();
        try
        {
            return await db.InTransaction(async () =>
            {
                var now = clock.Now();
                if (await Invitation.Open(db, now).SingleOrDefaultAsync(i => i.PlaceId == place && i.Id == wanted && i.NormalizedEmail == mine) is not { } invitation
                    || !await MayStillGive(invitation)
                    || await db.Set<Invitation>().Where(i => i.PlaceId == place && i.Id == wanted && i.AcceptedAt == null && i.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.AcceptedAt, now)) == 0)
                    return new InvitationIsGone();
                var role = new RoleHeld { PlaceId = place, PersonId = me.Id, Role = invitation.Role, Since = now, ApprovedAt = now, ApprovedBy = invitation.InvitedBy };
                if (!await RoleChanges.EndLower(db, me.Id, role, now)) db.Add(role);
                // What was asked for before and is now had needs no decision any more.
                await db.Set<RoleHeld>().Where(r => r.PlaceId == place && r.PersonId == me.Id && r.ApprovedAt == null && r.EndedAt == null && r.Role <= invitation.Role)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBy, me.Id));
                db.Record(me.Id, "accepted", place, wanted, now);
                await db.SaveChangesAsync();
                return (Refusal?)null;
            });
        }
        catch (Exception e) when (UniqueViolation.Is(e))
        {
            return new ChangedMeanwhile();
        }
    }

    private async Task<bool> MayStillGive(Invitation invitation)
    {
        if (await db.Read<Person>().AnyAsync(p => p.Id == invitation.InvitedBy && p.IsOperator)) return true;
        return RoleChanges.MayDecide(await HeldRoles.Of(db, invitation.InvitedBy, clock.Today()), invitation.Role, invitation.PlaceId);
    }

    /// <returns>false where another invitation of the same address was written at the same moment</returns>
    private Task<bool> Save(Invitation i) => db.InTransaction(async () =>
    {
        await db.Set<Invitation>().Where(o => o.PlaceId == i.PlaceId && o.NormalizedEmail == i.NormalizedEmail && o.AcceptedAt == null && o.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.EndedAt, i.InvitedAt));
        if (await db.Database.ExecuteSqlAsync($"""
            insert into people_invitation (place_id, id, email, normalized_email, role, invited_by, invited_at)
            values ({i.PlaceId}, {i.Id}, {i.Email}, {i.NormalizedEmail}, {(int)i.Role}, {i.InvitedBy}, {i.InvitedAt})
            on conflict do nothing
            """) == 0) return false;
        db.Record(i.InvitedBy, "invited", i.PlaceId, i.Id, i.InvitedAt);
        await db.SaveChangesAsync();
        return true;
    });

    private async Task<bool> End(Guid place, string? id, Me me, string act, System.Linq.Expressions.Expression<Func<Invitation, bool>> may)
    {
        if (!Guid.TryParse(id, out var wanted)) return false;
        return await db.InTransaction(async () =>
        {
            var now = clock.Now();
            var open = db.Set<Invitation>().Where(i => i.PlaceId == place && i.Id == wanted).Where(may);
            if (!await open.AnyAsync()) return false;
            // Ended already by a click before this one: it is as the person wants it.
            if (await open.Where(i => i.AcceptedAt == null && i.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.EndedAt, now)) == 0) return true;
            db.Record(me.Id, act, place, wanted, now);
            await db.SaveChangesAsync();
            return true;
        });
    }
}
