using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>Places whose public plans have a measure under way, or done, for an indicator. What was stopped before it was done does not count.</summary>
internal static class ActingPlaces
{
    /// <param name="of">those that are asked about: of all that plan, schools are by far the most</param>
    public static async Task<IReadOnlyList<Acting>> On(IServiceProvider services, string indicator, IReadOnlyCollection<Guid> of, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HubDb>();
        var open = db.Read<StoredPlan>().Where(p => p.IsPublic && p.State != PlanStates.Draft);
        var measured = await (from m in db.Read<StoredMeasured>() join p in open on new { m.PlaceId, m.PlanId } equals new { p.PlaceId, PlanId = p.Id } where of.Contains(m.PlaceId) && m.Indicator == indicator select m).ToListAsync(cancel);
        var (places, ids) = (measured.Select(m => m.PlaceId).Distinct().ToList(), measured.Select(m => m.PlanId).Distinct().ToList());
        var said = (await db.Read<StoredCheckIn>().Where(c => places.Contains(c.PlaceId) && ids.Contains(c.PlanId)).Select(c => new Said(c.PlanId, c.MeasureId, c.SaidAt, c.State)).ToListAsync(cancel)).ToLookup(c => (c.PlanId, c.MeasureId));
        // A plan of which nobody said anything has nothing under way: what it says need not be read.
        var begunAt = said.Select(s => s.Key.PlanId).Distinct().ToList();
        var versions = await (from v in db.Read<PlanVersion>() join p in open on new { v.PlaceId, v.PlanId, v.Number } equals new { p.PlaceId, PlanId = p.Id, Number = p.Version } where begunAt.Contains(p.Id) select v).ToListAsync(cancel);
        var objectivesOf = measured.ToLookup(m => m.PlanId, m => m.ObjectiveId);
        var acting =
            from version in versions
            let content = PlanJson.TryRead(version.Content)
            where content is not null
            let objectives = objectivesOf[version.PlanId].ToHashSet()
            let begun = content.Objectives.Where(o => objectives.Contains(o.Id)).SelectMany(o => o.Measures)
                .Select(m => (Measure: m, Since: Since([.. said[(version.PlanId, m.Id)]]))).Where(m => m.Since is not null).ToList()
            where begun.Count > 0
            let spent = begun.SelectMany(b => b.Measure.Money).Select(m => m.Spent).OfType<decimal>().ToList()
            select new Acting(version.PlaceId, begun.Min(b => b.Since!.Value), spent.Count == 0 ? null : spent.Sum(), content.Title, $"/plans/{version.PlanId}");
        return [.. acting.GroupBy(a => a.PlaceId).Select(Together)];
    }

    /// <summary>The first day on which it was said to be under way or done; null where it never was, or was stopped before it was done.</summary>
    internal static DateOnly? Since(IReadOnlyCollection<Said> said)
    {
        var begun = said.Where(c => c.State is MeasureState.UnderWay or MeasureState.Done).MinBy(c => c.SaidAt);
        return begun is null || said.MaxBy(c => c.SaidAt)!.State is MeasureState.Stopped or MeasureState.Planned ? null : Clock.Day(begun.SaidAt);
    }

    /// <summary>Of a check-in what is asked here: not its line.</summary>
    internal sealed record Said(Guid PlanId, string MeasureId, DateTime SaidAt, MeasureState State);

    private static Acting Together(IEnumerable<Acting> plans)
    {
        var all = plans.OrderBy(p => p.Since).ToList();
        var spent = all.Select(a => a.Spent).OfType<decimal>().ToList();
        return all[0] with { Spent = spent.Count == 0 ? null : spent.Sum() };
    }
}
