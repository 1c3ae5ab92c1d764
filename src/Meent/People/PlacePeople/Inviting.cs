using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Inviting, withdrawing, accepting, declining. Whether an address has an account stays with its owner.</summary>
public sealed class Inviting(HubDb db, Tries tries, RoleLetters letters, TimeProvider clock, Texts T)
{
    /// <summary>Invites an address to a role; a new invitation takes the place of an open one.</summary>
    /// <returns>false with <paramref name="errors"/> filled</returns>
    public async Task<bool> Invite(Place place, Me me, Posted posted, FormErrors errors)
    {
        var email = PersonForm.Email(posted, errors, T);
        if (RoleNames.Parse(posted["role"]) is not { } role)
        {
            errors.Add("role", T["Choose what this person may do."]);
            return false;
        }
        return await Invite(place, me, email ?? "", role, errors);
    }

    /// <inheritdoc cref="Invite(Place, Me, Posted, FormErrors)"/>
    /// <param name="email">an address; without meaning where an error says so</param>
    public async Task<bool> Invite(Place place, Me me, string email, Role role, FormErrors errors)
    {
        if (!(await Standing.Now(db, me.Id, place.PlaceId, clock.Today())).MayGive(role))
        {
            errors.Add("role", T["Choose what this person may do."]);
            return false;
        }
        if (!place.IsOpenOn(clock.Today())) errors.Add("", new PlaceHasClosed().Sentence(T));
        return !errors.Any && await Invite(place.PlaceId, me, email, role, null, errors);
    }

    /// <summary>Asks an address to take one's own role over.</summary>
    /// <param name="mine">a role that the one who asks holds</param>
    /// <returns>false with <paramref name="errors"/> filled</returns>
    public Task<bool> HandOver(RoleHeld mine, Me me, string email, FormErrors errors) => Invite(mine.PlaceId, me, email, mine.Role, mine.Id, errors);

    /// <param name="email">checked before</param>
    /// <param name="handsOver">the role of the one who invites, where it goes over to the other</param>
    /// <returns>false with <paramref name="errors"/> filled</returns>
    private async Task<bool> Invite(Guid place, Me me, string email, Role role, Guid? handsOver, FormErrors errors)
    {
        var normalized = Persons.NormalizedEmail(email);
        if (normalized == Persons.NormalizedEmail(me.Email)) errors.Add("email", new InvitesOneself().Sentence(T));
        else if (await tries.Take(new Limit("invite", me.Id.ToString(), 100, TimeSpan.FromHours(1))) is { } wait) errors.Add("", TooManyTries.Sentence(wait, T));
        if (errors.Any) return false;
        var invitation = new Invitation { PlaceId = place, Email = email, NormalizedEmail = normalized, Role = role, InvitedBy = me.Id, InvitedAt = clock.Now(), HandsOver = handsOver };
        var why = await Save(invitation, () => letters.Invited(invitation, me, T.Language));
        if (why is not null) errors.Add(why is InvitedToMore ? "email" : "", why.Sentence(T));
        return why is null;
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
        if (!Guid.TryParse(id, out var wanted)) return new InvitationIsGone();
        try
        {
            return await db.InTransaction(async () =>
            {
                var (left, why) = await Take(place, wanted, me);
                if (left is not null) await letters.HandedOver(left, me.Id);
                return why;
            });
        }
        catch (Exception e) when (UniqueViolation.Is(e))
        {
            db.ChangeTracker.Clear();
            return new ChangedMeanwhile();
        }
    }

    /// <returns>the role that went over, where one did; or why not</returns>
    private async Task<(RoleHeld? Left, Refusal? Why)> Take(Guid place, Guid id, Me me)
    {
        if (!await RoleChanges.Stays(db, me.Id)) return (null, new InvitationIsGone());
        await RoleChanges.Lock(db, place);
        var (mine, now) = (Persons.NormalizedEmail(me.Email), clock.Now());
        if (await Invitation.Open(db, now).SingleOrDefaultAsync(i => i.PlaceId == place && i.Id == id && i.NormalizedEmail == mine && i.InvitedBy != me.Id) is not { } invitation) return (null, new InvitationIsGone());
        var left = invitation.HandsOver is { } leaving ? await db.Read<RoleHeld>().SingleOrDefaultAsync(r => r.PlaceId == place && r.Id == leaving) : null;
        if (!(invitation.HandsOver is null ? await MayStillGive(invitation) : MayStillHandOver(invitation, left))) return (null, new InvitationIsGone());
        // One id for both: the entries about the invitation are those about the role.
        var role = new RoleHeld { PlaceId = place, Id = id, PersonId = me.Id, Role = invitation.Role, Since = now, ApprovedAt = now, ApprovedBy = invitation.InvitedBy };
        if (await RoleEnds.Fit(db, role, clock.Today()) is { } closed) return (null, closed);
        var empties = await RoleChanges.Empties(db, role, clock.Today());
        var why = await RoleChanges.GiveUp(db, me.Id, role, clock);
        // What the person has ends before this would: it can be accepted then.
        if (why is HigherRoleUntil) return (null, why);
        await db.Set<Invitation>().Where(i => i.PlaceId == place && i.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.AcceptedAt, now));
        if (why is null) db.Add(role);
        db.Record(me.Id, "accepted", place, id, now);
        await RoleChanges.NeedsNoDecision(db, role, clock);
        if (left is not null) await RoleChanges.HandOver(db, left, clock);
        await db.SaveChangesAsync();
        if (empties) await letters.NobodyLeft(place, me.Id);
        return (left, null);
    }

    private async Task<bool> MayStillGive(Invitation invitation) =>
        (await Standing.Now(db, invitation.InvitedBy, invitation.PlaceId, clock.Today())).MayGive(invitation.Role);

    /// <summary>The role is still there to be handed over, or ended on the day that its holder chose; not where another ended it, or has taken it over.</summary>
    private static bool MayStillHandOver(Invitation invitation, RoleHeld? role) =>
        role is { ApprovedAt: not null, WentOverAt: null } && role.PersonId == invitation.InvitedBy && role.Role >= invitation.Role && (role.EndedAt is null || (role.EndedBy is null && role.EndsOn is not null));

    /// <summary>Why somebody is not invited, as it stands within the lock.</summary>
    private async Task<Refusal?> MayNot(Invitation i)
    {
        if (await RoleEnds.HasClosed(db, i.PlaceId, clock.Today())) return new PlaceHasClosed();
        if (i.HandsOver is not { } mine) return null;
        if (await db.Read<RoleHeld>().AnyAsync(r => r.PlaceId == i.PlaceId && r.Id == mine && r.WentOverAt != null)) return new HandedOverAlready();
        // Everybody may hand over, also who may not see invitations: so it pushes none out that gives more.
        return await Invitation.Open(db, i.InvitedAt).AnyAsync(o => o.PlaceId == i.PlaceId && o.NormalizedEmail == i.NormalizedEmail && o.Role > i.Role) ? new InvitedToMore() : null;
    }

    /// <param name="tell">writes the letter; not where the same was written a moment ago</param>
    /// <returns>why not</returns>
    private Task<Refusal?> Save(Invitation i, Func<Task> tell) => db.InTransaction<Refusal?>(async () =>
    {
        if (!await RoleChanges.Stays(db, i.InvitedBy)) return new ChangedMeanwhile();
        await RoleChanges.Lock(db, i.PlaceId);
        if (await MayNot(i) is { } why) return why;
        var open = db.Set<Invitation>().Where(o => o.PlaceId == i.PlaceId && o.AcceptedAt == null && o.EndedAt == null);
        foreach (var old in await open.Where(o => o.NormalizedEmail == i.NormalizedEmail || (o.HandsOver != null && o.HandsOver == i.HandsOver)).ToListAsync())
        {
            // The same sent twice is one invitation, and one mail.
            if (old.NormalizedEmail == i.NormalizedEmail && old.Role == i.Role && old.InvitedBy == i.InvitedBy && old.HandsOver == i.HandsOver && old.InvitedAt > i.InvitedAt - TimeSpan.FromMinutes(1)) return null;
            old.EndedAt = i.InvitedAt;
            db.Record(i.InvitedBy, "withdrew", i.PlaceId, old.Id, i.InvitedAt);
        }
        await db.SaveChangesAsync();
        db.Add(i);
        db.Record(i.InvitedBy, "invited", i.PlaceId, i.Id, i.InvitedAt);
        await db.SaveChangesAsync();
        await tell();
        return null;
    });

    private async Task<bool> End(Guid place, string? id, Me me, string act, System.Linq.Expressions.Expression<Func<Invitation, bool>> may)
    {
        if (!Guid.TryParse(id, out var wanted)) return false;
        return await db.InTransaction(async () =>
        {
            await RoleChanges.Lock(db, place);
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
