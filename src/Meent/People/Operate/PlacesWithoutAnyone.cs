using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Places that somebody coordinated once and nobody does today, the latest first. Closed places need nobody.</summary>
public static class PlacesWithoutAnyone
{
    private const int PerPage = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operate/places-without-anyone", Get).RequireAuthorization();

    /// <summary>How many there are.</summary>
    internal static Task<int> Count(HubDb db, DateOnly today) => Left(db, today).CountAsync();

    private static async Task<IResult> Get(Me me, HubDb db, PlaceLookup places, IEnumerable<RunsAtPlace> runs, HttpContext context, TimeProvider clock, Texts T, string? page)
    {
        if (!me.IsOperator) return Page.NotFound();
        var today = clock.Today();
        var left = await Left(db, today).OrderByDescending(l => l.Since).ThenBy(l => l.PlaceId).Page(page, PerPage);
        var ids = left.Lines.Select(l => l.PlaceId).ToList();
        var people = await HeldRoles.On(db, today).Where(r => ids.Contains(r.PlaceId)).GroupBy(r => r.PlaceId).Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N);
        var names = await places.Names(ids);
        var running = new List<(Guid Place, string Words)>();
        foreach (var run in runs) running.AddRange(await run.Words(context.RequestServices, ids, T));
        var words = running.ToLookup(r => r.Place, r => r.Words);
        return Page.Of<PlacesWithoutAnyonePage>(left.Select(l => new PlacesWithoutAnyonePage.Line(l.PlaceId, names.GetValueOrDefault(l.PlaceId, T["A place that is gone"]), l.Since, people.GetValueOrDefault(l.PlaceId), [.. words[l.PlaceId]])));
    }

    private static IQueryable<LeftPlace> Left(HubDb db, DateOnly today)
    {
        var closed = PlaceDirectory.ClosedBy(db, today);
        return db.Read<RoleHeld>().Where(r => r.Role == Role.Coordinator && r.ApprovedAt != null && !closed.Contains(r.PlaceId))
            .GroupBy(r => r.PlaceId)
            .Where(g => g.Count(r => r.EndedAt == null && (r.EndsOn == null || r.EndsOn > today)) == 0)
            .Select(g => new LeftPlace { PlaceId = g.Key, Since = g.Max(r => r.EndedAt) });
    }

    private sealed class LeftPlace
    {
        public Guid PlaceId { get; init; }

        /// <summary>Null for the minutes between a last day and the entry that it is over.</summary>
        public DateTime? Since { get; init; }
    }
}
