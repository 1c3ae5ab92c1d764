using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.InvitePeople;

/// <summary>A sheet for the wall of a class or the teachers' room. The name of the class is printed and kept nowhere.</summary>
internal static class PrintSheet
{
    private const int LongestClass = 60;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/rounds/{id:guid}/sheet", Show).RequireAuthorization();

    private static async Task<IResult> Show(
        Guid id, string? audience, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "class")] string? group, HttpRequest request, Settings settings,
        HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, CancellationToken cancel)
    {
        if (await Rounds.Find(db, me, id, Role.Coordinator, cancel) is not { } mine || mine.For(audience) is not { } link) return Page.NotFound();
        if (mine.Round.State(clock.Today()) is not (RoundState.Waiting or RoundState.Open)) return Redirect.To(mine.Path);
        if (Papers.Missing(mine.Round, link.Audience)) return Redirect.To($"{mine.Path}/papers");
        if (library.Get(mine.Round.InstrumentId, mine.Round.InstrumentVersion) is not { } instrument) return RefusedPage.Of(mine, new InstrumentIsGone());
        var own = await db.Read<OwnItem>().Where(i => i.PlaceId == mine.Place.PlaceId && i.RoundId == id).ToListAsync(cancel);
        var name = string.Join(' ', (group ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var asked = AskedItems.Of(mine.Round, link, instrument, own);
        var address = Links.To(settings.Home(request), link.LinkCode);
        return Page.Of<SheetPage>(new SheetPage.Shown(mine, instrument, asked, link, address, name.Length > LongestClass ? name[..LongestClass] : name));
    }
}
