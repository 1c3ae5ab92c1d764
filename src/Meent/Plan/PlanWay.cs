using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;

namespace Meent.Plan;

/// <summary>
/// The way by which a reader came to the plans of a place, and goes back: from "Our school" where they have a role there or at an agency of the area,
/// from "Find" else.
/// </summary>
public sealed class PlanWay(PlanDoor door, PlaceDirectory places, IHttpContextAccessor request, Texts T)
{
    /// <returns>path of the menu entry, and the steps down to the place</returns>
    public async Task<(string Section, IReadOnlyList<Crumb> Crumbs)> To(Place place)
    {
        var me = request.HttpContext is { } context ? Me.Of(context) : Me.Nobody;
        if (me.Is(Role.Reader, place.PlaceId)) return Ours(place);
        if (await Agency(place, me) is { } agency) return Ours(agency, new Crumb(place.Name, $"/places/{place.PlaceId}"));
        return ("/find", [new(T["Find"], "/find"), new(place.Name, $"/places/{place.PlaceId}")]);
    }

    private (string, IReadOnlyList<Crumb>) Ours(Place ours, params Crumb[] below) => ("/school", [new(T["Our school"], "/school"), new(ours.Name, $"/school/{ours.PlaceId}"), .. below]);

    /// <summary>Where the reader works and what serves this area or one above it; null where they work at no such place.</summary>
    private async Task<Place?> Agency(Place area, Me me)
    {
        if (PlaceKind.CanBeSpokenFor(area.Kind) || me.Roles.Count == 0) return null;
        var mine = (await door.Houses(area)).Where(h => me.Is(Role.Reader, h)).ToList();
        return mine.Count == 0 ? null : await places.Find(mine.Min());
    }
}
