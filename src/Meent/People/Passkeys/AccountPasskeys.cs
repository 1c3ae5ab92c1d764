using System.Buffers.Text;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>One's passkeys: making, naming and removing them.</summary>
public static class AccountPasskeys
{
    public const int LongestName = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/passkeys", Post).RequireAuthorization().StepUp("add", "remove");
        routes.MapGet("/account/passkeys/new", Offer).RequireAuthorization();
        routes.MapPost("/account/passkeys/new", Make).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Post(Posted posted, Me me, SafetyFacts facts, PasskeyActs acts, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<SafetyPage>(await facts.Of(me) with { Errors = errors }, 422);
        var id = posted["id"] is { } typed && Base64Url.IsValid(typed) ? Base64Url.DecodeFromChars(typed) : [];
        switch (posted["act"])
        {
            case "add": return Redirect.To("/account/passkeys/new");
            case "rename" when await acts.Rename(me, id, posted["name"]): return Redirect.To("/account/safety#passkeys");
            case "remove":
                if (await acts.Remove(me, id) is not { } why) return Redirect.To("/account/safety#passkeys");
                errors.Add("", why.Sentence(T));
                return Page.Of<SafetyPage>(await facts.Of(me) with { Errors = errors }, 409);
            default: return Page.NotFound();
        }
    }

    private static async Task<IResult> Offer(Me me, string? next, HttpContext context, UserManager<Person> people, Ceremonies ceremonies, Texts T) =>
        await people.FindByIdAsync(me.Id.ToString()) is { } person
            ? Page.Of<NewPasskeyPage>(new NewPasskeyPage.Shown(await ceremonies.ToMake(person), DeviceName(context, T), Next(next), FormErrors.None))
            : Page.NotFound();

    private static async Task<IResult> Make(Posted posted, Me me, UserManager<Person> people, Ceremonies ceremonies, PasskeyActs acts, Texts T)
    {
        if (await people.FindByIdAsync(me.Id.ToString()) is not { } person) return Page.NotFound();
        var errors = posted.Errors(T);
        var name = posted["name"];
        if (name is { Length: > LongestName }) errors.Add("name", T["Use at most {0} characters.", LongestName]);
        if (!errors.Any && await ceremonies.Made(person, posted) is { } passkey && await acts.Add(person, passkey, name)) return Redirect.To(Next(posted["next"]));
        if (!errors.Any) errors.Add("", new PasskeyNotMade().Sentence(T));
        return Page.Of<NewPasskeyPage>(new NewPasskeyPage.Shown(await ceremonies.ToMake(person), name, Next(posted["next"]), errors), 422);
    }

    private static string? DeviceName(HttpContext context, Texts T) =>
        Device.Of(context.Request.Headers.UserAgent.ToString()) is var (browser, system) && (browser ?? system) is not null ? Device.Name(browser, system, T) : null;

    private static string Next(string? next) => next is null ? "/account/safety" : Redirect.Local(next);
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">base64url, as it stands in forms</param>
public sealed record PasskeyLine(string Id, string? Name, DateTime Made);

/// <summary>What one can do with one's passkeys.</summary>
internal sealed class PasskeyActs(HubDb db, UserManager<Person> people, WaysIn ways, SafetyLetters letters, TimeProvider clock)
{
    public async Task<bool> Add(Person person, UserPasskeyInfo passkey, string? name)
    {
        // A passkey belongs to one person for ever: the framework would move it.
        if (await people.FindByPasskeyIdAsync(passkey.CredentialId) is not null) return false;
        passkey.Name = name;
        db.Record(person.Id, "added passkey", Guid.Empty, person.Id, clock.Now());
        if (!(await people.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded) return false;
        await letters.Changed(person.Id, SafetyChange.PasskeyAdded);
        return true;
    }

    public async Task<bool> Rename(Me me, byte[] id, string? name)
    {
        if (await people.FindByIdAsync(me.Id.ToString()) is not { } person || await people.GetPasskeyAsync(person, id) is not { } passkey) return false;
        passkey.Name = name is { Length: > AccountPasskeys.LongestName } ? name[..AccountPasskeys.LongestName] : name;
        return (await people.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded;
    }

    /// <returns>why not; null where it is gone, now or before</returns>
    public Task<Refusal?> Remove(Me me, byte[] id) => ways.Take(
        me.Id, async () => await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == me.Id && p.CredentialId == id).ExecuteDeleteAsync() > 0, "removed passkey", SafetyChange.PasskeyRemoved);
}
