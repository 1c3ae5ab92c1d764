using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Monitor;
using Meent.People;

namespace Meent.Plan.SeeThread;

/// <summary>The thread of a plan: upwards what its objectives answer, downwards who contributes to them.</summary>
internal static class SeeThread
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/plans/{planId:guid}/thread", Show);

    private static async Task<IResult> Show(
        Guid planId, HubDb db, Me me, PlanStore store, ThreadStore threads, PlanFollowing following, IndicatorLibrary indicators, BreakdownLibrary breakdowns, CancellationToken cancel)
    {
        if (await store.Read(planId, me, cancel) is not { } plan) return Page.NotFound();
        var (up, down) = (new ThreadRoom(), new ThreadRoom());
        var (above, below) = (await threads.Up(plan, me, up, cancel), await threads.Down(plan, me, down, cancel));
        var facts = await ThreadFacts.Of(db, below.Values.SelectMany(b => b), indicators, breakdowns, cancel);
        return Page.Of<ThreadPage>(new ThreadPage.Shown(await following.Of(plan, cancel: cancel), above, below, facts, up.IsFull || down.IsFull));
    }
}
