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

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, UserManager<Person> people, SignInManager<Person> session, Tries tries, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        var old = PasswordRule.Clean(posted["old"]);
        if (old is null) errors.Add("old", T["Type your password of today."]);
        var password = PersonForm.NewPassword(posted, errors, T, me.Name, me.Email);
        if (errors.Any || await people.FindByIdAsync(me.Id.ToString()) is not { } person) return Page.Of<ChangePasswordPage>(errors, 422);

        var limit = new Limit("password", me.Id.ToString(), 8, TimeSpan.FromMinutes(15));
        if (await tries.Take(limit) is { } wait) errors.Add("", TooManyTries.Sentence(wait, T));
        else if (old!.Length > PasswordRule.Longest || !await people.CheckPasswordAsync(person, old)) errors.Add("old", new WrongOldPassword().Sentence(T));
        else if (!await Passwords.Set(db, people, person, password!, clock.Now())) errors.Add("", new ChangedMeanwhile().Sentence(T));
        if (errors.Any) return Page.Of<ChangePasswordPage>(errors, 422);
        await tries.Forget(limit);
        await session.RefreshSignInAsync(person);
        return Redirect.To("/account");
    }
}
