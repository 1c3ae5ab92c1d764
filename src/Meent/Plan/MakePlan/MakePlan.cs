using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;
using Meent.Places;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Meent.Plan.MakePlan;

/// <summary>Somebody who leads a place begins a plan for it, from a template or from nothing.</summary>
internal static class MakePlan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places/{placeId:guid}/plans/new", Show).RequireAuthorization();
        routes.MapPost("/places/{placeId:guid}/plans/new", Make).RequireAuthorization().KeepsTyped();
    }

    private static async Task<IResult> Show(Guid placeId, PlaceDirectory places, PlanDoor door, PlanFollowing following, Me me, PlanTemplates templates, TimeProvider clock, CancellationToken cancel)
    {
        if (await Chosen(placeId, places, door, me, clock, cancel) is not { } place) return Page.NotFound();
        var offered = templates.For(place);
        return Shown(place, offered, await Starts(offered, place, following, cancel), PlanForm.Empty(clock.Today(), offered), FormErrors.None, 200);
    }

    private static async Task<IResult> Make(Guid placeId, Posted posted, PlaceDirectory places, PlanDoor door, PlanStore store, PlanFollowing following, HubDb db, Me me, PlanTemplates templates, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await Chosen(placeId, places, door, me, clock, cancel) is not { } place) return Page.NotFound();
        var (offered, form, errors) = (templates.For(place), PlanForm.Of(posted), posted.Errors(T));
        if (form.Read(offered, "p1", errors, T) is not { } made) return Shown(place, offered, await Starts(offered, place, following, cancel), form, errors, 422);
        var starts = await Starts(offered.Where(t => t.Id == form.Template), place, following, cancel);
        var (content, roles) = PlanTemplate.WithoutNames(PlanTemplate.WithStarts(made, starts.Select(s => s.Start)), T["nobody named yet"]);
        var id = await store.MakeOnce(db, posted[MakingOnce.Field], placeId, me, content, [new SlotPerson("p1", me.Id, me.Name), .. roles], cancel);
        return Redirect.To($"/plans/{id}");
    }

    /// <summary>Where the place stands in what the examples are measured by: the form shows it, and it is written down as where the plan begins.</summary>
    private static Task<IReadOnlyList<(Indicator Indicator, MeasuredBy Start)>> Starts(IEnumerable<PlanTemplate> offered, Place place, PlanFollowing following, CancellationToken cancel) =>
        following.Starts(offered.SelectMany(t => t.Indicators), place, cancel);

    /// <summary>The place, where <paramref name="me"/> may make plans for it; null else, and where it has closed.</summary>
    private static async Task<Place?> Chosen(Guid placeId, PlaceDirectory places, PlanDoor door, Me me, TimeProvider clock, CancellationToken cancel) =>
        await places.Find(placeId, cancel) is { } place && place.IsOpenOn(clock.Today()) && await door.MayMake(place, me, cancel) ? place : null;

    private static RazorComponentResult<MakePlanPage> Shown(Place place, IReadOnlyList<PlanTemplate> offered, IReadOnlyList<(Indicator Indicator, MeasuredBy Start)> starts, PlanForm form, FormErrors errors, int status) =>
        Page.Of<MakePlanPage>(new MakePlanPage.Shown(place, offered, starts, form, errors), status);
}
