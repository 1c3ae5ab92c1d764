using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan;

/// <summary>Finds plans for somebody and keeps what they change. A handler takes it as a parameter; the permission is in what it returns.</summary>
public sealed class PlanStore(HubDb db, PlaceDirectory places, PlanDoor door, Monitor.IndicatorLibrary indicators, TimeProvider clock)
{
    /// <summary>The plans of a place, and of what went into it, that the reader may see, the latest first.</summary>
    public async Task<IReadOnlyList<OpenPlan>> Open(Guid placeId, Me me, CancellationToken cancel = default)
    {
        var parts = (await PlacesModule.WithMerged(db, [placeId], clock.Today(), cancel)).Keys.ToList();
        return await See(await db.Read<StoredPlan>().Where(p => parts.Contains(p.PlaceId)).ToListAsync(cancel), me, cancel);
    }

    /// <summary>The plan; null where there is none that <paramref name="me"/> may see.</summary>
    /// <remarks>A guest who opens it for the first time is known in it from then on.</remarks>
    public async Task<OpenPlan?> Read(Guid planId, Me me, CancellationToken cancel = default)
    {
        var plans = await db.Read<StoredPlan>().Where(p => p.Id == planId).ToListAsync(cancel);
        var mine = await Mine(plans, me, cancel);
        if (await See(plans, me, mine, cancel) is not [var plan, ..]) return null;
        if (mine.GetValueOrDefault(plan.Id) is { ByRole: false, IsOpened: false })
            await db.Set<PlanMember>().Where(m => m.PlaceId == plan.Place.PlaceId && m.PlanId == plan.Id && m.PersonId == me.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.IsOpened, true), cancel);
        return plan;
    }

    /// <summary>Those of some plans that the reader may see, each in its newest version, the latest first.</summary>
    public async Task<IReadOnlyList<OpenPlan>> See(IReadOnlyCollection<StoredPlan> plans, Me me, CancellationToken cancel = default) => await See(plans, me, await Mine(plans, me, cancel), cancel);

    /// <summary>What the reader was let into, by plan.</summary>
    private async Task<IReadOnlyDictionary<Guid, PlanMember>> Mine(IReadOnlyCollection<StoredPlan> plans, Me me, CancellationToken cancel)
    {
        var ids = plans.Select(p => p.Id).ToList();
        return plans.Count == 0 || !me.IsSomebody ? new Dictionary<Guid, PlanMember>() : await PlanMember.On(db, clock.Today()).Where(m => m.PersonId == me.Id && ids.Contains(m.PlanId)).ToDictionaryAsync(m => m.PlanId, cancel);
    }

    private async Task<IReadOnlyList<OpenPlan>> See(IReadOnlyCollection<StoredPlan> plans, Me me, IReadOnlyDictionary<Guid, PlanMember> mine, CancellationToken cancel)
    {
        if (plans.Count == 0) return [];
        var at = await places.Some([.. plans.Select(p => p.PlaceId).Distinct()], cancel);
        var standing = await door.At(at.Values, me, cancel);
        var seen = plans.Where(p => at.ContainsKey(p.PlaceId)).Select(p => (Plan: p, Access: PlanDoor.Of(p, me, standing[p.PlaceId], mine.GetValueOrDefault(p.Id)))).Where(p => p.Access > PlanAccess.None).ToList();
        if (seen.Count == 0) return [];
        var shown = seen.Select(p => p.Plan.Id).ToList();
        var newest = await (from v in db.Read<PlanVersion>() join p in db.Read<StoredPlan>() on new { v.PlaceId, v.PlanId, v.Number } equals new { p.PlaceId, PlanId = p.Id, Number = p.Version } where shown.Contains(p.Id) select v).ToDictionaryAsync(v => v.PlanId, cancel);
        var named = seen.Where(p => p.Access >= PlanAccess.Read).Select(p => p.Plan).ToList();
        var (namedAt, namedIds) = (named.Select(p => p.PlaceId).Distinct().ToList(), named.Select(p => p.Id).ToList());
        var people = (named.Count == 0 ? [] : await db.Read<PlanPerson>().Where(p => namedAt.Contains(p.PlaceId) && namedIds.Contains(p.PlanId)).ToListAsync(cancel)).ToLookup(p => p.PlanId);
        return
        [
            .. from p in seen
               let content = newest.GetValueOrDefault(p.Plan.Id) is { } version ? PlanJson.TryRead(version.Content) : null
               where content is not null
               orderby content.From descending, content.Title, p.Plan.Id
               select Seen(new OpenPlan(p.Plan, at[p.Plan.PlaceId], content, [.. people[p.Plan.Id].OrderBy(x => x.Slot.Length).ThenBy(x => x.Slot, StringComparer.Ordinal)], p.Access) { Belongs = standing[p.Plan.PlaceId].Belongs }),
        ];
    }

    /// <summary>An earlier version as the same reader sees it; null where there is none with this number.</summary>
    public async Task<OpenPlan?> AsItWas(OpenPlan plan, int number, CancellationToken cancel = default) =>
        await db.Read<PlanVersion>().SingleOrDefaultAsync(v => v.PlaceId == plan.Place.PlaceId && v.PlanId == plan.Id && v.Number == number, cancel) is { } version && PlanJson.TryRead(version.Content) is { } content
            ? Seen(plan with { Content = content })
            : null;

    /// <summary>Any content of a plan as the reader of the plan may see it: where a figure of a school or a board begins is what it says of itself, for its own people.</summary>
    public PlanContent Seen(OpenPlan plan, PlanContent content) => plan.SeesFigures ? content : PlanSeen.WithoutStarts(content, IsOfSchools);

    private OpenPlan Seen(OpenPlan plan) => plan with { Content = Seen(plan, plan.Content) };

    private bool IsOfSchools(string indicator) => indicators.Shipped.Any(i => i.Id == indicator && i.IsOfSchools);

    /// <summary>A new plan with its first version, in one transaction. Permission is for the caller to check: <see cref="PlanDoor.MayMake"/>.</summary>
    /// <param name="people">name and account, by slot: "p1" first</param>
    /// <param name="id">of a demonstration plan, the same at every run; a new one else</param>
    /// <param name="history">of a plan from a file: what was said of it where it comes from</param>
    /// <returns>its id</returns>
    public Task<Guid> Make(Guid placeId, Me me, PlanContent content, IReadOnlyList<SlotPerson> people, Guid? id = null, TakeAlong.PlanHistory? history = null, CancellationToken cancel = default) => db.InTransaction(async () =>
    {
        var now = clock.Now();
        var plan = new StoredPlan { PlaceId = placeId, Id = id ?? Ids.New(), State = PlanStates.Draft, Version = 1, MadeAt = now, MadeBy = me.Id, NextReview = history?.NextReview };
        db.Add(plan);
        if (history is not null) db.AddRange(history.Rows(plan));
        db.Add(new PlanMember { PlaceId = placeId, PlanId = plan.Id, PersonId = me.Id, Role = PlanRoles.Owner, ByRole = true, IsOpened = true });
        db.AddRange(people.Select(p => new PlanPerson { PlaceId = placeId, PlanId = plan.Id, Slot = p.Slot, PersonId = p.PersonId, Name = p.Name }));
        await Write(plan, me, PlanEdits.Numbered(content), null, cancel);
        db.Record(me.Id, "made a plan", placeId, plan.Id, now);
        await db.SaveChangesAsync(cancel);
        return plan.Id;
    }, cancel);

    /// <summary>Puts a whole content in the place of the version that <paramref name="expected"/> tells.</summary>
    public Task<PlanSaved> Save(OpenPlan plan, Me me, int expected, PlanContent content, string? why, CancellationToken cancel = default) =>
        Change(plan, me, expected, new PlanEdit(PlanJson.Write, _ => content), why, cancel: cancel);

    /// <summary>
    /// Changes one part of a plan and makes a version of it. What others changed meanwhile in other parts stays; where they changed this part,
    /// nothing is written and <see cref="PlanChanged"/> tells what stands there now. The same sent twice is one version.
    /// </summary>
    /// <param name="based">number of the version that the form showed</param>
    /// <param name="added">people whom the change names and the plan did not know</param>
    public Task<PlanSaved> Change(OpenPlan plan, Me me, int based, PlanEdit edit, string? why, IReadOnlyList<SlotPerson>? added = null, CancellationToken cancel = default) => db.InTransaction<PlanSaved>(async () =>
    {
        if (await Hold(plan, cancel) is not { } held) return new PlanNotSaved(new PlanIsGone());
        var newest = await Content(held, held.Version, cancel);
        var before = based == held.Version ? newest : await Content(held, based, cancel);
        if (newest is null || before is null) return new PlanNotSaved(new PlanIsGone());
        if (edit.Part(before) is null) return new PlanNotSaved(new PartOfPlanIsGone());
        var after = PlanEdits.Numbered(edit.Apply(newest));
        // What a guest does not see does not go with what they send.
        if (!plan.SeesFigures) after = PlanSeen.WithStartsOf(after, newest, IsOfSchools);
        // Sent twice, it is written once: what stands there already is no conflict.
        if (PlanJson.Same(after, newest)) return new PlanKept(held.Version);
        if (edit.Part(before) != edit.Part(newest)) return edit.Part(newest) is null ? new PlanNotSaved(new PartOfPlanIsGone()) : new PlanChanged(held.Version, Seen(plan, newest));
        // Somebody else named another person by the same slot: what was typed is shown again and takes the next one.
        if (!await AddPeople(held, added ?? [], cancel)) return new PlanChanged(held.Version, Seen(plan, newest));
        held.Version++;
        await Write(held, me, after, why, cancel);
        db.Record(me.Id, "changed a plan", held.PlaceId, held.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return new PlanKept(held.Version);
    }, cancel);

    /// <summary>Holds the row until the transaction ends.</summary>
    /// <returns>the plan as it is now, tracked; null where it is gone</returns>
    public async Task<StoredPlan?> Hold(OpenPlan plan, CancellationToken cancel = default) =>
        await Hold(db, plan.Place.PlaceId, plan.Id, cancel) ? await db.Set<StoredPlan>().SingleOrDefaultAsync(p => p.PlaceId == plan.Place.PlaceId && p.Id == plan.Id, cancel) : null;

    /// <returns>false where it is gone</returns>
    internal static async Task<bool> Hold(HubDb db, Guid place, Guid plan, CancellationToken cancel) =>
        await db.Set<StoredPlan>().Where(p => p.PlaceId == place && p.Id == plan).ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, p => p.Version), cancel) > 0;

    private async Task<PlanContent?> Content(StoredPlan plan, int number, CancellationToken cancel) =>
        await db.Read<PlanVersion>().Where(v => v.PlaceId == plan.PlaceId && v.PlanId == plan.Id && v.Number == number).Select(v => v.Content).SingleOrDefaultAsync(cancel) is { } content ? PlanJson.TryRead(content) : null;

    /// <returns>false where one of the slots is another person's by now</returns>
    private async Task<bool> AddPeople(StoredPlan plan, IReadOnlyList<SlotPerson> added, CancellationToken cancel)
    {
        var slots = added.Select(p => p.Slot).ToList();
        if (await db.Read<PlanPerson>().AnyAsync(p => p.PlaceId == plan.PlaceId && p.PlanId == plan.Id && slots.Contains(p.Slot), cancel)) return false;
        db.AddRange(added.Select(p => new PlanPerson { PlaceId = plan.PlaceId, PlanId = plan.Id, Slot = p.Slot, PersonId = p.PersonId, Name = p.Name }));
        return true;
    }

    private async Task Write(StoredPlan plan, Me me, PlanContent content, string? why, CancellationToken cancel)
    {
        db.Add(new PlanVersion { PlaceId = plan.PlaceId, PlanId = plan.Id, Number = plan.Version, SavedAt = clock.Now(), SavedBy = me.Id, Why = why, Content = PlanJson.Write(content) });
        await db.Set<StoredLink>().Where(l => l.PlaceId == plan.PlaceId && l.PlanId == plan.Id).ExecuteDeleteAsync(cancel);
        await db.Set<StoredMeasured>().Where(m => m.PlaceId == plan.PlaceId && m.PlanId == plan.Id).ExecuteDeleteAsync(cancel);
        // Rows of the version before that this scope wrote itself would stand in the way of the new ones.
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is StoredLink or StoredMeasured).ToList()) entry.State = EntityState.Detached;
        foreach (var objective in content.Objectives)
        {
            db.AddRange(objective.Links.Distinct().Select(l => new StoredLink { PlaceId = plan.PlaceId, PlanId = plan.Id, ObjectiveId = objective.Id, Role = l.Role, Target = l.Target }));
            db.AddRange(objective.MeasuredBy.Select(m => m.Indicator).Distinct().Select(i => new StoredMeasured { PlaceId = plan.PlaceId, PlanId = plan.Id, ObjectiveId = objective.Id, Indicator = i }));
        }
    }
}
