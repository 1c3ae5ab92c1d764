using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>Two places side by side: one goes into the other, or they are two.</summary>
internal static class MergePlaces
{
    public static async Task<IResult> Show(Guid placeId, string? with, string? q, HttpContext context, PlaceDesk desk, HubDb db, PlaceIndex index, PlaceDirectory places, CancellationToken cancel)
    {
        if (desk.Operator(context) is null || await places.Find(placeId, cancel) is not { } place || !PlaceKind.CanBeSpokenFor(place.Kind)) return Page.NotFound();
        if (Guid.TryParse(with, out var other) && other != placeId)
            return await Facts(db, places, placeId, other) is { } two ? Page.Of<MergePlacesPage>(two) : Page.NotFound();
        var fitting = await new PlaceChoice(db, index, places).Fitting(q, place.Kind, place.Country, cancel);
        return Page.Of<ChooseOtherPage>(new ChooseOtherPage.Shown(place, Posted.Clean(q), [.. fitting.Where(p => p.PlaceId != placeId)]));
    }

    public static async Task<IResult> Post(Guid placeId, Posted posted, HttpContext context, PlaceDesk desk, HubDb db, PlaceIndex index, PlaceDirectory places, TimeProvider clock, Texts T)
    {
        if (desk.Operator(context) is not { } me) return Page.NotFound();
        var errors = posted.Errors(T);
        if (!Guid.TryParse(posted["with"], out var other) || await Facts(db, places, placeId, other) is not { } two)
            return errors.Any || posted["with"] is null ? await Again(null, 422) : Page.NotFound();
        if (errors.Any) return await Again(two, 422);
        var acts = new PlaceActs(db, places, index, clock, T);
        if (posted["act"] == "two")
        {
            await acts.Act(me, "places told apart", placeId, other, posted["seen"], () => acts.TellApart(placeId, other));
            return Redirect.To($"/operate/places/duplicates?country={two.One.Place.Country}");
        }
        if (posted["act"] != "merge") return Page.NotFound();
        if (await acts.Act(me, "place merged", placeId, other, posted["seen"], () => places.Merge(placeId, other, acts.Today)) is not { } why) return Redirect.To($"/operate/places/{other}");
        errors.Add("", why.Sentence(T));
        return await Again(await Facts(db, places, placeId, other), 409);

        async Task<IResult> Again(MergePlacesPage.Shown? shown, int status) => shown is not null
            ? Page.Of<MergePlacesPage>(shown with { Errors = errors }, status)
            : await places.Find(placeId) is { } place ? Page.Of<ChooseOtherPage>(new ChooseOtherPage.Shown(place, null, []), status) : Page.NotFound();
    }

    private static async Task<MergePlacesPage.Shown?> Facts(HubDb db, PlaceDirectory places, Guid one, Guid other)
    {
        if (await Side(db, places, one) is not { } first || await Side(db, places, other) is not { } second || first.Place.Kind != second.Place.Kind) return null;
        var (a, b) = Duplicates.Ordered(one, other);
        return new MergePlacesPage.Shown(first, second, await PlaceSeen.Of(db, one, other), await db.Read<PlaceTwin>().AnyAsync(t => t.PlaceId == a && t.OtherId == b));
    }

    private static async Task<PlaceSide?> Side(HubDb db, PlaceDirectory places, Guid id)
    {
        if (await places.Find(id) is not { } place) return null;
        var identifiers = await db.Read<PlaceIdentifier>().Where(i => i.PlaceId == id && i.ValidTo == null).OrderBy(i => i.Scheme).Select(i => $"{i.Value} ({i.Scheme})").Take(10).ToListAsync();
        return new PlaceSide(place, await places.Parent(id, LinkRole.Board), await places.Parent(id, LinkRole.Admin), identifiers, await places.CountBelow(id, LinkRole.Board));
    }
}

/// <summary>One of two places that are compared.</summary>
/// <param name="Schools">how many a board runs</param>
public sealed record PlaceSide(Place Place, Place? Board, Place? Area, IReadOnlyList<string> Identifiers, int Schools);
