using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Which places lie in the areas that an agency serves.</summary>
internal static class ServedAreas
{
    private static readonly string[] Up = [LinkRole.Admin, LinkRole.Board];

    /// <summary>Areas served on a day by the organisations where these roles make their holder a coordinator.</summary>
    public static async Task<IReadOnlyList<Guid>> ServedBy(HubDb db, IEnumerable<MyRole> roles, DateOnly day)
    {
        var own = roles.Where(r => r.Through is null && r.Role == Role.Coordinator).Select(r => r.PlaceId).ToList();
        var agencies = await Agencies(db, own);
        return agencies.Count == 0 ? [] : await PlacesModule.LinksOn(db, LinkRole.Serves, day).Where(l => agencies.Contains(l.PlaceId)).Select(l => l.ParentId).ToListAsync();
    }

    /// <summary>Organisations that serve an area above the place on a day.</summary>
    public static async Task<IReadOnlyList<Guid>> Serving(HubDb db, Guid place, DateOnly day)
    {
        var above = (await PlacesModule.AboveEach(db, [place], Up, day))[place];
        return [.. (await PlacesModule.AgenciesServing(db, [.. above], day)).SelectMany(a => a).Distinct()];
    }

    /// <summary>Those of the places that lie in one of the areas on a day: schools and boards only.</summary>
    public static async Task<IReadOnlyList<Guid>> Within(HubDb db, IReadOnlyCollection<Guid> places, IReadOnlyCollection<Guid> areas, DateOnly day)
    {
        if (areas.Count == 0 || places.Count == 0) return [];
        var above = await PlacesModule.AboveEach(db, places, Up, day);
        var inside = places.Where(p => above[p].Overlaps(areas)).ToList();
        return [.. (await PlacesModule.Find(db, inside)).Where(p => p.Kind is PlaceKind.School or PlaceKind.Board).Select(p => p.PlaceId)];
    }

    /// <summary>A library or an advisory service works for an area, too, and decides on nobody's role there.</summary>
    private static async Task<IReadOnlyList<Guid>> Agencies(HubDb db, List<Guid> organisations) =>
        organisations.Count == 0 ? [] : [.. (await PlacesModule.Find(db, organisations)).Where(p => p.Type == OrganisationType.Agency).Select(p => p.PlaceId)];
}
