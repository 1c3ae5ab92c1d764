using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Reflect.AdaptTexts;
using Meent.Reflect.Instruments;
using Meent.Reflect.Pooling;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.InvitePeople;

/// <summary>The links of an opened round, with all that helps to hand them out.</summary>
internal static class InvitePeople
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rounds/{id:guid}/invite", Show).RequireAuthorization();
        MakeCodes.Map(routes);
        PrintSheet.Map(routes);
    }

    private static async Task<IResult> Show(
        Guid id, HttpRequest request, Settings settings, HubDb db, Me me, InstrumentLibrary library, RoundWords words, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine) return Page.NotFound();
        if (mine.Round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return Redirect.To(mine.Path);
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var codes = await db.Read<SingleUseCode>().Where(c => c.PlaceId == mine.Place.PlaceId && c.RoundId == id)
            .GroupBy(c => c.Audience).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancel);
        var hub = settings.Home(request);
        var groups = new List<Invitation>();
        foreach (var audience in instrument.Audiences)
        {
            if (mine.For(audience.Id) is not { } group) continue;
            var address = Links.To(hub, group.LinkCode);
            var text = await words.Find(mine.Round, mine.Place.Name, RoundWords.InvitationOf(audience.Id), address, cancel);
            groups.Add(new(audience, group, address, codes.GetValueOrDefault(audience.Id), text, Papers.Missing(mine.Round, audience.Id)));
        }
        return Page.Of<InvitePeoplePage>(new InvitePeoplePage.Shown(mine, groups, await Common(db, mine, hub, clock.Today(), me.Language, cancel)));
    }

    /// <returns>null where no link is common to several schools</returns>
    private static async Task<CommonLink?> Common(HubDb db, MyRound mine, string hub, DateOnly today, string language, CancellationToken cancel) =>
        await OpenPool.Of(db, mine.Place.PlaceId, mine.Round.Id, today, cancel) is { } pool && await PlacesModule.Find(db, pool.Caller, language, cancel) is { } caller
            ? new(pool.Audience, caller.Name, Links.To(hub, pool.Code))
            : null;
}

/// <summary>The one link by which a group of several schools answers.</summary>
/// <param name="Caller">name of the board or agency that called the campaign</param>
public sealed record CommonLink(string Audience, string Caller, string Address);

/// <summary>What the coordinator hands out to one group.</summary>
/// <param name="Codes">single-use codes made so far</param>
/// <param name="Text">to send; null where the hub has none for this group</param>
/// <param name="PapersFirst">the link is shown only after letter, notice and DPIA were read</param>
public sealed record Invitation(Audience Audience, RoundAudience Link, string Address, int Codes, FilledText? Text, bool PapersFirst);
