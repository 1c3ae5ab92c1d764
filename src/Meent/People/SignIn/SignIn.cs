using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Signing in with e-mail and password, and signing out.</summary>
public static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", async (Me me, string? next, Ceremonies ceremonies) => me.IsSomebody ? Redirect.To(next ?? "/") : await Show(ceremonies, new Typed(null, next, false), FormErrors.None, 200));
        routes.MapPost("/sign-in", Post);
        routes.MapGet("/sign-out", (Me me) => me.IsSomebody ? Page.Of<SignOutPage>() : Redirect.To("/"));
        routes.MapPost("/sign-out", Leave);
    }

    /// <summary>What stands in the form again after an error: never the password.</summary>
    public sealed record Typed(string? Email, string? Next, bool Stay);

    private static async Task<IResult> Show(Ceremonies ceremonies, Typed typed, FormErrors errors, int status) =>
        Page.Of<SignInPage>(new SignInPage.Shown(typed, await ceremonies.ToSignIn(), errors), status);

    private static async Task<IResult> Post(Posted posted, SignInManager<Person> session, UserManager<Person> people, Ceremonies ceremonies, SignInTries tries, HalfWay halfWay, Settings settings, TimeProvider clock, Texts T)
    {
        var typed = new Typed(posted["email"], posted["next"], posted["stay"] == "true");
        var errors = posted.Errors(T);
        if (!errors.Any && posted.Has(Ceremonies.Field)) return await WithPasskey(posted, typed, session, ceremonies, clock, T);
        if (typed.Email is null) errors.Add("email", T["Type your e-mail address."]);
        if (PasswordRule.Clean(posted["password"]) is not { } password) errors.Add("password", T["Type your password."]);
        else if (!errors.Any)
        {
            var (taken, wait) = await tries.Take(typed.Email!);
            if (wait is not null)
            {
                errors.Add("", TooManyTries.Sentence(wait.Value, T));
                return await Show(ceremonies, typed, errors, 429);
            }
            if (await Known(people, typed.Email!, password) is { } person && !IsPublic(person, password, settings))
            {
                await tries.WentWell(taken);
                if (person.TwoFactorEnabled) return halfWay.Ask(person, typed.Stay, Redirect.Local(typed.Next ?? "/"));
                await session.SignInAsync(person, Sessions.For(typed.Stay, clock.GetUtcNow()));
                return Redirect.To(typed.Next ?? "/");
            }
            errors.Add("email", new WrongEmailOrPassword().Sentence(T));
        }
        return await Show(ceremonies, typed, errors, 422);
    }

    private static async Task<IResult> WithPasskey(Posted posted, Typed typed, SignInManager<Person> session, Ceremonies ceremonies, TimeProvider clock, Texts T)
    {
        var errors = FormErrors.None;
        // No limit: nobody guesses a signature, and each offer is good for one answer.
        if (await ceremonies.SignedIn(posted) is { EndedAt: null } person)
        {
            await session.SignInAsync(person, Sessions.For(stay: false, clock.GetUtcNow()));
            return Redirect.To(typed.Next ?? "/");
        }
        errors.Add("", new PasskeyNotAccepted().Sentence(T));
        return await Show(ceremonies, typed, errors, 422);
    }

    // An unknown address costs one hash as well, so that the time of the answer does not tell who has an account.
    private static async Task<Person?> Known(UserManager<Person> people, string email, string password)
    {
        if (password.Length <= PasswordRule.Longest && await people.FindByEmailAsync(email) is { PasswordHash: not null, EndedAt: null } person)
            return await people.CheckPasswordAsync(person, password) ? person : null;
        people.PasswordHasher.HashPassword(new Person { Name = "" }, password[..Math.Min(password.Length, PasswordRule.Longest)]);
        return null;
    }

    // Everybody knows this password: where the hub does not say on every page that it is a demonstration, it opens nothing.
    private static bool IsPublic(Person person, string password, Settings settings) =>
        !settings.Demonstration && password == DemonstrationAccount.Password && DemonstrationAccount.All.Any(a => a.Id == person.Id);

    private static async Task<IResult> Leave(Posted posted, HttpContext context, WayCookies ways, SignInManager<Person> session)
    {
        if (posted.Expired) return Page.Of<SignOutPage>(422);
        await session.SignOutAsync();
        // Who signs in after this person must not be offered to link what this one proved at an institution.
        ways.Forget(context);
        return Redirect.To("/");
    }
}
