using System.Security.Cryptography;
using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>The code after the password, and after the code of the mail that stands in for it.</summary>
public static class SecondStepAtSignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/code", () => Redirect.To("/sign-in"));
        routes.MapPost("/sign-in/code", Post);
    }

    private static async Task<IResult> Post(Posted posted, HalfWay halfWay, SecondSteps steps, UserManager<Person> people, HubDb db, SignInManager<Person> session, SafetyLetters letters, Tries tries, TimeProvider clock, Texts T)
    {
        var (ticket, errors) = (posted["ticket"] ?? "", posted.Errors(T));
        if (errors.Any) return Again(422);
        if (halfWay.Open(ticket) is not { } half || await people.FindByIdAsync(half.Person.ToString()) is not { EndedAt: null } person || person.SecurityStamp != half.Stamp)
        {
            errors.Add("", new SecondStepLate().Sentence(T));
            return Again(422);
        }
        // Whoever is here knows the password: codes are counted for the person, and a network cannot be used up.
        var own = AccountSecondStep.SecondStepLimit(person.Id);
        if (await tries.Take(own) is { } wait)
        {
            errors.Add("", TooManyTries.Sentence(wait, T));
            return Again(429);
        }
        var step = await steps.Check(person.Id, posted["code"] ?? "");
        if (step == SecondStep.Wrong)
        {
            errors.Add("code", new WrongAppCode().Sentence(T));
            return Again(422);
        }
        await tries.Forget(own);
        if (step == SecondStep.Paper) await letters.Changed(person.Id, SafetyChange.CodeUsed);
        if (half.PasswordHash is { } hash)
        {
            if (await Passwords.SetHash(db, people, person, hash, clock.Now()) is not { } changed)
            {
                errors.Add("", new ChangedMeanwhile().Sentence(T));
                return Again(409);
            }
            await letters.Changed(person.Id, changed);
        }
        await session.SignInAsync(person, Sessions.For(half.Stay, clock.GetUtcNow()));
        return Redirect.To(half.Next);

        IResult Again(int status) => Page.Of<SignInCodePage>(new SignInCodePage.Shown(ticket, errors), status);
    }
}

/// <summary>Who gave the password, or the code of the mail, and still owes the second step.</summary>
/// <param name="Stamp">so that a change of the password makes it worthless</param>
/// <param name="PasswordHash">the new password of who forgot the old one; it is set with the second step</param>
internal sealed record Half(Guid Person, string Stamp, bool Stay, string Next, string? PasswordHash, DateTime Until);

/// <summary>Seals it for the page that asks for the code: nothing is kept here meanwhile.</summary>
internal sealed class HalfWay(IDataProtectionProvider keys, TimeProvider clock)
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(10);

    private readonly IDataProtector seal = keys.CreateProtector("Meent.People.HalfWay");

    /// <returns>the page that asks for the code</returns>
    public IResult Ask(Person person, bool stay, string next, string? passwordHash = null) => Page.Of<SignInCodePage>(new SignInCodePage.Shown(
        seal.Protect(JsonSerializer.Serialize(new Half(person.Id, person.SecurityStamp!, stay, next, passwordHash, clock.Now() + Valid))), FormErrors.None));

    /// <returns>null where it was made up, or is too old</returns>
    public Half? Open(string ticket)
    {
        try
        {
            return JsonSerializer.Deserialize<Half>(seal.Unprotect(ticket)) is { } half && half.Until > clock.Now() ? half : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
