using Meent.Foundation.Web;
using Meent.People;

namespace Meent.Plan.ViewPlan;

/// <summary>A plan in three other shapes: one page for the wall, along the time, and by who does what. Whoever may read the plan sees them; where it is public, without names.</summary>
internal static class ViewPlan
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plans/{planId:guid}/wall", Wall);
        routes.MapGet("/plans/{planId:guid}/timeline", Timeline);
        routes.MapGet("/plans/{planId:guid}/who", Who);
    }

    private static async Task<IResult> Wall(Guid planId, PlanStore plans, PlanFollowing following, Me me, CancellationToken cancel) =>
        await plans.Read(planId, me, cancel) is { } plan ? Page.Of<WallPage>(await following.Of(plan, cancel: cancel)) : Page.NotFound();

    private static async Task<IResult> Timeline(Guid planId, PlanStore plans, PlanFollowing following, Me me, CancellationToken cancel) =>
        await plans.Read(planId, me, cancel) is { } plan ? Page.Of<TimelinePage>(await following.Of(plan, figures: false, cancel)) : Page.NotFound();

    private static async Task<IResult> Who(Guid planId, PlanStore plans, PlanFollowing following, Me me, CancellationToken cancel)
    {
        if (await plans.Read(planId, me, cancel) is not { } plan) return Page.NotFound();
        var followed = await following.Of(plan, figures: false, cancel);
        return Page.Of<WhoDoesWhatPage>(new WhoDoesWhatPage.Shown(followed, WhoDoes.What(followed, me)));
    }
}

/// <summary>Somebody, or those with a role, and the measures they look after.</summary>
/// <param name="Slot">in the plan; for a reader who sees roles only, the slot of one of them</param>
/// <param name="IsMe">the reader themselves</param>
/// <param name="Measures">by the day by which they are done</param>
public sealed record WhoDoes(string Slot, string? OwnerRole, bool IsMe, IReadOnlyList<Measure> Measures)
{
    /// <summary>The reader first, then whoever has most to do. Where names are not shown, people are together by their role.</summary>
    public static IReadOnlyList<WhoDoes> What(FollowedPlan followed, Me me)
    {
        var plan = followed.Plan;
        var named = plan.Access >= PlanAccess.Read;
        return
        [
            .. from measure in plan.Content.Measures
               group measure by named ? measure.Owner : measure.OwnerRole ?? "" into mine
               let isMe = PlanFollowing.IsOwner(plan, mine.First(), me)
               let measures = mine.OrderBy(m => m.End).ThenBy(m => m.Id, StringComparer.Ordinal).ToList()
               orderby isMe descending, measures.Count(m => followed.State(m) is MeasureState.Planned or MeasureState.UnderWay) descending, mine.Key
               select new WhoDoes(measures[0].Owner, measures.Select(m => m.OwnerRole).FirstOrDefault(r => r is not null), isMe, measures),
        ];
    }
}
