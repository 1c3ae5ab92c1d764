using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;

namespace Meent.Reflect.SeeSchool;

/// <summary>The places where somebody has a role, own ones before those of a board; of many, one page, or those that were searched for.</summary>
/// <param name="All">how many there are, searched for or not</param>
/// <param name="Search">what was typed; null where nothing was</param>
/// <param name="Page">1 … <paramref name="Pages"/></param>
public sealed record MyPlaces(IReadOnlyList<MyPlace> Shown, int All, string? Search, int Page, int Pages)
{
    public const int PerPage = 20;

    /// <param name="places">all that <paramref name="me"/> has a role at, by name</param>
    /// <param name="q">words of a name or town, as typed</param>
    public static MyPlaces Of(Me me, IReadOnlyList<Place> places, DateOnly today, string? q, string? page)
    {
        var roles = me.Roles.Where(r => r.PartOf is null).ToLookup(r => r.PlaceId);
        var names = places.ToDictionary(p => p.PlaceId, p => p.Name);
        var mine = places.Where(p => roles.Contains(p.PlaceId)).Select(p => Place(p, roles[p.PlaceId], names, today)).OrderBy(p => p.Through is not null).ToList();
        var words = Folded.Words(q);
        var found = words.Count == 0 ? mine : mine.FindAll(p => $" {Folded.Text($"{p.Place.Name} {p.Place.Town}")}" is var text && words.All(w => text.Contains(" " + w, StringComparison.Ordinal)));
        var (shown, at, pages, _) = found.Page(page, PerPage);
        return new(shown, mine.Count, Posted.Clean(q), at, pages);
    }

    /// <summary>A place with all that went into it: what it has, it has from those, too.</summary>
    public static IReadOnlyList<Guid> WithParts(Me me, Guid place) => [place, .. me.Roles.Where(r => r.PartOf == place).Select(r => r.PlaceId).Distinct()];

    /// <summary>At a place that has closed nothing new begins: who coordinated it reads like a leader.</summary>
    public static Role RoleAt(Place place, Role role, DateOnly today) => role > Role.Leader && !place.IsOpenOn(today) ? Role.Leader : role;

    private static MyPlace Place(Place place, IEnumerable<MyRole> roles, Dictionary<Guid, string> names, DateOnly today)
    {
        var held = roles.ToList();
        var board = held.Exists(r => r.Through is null) ? null : held.Select(r => r.Through).OfType<Guid>().Select(b => names.GetValueOrDefault(b)).FirstOrDefault();
        return new(place, RoleAt(place, held.Max(r => r.Role), today), board);
    }
}

/// <param name="Role">the highest one there</param>
/// <param name="Through">name of the board where the role is held; null for a role at the place itself</param>
public sealed record MyPlace(Place Place, Role Role, string? Through);
