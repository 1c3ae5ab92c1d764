using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Signing in with e-mail and password, and signing out.</summary>
public static class SignIn
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

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

    private static async Task<IResult> Post(Posted posted, SignInManager<Person> session, UserManager<Person> people, Ceremonies ceremonies, Tries tries, HalfWay halfWay, Settings settings, TimeProvider clock, Texts T)
    {
        var typed = new Typed(posted["email"], posted["next"], posted["stay"] == "true");
        var errors = posted.Errors(T);
        if (!errors.Any && posted.Has(Ceremonies.Field)) return await WithPasskey(posted, typed, session, ceremonies, tries, clock, T);
        if (typed.Email is null) errors.Add("email", T["Type your e-mail address."]);
        if (PasswordRule.Clean(posted["password"]) is not { } password) errors.Add("password", T["Type your password."]);
        else if (!errors.Any)
        {
            var limits = new Limits(typed.Email!, tries.Network);
            if (await tries.Take(limits.All) is { } wait)
            {
                errors.Add("", TooManyTries.Sentence(wait, T));
                return await Show(ceremonies, typed, errors, 429);
            }
            if (await Known(people, typed.Email!, password) is { } person && !IsPublic(person, password, settings))
            {
                await tries.Forget(limits.Account, limits.Both);
                await tries.GiveBack(limits.From);
                if (person.TwoFactorEnabled) return halfWay.Ask(person, typed.Stay, Redirect.Local(typed.Next ?? "/"));
                await session.SignInAsync(person, Sessions.For(typed.Stay, clock.GetUtcNow()));
                return Redirect.To(typed.Next ?? "/");
            }
            errors.Add("email", new WrongEmailOrPassword().Sentence(T));
        }
        return await Show(ceremonies, typed, errors, 422);
    }

    private static async Task<IResult> WithPasskey(Posted posted, Typed typed, SignInManager<Person> session, Ceremonies ceremonies, Tries tries, TimeProvider clock, Texts T)
    {
        var errors = FormErrors.None;
        var limit = NetworkLimit(tries.Network);
        if (await tries.Take(limit) is { } wait)
        {
            errors.Add("", TooManyTries.Sentence(wait, T));
            return await Show(ceremonies, typed, errors, 429);
        }
        if (await ceremonies.SignedIn(posted) is { EndedAt: null } person)
        {
            await tries.GiveBack(limit);
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

    /// <summary>Against one network that tries many accounts, by whatever way in.</summary>
    internal static Limit NetworkLimit(string network) => new("sign-in network", network, 300, Quarter);

    private static async Task<IResult> Leave(Posted posted, SignInManager<Person> session)
    {
        if (posted.Expired) return Page.Of<SignOutPage>(422);
        await session.SignOutAsync();
        return Redirect.To("/");
    }

    /// <summary>
    /// A person who mistypes at a school waits alone: the tight limit is on account and network together. The limit on the account
    /// holds against guessing from many places, the one on the network against trying many accounts; a whole staff fits in it.
    /// </summary>
    private sealed record Limits(string Email, string Network)
    {
        public Limit Both => new("sign-in both", $"{Persons.NormalizedEmail(Email)} {Network}", 8, Quarter);

        public Limit Account => new("sign-in account", Persons.NormalizedEmail(Email), 50, TimeSpan.FromHours(1));

        public Limit From => NetworkLimit(Network);

        public Limit[] All => [From, Account, Both];
    }
}
