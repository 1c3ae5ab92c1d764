using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>The people of a place: who has which role, who asks for one, who is invited. A coordinator keeps it, an operator may help.</summary>
public static class PlacePeople
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/people", async (Guid placeId, Me me, PlacePeopleFacts facts) =>
            await facts.Of(placeId, me) is { } shown ? Page.Of<PlacePeoplePage>(shown) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/people", Post).RequireAuthorization();
    }

    /// <summary>What stands in the form for an invitation again after an error.</summary>
    public sealed record Typed(string? Email, string? Role);

    private static async Task<IResult> Post(Guid placeId, Posted posted, Me me, RoleDesk desk, Inviting inviting, PlacePeopleFacts facts, Texts T)
    {
        if (!(me.IsOperator || me.Is(Role.Coordinator, placeId)) || await facts.Of(placeId, me) is not { } shown) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return Again(422);
        if (posted["act"] == "invite") return await inviting.Invite(shown.Place, me, posted, errors) ? Redirect.To($"/places/{placeId}/people") : Again(422);
        if (posted["act"] == "withdraw") return await inviting.Withdraw(placeId, posted["id"], me) ? Redirect.To($"/places/{placeId}/people") : Page.NotFound();
        return await desk.Act(posted, placeId, me, errors) switch
        {
            DeskAnswer.Done => Redirect.To($"/places/{placeId}/people"),
            DeskAnswer.Hidden => Page.NotFound(),
            DeskAnswer.Stale => Page.Of<PlacePeoplePage>((await facts.Of(placeId, me))! with { Errors = errors }, 409),
            _ => Again(422),
        };

        IResult Again(int status) => Page.Of<PlacePeoplePage>(shown with { Errors = errors, Typed = new Typed(posted["email"], posted["role"]), AnswerFor = posted["id"], Answer = posted[RoleDesk.AnswerField(posted["id"])] }, status);
    }
}

/// <summary>Reads what the page of a place's people shows to somebody.</summary>
public sealed class PlacePeopleFacts(HubDb db, PlaceLookup places, TimeProvider clock)
{
    /// <returns>null where the place or its people are not for this person</returns>
    public async Task<PlacePeoplePage.Shown?> Of(Guid placeId, Me me)
    {
        if (!(me.IsOperator || me.Is(Role.Reader, placeId)) || await places.Find(placeId) is not { } place) return null;
        var keeps = me.IsOperator || me.Is(Role.Coordinator, placeId);
        var roles = await db.Read<RoleHeld>().Where(r => r.PlaceId == placeId && r.EndedAt == null && (keeps || r.ApprovedAt != null)).OrderByDescending(r => r.Role).ThenBy(r => r.Since).ToListAsync();
        var invitations = keeps ? await Invitation.Open(db, clock.Now()).Where(i => i.PlaceId == placeId).OrderBy(i => i.InvitedAt).ToListAsync() : [];
        var through = await HeldRoles.ThroughBoard(db, placeId, clock.Today()).OrderByDescending(r => r.Role).ThenBy(r => r.Since).ToListAsync();
        var ids = roles.Concat(through).Select(r => r.PersonId).Distinct().ToList();
        var people = await db.Read<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return new PlacePeoplePage.Shown(place, me, keeps,
            Lines(roles, people), [.. invitations.Select(i => new InvitationLine(i.Id, i.Email, i.Role, i.InvitedAt))])
        {
            Through = Lines(through, people),
            Board = through.Count > 0 ? await places.Find(through[0].PlaceId) : null,
        };
    }

    private static IReadOnlyList<RoleLine> Lines(IEnumerable<RoleHeld> roles, Dictionary<Guid, Person> people) =>
        [.. roles.Where(r => people.ContainsKey(r.PersonId)).Select(r => new RoleLine(r, people[r.PersonId].Name, people[r.PersonId].Email ?? ""))];
}

/// <summary>A role with the person who has it or asks for it.</summary>
public sealed record RoleLine(RoleHeld Role, string Name, string Email);

public sealed record InvitationLine(Guid Id, string Email, Role Role, DateTime InvitedAt);
