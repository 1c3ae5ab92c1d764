using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.NamedPersons;

/// <summary>A plan that can mean a person, with all that is kept of it.</summary>
internal sealed record PlanTies(StoredPlan Plan, IReadOnlyList<PlanVersion> Versions, IReadOnlyList<PlanPerson> People, IReadOnlyList<PlanMember> Members)
{
    /// <summary>What the plan is called; its id where it cannot be read.</summary>
    public string Title => Versions.MaxBy(v => v.Number) is { } newest && PlanJson.TryRead(newest.Content) is { } content ? content.Title : Plan.Id.ToString();

    public bool Names(DataSubject who) =>
        Plan.MadeBy == who.Id || Members.Any(m => m.PersonId == who.Id) || People.Any(p => p.PersonId == who.Id) || Versions.Any(v => v.SavedBy == who.Id) || Written(who).Length > 0;

    /// <summary>Name and address as they stand in what was written; "" where neither does.</summary>
    public string Written(DataSubject who) =>
        Forgetting.Found(string.Join('\n', Versions.SelectMany(v => new[] { v.Content, v.Why }).Concat(People.Where(p => p.PersonId is null).Select(p => p.Name))), who);

    /// <summary>
    /// Plans that the person made, changed, belongs to or is named in, and those that were there while they had a role at the place that another gave them.
    /// A name alone proves nothing.
    /// </summary>
    public static async Task<IReadOnlyList<PlanTies>> Of(HubDb db, DataSubject who, CancellationToken cancel)
    {
        var held = await db.GivenRoles(who.Id, cancel);
        var worked = held.Select(h => h.Key).ToList();
        var own = await db.Read<StoredPlan>().Where(p => p.MadeBy == who.Id).Select(p => p.Id)
            .Union(db.Read<PlanVersion>().Where(v => v.SavedBy == who.Id).Select(v => v.PlanId))
            .Union(db.Read<PlanPerson>().Where(p => p.PersonId == who.Id).Select(p => p.PlanId))
            .Union(db.Read<PlanMember>().Where(m => m.PersonId == who.Id).Select(m => m.PlanId)).ToListAsync(cancel);
        var places = await db.Read<PlanVersion>().Where(v => worked.Contains(v.PlaceId) || own.Contains(v.PlanId)).ToListAsync(cancel);
        var people = await db.Read<PlanPerson>().Where(p => worked.Contains(p.PlaceId) || own.Contains(p.PlanId)).ToListAsync(cancel);
        var members = await db.Read<PlanMember>().Where(m => own.Contains(m.PlanId)).ToListAsync(cancel);
        var plans = await db.Read<StoredPlan>().Where(p => worked.Contains(p.PlaceId) || own.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        // What is kept of a plan that is gone counts as well: nobody may be left behind in it.
        var ids = plans.Keys.Concat(places.Select(v => v.PlanId)).Concat(people.Select(p => p.PlanId)).Concat(members.Select(m => m.PlanId)).Distinct();
        return
        [
            .. from id in ids
               let plan = plans.GetValueOrDefault(id)
               let all = places.Where(v => v.PlanId == id).ToList()
               let place = plan?.PlaceId ?? all.FirstOrDefault()?.PlaceId ?? people.FirstOrDefault(p => p.PlanId == id)?.PlaceId ?? members.First(m => m.PlanId == id).PlaceId
               where own.Contains(id) || held[place].Any(r => plan is null || r.EndedAt is null || r.EndedAt >= plan.MadeAt)
               select new PlanTies(plan ?? new StoredPlan { PlaceId = place, Id = id, State = PlanStates.Stopped }, all, [.. people.Where(p => p.PlanId == id)], [.. members.Where(m => m.PlanId == id)]),
        ];
    }
}
