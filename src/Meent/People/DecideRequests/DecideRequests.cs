using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>All requests that a coordinator of places, of a board or of an agency decides on, the oldest first. Operators have their own page.</summary>
public static class DecideRequests
{
    private const int PerPage = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/requests", Get).RequireAuthorization();
        routes.MapPost("/requests", Post).RequireAuthorization().StepUp("approve", "refuse");
    }

    private static async Task<IResult> Get(Me me, HubDb db, PlaceLookup places, RoleLines lines, TimeProvider clock, string? page) =>
        me.IsOperator ? Redirect.To("/operate/requests") : Decides(me) ? Page.Of<RequestsPage>(await Facts(me, db, places, lines, clock, page)) : Page.NotFound();

    private static async Task<IResult> Post(Posted posted, Me me, HubDb db, RoleDesk desk, PlaceLookup places, RoleLines lines, TimeProvider clock, Texts T)
    {
        if (!Decides(me)) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return await Again(422);
        if (posted["act"] is not ("approve" or "refuse") || !Guid.TryParse(posted["place"], out var place)) return Page.NotFound();
        return await desk.Act(posted, place, me, errors) switch
        {
            DeskAnswer.Done => Redirect.To("/requests"),
            DeskAnswer.Hidden => Page.NotFound(),
            DeskAnswer.Stale => await Again(409),
            _ => await Again(422),
        };

        async Task<IResult> Again(int status) => Page.Of<RequestsPage>(await Facts(me, db, places, lines, clock, null) with { Errors = errors, AnswerFor = posted["id"], Answer = posted[RoleDesk.AnswerField(posted["id"])] }, status);
    }

    /// <summary>Somebody who coordinates anything.</summary>
    internal static bool Decides(Me me) => me.Roles.Any(r => r.Role == Role.Coordinator);

    private static async Task<RequestsPage.Shown> Facts(Me me, HubDb db, PlaceLookup places, RoleLines lines, TimeProvider clock, string? page)
    {
        var own = me.Roles.Where(r => r.Role == Role.Coordinator && r.Through is null).Select(r => r.PlaceId).ToHashSet();
        var board = me.Roles.Where(r => r.Role == Role.Coordinator && r.Through is not null).Select(r => r.PlaceId).ToHashSet();
        var others = db.Read<RoleHeld>().Where(r => r.ApprovedAt == null && r.EndedAt == null && r.PersonId != me.Id);
        var areas = await ServedAreas.ServedBy(db, me.Roles, clock.Today());
        var served = areas.Count == 0 ? [] : (await ServedAreas.Within(db, await others.Select(r => r.PlaceId).Distinct().ToListAsync(), areas, clock.Today())).ToHashSet();
        var all = board.Union(served).ToList();
        var mine = others.Where(r => all.Contains(r.PlaceId) || (r.Role < Role.Coordinator && own.Contains(r.PlaceId))).OrderBy(r => r.Since).ThenBy(r => r.Id);
        var found = await lines.Of(await mine.Page(page, PerPage), me,
            r => new Standing(false, own.Contains(r.PlaceId) ? Role.Coordinator : null, board.Contains(r.PlaceId) ? Role.Coordinator : null, served.Contains(r.PlaceId)));
        return new RequestsPage.Shown(found, await places.Names(found.Lines.Select(l => l.Role.PlaceId)), "/requests");
    }
}
