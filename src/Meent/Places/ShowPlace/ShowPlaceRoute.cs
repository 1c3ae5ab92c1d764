using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ShowPlace;

/// <summary>The page of a place: what it is, where it belongs, what one can do there.</summary>
public static class ShowPlaceRoute
{
    /// <summary>Of a region with thousands of schools the page shows some; search finds the others.</summary>
    public const int MostShown = 50;

    public static async Task<IResult> Show(Guid placeId, HttpContext context, HubDb db, PlaceDirectory places, IEnumerable<PlaceAction> actions, CancellationToken cancel)
    {
        if (await places.Find(placeId, cancel) is not { } place) return Page.NotFound();
        var role = place.Kind == PlaceKind.Board ? LinkRole.Board : LinkRole.Admin;
        var model = new PlacePage.Shown(
            place,
            await places.Above(placeId, cancel: cancel),
            await places.Parent(placeId, LinkRole.Board, cancel: cancel),
            await places.Below(placeId, role, most: MostShown, cancel: cancel),
            await places.CountBelow(placeId, role, cancel: cancel),
            await db.Read<PlaceIdentifier>().Where(i => i.PlaceId == placeId).Select(i => i.Value).Distinct().OrderBy(v => v).Take(12).ToListAsync(cancel),
            [.. actions.OrderBy(a => a.Order).Select(a => a.Offer(context, place)).OfType<SiteLink>()]);
        return Page.Of<PlacePage>(model);
    }
}
