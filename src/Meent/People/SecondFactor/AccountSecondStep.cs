using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Turning the second step on and off, and making new codes for paper.</summary>
public static class AccountSecondStep
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/second-step", async Task<IResult> (Me me, SecondStepFacts facts) => Page.Of<SecondStepPage>(await facts.Of(me))).RequireAuthorization();
        routes.MapPost("/account/second-step", Post).RequireAuthorization().StepUp("begin", "confirm", "codes", "off");
    }

    private static async Task<IResult> Post(Posted posted, Me me, SecondStepFacts facts, SecondSteps steps, Tries tries, SafetyLetters letters, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return await Again(422);
        switch (posted["act"])
        {
            case "begin":
                await steps.Begin(me.Id);
                return Redirect.To("/account/second-step");
            case "confirm":
                if (await tries.Take(SecondStepLimit(me.Id)) is { } wait)
                {
                    errors.Add("", TooManyTries.Sentence(wait, T));
                    return await Again(429);
                }
                if (await steps.Confirm(me.Id, posted["code"] ?? "") is not { } codes) break;
                await tries.Forget(SecondStepLimit(me.Id));
                await letters.Changed(me.Id, SafetyChange.SecondStepOn);
                return Page.Of<RecoveryCodesPage>(codes);
            case "codes" when await steps.NewCodes(me.Id) is { } fresh:
                await letters.Changed(me.Id, SafetyChange.NewCodes);
                return Page.Of<RecoveryCodesPage>(fresh);
            case "off":
                if (await steps.TurnOff(me.Id, me.Id)) await letters.Changed(me.Id, SafetyChange.SecondStepOff);
                return Redirect.To("/account/second-step");
            default:
                return Redirect.To("/account/second-step");
        }
        errors.Add("code", new WrongAppCode().Sentence(T));
        return await Again(422);

        async Task<IResult> Again(int status) => Page.Of<SecondStepPage>(await facts.Of(me) with { Errors = errors }, status);
    }

    /// <summary>Tries of codes of one person, wherever they are typed.</summary>
    internal static Limit SecondStepLimit(Guid person) => new("second step", person.ToString(), 8, TimeSpan.FromMinutes(15));
}

/// <summary>Reads what the page about the second step shows.</summary>
internal sealed class SecondStepFacts(UserManager<Person> people, SecondSteps steps, Settings settings)
{
    public async Task<SecondStepPage.Shown> Of(Me me)
    {
        var person = (await people.FindByIdAsync(me.Id.ToString()))!;
        var key = await steps.Waiting(person);
        return new SecondStepPage.Shown(person.TwoFactorEnabled, await steps.CodesLeft(me.Id),
            key is null ? null : Totp.Link(settings.HubName, me.Email, key), key is null ? null : string.Join(' ', Totp.Base32(key).Chunk(4).Select(c => new string(c))));
    }
}
