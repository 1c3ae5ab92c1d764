using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People.OwnData;

/// <summary>What this module knows about a person, and how it forgets them.</summary>
internal static class PeopleKnowledge
{
    public static PersonKnowledge All { get; } = new()
    {
        Columns = new Dictionary<string, Fate>
        {
            ["people_person.id"] = Fate.Goes, ["people_person.name"] = Fate.Goes, ["people_person.name_folded"] = Fate.Goes,
            ["people_person.email"] = Fate.Goes, ["people_person.normalized_email"] = Fate.Goes,
            ["people_person.user_name"] = Fate.Goes, ["people_person.normalized_user_name"] = Fate.Goes,
            ["people_claim.user_id"] = Fate.Goes, ["people_login.user_id"] = Fate.Goes, ["people_token.user_id"] = Fate.Goes, ["people_passkey.user_id"] = Fate.Goes,
            ["people_session.person_id"] = Fate.Goes, ["people_authenticator.person_id"] = Fate.Goes, ["people_recovery_code.person_id"] = Fate.Goes,
            ["people_address_change.person_id"] = Fate.Goes, ["people_address_change.email"] = Fate.Goes, ["people_address_change.normalized_email"] = Fate.Goes,
            ["people_email_code.email"] = Fate.Goes, ["people_email_code.purpose"] = Fate.Goes,
            ["people_role.person_id"] = Fate.Emptied, ["people_role.approved_by"] = Fate.Emptied, ["people_role.ended_by"] = Fate.Emptied, ["people_role.answer"] = Fate.Emptied,
            ["people_invitation.email"] = Fate.Goes, ["people_invitation.normalized_email"] = Fate.Goes, ["people_invitation.invited_by"] = Fate.Emptied,
            ["people_mail_domain.set_by"] = Fate.Emptied,
        },
        Read = async (services, who, T, cancel) =>
        [
            .. await AccountSections.Read(services, who, T, cancel),
            .. await RoleSections.Read(services, who, T, cancel),
            .. await TraceSections.Read(services, who, T, cancel),
        ],
        Erase = Erase,
    };

    /// <summary>Codes that wait for the person's address, however it was typed, or for one that they want to have. There are few: they hold for half an hour.</summary>
    public static async Task<IReadOnlyList<EmailCode>> CodesTo(HubDb db, DataSubject who, CancellationToken cancel) =>
        [.. (await db.Read<EmailCode>().ToListAsync(cancel)).Where(c => c.Purpose == EmailCode.ForAddress(who.Id) || Persons.NormalizedEmail(c.Email) == who.NormalizedEmail)];

    private static async Task Erase(IServiceProvider services, DataSubject who, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        await EraseRoles(db, who, Forgetting.SomebodyWhoLeft(services), cancel);
        await db.Set<Invitation>().Where(i => i.NormalizedEmail == who.NormalizedEmail).ExecuteDeleteAsync(cancel);
        await db.Set<Invitation>().Where(i => i.InvitedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.InvitedBy, Guid.Empty), cancel);
        await db.Set<MailDomain>().Where(d => d.SetBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.SetBy, Guid.Empty), cancel);
        var codes = (await CodesTo(db, who, cancel)).Select(c => c.Id).ToList();
        await db.Set<EmailCode>().Where(c => codes.Contains(c.Id)).ExecuteDeleteAsync(cancel);
        await db.Set<AddressChange>().Where(c => c.PersonId == who.Id || c.NormalizedEmail == who.NormalizedEmail).ExecuteDeleteAsync(cancel);
        await db.Set<Session>().Where(s => s.PersonId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<Authenticator>().Where(a => a.PersonId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<RecoveryCode>().Where(c => c.PersonId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<IdentityUserClaim<Guid>>().Where(c => c.UserId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == who.Id).ExecuteDeleteAsync(cancel);
        await db.Set<Person>().Where(p => p.Id == who.Id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The person's own roles go, or no longer say whose they were. What they decided for others stays, and no longer says who it was.</summary>
    private static async Task EraseRoles(HubDb db, DataSubject who, string instead, CancellationToken cancel)
    {
        // That somebody coordinated a place stays, without who it was: operators find the places that were left so.
        var coordinated = db.Set<RoleHeld>().Where(r => r.PersonId == who.Id && r.Role == Role.Coordinator && r.ApprovedAt != null && r.EndedAt != null);
        await coordinated.ExecuteUpdateAsync(s => s.SetProperty(r => r.PersonId, Guid.Empty).SetProperty(r => r.Reason, (string?)null).SetProperty(r => r.Answer, (string?)null), cancel);
        await db.Set<RoleHeld>().Where(r => r.PersonId == who.Id).ExecuteDeleteAsync(cancel);
        var answered = await db.Read<RoleHeld>().Where(r => r.Answer != null && (r.ApprovedBy == who.Id || r.EndedBy == who.Id)).Select(r => new { r.PlaceId, r.Id, r.Answer }).ToListAsync(cancel);
        foreach (var role in answered)
        {
            var answer = Forgetting.Without(role.Answer!, who, instead);
            if (answer != role.Answer) await db.Set<RoleHeld>().Where(r => r.PlaceId == role.PlaceId && r.Id == role.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Answer, answer), cancel);
        }
        await db.Set<RoleHeld>().Where(r => r.ApprovedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.ApprovedBy, Guid.Empty), cancel);
        await db.Set<RoleHeld>().Where(r => r.EndedBy == who.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedBy, Guid.Empty), cancel);
    }
}
