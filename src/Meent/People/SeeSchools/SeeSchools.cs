using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A board's schools of today: how many people each has, who asks, and where nobody coordinates.</summary>
public static class SeeSchools
{
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/places/{placeId:guid}/schools", Get).RequireAuthorization();

    private static async Task<IResult> Get(Guid placeId, Me me, HubDb db, PlaceLookup places, TimeProvider clock, string? q, string? show, string? page)
    {
        if (!(me.IsOperator || me.Is(Role.Reader, placeId)) || await places.Find(placeId) is not { Kind: PlaceKind.Board } board) return Page.NotFound();
        var today = clock.Today();
        var ids = PlacesModule.LinksOn(db, LinkRole.Board, today).Where(l => l.ParentId == placeId).Select(l => l.PlaceId);
        var held = await HeldRoles.On(db, today).Where(r => ids.Contains(r.PlaceId)).GroupBy(r => new { r.PlaceId, IsCoordinator = r.Role == Role.Coordinator })
            .Select(g => new { g.Key.PlaceId, g.Key.IsCoordinator, N = g.Count() }).ToListAsync();
        var asking = await db.Read<RoleHeld>().Where(r => r.ApprovedAt == null && r.EndedAt == null && ids.Contains(r.PlaceId)).GroupBy(r => r.PlaceId).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N);
        var people = held.ToLookup(h => h.PlaceId);
        var schools = (await PlacesModule.Find(db, await ids.ToListAsync())).ConvertAll(p =>
            new SchoolsPage.Line(p, people[p.PlaceId].Sum(h => h.N), people[p.PlaceId].Any(h => h.IsCoordinator), asking.GetValueOrDefault(p.PlaceId)));
        var found = schools.Where(s => Matches(s.School, q)).Where(s => show switch { "nobody" => !s.HasCoordinator, "asking" => s.Asking > 0, _ => true }).ToList();
        return Page.Of<SchoolsPage>(new SchoolsPage.Shown(board, found.Page(page, PerPage), schools.Count, schools.Count(s => !s.HasCoordinator), schools.Sum(s => s.Asking), Posted.Clean(q), show is "nobody" or "asking" ? show : null));
    }

    private static bool Matches(Place school, string? q)
    {
        var text = " " + Folded.Text($"{school.Name} {school.Town}");
        return Folded.Words(q).All(w => text.Contains(" " + w, StringComparison.Ordinal));
    }
}
