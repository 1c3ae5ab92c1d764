using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>All requests that wait, the oldest first; the operator approves, or refuses with a sentence.</summary>
public static class OperateRequests
{
    /// <summary>Shown at once; the next come up as these are decided.</summary>
    private const int MostShown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operate/requests", async (Me me, HubDb db, PlaceLookup places) => me.IsOperator ? Page.Of<RequestsPage>(await Facts(db, places)) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/operate/requests", Post).RequireAuthorization();
    }

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, RoleDesk desk, PlaceLookup places, Texts T)
    {
        if (!me.IsOperator) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return await Again(422);
        return !Guid.TryParse(posted["place"], out var place) ? Page.NotFound() : await desk.Act(posted, place, me, errors) switch
        {
            DeskAnswer.Done => Redirect.To("/operate/requests"),
            DeskAnswer.Hidden => Page.NotFound(),
            DeskAnswer.Stale => await Again(409),
            _ => await Again(422),
        };

        async Task<IResult> Again(int status) => Page.Of<RequestsPage>(await Facts(db, places) with { Errors = errors, AnswerFor = posted["id"], Answer = posted[RoleDesk.AnswerField(posted["id"])] }, status);
    }

    private static async Task<RequestsPage.Shown> Facts(HubDb db, PlaceLookup places)
    {
        var waiting = db.Read<RoleHeld>().Where(r => r.ApprovedAt == null && r.EndedAt == null);
        var lines = await waiting.Join(db.Read<Person>(), r => r.PersonId, p => p.Id, (r, p) => new { r, p.Name, p.Email }).OrderBy(l => l.r.Since).Take(MostShown).ToListAsync();
        return new RequestsPage.Shown([.. lines.Select(l => new RoleLine(l.r, l.Name, l.Email ?? ""))], await places.Names(lines.Select(l => l.r.PlaceId)), await waiting.CountAsync());
    }
}
