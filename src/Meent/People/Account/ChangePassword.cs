using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A new password for who knows the old one, a first one for who has none, and none for who has a passkey. All other devices are signed out.</summary>
public static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/password", async (Me me, UserManager<Person> people) => await Show(me, people, FormErrors.None, 200)).RequireAuthorization();
        routes.MapPost("/account/password", Post).RequireAuthorization().StepUp("choose", "remove");
    }

    private static async Task<IResult> Show(Me me, UserManager<Person> people, FormErrors errors, int status) =>
        await people.FindByIdAsync(me.Id.ToString()) is { } person ? Page.Of<ChangePasswordPage>(new ChangePasswordPage.Shown(person.PasswordHash is not null, errors), status) : Page.NotFound();

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, UserManager<Person> people, HubSignIn session, Proof proof, WaysIn ways, SafetyFacts facts, SafetyLetters letters, Settings settings, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        if (!errors.Any && posted["act"] == "remove") return await Remove(me, db, ways, facts, T);
        // Who has no password proved themselves before this form got here.
        var old = posted["act"] == "choose" ? null : PasswordRule.Clean(posted["old"]);
        if (old is null && posted["act"] != "choose") errors.Add("old", T["Type your password of today."]);
        var password = PersonForm.NewPassword(posted, errors, T, settings.HubName, me.Name, me.Email);
        if (errors.Any) return await Show(me, people, errors, 422);
        var answer = old is null ? await proof.NoPassword(me.Id) : await proof.Password(me.Id, old);
        if (answer.Person is not { } person)
        {
            errors.Add(answer.Wait ? "" : "old", answer.Why!);
            return await Show(me, people, errors, answer.Wait ? 429 : 422);
        }
        if (await Passwords.Set(db, people, person, password!, clock.Now()) is not { } changed)
        {
            errors.Add("", new ChangedMeanwhile().Sentence(T));
            return await Show(me, people, errors, 422);
        }
        await letters.Changed(me.Id, changed);
        await session.RefreshSignInAsync(person);
        return Redirect.To("/account/safety");
    }

    private static async Task<IResult> Remove(Me me, HubDb db, WaysIn ways, SafetyFacts facts, Texts T)
    {
        var password = db.Set<Person>().Where(p => p.Id == me.Id && p.PasswordHash != null);
        if (await ways.Take(me.Id, async () => await password.ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)) > 0, "removed password", SafetyChange.NoPassword) is not { } why)
            return Redirect.To("/account/safety#password");
        var errors = FormErrors.None;
        errors.Add("", why.Sentence(T));
        return Page.Of<SafetyPage>(await facts.Of(me) with { Errors = errors }, 409);
    }
}
