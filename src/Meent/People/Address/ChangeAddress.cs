using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.People;

/// <summary>Another e-mail address for one's account: the new address proves itself, and the old one may agree or object.</summary>
/// <remarks>docs/decisions/2026-11-22-signing-in.md</remarks>
public static class ChangeAddress
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/address", async (Me me, AddressChanges changes) => await Show(me, changes, null, FormErrors.None, 200)).RequireAuthorization();
        routes.MapPost("/account/address", Post).RequireAuthorization().StepUp("ask");
        routes.MapGet("/account/address/{id:guid}", async (Guid id, Me me, HubDb db, TimeProvider clock) =>
            await EmailCode.IsOpen(db, EmailCode.ForAddress(me.Id), id, clock.Now()) ? ShowCode(id, FormErrors.None) : Redirect.To("/account/address")).RequireAuthorization();
        routes.MapPost("/account/address/{id:guid}", Prove).RequireAuthorization();
        // Who gets the letter at the old address need not be able to sign in.
        routes.MapGet("/account/address/stop/{id:guid}", IResult (Guid id) => Page.Of<StopAddressPage>(new StopAddressPage.Shown(id, null, FormErrors.None)));
        routes.MapPost("/account/address/stop/{id:guid}", Stop);
    }

    private static async Task<IResult> Show(Me me, AddressChanges changes, string? typed, FormErrors errors, int status)
    {
        var waiting = await changes.Of(me.Id);
        return Page.Of<AddressPage>(new AddressPage.Shown(me.Email, waiting?.Email, waiting?.EffectiveAt, typed, errors), status);
    }

    private static RazorComponentResult<AddressCodePage> ShowCode(Guid id, FormErrors errors) => Page.Of<AddressCodePage>(new AddressCodePage.Shown(id, errors), errors.Any ? 422 : 200);

    private static async Task<IResult> Post(Posted posted, Me me, AddressChanges changes, CodeMail mails, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return await Show(me, changes, posted["email"], errors, 422);
        switch (posted["act"])
        {
            case "ask":
                if (await changes.Of(me.Id) is not null)
                {
                    errors.Add("", new AddressWaits().Sentence(T));
                    return await Show(me, changes, null, errors, 409);
                }
                var email = PersonForm.Email(posted, errors, T);
                if (!errors.Any && Persons.NormalizedEmail(email!) == Persons.NormalizedEmail(me.Email)) errors.Add("email", T["This is your address already."]);
                if (errors.Any) return await Show(me, changes, email, errors, 422);
                if (await mails.Take("address", email!, new Limit("address", me.Id.ToString(), 10, Hour)) is { } wait)
                {
                    errors.Add("", TooManyTries.Sentence(wait, T));
                    return await Show(me, changes, email, errors, 429);
                }
                return Redirect.To($"/account/address/{await changes.Ask(me, email!, T.Language)}");
            case "agree":
                if (await changes.Agree(me.Id, posted["code"] ?? "") is not { } why) return Redirect.To("/account/address");
                errors.Add("code", why.Sentence(T));
                return await Show(me, changes, null, errors, 422);
            case "stop":
                await changes.Stop(c => c.PersonId == me.Id);
                return Redirect.To("/account/address");
            default:
                return Page.NotFound();
        }
    }

    private static async Task<IResult> Prove(Guid id, Posted posted, Me me, AddressChanges changes, Texts T)
    {
        var errors = posted.Errors(T);
        if (posted["code"] is not { } code) errors.Add("code", T["Type the code from the mail."]);
        else if (!errors.Any)
        {
            if (await changes.Prove(me, id, code) is not { } why) return Redirect.To("/account/address");
            errors.Add("code", why.Sentence(T));
        }
        return ShowCode(id, errors);
    }

    private static async Task<IResult> Stop(Guid id, Posted posted, AddressChanges changes, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<StopAddressPage>(new StopAddressPage.Shown(id, null, errors), 422);
        var stopped = await changes.Stop(c => c.Id == id);
        return Page.Of<StopAddressPage>(new StopAddressPage.Shown(id, stopped, errors), stopped ? 200 : 409);
    }
}
