using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>The people of a place: who has which role, who asks for one, who is invited. A coordinator or the board keeps it, an agency or an operator may help.</summary>
public static class PlacePeople
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/people", async (Guid placeId, Me me, PlacePeopleFacts facts, string? page, string? asking, string? invited) =>
            await facts.Of(placeId, me, page, asking, invited) is { } shown ? Page.Of<PlacePeoplePage>(shown) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/people", Post).RequireAuthorization().StepUp(RoleDesk.Acts);
    }

    /// <summary>What stands in the form for an invitation again after an error.</summary>
    public sealed record Typed(string? Email, string? Role);

    private static async Task<IResult> Post(Guid placeId, Posted posted, Me me, RoleDesk desk, Inviting inviting, PlacePeopleFacts facts, Texts T)
    {
        if (await facts.Of(placeId, me) is not { Keeps: true } shown) return Page.NotFound();
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
public sealed class PlacePeopleFacts(HubDb db, PlaceLookup places, RoleLines roleLines, TimeProvider clock)
{
    private const int PerPage = 50;

    /// <summary>Each with a form.</summary>
    private const int RequestsPerPage = 10;

    /// <param name="page">of those who have a role</param>
    /// <param name="asking">page of those who ask for one</param>
    /// <param name="invited">page of those who are invited</param>
    /// <returns>null where the place or its people are not for this person</returns>
    public async Task<PlacePeoplePage.Shown?> Of(Guid placeId, Me me, string? page = null, string? asking = null, string? invited = null)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var standing = await Standing.Of(db, me, placeId, today);
        if (!standing.Sees || await places.Find(placeId) is not { } place) return null;
        var boards = HeldRoles.BoardOf(db, placeId, today);
        var held = HeldRoles.On(db, today).Where(r => r.PlaceId == placeId || boards.Contains(r.PlaceId)).OrderByDescending(r => r.PlaceId == placeId).ThenByDescending(r => r.Role).ThenBy(r => r.Since).ThenBy(r => r.Id);
        var lines = await roleLines.Of(await held.Page(page, PerPage), me, standing);
        var shown = new PlacePeoplePage.Shown(place, me, standing.Keeps, lines)
        {
            MayGive = [.. Enum.GetValues<Role>().Where(standing.MayGive)],
            Mine = lines.Lines.FirstOrDefault(l => l.Role.PersonId == me.Id && l.Role.PlaceId == placeId)?.Role,
            Board = lines.Lines.FirstOrDefault(l => l.Role.PlaceId != placeId) is { } through ? await places.Find(through.Role.PlaceId) : null,
        };
        if (!standing.Keeps) return shown;
        var waiting = db.Read<RoleHeld>().Where(r => r.PlaceId == placeId && r.ApprovedAt == null && r.EndedAt == null).OrderBy(r => r.Since).ThenBy(r => r.Id);
        var invitations = await Invitation.Open(db, now).Where(i => i.PlaceId == placeId).OrderBy(i => i.InvitedAt).ThenBy(i => i.Id).Page(invited, PerPage);
        var names = await db.PersonNames(invitations.Lines.Where(i => i.HandsOver is not null).Select(i => i.InvitedBy));
        return shown with
        {
            Waiting = await roleLines.Of(await waiting.Page(asking, RequestsPerPage), me, standing),
            Invitations = invitations.Select(i => new InvitationLine(i.Id, i.Email, i.Role, i.InvitedAt, i.HandsOver is null ? null : names.GetValueOrDefault(i.InvitedBy))),
        };
    }
}

/// <param name="TakesOverFrom">name of the one who hands the role over; null where nobody does</param>
public sealed record InvitationLine(Guid Id, string Email, Role Role, DateTime InvitedAt, string? TakesOverFrom);
