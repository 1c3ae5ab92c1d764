using System.Globalization;
using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ShowPlace;

/// <summary>The page of a place, as it is today or was on a day: what it is, where it lies, what belongs to it, and what became of it.</summary>
public static class ShowPlaceRoute
{
    /// <summary>Of each kind below, so many are shown on the page itself; a list of pages shows all.</summary>
    public const int MostShown = 25;

    /// <summary>Lines of one page of that list.</summary>
    public const int PerPage = 100;

    /// <param name="on">a day, 2025-09-01; today where none is given</param>
    /// <param name="list">a kind of which all are listed, page by page</param>
    public static async Task<IResult> Show(
        Guid placeId, string? on, string? list, string? page, HttpContext context, HubDb db, PlaceDirectory places, IEnumerable<PlaceAction> actions, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await places.Find(placeId, cancel) is not { } place) return Page.NotFound();
        var (day, today) = (clock.Today(), clock.Today());
        var typed = Posted.Clean(on);
        var misread = typed is not null && !DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (misread) day = today;
        var facts = new PlaceFacts(db, places, place, day, today, T);
        var below = await facts.Below(Posted.Clean(list), page, cancel);
        var model = new PlacePage.Shown(place, day, today, await places.Above(placeId, day, cancel: cancel), await places.Parent(placeId, LinkRole.Board, day, cancel), below)
        {
            Typed = typed, Misread = misread,
            Survivor = await facts.Survivor(cancel),
            Whole = await places.Parent(placeId, LinkRole.Part, day, cancel),
            Serves = await places.Parent(placeId, LinkRole.Serves, day, cancel),
            Servants = await facts.Servants(cancel),
            Names = await db.Read<PlaceName>().Where(n => n.PlaceId == placeId).OrderBy(n => n.Kind).ThenBy(n => n.Language).ThenBy(n => n.Name).ToListAsync(cancel),
            Identifiers = await db.Read<PlaceIdentifier>().Where(i => i.PlaceId == placeId).OrderBy(i => i.Scheme).ThenBy(i => i.Value).Take(50).ToListAsync(cancel),
            Actions = [.. actions.OrderBy(a => a.Order).Select(a => a.Offer(context, place)).OfType<SiteLink>()],
        };
        var (events, named) = await facts.History(model.Names, cancel);
        return Page.Of<PlacePage>(model with { History = events, Named = named }, misread ? 422 : 200);
    }
}
