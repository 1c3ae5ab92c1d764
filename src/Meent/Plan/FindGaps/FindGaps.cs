using Meent.Design;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Meent.Plan.Policies;
using Meent.Plan.SeeThread;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.FindGaps;

/// <summary>What a policy asks and no plan of the place answers, and which objectives nobody measures or acts on.</summary>
internal static class FindGaps
{
    private const string FirstAsked = "council-2023";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/places/{placeId:guid}/gaps", Show);

    public static string Path(Guid placeId) => $"/places/{placeId}/gaps";

    /// <summary>Of an area everybody may see what its public plans answer.</summary>
    public static SiteLink? Offer(HttpContext context, Place place) =>
        PlaceKind.CanBeSpokenFor(place.Kind) ? null : new SiteLink(context.RequestServices.GetRequiredService<Texts>()["What no plan answers yet"], Path(place.PlaceId));

    /// <summary>Of an organisation without a plan to see, only those who could make one look for what is missing.</summary>
    /// <param name="plans">how many of its plans the reader may see</param>
    public static bool IsSeen(Place place, int plans, bool mayMake) => plans > 0 || mayMake || !PlaceKind.CanBeSpokenFor(place.Kind);

    /// <param name="policy">id of the document; the Council Recommendation where none is given</param>
    private static async Task<IResult> Show(
        Guid placeId, string? policy, HubDb db, Me me, PlaceDirectory places, PlanDoor door, PlanStore store, ThreadStore threads, PolicyLibrary policies, TimeProvider clock, CancellationToken cancel)
    {
        if (await places.Find(placeId, cancel) is not { } place) return Page.NotFound();
        var plans = await store.Open(placeId, me, cancel);
        var mayMake = await door.MayMake(place, me, cancel);
        if (!IsSeen(place, plans.Count, mayMake)) return Page.NotFound();
        if (policies.Get(policy ?? FirstAsked) is not { } document) return Page.NotFound();
        var targets = plans.SelectMany(p => p.Content.Objectives.Select(o => new PlannedObjective(p, o).Target)).ToList();
        var gaps = Gaps.Of(document, place, plans, await threads.Answers(document, me, cancel), await threads.ActedOnBelow(placeId, targets, me, cancel), await HasBelow(db, place, clock.Today(), cancel));
        return Page.Of<GapsPage>(new GapsPage.Shown(place, document, policies.All, gaps, plans.Count, mayMake));
    }

    private static Task<bool> HasBelow(HubDb db, Place place, DateOnly today, CancellationToken cancel) => place.Kind == PlaceKind.Board
        ? PlacesModule.LinksOn(db, Places.LinkRole.Board, today).AnyAsync(l => l.ParentId == place.PlaceId, cancel)
        : PlacesModule.LinksOn(db, Places.LinkRole.Admin, today).AnyAsync(l => l.ParentId == place.PlaceId, cancel);
}
