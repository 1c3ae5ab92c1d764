using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>All requests that wait, the oldest first; the operator approves, or refuses with a sentence.</summary>
public static class OperateRequests
{
    private const int PerPage = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operate/requests", async (Me me, HubDb db, PlaceLookup places, RoleLines lines, string? page) =>
            me.IsOperator ? Page.Of<RequestsPage>(await Facts(me, db, places, lines, page)) : Page.NotFound()).RequireAuthorization();
        routes.MapPost("/operate/requests", Post).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, RoleDesk desk, PlaceLookup places, RoleLines lines, Texts T)
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

        async Task<IResult> Again(int status) => Page.Of<RequestsPage>(await Facts(me, db, places, lines, null) with { Errors = errors, AnswerFor = posted["id"], Answer = posted[RoleDesk.AnswerField(posted["id"])] }, status);
    }

    private static async Task<RequestsPage.Shown> Facts(Me me, HubDb db, PlaceLookup places, RoleLines lines, string? page)
    {
        var waiting = await db.Read<RoleHeld>().Where(r => r.ApprovedAt == null && r.EndedAt == null).OrderBy(r => r.Since).ThenBy(r => r.Id).Page(page, PerPage);
        return new RequestsPage.Shown(await lines.Of(waiting, me, new Standing(IsOperator: true, null, null, false)), await places.Names(waiting.Lines.Select(r => r.PlaceId)), "/operate/requests");
    }
}
