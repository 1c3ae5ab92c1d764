using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Signing in with e-mail and password, and signing out.</summary>
public static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (Me me, string? next) => me.IsSomebody ? Redirect.To(Redirect.Local(next)) : Show(new Typed(null, next, false), FormErrors.None));
        routes.MapPost("/sign-in", Post);
        routes.MapGet("/sign-out", (Me me) => me.IsSomebody ? Page.Of<SignOutPage>() : Redirect.To("/"));
        routes.MapPost("/sign-out", Leave);
    }

    /// <summary>What stands in the form again after an error: never the password.</summary>
    public sealed record Typed(string? Email, string? Next, bool Stay);

    private static RazorComponentResult<SignInPage> Show(Typed typed, FormErrors errors) => Page.Of<SignInPage>(new SignInPage.Shown(typed, errors), errors.Any ? 422 : 200);

    private static async Task<IResult> Post(Posted posted, SignInManager<Person> session, UserManager<Person> people, TimeProvider clock, Texts T)
    {
        var typed = new Typed(posted["email"], posted["next"], posted["stay"] == "true");
        var errors = posted.Errors(T);
        if (typed.Email is null) errors.Add("email", T["Type your e-mail address."]);
        if (posted["password"] is not { } password) errors.Add("password", T["Type your password."]);
        else if (!errors.Any && await Known(people, typed.Email!, password) is { } person)
        {
            await session.SignInAsync(person, Sessions.For(typed.Stay, clock.GetUtcNow()));
            return Redirect.To(Redirect.Local(typed.Next));
        }
        if (!errors.Any) errors.Add("email", new WrongEmailOrPassword().Sentence(T));
        return Show(typed, errors);
    }

    // An unknown address costs one hash as well, so that the time of the answer does not tell who has an account.
    private static async Task<Person?> Known(UserManager<Person> people, string email, string password)
    {
        if (await people.FindByEmailAsync(email) is { PasswordHash: not null } person) return await people.CheckPasswordAsync(person, password) ? person : null;
        people.PasswordHasher.HashPassword(new Person { Name = "" }, password);
        return null;
    }

    private static async Task<IResult> Leave(Posted posted, SignInManager<Person> session)
    {
        if (posted.Expired) return Page.Of<SignOutPage>(422);
        await session.SignOutAsync();
        return Redirect.To("/");
    }
}
