using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.ReadPlan;

/// <summary>The plans of a place, one plan, one measure of it; and the tick for a step that is done.</summary>
internal static class ReadPlan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/plans", List);
        routes.MapGet("/plans/{planId:guid}", Read);
        routes.MapGet("/plans/{planId:guid}/measures/{measure}", OneMeasure);
        routes.MapPost("/plans/{planId:guid}/measures/{measure}/steps/{step}", Tick).RequireAuthorization();
    }

    private static async Task<IResult> List(Guid placeId, PlaceDirectory places, PlanStore store, PlanDoor door, Me me, TimeProvider clock, CancellationToken cancel)
    {
        if (await places.Find(placeId, cancel) is not { } place) return Page.NotFound();
        var (today, plans) = (clock.Today(), await store.Open(placeId, me, cancel));
        var mayMake = place.IsOpenOn(today) && await door.MayMake(place, me, cancel);
        return Page.Of<PlansPage>(new PlansPage.Shown(place, plans, mayMake, FindGaps.FindGaps.IsSeen(place, plans.Count, mayMake), today) { Served = await Served(place, places, store, door, me, cancel) });
    }

    /// <summary>The area of an agency with its plans, for those who work there; null for others, and where it works for none.</summary>
    private static async Task<PlansPage.ServedArea?> Served(Place place, PlaceDirectory places, PlanStore store, PlanDoor door, Me me, CancellationToken cancel)
    {
        if (place.Type != OrganisationType.Agency || !me.Is(Role.Reader, place.PlaceId) || await places.Parent(place.PlaceId, LinkRole.Serves, cancel: cancel) is not { } area) return null;
        return new(area, await store.Open(area.PlaceId, me, cancel), await door.MayMake(area, me, cancel));
    }

    private static async Task<IResult> Read(Guid planId, PlanStore store, PlanFollowing following, ReportsBehind reports, HubDb db, Me me, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { } plan) return Page.NotFound();
        var links = await PlanLinks.Of(plan.Content.Objectives, db, store, me, cancel);
        var behind = new Dictionary<string, FromReport>();
        foreach (var objective in plan.Content.Objectives)
            if (objective.From is { } from && await reports.Of(me, from.Round, from.Area, cancel) is { } report) behind[objective.Id] = new(report);
        return Page.Of<PlanPage>(new PlanPage.Shown(await following.Of(plan, cancel: cancel), links, behind));
    }

    private static async Task<IResult> OneMeasure(Guid planId, string measure, PlanStore store, PlanFollowing following, Studies studies, HubDb db, Me me, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { } plan || plan.Content.Measure(measure) is not { } shown) return Page.NotFound();
        var objective = plan.Content.ObjectiveOf(measure)!;
        var links = await PlanLinks.Of([objective], db, store, me, cancel);
        return Page.Of<MeasurePage>(new MeasurePage.Shown(await following.Of(plan, figures: false, cancel), objective, shown, links, PlanFollowing.MayCheckIn(plan, shown, me))
        {
            Studies = await studies.Of(new StudyMeasure(plan.Place.PlaceId, planId, shown.Id), cancel),
        });
    }

    /// <summary>A step is done, or after all not.</summary>
    private static async Task<IResult> Tick(Guid planId, string measure, string step, Posted posted, PlanStore store, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { MayChange: true } plan || plan.Content.Measure(measure) is not { } of || of.Steps.All(s => s.Id != step)) return Page.NotFound();
        var path = plan.MeasurePath(measure);
        if (posted.Errors(T).Any) return EditPlan.PlanRefusedPage.Of(plan, path, new FormWasOpenTooLong(), 422);
        var done = posted["done"] == "yes" ? clock.Today() : (DateOnly?)null;
        return await store.Change(plan, me, plan.Plan.Version, PlanEdits.Tick(measure, step, done), null, cancel: cancel) is PlanNotSaved { Why: var why }
            ? EditPlan.PlanRefusedPage.Of(plan, path, why, 409)
            : Redirect.To(path + "#steps");
    }
}

/// <summary>The report that an objective was made from, for a reader who may read it.</summary>
public sealed record FromReport(ReportBehind Told);
