using System.Buffers.Text;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>How one signs in, and where one is signed in.</summary>
public static class Safety
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/safety", async Task<IResult> (Me me, SafetyFacts facts) => Page.Of<SafetyPage>(await facts.Of(me))).RequireAuthorization();
        routes.MapPost("/account/safety", Post).RequireAuthorization();
    }

    private static async Task<IResult> Post(Posted posted, Me me, SafetyFacts facts, HubDb db, UserManager<Person> people, SignInManager<Person> session, TimeProvider clock, Texts T)
    {
        var errors = posted.Errors(T);
        if (errors.Any) return Page.Of<SafetyPage>(await facts.Of(me) with { Errors = errors }, 422);
        switch (posted["act"])
        {
            case "others" when await people.FindByIdAsync(me.Id.ToString()) is { } person:
                db.Record(me.Id, "ended sessions", Guid.Empty, me.Id, clock.Now());
                await db.SaveChangesAsync();
                await Session.EndAll(db, me.Id);
                await session.RefreshSignInAsync(person);
                return Redirect.To("/account/safety#devices");
            case "end" when Guid.TryParse(posted["id"], out var id) && id != me.SessionId:
                await Session.End(db, me.Id, id);
                return Redirect.To("/account/safety#devices");
            default:
                return Page.NotFound();
        }
    }
}

/// <summary>Reads what the page about one's safety shows.</summary>
internal sealed class SafetyFacts(HubDb db, UserManager<Person> people, TimeProvider clock)
{
    public async Task<SafetyPage.Shown> Of(Me me)
    {
        var person = await db.Read<Person>().SingleAsync(p => p.Id == me.Id);
        var sessions = await Session.Of(db, me.Id, clock.Now());
        var passkeys = await people.GetPasskeysAsync(person);
        return new SafetyPage.Shown(me.Email, person.PasswordHash is not null, person.TwoFactorEnabled,
            [.. passkeys.OrderBy(k => k.CreatedAt).Select(k => new PasskeyLine(Base64Url.EncodeToString(k.CredentialId), k.Name, k.CreatedAt.UtcDateTime))],
            [.. sessions.Select(s => new DeviceLine(s.Id, s.Browser, s.System, s.StartedAt, s.SeenOn, s.Id == me.SessionId))]);
    }
}

/// <summary>A browser that somebody is signed in with.</summary>
public sealed record DeviceLine(Guid Id, string? Browser, string? System, DateTime StartedAt, DateOnly SeenOn, bool IsThis);
