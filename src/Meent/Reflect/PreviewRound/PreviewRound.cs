using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.PreviewRound;

/// <summary>The questions as each group will see them.</summary>
internal static class PreviewRound
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rounds/{id:guid}/preview", Show).RequireAuthorization();

    private static async Task<IResult> Show(Guid id, string? audience, HubDb db, Me me, InstrumentLibrary library, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Leader, cancel) is not { } mine) return Page.NotFound();
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == mine.Place.PlaceId && i.RoundId == id).ToListAsync(cancel);
        var asked = Asked.All(mine.Round, mine.Audiences, instrument, own);
        if (asked.Count == 0) return Redirect.To($"{mine.Path}/prepare");
        var chosen = audience is null ? asked[0] : asked.FirstOrDefault(q => q.Audience.Id == audience);
        return chosen is null ? Page.NotFound() : Page.Of<PreviewRoundPage>(new PreviewRoundPage.Shown(mine, asked, chosen, me.Is(Role.Coordinator, mine.Place.PlaceId)));
    }
}
