using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.InvitePeople;

/// <summary>The links of an opened round, with all that helps to hand them out.</summary>
internal static class InvitePeople
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rounds/{id:guid}/invite", Show).RequireAuthorization();

    private static async Task<IResult> Show(
        Guid id, HttpRequest request, Settings settings, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return Redirect.To(mine.Path);
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var codes = await db.Read<SingleUseCode>().Where(c => c.PlaceId == mine.Place.PlaceId && c.RoundId == id)
            .GroupBy(c => c.Audience).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancel);
        var hub = Links.Base(settings, request);
        var groups = instrument.Audiences.Where(a => mine.For(a.Id) is not null)
            .Select(a => new Invitation(a, mine.For(a.Id)!, Links.To(hub, mine.For(a.Id)!.LinkCode), codes.GetValueOrDefault(a.Id), Papers.Missing(mine.Round, a.Id)))
            .ToList();
        return Page.Of<InvitePeoplePage>(new InvitePeoplePage.Shown(mine, groups));
    }
}

/// <summary>What the coordinator hands out to one group.</summary>
/// <param name="Codes">single-use codes made so far</param>
/// <param name="PapersFirst">the link is shown only after letter, notice and DPIA were read</param>
public sealed record Invitation(Audience Audience, RoundAudience Link, string Address, int Codes, bool PapersFirst);
