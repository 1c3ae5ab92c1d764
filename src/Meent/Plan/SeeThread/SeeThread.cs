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
        var (up, down) = (new ThreadRoom(), new ThreadRoom());
        return Page.Of<ThreadPage>(new ThreadPage.Shown(plan, await threads.Up(plan, me, up, cancel), await threads.Down(plan, me, down, cancel), up.IsFull || down.IsFull));
    }
}
