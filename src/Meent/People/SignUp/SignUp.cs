using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Making an account: name, address, password, then the code that went to the address. Before that there is no account.</summary>
public static class SignUp
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-up", (Me me, string? next) => me.IsSomebody ? Redirect.To(next ?? "/") : Show(new Typed(null, null, next), FormErrors.None));
        routes.MapPost("/sign-up", Post);
        routes.MapGet("/sign-up/{id:guid}", async (Guid id, string? next, HubDb db, TimeProvider clock) =>
            await EmailCode.IsOpen(db, EmailCode.ForSignUp, id, clock.Now()) ? ShowConfirm(id, next, FormErrors.None) : Redirect.To("/sign-up"));
        routes.MapPost("/sign-up/{id:guid}", Confirm);
    }

    public sealed record Typed(string? Name, string? Email, string? Next);

    private static RazorComponentResult<SignUpPage> Show(Typed typed, FormErrors errors, int status = 422) =>
        Page.Of<SignUpPage>(new SignUpPage.Shown(typed, errors), errors.Any ? status : 200);

    private static RazorComponentResult<ConfirmPage> ShowConfirm(Guid id, string? next, FormErrors errors) =>
        Page.Of<ConfirmPage>(new ConfirmPage.Shown(id, next, errors), errors.Any ? 422 : 200);

    private static async Task<IResult> Post(Posted posted, HubDb db, UserManager<Person> people, CodeMail mails, Letters letters, Settings settings, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        var typed = new Typed(PersonForm.Name(posted, errors, T), PersonForm.Email(posted, errors, T), posted["next"]);
        var password = PersonForm.NewPassword(posted, errors, T, settings.HubName, typed.Name, typed.Email);
        if (errors.Any) return Show(typed, errors);
        if (await mails.Take(EmailCode.ForSignUp, typed.Email!, mostFromNetwork: 200) is { } wait)
        {
            errors.Add("", TooManyTries.Sentence(wait, T));
            return Show(typed, errors, 429);
        }
        // An address that has an account goes the same way up to here and gets a letter as well, which says so to its owner only.
        var hash = people.PasswordHasher.HashPassword(new Person { Name = typed.Name! }, password!);
        var has = await people.FindByEmailAsync(typed.Email!) is not null;
        var (row, code) = EmailCode.Make(EmailCode.ForSignUp, typed.Email!, clock.Now(), fits: !has, typed.Name, T.Language, hash);
        await EmailCode.Save(db, row, clock.Now());
        if (has) letters.AccountExists(typed.Email!);
        else letters.SignUpCode(typed.Email!, code, T.Language);
        return Redirect.To($"/sign-up/{row.Id}{NextQuery(typed.Next)}");
    }

    private static async Task<IResult> Confirm(Guid id, Posted posted, HubDb db, UserManager<Person> people, SignInManager<Person> session, TimeProvider clock, Texts T)
    {
        var (errors, next) = (posted.Errors(T), posted["next"]);
        if (posted["code"] is not { } typed) errors.Add("code", T["Type the code from the mail."]);
        else if (!errors.Any)
        {
            var (row, gone) = await EmailCode.Use(db, EmailCode.ForSignUp, id, typed, clock.Now());
            if (row is not null && await Make(db, people, row, clock.Now()) is { } person)
            {
                await session.SignInAsync(person, Sessions.First(clock.GetUtcNow()));
                return Redirect.To("/account/passkeys/new?next=" + Uri.EscapeDataString(Redirect.Local(next ?? "/account")));
            }
            errors.Add("code", gone || row is not null ? new CodeIsGone().Sentence(T) : new WrongCode().Sentence(T));
        }
        return ShowConfirm(id, next, errors);
    }

    private static async Task<Person?> Make(HubDb db, UserManager<Person> people, EmailCode row, DateTime now)
    {
        var person = new Person { Id = Ids.New(), Name = row.Name!, Email = row.Email, UserName = row.Email, EmailConfirmed = true, PasswordHash = row.PasswordHash, Language = row.Language };
        try
        {
            return await db.InTransaction(async () =>
            {
                if (!await Accounts.Create(people, person, null)) return null;
                db.Record(person.Id, "signed up", Guid.Empty, null, now);
                await db.SaveChangesAsync();
                return person;
            });
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return null;
        }
    }

    internal static string NextQuery(string? next) => next is null ? "" : "?next=" + Uri.EscapeDataString(next);
}
