using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People.OwnData;

/// <summary>The account itself, how its owner signs in, and where they are signed in.</summary>
internal static class AccountSections
{
    public static async Task<IReadOnlyList<KnownSection>> Read(IServiceProvider services, DataSubject who, Texts T, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        return [.. await Account(db, who, T, cancel), await Ways(services, db, who, T, cancel), await Devices(db, who, T, cancel), await Codes(db, who, T, cancel)];
    }

    private static async Task<IReadOnlyList<KnownSection>> Account(HubDb db, DataSubject who, Texts T, CancellationToken cancel)
    {
        if (await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == who.Id, cancel) is not { } person) return [];
        var item = KnownItem.Of(
            new("name", T["Name"], person.Name),
            KnownFact.Maybe("email", T["E-mail address"], person.Email),
            new("language", T["Language of mail to you"], T.Languages.FirstOrDefault(l => l.Tag == person.Language)?.Name ?? T["That of this hub"]),
            new("password", T["Password"], person.PasswordHash is null ? T["none"] : T["set; it cannot be read back"]),
            person.IsOperator ? new("operator", T["Operator"], T["You run this hub."]) : null,
            person.EndedAt is { } ended ? new("closedAt", T["Closed"], T.Date(ended)) : null);
        return [new("account", T["Your account"], T["Kept as long as you have the account, so that you can sign in and your colleagues know who you are."], [item])];
    }

    private static async Task<KnownSection> Ways(IServiceProvider services, HubDb db, DataSubject who, Texts T, CancellationToken cancel)
    {
        var passkeys = await db.Read<IdentityUserPasskey<Guid>>().Where(p => p.UserId == who.Id).ToListAsync(cancel);
        var links = await db.Read<IdentityUserLogin<Guid>>().Where(l => l.UserId == who.Id).ToListAsync(cancel);
        var codes = await db.Read<RecoveryCode>().CountAsync(c => c.PersonId == who.Id, cancel);
        var others = await db.Read<IdentityUserClaim<Guid>>().CountAsync(c => c.UserId == who.Id, cancel) + await db.Read<IdentityUserToken<Guid>>().CountAsync(t => t.UserId == who.Id, cancel);
        var institutions = services.GetRequiredService<Institutions>();
        List<KnownItem> items =
        [
            .. passkeys.Select(p => KnownItem.Of(new("passkey", T["Passkey"], string.IsNullOrEmpty(p.Data.Name) ? T["without a name"] : p.Data.Name), new("since", T["Since"], T.Date(p.Data.CreatedAt.UtcDateTime)))),
            .. links.Select(l => KnownItem.Of(new("institution", T["Institution"], l.ProviderDisplayName ?? institutions.NameOf(l.LoginProvider)), new("subject", T["How it knows you"], l.ProviderKey))),
        ];
        if (await db.Read<Authenticator>().AnyAsync(a => a.PersonId == who.Id, cancel)) items.Add(KnownItem.Of(new KnownFact("authenticator", T["Authenticator app"], T["set up"])));
        if (codes > 0) items.Add(KnownItem.Of(new KnownFact("recoveryCodes", T["Recovery codes that are left"], T.Number(codes))));
        if (others > 0) items.Add(KnownItem.Of(new KnownFact("other", T["Other marks of signing in"], T.Number(others))));
        foreach (var change in await db.Read<AddressChange>().Where(c => c.PersonId == who.Id || c.NormalizedEmail == who.NormalizedEmail).ToListAsync(cancel))
            items.Add(KnownItem.Of(new("newAddress", T["New address that waits"], change.Email), new("askedOn", T["Asked on"], T.Date(change.AskedAt))));
        return new("signIn", T["How you sign in"], T["Kept until you remove it or delete the account. Secrets are not shown: nobody can read them here."], items);
    }

    private static async Task<KnownSection> Devices(HubDb db, DataSubject who, Texts T, CancellationToken cancel)
    {
        var sessions = await db.Read<Session>().Where(s => s.PersonId == who.Id).OrderByDescending(s => s.SeenOn).ToListAsync(cancel);
        return new("sessions", T["Where you are signed in"], T["Kept until you sign out, at most 45 days after it was last used. No address of the internet and no time of day."],
        [
            .. sessions.Select(s => KnownItem.Of(
                KnownFact.Maybe("browser", T["Browser"], s.Browser),
                KnownFact.Maybe("system", T["System"], s.System),
                new("since", T["Since"], T.Date(s.StartedAt)),
                new("lastDay", T["Last used on"], T.Date(s.SeenOn)))),
        ]);
    }

    private static async Task<KnownSection> Codes(HubDb db, DataSubject who, Texts T, CancellationToken cancel)
    {
        var codes = await PeopleKnowledge.CodesTo(db, who, cancel);
        return new("codes", T["Codes that were sent to you"], T["Kept for a day at most, to see whether the right code is typed."],
            [.. codes.Select(c => KnownItem.Of(new("purpose", T["What for"], c.Purpose), new("until", T["Holds until"], T.Date(c.ExpiresAt))))]);
    }
}
