using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Meent.People.OwnData;

/// <summary>Roles, invitations, and what the person decided for others: then without saying whom it concerned.</summary>
internal static class RoleSections
{
    public static async Task<IReadOnlyList<KnownSection>> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var (db, lookup) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<PlaceLookup>());
        var mine = await db.RolesOf(who.Id, cancel);
        var decided = await db.Read<RoleHeld>().Where(r => r.PersonId != who.Id && (r.ApprovedBy == who.Id || r.EndedBy == who.Id)).OrderByDescending(r => r.Since).ToListAsync(cancel);
        var invitations = await db.Read<Invitation>().Where(i => i.NormalizedEmail == who.NormalizedEmail || i.InvitedBy == who.Id).OrderByDescending(i => i.InvitedAt).ToListAsync(cancel);
        var domains = await db.Read<MailDomain>().Where(d => d.SetBy == who.Id).OrderBy(d => d.Domain).ToListAsync(cancel);
        var names = await lookup.Names([.. mine.Select(r => r.PlaceId), .. decided.Select(r => r.PlaceId), .. invitations.Select(i => i.PlaceId), .. domains.Select(d => d.PlaceId)]);
        string Place(Guid id) => names.GetValueOrDefault(id, T["A place that is gone"]);
        return
        [
            new("roles", T["Your roles and requests"], T["Kept as long as you have the account: it shows who may speak for a place, and who could."], [.. mine.Select(r => Of(r, Place(r.PlaceId), T))]),
            new("decisions", T["What you decided for others"], T["Kept with the role of the other. When you delete the account, it no longer says that it was you."],
                [.. decided.Select(r => KnownItem.Of(new("place", T["Place"], Place(r.PlaceId)), new("role", T["Role"], RoleNames.Of(r.Role, T)), new("on", T["On"], T.Date(r.EndedAt ?? r.ApprovedAt ?? r.Since)), (r.ApprovedBy ?? r.EndedBy) == who.Id ? KnownFact.Maybe("answer", T["Your answer"], r.Answer) : null))]),
            new("invitations", T["Invitations to you and by you"], T["Those to you go with the account; those by you stay with the place and no longer name you."], [.. invitations.Select(i => Of(i, who, Place(i.PlaceId), T))]),
            new("mailDomains", T["Mail domains that you let in"], T["Kept with the place. When you delete the account, it no longer says that it was you."],
                [.. domains.Select(d => KnownItem.Of(new("place", T["Place"], Place(d.PlaceId)), new("domain", T["Mail domain"], d.Domain), new("on", T["On"], T.Date(d.SetAt))))]),
        ];
    }

    private static KnownItem Of(RoleHeld role, string place, Texts T) => KnownItem.Of(
        new("role", T["Role"], RoleNames.Of(role.Role, T)),
        new("place", T["Place"], place),
        new("state", T["State"], RoleNames.Of(role.State, T)),
        new("since", T["Since"], T.Date(role.Since)),
        role.EndsOn is { } last ? new("lastDay", T["Last day"], T.Date(last.AddDays(-1))) : null,
        role.EndedAt is { } ended ? new("until", T["Until"], T.Date(ended)) : null,
        KnownFact.Maybe("reason", T["Your reason"], role.Reason),
        KnownFact.Maybe("answer", T["The answer"], role.Answer));

    private static KnownItem Of(Invitation invitation, DataSubject who, string place, Texts T) => KnownItem.Of(
        new("direction", T["To whom"], invitation.NormalizedEmail == who.NormalizedEmail ? T["to you"] : T["by you"]),
        new("place", T["Place"], place),
        new("role", T["Role"], RoleNames.Of(invitation.Role, T)),
        new("on", T["On"], T.Date(invitation.InvitedAt)));
}
