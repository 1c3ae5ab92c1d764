using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;

namespace Meent.Reflect.FollowRound;

/// <summary>How many have answered, and what can be done with the round now.</summary>
internal static class FollowRound
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rounds/{id:guid}", Show).RequireAuthorization();

    private static async Task<IResult> Show(Guid id, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Leader, cancel) is not { } mine) return Page.NotFound();
        var state = mine.Round.State(clock.Today());
        var coordinates = me.Is(Role.Coordinator, mine.Place.PlaceId);
        if (state == RoundState.Draft) return Redirect.To(coordinates ? $"{mine.Path}/prepare" : $"{mine.Path}/preview");
        var instrument = library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion);
        var counts = mine.Audiences
            .OrderBy(a => instrument?.Audiences.ToList().FindIndex(x => x.Id == a.Audience) ?? 0)
            .Select(a => new GroupCount(instrument?.Audiences.FirstOrDefault(x => x.Id == a.Audience), a)).ToList();
        return Page.Of<FollowRoundPage>(new FollowRoundPage.Shown(mine, state, counts, coordinates));
    }
}

/// <summary>One group's number: nothing finer than this is known while the round is open.</summary>
public sealed record GroupCount(Audience? Audience, RoundAudience Link);
