using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.FollowRound;

/// <summary>How many have answered, and what can be done with the round now.</summary>
internal static class FollowRound
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rounds/{id:guid}", Show).RequireAuthorization();

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, Closing closing, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Leader, cancel) is not { } mine) return Page.NotFound();
        var coordinates = me.Is(Role.Coordinator, mine.Place.PlaceId);
        mine = mine with { Round = await closing.IfEnded(db, mine.Round, cancel) };
        var state = mine.Round.State(clock.Today());
        if (state == RoundState.Draft) return Redirect.To(coordinates ? $"{mine.Path}/prepare" : $"{mine.Path}/preview");
        var view = mine.Round.Leaders == LeadersAnswer.Team
            ? await db.Read<TeamView>().SingleOrDefaultAsync(v => v.PlaceId == mine.Place.PlaceId && v.RoundId == id, cancel)
            : null;
        return Page.Of<FollowRoundPage>(new FollowRoundPage.Shown(mine, state, GroupCount.Of(mine, library), view, coordinates));
    }
}
