using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A person asks to speak for a place, or to read its reports; who may decide gets a mail.</summary>
public static class AskForRole
{
    private const int LongestReason = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/ask", Get).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/ask", Post).RequireAuthorization();
    }

    /// <summary>What stands in the form again after an error.</summary>
    public sealed record Typed(string? Role, string? Reason);

    /// <summary>Whether somebody may ask: nobody asks twice at once, or for what they have.</summary>
    /// <param name="mine">all roles of the person at the place, past and present</param>
    public static Refusal? MayAsk(IReadOnlyList<RoleHeld> mine, Role wanted)
    {
        if (mine.Any(r => r.State == RoleState.Waiting)) return new RequestWaitsAlready();
        return mine.Any(r => r.State == RoleState.Held && r.Role >= wanted) ? new RoleAlreadyHeld() : null;
    }

    private static async Task<IResult> Get(Guid placeId, Me me, HubDb db, PlaceLookup places, MailDomains domains, TimeProvider clock)
    {
        if (await places.Find(placeId) is not { } place || !place.IsOpenOn(clock.Today())) return Page.NotFound();
        return Page.Of<AskForRolePage>(new AskForRolePage.Shown(place, me, await Mine(db, me, placeId), new Typed("coordinator", null), FormErrors.None) { AtOnce = await domains.Most(placeId, me.Id) });
    }

    private static async Task<IResult> Post(Guid placeId, Posted posted, Me me, HubDb db, PlaceLookup places, Tries tries, RoleLetters letters, MailDomains domains, TimeProvider clock, Texts T)
    {
        if (await places.Find(placeId) is not { } place || !place.IsOpenOn(clock.Today())) return Page.NotFound();
        var errors = posted.Errors(T);
        var typed = new Typed(posted["role"], posted["reason"]);
        var mine = await Mine(db, me, placeId);
        var wanted = RoleNames.Parse(typed.Role);
        if (wanted is null) errors.Add("role", T["Choose what you want to do."]);
        if (typed.Reason is null) errors.Add("reason", T["Write a sentence or two: it helps to decide."]);
        else if (typed.Reason.Length > LongestReason) errors.Add("reason", T["Use at most {0} characters.", LongestReason]);
        if (errors.Any) return Show(422);
        // The same request sent twice is one request.
        if (mine.Any(r => r.State == RoleState.Waiting && r.Role == wanted)) return Redirect.To($"/places/{placeId}/ask");
        if (MayAsk(mine, wanted!.Value) is { } why) return Refused(why.Sentence(T), 409);
        if (await tries.Take(new Limit("ask", me.Id.ToString(), 20, TimeSpan.FromHours(1))) is { } wait) return Refused(TooManyTries.Sentence(wait, T), 429);

        var request = new RoleHeld { PlaceId = placeId, PersonId = me.Id, Role = wanted.Value, Since = clock.Now(), Reason = typed.Reason };
        if (await domains.Joins(request)) return Redirect.To($"/places/{placeId}/ask");
        await Save(db, request, letters);
        return Redirect.To($"/places/{placeId}/ask");

        IResult Show(int status) => Page.Of<AskForRolePage>(new AskForRolePage.Shown(place, me, mine, typed, errors), status);
        IResult Refused(string sentence, int status)
        {
            errors.Add("", sentence);
            return Show(status);
        }
    }

    /// <summary>Writes a request down, for others to decide on.</summary>
    /// <returns>false where a request of this person waits already, two clicks are one request; or where the account is deleted</returns>
    public static Task<bool> Save(HubDb db, RoleHeld request, RoleLetters? letters = null) => db.InTransaction(async () =>
    {
        if (!await RoleChanges.Stays(db, request.PersonId)) return false;
        if (await db.Database.ExecuteSqlAsync($"""
            insert into people_role (place_id, id, person_id, role, since, reason)
            values ({request.PlaceId}, {request.Id}, {request.PersonId}, {(int)request.Role}, {request.Since}, {request.Reason})
            on conflict do nothing
            """) == 0) return false;
        db.Record(request.PersonId, "asked", request.PlaceId, request.Id, request.Since);
        await db.SaveChangesAsync();
        if (letters is not null) await letters.Asked(request);
        return true;
    });

    private static async Task<IReadOnlyList<RoleHeld>> Mine(HubDb db, Me me, Guid place) =>
        await db.Read<RoleHeld>().Where(r => r.PlaceId == place && r.PersonId == me.Id).OrderByDescending(r => r.Since).ToListAsync();
}
