using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>What the pages after a proof need to know and do.</summary>
internal sealed class InstitutionDoor(InstitutionAccounts accounts, InstitutionDesk desk, Institutions institutions, HubDb db, UserManager<Person> people, CodeMail mails, Letters letters, TimeProvider clock, Texts T)
{
    public WayCookies Cookies => desk.Cookies;

    /// <param name="name">as it was typed; null for what the institution says</param>
    public async Task<IResult> Show(Me me, InstitutionProof proof, string? name, string? email, FormErrors errors, int status = 422)
    {
        var identity = proof.Identity;
        // Only who proved the address is told whether there is an account with it.
        var owner = identity.EmailProved ? await people.FindByEmailAsync(identity.Email!) : null;
        if (!me.IsSomebody && owner is { EndedAt: not null }) return desk.Refused(institutions.NameOf(identity.Issuer), new AccountEnded().Sentence(T), 422);
        return Page.Of<ProveBothPage>(
            new ProveBothPage.Shown(institutions.NameOf(identity.Issuer), me.IsSomebody ? me.Email : null, owner is not null, identity.EmailProved ? identity.Email : null, name ?? identity.Name, email ?? identity.Email, errors), errors.Any ? status : 200);
    }

    public IResult Lost() => desk.Refused((string?)null, new InstitutionWayLost().Sentence(T), 422);

    public async Task<IResult> Link(HttpContext context, Me me, InstitutionProof proof)
    {
        if (await accounts.Link(me.Id, proof.Identity) is { } why) return desk.Refused(institutions.NameOf(proof.Identity.Issuer), why.Sentence(T), 409);
        Cookies.Forget(context);
        return Redirect.To(proof.Next ?? "/account/institutions");
    }

    /// <summary>Makes the account and signs in.</summary>
    /// <returns>null where there is such an account already</returns>
    public async Task<IResult?> Enter(HttpContext context, InstitutionProof proof, string name, string email)
    {
        if (await accounts.Make(proof.Identity, name, email) is not { } person) return null;
        Cookies.Forget(context);
        return await desk.SignIn(person, proof.Identity, proof.Next ?? "/account", isNew: true);
    }

    /// <summary>Whoever uses this browser next finds nothing of the proof.</summary>
    public IResult Leave(HttpContext context, Me me)
    {
        Cookies.Forget(context);
        return Redirect.To(me.IsSomebody ? "/account/institutions" : "/sign-in");
    }

    public Task<TimeSpan?> WaitBeforeMail(string email) =>
        mails.Take(EmailCode.ForInstitution, email, mostFromNetwork: 200);

    /// <summary>The same for an address that has an account; its owner gets a letter that says so.</summary>
    public async Task<Guid> SendCode(string name, string email)
    {
        var has = await people.FindByEmailAsync(email) is not null;
        var (row, code) = EmailCode.Make(EmailCode.ForInstitution, email, clock.Now(), fits: !has, name, T.Language);
        await EmailCode.Save(db, row, clock.Now());
        if (has) letters.AccountExists(email);
        else letters.SignUpCode(email, code, T.Language);
        return row.Id;
    }
}
