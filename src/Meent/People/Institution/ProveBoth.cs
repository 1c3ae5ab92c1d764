using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.People;

/// <summary>
/// After an institution proved somebody whom no account is linked with: link with the account that they sign in to, or make one.
/// An address alone links nothing: who has an account proves it first.
/// </summary>
public static class ProveBoth
{
    private const string Path = "/sign-in/institution";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext context, Me me, InstitutionDoor door) =>
            door.Cookies.Proved(context) is { } proof ? await door.Show(me, proof, null, null, FormErrors.None) : Redirect.To(me.IsSomebody ? "/account" : "/sign-in"));
        routes.MapPost(Path, Post).StepUp("link");
        routes.MapGet(Path + "/{id:guid}", async (Guid id, HubDb db, TimeProvider clock) =>
            await EmailCode.IsOpen(db, EmailCode.ForInstitution, id, clock.Now()) ? ShowCode(id, FormErrors.None) : Redirect.To("/sign-in"));
        routes.MapPost(Path + "/{id:guid}", Confirm);
    }

    private static RazorComponentResult<InstitutionCodePage> ShowCode(Guid id, FormErrors errors) => Page.Of<InstitutionCodePage>(new InstitutionCodePage.Shown(id, errors), errors.Any ? 422 : 200);

    private static async Task<IResult> Post(HttpContext context, Posted posted, Me me, InstitutionDoor door, Texts T)
    {
        if (door.Cookies.Proved(context) is not { } proof) return door.Lost();
        var errors = posted.Errors(T);
        if (errors.Any) return await door.Show(me, proof, posted["name"], posted["email"], errors);
        return (posted["act"], me.IsSomebody) switch
        {
            ("leave", _) => door.Leave(context, me),
            ("link", true) => await door.Link(context, me, proof),
            ("new", false) => await New(context, posted, door, proof, errors, T),
            _ => Page.NotFound(),
        };
    }

    private static async Task<IResult> New(HttpContext context, Posted posted, InstitutionDoor door, InstitutionProof proof, FormErrors errors, Texts T)
    {
        var name = PersonForm.Name(posted, errors, T);
        var email = proof.Identity.EmailProved ? proof.Identity.Email! : PersonForm.Email(posted, errors, T);
        if (errors.Any) return await door.Show(Me.Nobody, proof, name, email, errors);
        if (proof.Identity.EmailProved) return await door.Enter(context, proof, name!, email!) ?? await door.Show(Me.Nobody, proof, name, email, errors);
        if (await door.WaitBeforeMail(email!) is { } wait)
        {
            errors.Add("", TooManyTries.Sentence(wait, T));
            return await door.Show(Me.Nobody, proof, name, email, errors, 429);
        }
        return Redirect.To($"{Path}/{await door.SendCode(name!, email!)}");
    }

    private static async Task<IResult> Confirm(Guid id, HttpContext context, Posted posted, HubDb db, InstitutionDoor door, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        if (posted["code"] is not { } typed) errors.Add("code", T["Type the code from the mail."]);
        else if (!errors.Any)
        {
            if (door.Cookies.Proved(context) is not { } proof) return door.Lost();
            var (row, gone) = await EmailCode.Use(db, EmailCode.ForInstitution, id, typed, clock.Now());
            if (row is not null && await door.Enter(context, proof, row.Name!, row.Email) is { } entered) return entered;
            errors.Add("code", gone || row is not null ? new CodeIsGone().Sentence(T) : new WrongCode().Sentence(T));
        }
        return ShowCode(id, errors);
    }
}
