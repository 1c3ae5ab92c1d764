using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>The institutions that one's account is linked with: link another, end a link.</summary>
public static class LinkedInstitutions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/institutions", async (Me me, InstitutionAccounts accounts, Institutions institutions) => await Show(me, accounts, institutions, FormErrors.None, 200)).RequireAuthorization();
        routes.MapPost("/account/institutions", Post).RequireAuthorization().StepUp("unlink");
    }

    private static async Task<IResult> Post(Posted posted, Me me, InstitutionAccounts accounts, Institutions institutions, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return await Show(me, accounts, institutions, errors, 422);
        if (posted["act"] != "unlink") return Page.NotFound();
        if (await accounts.Unlink(me.Id, posted["issuer"], posted["subject"]) is not { } why) return Redirect.To("/account/institutions");
        errors.Add("", why.Sentence(T));
        return await Show(me, accounts, institutions, errors, 409);
    }

    private static async Task<IResult> Show(Me me, InstitutionAccounts accounts, Institutions institutions, FormErrors errors, int status)
    {
        var linked = await accounts.Of(me.Id);
        return Page.Of<LinkedInstitutionsPage>(new LinkedInstitutionsPage.Shown(linked, [.. institutions.All.Select(p => p.Settings).Where(s => linked.All(l => l.Issuer.TrimEnd('/') != s.Issuer.TrimEnd('/')))], errors), status);
    }
}
