using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>The first start: makes the operator, once. Afterwards there is nothing at this address.</summary>
public static class SetUp
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/set-up", async (FirstStart start, HubDb db, string? code) => await start.IsOver(db) ? Page.NotFound() : Show(new Typed(code, null, null), FormErrors.None));
        routes.MapPost("/set-up", Post);
    }

    /// <summary>What stands in the form again after an error.</summary>
    public sealed record Typed(string? Code, string? Name, string? Email);

    private static RazorComponentResult<SetUpPage> Show(Typed typed, FormErrors errors) => Page.Of<SetUpPage>(new SetUpPage.Shown(typed, errors), errors.Any ? 422 : 200);

    private static async Task<IResult> Post(Posted posted, FirstStart start, HubDb db, UserManager<Person> people, SignInManager<Person> session, Tries tries, Settings settings, TimeProvider clock, Texts T)
    {
        if (await start.IsOver(db)) return Page.NotFound();
        var errors = posted.Errors(T);
        if (!errors.Any && await tries.Take(new Limit("set-up", tries.Network, 20, Quarter)) is { } wait) errors.Add("", TooManyTries.Sentence(wait, T));
        else if (!errors.Any && !await FirstStart.CodeFits(db, posted["code"])) errors.Add("code", new WrongSetUpCode().Sentence(T));
        var name = PersonForm.Name(posted, errors, T);
        var email = PersonForm.Email(posted, errors, T);
        var password = PersonForm.NewPassword(posted, errors, T, settings.HubName, name, email);
        if (password is not null && password != PasswordRule.Clean(posted["again"])) errors.Add("again", T["This is not the same password. Type it once more."]);
        // While this was read, another may have been the first; then the code is gone.
        if (errors.Any) return await start.IsOver(db) ? Page.NotFound() : Show(new Typed(posted["code"], name, email), errors);

        var person = new Person { Id = Ids.New(), Name = name!, Email = email, UserName = email, EmailConfirmed = true, IsOperator = true, Language = T.Language };
        if (!await MakeFirst(db, people, person, password!, clock.Now())) return Page.NotFound();
        await session.SignInAsync(person, Sessions.First(clock.GetUtcNow()));
        return Redirect.To("/operate");
    }

    private static Task<bool> MakeFirst(HubDb db, UserManager<Person> people, Person person, string password, DateTime now) => db.InTransaction(async () =>
    {
        if (!await FirstStart.Close(db, now)) return false;
        await Accounts.Create(people, person, password);
        db.Record(person.Id, "set up", Guid.Empty, null, now);
        await db.SaveChangesAsync();
        return true;
    });
}
