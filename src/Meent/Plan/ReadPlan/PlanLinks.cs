using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.ReadPlan;

/// <summary>What objectives answer, as one reader may see it.</summary>
/// <param name="Plans">plans that are linked to and that the reader may see, by id</param>
public sealed record PlanLinks(IReadOnlyDictionary<Guid, OpenPlan> Plans)
{
    public static async Task<PlanLinks> Of(IReadOnlyList<Objective> objectives, HubDb db, PlanStore store, Me me, CancellationToken cancel)
    {
        var ids = objectives.SelectMany(o => o.Links).Select(l => PlanTarget.Read(l.Target)).OfType<PlanTarget>().Select(t => t.PlanId).Distinct().ToList();
        return new((await store.See(await db.Read<StoredPlan>().Where(p => ids.Contains(p.Id)).ToListAsync(cancel), me, cancel)).ToDictionary(p => p.Id));
    }

    /// <summary>The plan and the objective that a link leads to; null where it leads to a paragraph, or to what the reader may not see.</summary>
    public (OpenPlan Plan, Objective Objective)? Above(PlanLink link) =>
        PlanTarget.Read(link.Target) is { } target && Plans.GetValueOrDefault(target.PlanId) is { } plan && plan.Content.Objective(target.Objective) is { } objective ? (plan, objective) : null;

    /// <summary>A plan that the reader may not see is not there, and neither is the link to it.</summary>
    public bool IsSeen(PlanLink link) => PlanTarget.Read(link.Target) is null || Above(link) is not null;
}
