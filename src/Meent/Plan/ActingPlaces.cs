using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>Places whose public plans have a measure under way, or done, for an indicator. What was stopped before it was done does not count.</summary>
internal static class ActingPlaces
{
    public static async Task<IReadOnlyList<Acting>> On(IServiceProvider services, string indicator, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var measured = await db.Read<StoredMeasured>().Where(m => m.Indicator == indicator).ToListAsync(cancel);
        var ids = measured.Select(m => m.PlanId).Distinct().ToList();
        var plans = await db.Read<StoredPlan>().Where(p => ids.Contains(p.Id) && p.IsPublic && p.State != PlanStates.Draft).ToListAsync(cancel);
        var open = plans.Select(p => p.Id).ToList();
        var said = (await db.Read<StoredCheckIn>().Where(c => open.Contains(c.PlanId)).ToListAsync(cancel)).ToLookup(c => (c.PlanId, c.MeasureId));
        var versions = await db.Read<PlanVersion>().Where(v => open.Contains(v.PlanId) && db.Read<StoredPlan>().Any(p => p.Id == v.PlanId && p.PlaceId == v.PlaceId && p.Version == v.Number)).ToListAsync(cancel);
        var acting =
            from plan in plans
            let content = PlanJson.TryRead(versions.FirstOrDefault(v => v.PlanId == plan.Id)?.Content ?? "")
            where content is not null
            let objectives = measured.Where(m => m.PlanId == plan.Id).Select(m => m.ObjectiveId).ToHashSet()
            let begun = content.Objectives.Where(o => objectives.Contains(o.Id)).SelectMany(o => o.Measures)
                .Select(m => (Measure: m, Since: Since([.. said[(plan.Id, m.Id)]]))).Where(m => m.Since is not null).ToList()
            where begun.Count > 0
            let spent = begun.SelectMany(b => b.Measure.Money).Select(m => m.Spent).OfType<decimal>().ToList()
            select new Acting(plan.PlaceId, begun.Min(b => b.Since!.Value), spent.Count == 0 ? null : spent.Sum(), content.Title, $"/plans/{plan.Id}");
        return [.. acting.GroupBy(a => a.PlaceId).Select(Together)];
    }

    /// <summary>The first day on which it was said to be under way or done; null where it never was, or was stopped before it was done.</summary>
    internal static DateOnly? Since(IReadOnlyCollection<StoredCheckIn> said)
    {
        var begun = said.Where(c => c.State is MeasureState.UnderWay or MeasureState.Done).MinBy(c => c.SaidAt);
        return begun is null || said.MaxBy(c => c.SaidAt)!.State is MeasureState.Stopped or MeasureState.Planned ? null : Clock.Day(begun.SaidAt);
    }

    private static Acting Together(IEnumerable<Acting> plans)
    {
        var all = plans.OrderBy(p => p.Since).ToList();
        var spent = all.Select(a => a.Spent).OfType<decimal>().ToList();
        return all[0] with { Spent = spent.Count == 0 ? null : spent.Sum() };
    }
}
