using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A new password for who forgot theirs: a code goes to the address. All sessions end.</summary>
public static class Recover
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/forgot", IResult () => Page.Of<ForgotPage>(new ForgotPage.Shown(null, FormErrors.None)));
        routes.MapPost("/forgot", Ask);
        routes.MapGet("/forgot/{id:guid}", async (Guid id, HubDb db, TimeProvider clock) =>
            await EmailCode.IsOpen(db, EmailCode.ForRecovery, id, clock.Now()) ? Show(id, null, FormErrors.None) : Redirect.To("/forgot"));
        routes.MapPost("/forgot/{id:guid}", Choose);
    }

    private static RazorComponentResult<NewPasswordPage> Show(Guid id, string? code, FormErrors errors) =>
        Page.Of<NewPasswordPage>(new NewPasswordPage.Shown(id, code, errors), errors.Any ? 422 : 200);

    private static async Task<IResult> Ask(Posted posted, HubDb db, UserManager<Person> people, CodeMail mails, Letters letters, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        var email = PersonForm.Email(posted, errors, T);
        if (errors.Any) return Page.Of<ForgotPage>(new ForgotPage.Shown(email, errors), 422);
        if (await mails.Take(EmailCode.ForRecovery, email!, mostFromNetwork: 100) is { } wait)
        {
            errors.Add("", TooManyTries.Sentence(wait, T));
            return Page.Of<ForgotPage>(new ForgotPage.Shown(email, errors), 429);
        }
        var person = await people.FindByEmailAsync(email!);
        var (row, code) = EmailCode.Make(EmailCode.ForRecovery, email!, clock.Now(), fits: person is { EndedAt: null });
        await EmailCode.Save(db, row, clock.Now());
        if (person is null) letters.NoAccount(email!, T.Language);
        else if (person.EndedAt is not null) letters.AccountClosed(person);
        else letters.RecoveryCode(person, code);
        return Redirect.To($"/forgot/{row.Id}");
    }

    private static async Task<IResult> Choose(Guid id, Posted posted, HubDb db, UserManager<Person> people, SignInManager<Person> session, HalfWay halfWay, SafetyLetters letters, Settings settings, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        if (posted["code"] is null) errors.Add("code", T["Type the code from the mail."]);
        var address = await db.Read<EmailCode>().Where(c => c.Id == id && c.Purpose == EmailCode.ForRecovery).Select(c => c.Email).SingleOrDefaultAsync();
        var password = PersonForm.NewPassword(posted, errors, T, settings.HubName, address);
        if (errors.Any) return Show(id, posted["code"], errors);
        var (row, gone) = await EmailCode.Use(db, EmailCode.ForRecovery, id, posted["code"]!, clock.Now());
        if (row is not null && await people.FindByEmailAsync(row.Email) is { EndedAt: null } person)
        {
            // The mailbox stands in for the password only: the second step stays a second step.
            if (person.TwoFactorEnabled) return halfWay.Ask(person, stay: false, "/account", people.PasswordHasher.HashPassword(person, password!));
            if (await Passwords.Set(db, people, person, password!, clock.Now()) is { } changed)
            {
                await letters.Changed(person.Id, changed);
                await session.SignInAsync(person, Sessions.For(stay: false, clock.GetUtcNow()));
                return Redirect.To("/account");
            }
        }
        errors.Add("code", gone || row is not null ? new CodeIsGone().Sentence(T) : new WrongCode().Sentence(T));
        return Show(id, null, errors);
    }
}
