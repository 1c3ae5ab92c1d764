using Meent.Foundation.Web;
using Meent.People;

namespace Meent.Plan.SeeThread;

/// <summary>The thread of a plan: upwards what its objectives answer, downwards who contributes to them.</summary>
internal static class SeeThread
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/plans/{planId:guid}/thread", Show);

    private static async Task<IResult> Show(Guid planId, Me me, PlanStore store, ThreadStore threads, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { } plan) return Page.NotFound();
        var down = new Dictionary<string, IReadOnlyList<ThreadDown>>();
        foreach (var objective in plan.Content.Objectives) down[objective.Id] = await threads.Down([new PlannedObjective(plan, objective).Target], me, cancel: cancel);
        return Page.Of<ThreadPage>(new ThreadPage.Shown(plan, await threads.Up(plan, me, cancel), down));
    }
}
