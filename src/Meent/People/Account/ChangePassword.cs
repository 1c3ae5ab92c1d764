using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>A new password for who knows the old one. All other devices are signed out.</summary>
public static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/password", () => Page.Of<ChangePasswordPage>(FormErrors.None)).RequireAuthorization();
        routes.MapPost("/account/password", Post).RequireAuthorization();
    }

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, UserManager<Person> people, SignInManager<Person> session, Proof proof, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        var old = PasswordRule.Clean(posted["old"]);
        if (old is null) errors.Add("old", T["Type your password of today."]);
        var password = PersonForm.NewPassword(posted, errors, T, me.Name, me.Email);
        if (errors.Any) return Page.Of<ChangePasswordPage>(errors, 422);
        var answer = await proof.Password(me.Id, old!);
        if (answer.Why is { } why) errors.Add(answer.Wait ? "" : "old", why);
        else if (!await Passwords.Set(db, people, answer.Person!, password!, clock.Now())) errors.Add("", new ChangedMeanwhile().Sentence(T));
        if (errors.Any) return Page.Of<ChangePasswordPage>(errors, answer.Wait ? 429 : 422);
        await session.RefreshSignInAsync(answer.Person!);
        return Redirect.To("/account/safety");
    }
}
