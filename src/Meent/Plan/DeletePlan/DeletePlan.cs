using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.DeletePlan;

/// <summary>Who speaks for a place deletes a plan of it for good, with all that was kept of it. What other plans and studies say of it stays with them and leads nowhere.</summary>
internal static class DeletePlan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/delete", Show).RequireAuthorization();
        routes.MapPost("/plans/{planId:guid}/delete", Delete).RequireAuthorization().StepUp();
    }

    private static async Task<IResult> Show(Guid planId, PlanStore plans, PlanDoor door, HubDb db, Me me, CancellationToken cancel) =>
        await plans.Read(planId, me, cancel) is { } plan && await door.MayMake(plan.Place, me, cancel) ? await Asked(plan, db, FormErrors.None, 200, cancel) : Page.NotFound();

    private static async Task<IResult> Delete(Guid planId, Posted posted, PlanStore plans, PlanDoor door, HubDb db, Me me, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { } plan || !await door.MayMake(plan.Place, me, cancel)) return Page.NotFound();
        var errors = posted.Errors(T);
        if (errors.Any) return await Asked(plan, db, errors, 422, cancel);
        await db.InTransaction(async () =>
        {
            if (await plans.Hold(plan, cancel) is not { } held) return;
            await Rows(db, held.PlaceId, held.Id, cancel);
            db.Remove(held);
            db.Record(me.Id, "deleted a plan", held.PlaceId, held.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return Redirect.To(OpenPlan.ListOf(plan.Place.PlaceId));
    }

    private static async Task Rows(HubDb db, Guid place, Guid plan, CancellationToken cancel)
    {
        await db.Set<PlanVersion>().Where(v => v.PlaceId == place && v.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<PlanPerson>().Where(p => p.PlaceId == place && p.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<PlanMember>().Where(m => m.PlaceId == place && m.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<StoredLink>().Where(l => l.PlaceId == place && l.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<StoredMeasured>().Where(m => m.PlaceId == place && m.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<StoredCheckIn>().Where(c => c.PlaceId == place && c.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<StoredReview>().Where(r => r.PlaceId == place && r.PlanId == plan).ExecuteDeleteAsync(cancel);
        await db.Set<StoredReminder>().Where(r => r.PlaceId == place && r.PlanId == plan).ExecuteDeleteAsync(cancel);
    }

    private static async Task<IResult> Asked(OpenPlan plan, HubDb db, FormErrors errors, int status, CancellationToken cancel)
    {
        var said = await db.Read<StoredCheckIn>().CountAsync(c => c.PlaceId == plan.Place.PlaceId && c.PlanId == plan.Id, cancel);
        var reviews = await db.Read<StoredReview>().CountAsync(r => r.PlaceId == plan.Place.PlaceId && r.PlanId == plan.Id, cancel);
        return Page.Of<DeletePlanPage>(new DeletePlanPage.Shown(plan, said, reviews, errors), status);
    }
}
