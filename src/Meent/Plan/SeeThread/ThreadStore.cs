using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan.Policies;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.SeeThread;

/// <summary>Finds the plans that hang together with something, as far as a reader may see them. A draft or a stopped plan answers nothing.</summary>
public sealed class ThreadStore(HubDb db, PlanStore store, PlanDoor door, PolicyLibrary policies, TimeProvider clock)
{
    /// <summary>So many plans of one thread are read; a page says where there are more.</summary>
    public const int MostPlans = 400;

    /// <summary>So many are looked at at once for one that lies below a place.</summary>
    private const int Portion = 200;

    /// <param name="targets">what is to be answered</param>
    public async Task<IReadOnlyList<ThreadDown>> Down(IReadOnlyCollection<string> targets, Me me, ThreadRoom room, CancellationToken cancel = default) =>
        Threads.Down(targets, await Answering(targets, me, room, cancel), room);

    /// <summary>Who contributes to each objective of a plan, by id of the objective.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ThreadDown>>> Down(OpenPlan plan, Me me, ThreadRoom room, CancellationToken cancel = default)
    {
        var targets = plan.Content.Objectives.ToDictionary(o => o.Id, o => new PlannedObjective(plan, o).Target);
        var plans = await Answering(targets.Values, me, room, cancel);
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

    /// <summary>How many plans that the reader may see answer each paragraph of a document or a part of it, by what links name: "council-2023/3b.vii".</summary>
    public async Task<IReadOnlyDictionary<string, int>> Answers(PolicyDocument document, Me me, CancellationToken cancel = default)
    {
        var mine = await Mine(me, cancel);
        var targets = document.Paragraphs.Select(p => p.Target).ToList();
        var counts = await (from l in db.Read<StoredLink>()
                            join p in Answering(mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id }
                            where targets.Contains(l.Target)
                            select new { l.Target, p.Id }).Distinct().GroupBy(l => l.Target).Select(g => new { g.Key, Plans = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Plans, cancel);
        var all = new Dictionary<string, int>(counts, StringComparer.Ordinal);
        foreach (var whole in document.Paragraphs.Where(p => document.Below(p.Id).Count > 0))
        {
            var parts = document.With(whole).Select(p => p.Target).Where(counts.ContainsKey).OrderByDescending(p => counts[p]).ToList();
            if (parts.Count == 0) continue;
            // A plan that answers two parts of a paragraph is one plan: those of the part with most of them are not counted again.
            all[whole.Target] = counts[parts[0]] + (parts.Count > 1 ? await Count(parts.GetRange(1, parts.Count - 1), mine, cancel, without: parts[0]) : 0);
        }
        return all;
    }

    /// <summary>How many plans that the reader may see answer a paragraph or a part of it: the number that lists of paragraphs show too.</summary>
    public async Task<int> Answers(PolicyDocument document, Paragraph paragraph, Me me, CancellationToken cancel = default) =>
        await Count([.. document.With(paragraph).Select(p => p.Target)], await Mine(me, cancel), cancel);

    /// <param name="without">plans that answer this one are left out; null for none</param>
    private Task<int> Count(List<string> targets, ReadersPlans mine, CancellationToken cancel, string? without = null) =>
        (from l in Linking(targets)
         join p in Answering(mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id }
         where without == null || !db.Read<StoredLink>().Any(o => o.Target == without && o.PlaceId == l.PlaceId && o.PlanId == l.PlanId)
         // As the index of links has them: nothing is sorted to find what stands twice.
         select new { l.PlaceId, l.PlanId }).Distinct().CountAsync(cancel);

    /// <summary>Those of the targets on which a school below a place acts, as far as the reader may see it: an objective of its plan links to them, or to one that does.</summary>
    /// <remarks>What the place itself or one beside it does is not below. Asked until one school is found: a policy may have reached twenty thousand.</remarks>
    public async Task<IReadOnlySet<string>> ActedOnBelow(Guid place, IEnumerable<string> targets, Me me, CancellationToken cancel = default)
    {
        var mine = await Mine(me, cancel);
        var acted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets.Distinct())
        {
            // Level by level, all boards and areas of a level in few questions: a country may have more of them than a page names.
            var (asked, now) = (new HashSet<string>(StringComparer.Ordinal) { target }, new List<string> { target });
            for (var step = 0; step < Threads.MostSteps && now.Count > 0; step++)
            {
                if (await SchoolActs(place, now, mine, cancel))
                {
                    acted.Add(target);
                    break;
                }
                now = [.. (await Between(now, mine, cancel)).Where(asked.Add)];
            }
        }
        return acted;
    }

    private async Task<bool> SchoolActs(Guid place, List<string> targets, ReadersPlans mine, CancellationToken cancel)
    {
        foreach (var some in targets.Chunk(MostPlans)) if (await SchoolActs(place, Linking(some), mine, cancel)) return true;
        return false;
    }

    private async Task<bool> SchoolActs(Guid place, IQueryable<StoredLink> links, ReadersPlans mine, CancellationToken cancel)
    {
        var acting = from l in links
                     join p in Answering(mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id }
                     join s in PlacesModule.All(db) on l.PlaceId equals s.PlaceId
                     where s.Kind == PlaceKind.School
                     // As the index has them, so that nothing is sorted before the first portion.
                     orderby l.Target, l.PlaceId, l.PlanId
                     select l.PlaceId;
        for (var read = 0; ; read += Portion)
        {
            var some = await acting.Skip(read).Take(Portion).ToListAsync(cancel);
            var above = await PlacesModule.AboveEach(db, some, [Places.LinkRole.Board, Places.LinkRole.Admin], clock.Today(), cancel);
            if (some.Any(s => above[s].Contains(place))) return true;
            if (some.Count < Portion) return false;
        }
    }

    /// <summary>Objectives of boards and areas that link to one of the targets, as targets in their turn.</summary>
    private async Task<IReadOnlyList<string>> Between(List<string> targets, ReadersPlans mine, CancellationToken cancel)
    {
        var all = new List<string>();
        foreach (var some in targets.Chunk(MostPlans))
        {
            var linked = await (from l in Linking(some)
                                join p in Answering(mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id }
                                join s in PlacesModule.All(db) on l.PlaceId equals s.PlaceId
                                where s.Kind != PlaceKind.School
                                select new { l.PlaceId, l.PlanId, l.ObjectiveId }).ToListAsync(cancel);
            all.AddRange(linked.Select(l => new PlanTarget(l.PlaceId, l.PlanId, l.ObjectiveId).ToString()));
        }
        return all;
    }

    /// <summary>Links to some targets. Of one alone, every engine gives them in the order of the index, however many they are.</summary>
    private IQueryable<StoredLink> Linking(IReadOnlyList<string> targets) => targets is [var only] ? db.Read<StoredLink>().Where(l => l.Target == only) : db.Read<StoredLink>().Where(l => targets.Contains(l.Target));

    /// <summary>Plans that answer the targets, and those that contribute to them in turn.</summary>
    private async Task<IReadOnlyCollection<OpenPlan>> Answering(IReadOnlyCollection<string> targets, Me me, ThreadRoom room, CancellationToken cancel)
    {
        var mine = await Mine(me, cancel);
        var (plans, asked, now) = (new Dictionary<Guid, StoredPlan>(), targets.ToHashSet(), targets.ToList());
        for (var step = 0; step < Threads.MostSteps && now.Count > 0 && plans.Count < MostPlans; step++)
        {
            // Plans are counted, not rows: of one plan many objectives may answer.
            var answering = await (from l in db.Read<StoredLink>() join p in Answering(mine) on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id } where now.Contains(l.Target) select p.Id).Distinct().OrderBy(id => id).Take(MostPlans + 1).ToListAsync(cancel);
            if (answering.Count > MostPlans) room.Fill();
            var first = answering.Take(MostPlans).ToList();
            var found = await (from l in db.Read<StoredLink>() join p in db.Read<StoredPlan>() on new { l.PlaceId, l.PlanId } equals new { p.PlaceId, PlanId = p.Id } where now.Contains(l.Target) && first.Contains(p.Id) select new { Plan = p, l.ObjectiveId }).Distinct().OrderBy(f => f.Plan.Id).ToListAsync(cancel);
            foreach (var plan in found.Select(f => f.Plan)) plans.TryAdd(plan.Id, plan);
            now = [.. found.Select(f => new PlanTarget(f.Plan.PlaceId, f.Plan.Id, f.ObjectiveId).ToString()).Where(asked.Add)];
        }
        if (plans.Count > MostPlans) room.Fill();
        return await store.See([.. plans.Values.Take(MostPlans)], me, cancel);
    }

    // PlanStore.See decides what is shown; counts rest on this alone, and it also keeps thousands of plans out that See would refuse.
    private IQueryable<StoredPlan> Answering(ReadersPlans mine) => db.Read<StoredPlan>().Where(p =>
        (p.State == PlanStates.Running || p.State == PlanStates.Done) && (p.IsPublic || mine.Places.Contains(p.PlaceId) || mine.Plans.Contains(p.Id)));

    /// <summary>What the reader sees beside what is public: the answer is that of <see cref="PlanDoor"/>, for many plans at once.</summary>
    private async Task<ReadersPlans> Mine(Me me, CancellationToken cancel)
    {
        if (!me.IsSomebody) return new([], []);
        List<Guid> places = [.. me.Roles.Select(r => r.PlaceId).Union(await door.AreasOf(me, cancel))];
        var members = await PlanMember.On(db, clock.Today()).Where(m => m.PersonId == me.Id && !places.Contains(m.PlaceId)).ToListAsync(cancel);
        var standing = await door.At(await PlacesModule.Find(db, [.. members.Where(m => m.ByRole != false).Select(m => m.PlaceId).Distinct()], cancel), me, cancel);
        return new(places, [.. members.Where(m => m.Counts((standing.GetValueOrDefault(m.PlaceId) ?? AtPlace.Stranger).Belongs)).Select(m => m.PlanId)]);
    }

    /// <param name="Places">where the reader holds a role, and areas that they work for</param>
    /// <param name="Plans">of other places, that the reader was let into</param>
    private sealed record ReadersPlans(IReadOnlyCollection<Guid> Places, IReadOnlyCollection<Guid> Plans);
}
