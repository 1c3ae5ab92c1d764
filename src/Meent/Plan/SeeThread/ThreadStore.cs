using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan.Policies;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SeeThread;

/// <summary>Finds the plans that hang together with something, as far as a reader may see them. A draft or a stopped plan answers nothing.</summary>
public sealed class ThreadStore(HubDb db, PlanStore store, PolicyLibrary policies, TimeProvider clock)
{
    /// <summary>So many plans of one thread are read; a page says where there are more.</summary>
    public const int MostPlans = 400;

    /// <param name="targets">what is to be answered</param>
    public async Task<IReadOnlyList<ThreadDown>> Down(IReadOnlyCollection<string> targets, Me me, ThreadRoom room, CancellationToken cancel = default) =>
        Threads.Down(targets, await Answering(targets, me, cancel), room);

    /// <summary>Who contributes to each objective of a plan, by id of the objective.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ThreadDown>>> Down(OpenPlan plan, Me me, ThreadRoom room, CancellationToken cancel = default)
    {
        var targets = plan.Content.Objectives.ToDictionary(o => o.Id, o => new PlannedObjective(plan, o).Target);
        var plans = await Answering(targets.Values, me, cancel);
        return targets.ToDictionary(t => t.Key, t => Threads.Down([t.Value], plans, room));
    }

    /// <summary>What each objective of a plan answers, by id of the objective.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ThreadUp>>> Up(OpenPlan plan, Me me, ThreadRoom room, CancellationToken cancel = default)
    {
        var plans = new Dictionary<Guid, OpenPlan> { [plan.Id] = plan };
        List<OpenPlan> now = [plan];
        for (var step = 0; step < Threads.MostSteps && now.Count > 0; step++)
        {
            var above = now.SelectMany(p => p.Content.Objectives).SelectMany(o => o.Links).Select(l => PlanTarget.Read(l.Target)?.PlanId).OfType<Guid>().Where(id => !plans.ContainsKey(id)).Distinct().Take(MostPlans - plans.Count).ToList();
            now = above.Count == 0 ? [] : [.. await store.See(await db.Read<StoredPlan>().Where(p => above.Contains(p.Id) && p.State != PlanStates.Draft).ToListAsync(cancel), me, cancel)];
            foreach (var found in now) plans[found.Id] = found;
        }
        return plan.Content.Objectives.ToDictionary(o => o.Id, o => Threads.Up(new(plan, o), policies, plans, room));
    }

    /// <summary>How many plans that the reader may see answer each paragraph of a document, by what links name: "council-2023/3b.vii".</summary>
    public async Task<IReadOnlyDictionary<string, int>> Answers(PolicyDocument document, Me me, CancellationToken cancel = default)
    {
        var (mine, targets) = (await Mine(me, cancel), document.Paragraphs.Select(p => p.Target).ToList());
        return await (from l in db.Read<StoredLink>()
                      join p in Answering(me, mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id }
                      where targets.Contains(l.Target)
                      select new { l.Target, p.Id }).Distinct().GroupBy(l => l.Target).Select(g => new { g.Key, Plans = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Plans, cancel);
    }

    /// <summary>Those of the targets that an objective of a plan which the reader may see links to.</summary>
    public async Task<IReadOnlySet<string>> Reached(IReadOnlyCollection<string> targets, Me me, CancellationToken cancel = default)
    {
        var mine = await Mine(me, cancel);
        return (await (from l in db.Read<StoredLink>() join p in Answering(me, mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id } where targets.Contains(l.Target) select l.Target).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Plans that answer the targets, and those that contribute to them in turn.</summary>
    private async Task<IReadOnlyCollection<OpenPlan>> Answering(IReadOnlyCollection<string> targets, Me me, CancellationToken cancel)
    {
        var mine = await Mine(me, cancel);
        var (plans, asked, now) = (new Dictionary<Guid, StoredPlan>(), targets.ToHashSet(), targets.ToList());
        for (var step = 0; step < Threads.MostSteps && now.Count > 0 && plans.Count < MostPlans; step++)
        {
            var found = await (from l in db.Read<StoredLink>() join p in Answering(me, mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id } where now.Contains(l.Target) orderby p.Id select new { Plan = p, l.ObjectiveId }).Take(MostPlans).ToListAsync(cancel);
            foreach (var plan in found.Select(f => f.Plan)) plans.TryAdd(plan.Id, plan);
            now = [.. found.Select(f => new PlanTarget(f.Plan.PlaceId, f.Plan.Id, f.ObjectiveId).ToString()).Where(asked.Add)];
        }
        return await store.See([.. plans.Values.Take(MostPlans)], me, cancel);
    }

    // PlanStore.See decides; this only keeps thousands of plans out that it would refuse.
    private IQueryable<StoredPlan> Answering(Me me, IReadOnlyCollection<Guid> mine) => db.Read<StoredPlan>().Where(p =>
        (p.State == PlanStates.Running || p.State == PlanStates.Done)
        && (p.IsPublic || mine.Contains(p.PlaceId) || db.Read<PlanMember>().Any(m => m.PlaceId == p.PlaceId && m.PlanId == p.Id && m.PersonId == me.Id)));

    /// <summary>Places where the reader holds a role, and areas that those serve.</summary>
    private async Task<IReadOnlyCollection<Guid>> Mine(Me me, CancellationToken cancel)
    {
        var places = me.Roles.Select(r => r.PlaceId).Distinct().ToList();
        if (places.Count == 0) return places;
        var serves = await PlacesModule.LinksOn(db, Places.LinkRole.Serves, clock.Today()).Where(l => places.Contains(l.PlaceId)).Select(l => l.ParentId).ToListAsync(cancel);
        return [.. places.Union(serves)];
    }
}
