using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>
/// The way by which a reader came to the plans of a place, and goes back: from "Our school" where they have a role there or at an agency that serves it,
/// from "Find" else.
/// </summary>
public sealed class PlanWay(HubDb db, PlaceDirectory places, IHttpContextAccessor request, TimeProvider clock, Texts T)
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

    /// <summary>Where the reader works and what serves this area; null where they work at no such place.</summary>
    private async Task<Place?> Agency(Place area, Me me)
    {
        if (PlaceKind.CanBeSpokenFor(area.Kind) || me.Roles.Count == 0) return null;
        var mine = me.Roles.Where(r => r.Role >= Role.Leader).Select(r => r.PlaceId).Distinct().ToList();
        var serving = await PlacesModule.LinksOn(db, LinkRole.Serves, clock.Today()).Where(l => l.ParentId == area.PlaceId && mine.Contains(l.PlaceId)).Select(l => l.PlaceId).ToListAsync();
        return serving.Count == 0 ? null : await places.Find(serving.Min());
    }
}
