using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Plan.Remind;

/// <summary>Writes to people whose plan is due for a review, and to those who look after a measure that was not spoken of for long.</summary>
/// <remarks>
/// What was written of is kept in the transaction that puts the letter into the outbox, under a key that only one can have:
/// run again, or by several processes at once, it writes nothing twice. Each occasion is one letter; nobody is nagged.
/// </remarks>
public sealed class Reminders(HubDb db, PlaceDirectory places, PlanDoor door, Mailer mailer, TimeProvider clock)
{
    public const string ReviewSoon = "review soon";
    public const string ReviewOverdue = "review overdue";

    private const int AtOnce = 200;

    /// <summary>Goes through all running plans.</summary>
    /// <returns>how many letters were written</returns>
    public async Task<int> Send(CancellationToken cancel = default)
    {
        var (letters, place, id) = (0, Guid.Empty, Guid.Empty);
        while (true)
        {
            var plans = await db.Read<StoredPlan>().Where(p => p.State == PlanStates.Running && (p.PlaceId > place || (p.PlaceId == place && p.Id > id)))
                .OrderBy(p => p.PlaceId).ThenBy(p => p.Id).Take(AtOnce).ToListAsync(cancel);
            if (plans.Count == 0) return letters;
            foreach (var due in await Due(plans, cancel)) letters += await Write(due, cancel);
            (place, id) = (plans[^1].PlaceId, plans[^1].Id);
        }
    }

    /// <summary>Those of some plans that somebody must hear of, with what they must hear and was not said yet.</summary>
    private async Task<IReadOnlyList<DuePlan>> Due(IReadOnlyList<StoredPlan> plans, CancellationToken cancel)
    {
        var (ids, at, today) = (plans.Select(p => p.Id).ToList(), plans.Select(p => p.PlaceId).Distinct().ToList(), clock.Today());
        var newest = await (from v in db.Read<PlanVersion>() join p in db.Read<StoredPlan>() on new { v.PlaceId, v.PlanId, v.Number } equals new { p.PlaceId, PlanId = p.Id, Number = p.Version }
                            where at.Contains(v.PlaceId) && ids.Contains(v.PlanId) select new { v.PlanId, v.Content }).ToDictionaryAsync(v => v.PlanId, v => v.Content, cancel);
        var said = (await db.Read<StoredCheckIn>().Where(c => at.Contains(c.PlaceId) && ids.Contains(c.PlanId)).ToListAsync(cancel)).ToLookup(c => c.PlanId);
        var sent = (await db.Read<StoredReminder>().Where(r => at.Contains(r.PlaceId) && ids.Contains(r.PlanId)).ToListAsync(cancel)).Select(r => (r.PlanId, r.About, r.DueOn)).ToHashSet();
        return
        [
            .. from plan in plans
               let content = newest.TryGetValue(plan.Id, out var text) ? PlanJson.TryRead(text) : null
               where content is not null
               let due = DuePlan.Of(plan, content, [.. said[plan.Id]], today).Without(sent)
               where due.Any
               select due,
        ];
    }

    /// <summary>Writes of one plan what somebody must hear; nothing where it was deleted meanwhile.</summary>
    /// <returns>how many letters were written</returns>
    public async Task<int> Write(DuePlan due, CancellationToken cancel)
    {
        if (await places.Find(due.Plan.PlaceId, cancel) is not { } at) return 0;
        var place = at.Name;
        var staff = (await door.People(Role.Reader, at, cancel)).ToHashSet();
        var members = (await PlanMember.On(db, clock.Today()).Where(m => m.PlaceId == due.Plan.PlaceId && m.PlanId == due.Plan.Id).ToListAsync(cancel)).Where(m => m.Counts(staff.Contains(m.PersonId))).ToList();
        var people = await db.Read<PlanPerson>().Where(p => p.PlaceId == due.Plan.PlaceId && p.PlanId == due.Plan.Id).ToListAsync(cancel);
        var owners = await Owners(members.Where(m => m.Grants(staff.Contains(m.PersonId)) == PlanRoles.Owner), at, cancel);
        // Who left the place is still named in the plan, and hears nothing of it any more.
        var mine = due.Measures.Select(m => (m.Measure, m.Call, m.Since, Person: people.FirstOrDefault(p => p.Slot == m.Measure.Owner)?.PersonId))
            .Where(m => m.Person is { } person && (staff.Contains(person) || members.Any(x => x.PersonId == person))).ToLookup(m => m.Person!.Value);
        return await db.InTransaction(async () =>
        {
            var letters = 0;
            // Who deletes the plan at this moment waits, or was first: then nobody hears of it, and nothing is noted that nobody would delete.
            if (!await PlanStore.Hold(db, due.Plan.PlaceId, due.Plan.Id, cancel)) return letters;
            if (due.Review is { } review && await Note(due.Plan, review.About, review.DueOn, cancel)) letters += await ToOwners(due, owners, place, review, cancel);
            foreach (var person in mine)
            {
                var fresh = new List<DueMeasure>();
                foreach (var m in person) if (await Note(due.Plan, m.Measure.Id, m.Since, cancel)) fresh.Add(new(m.Measure, m.Call, m.Since));
                if (fresh.Count == 0 || await db.RecipientOf(person.Key, cancel) is not { } recipient) continue;
                mailer.Send(recipient, T => ReminderLetters.Measures(due.Plan.Id, due.Content.Title, place, fresh, T));
                letters++;
            }
            return letters;
        }, cancel);
    }

    /// <summary>Owners who are still there; where none is, those who coordinate the place, and else those who lead it.</summary>
    /// <param name="members">owners by their role at the place</param>
    private async Task<IReadOnlyCollection<Guid>> Owners(IEnumerable<PlanMember> members, Place place, CancellationToken cancel)
    {
        List<Guid> owners = [.. members.Select(m => m.PersonId)];
        if (owners.Count > 0) return owners;
        return await door.People(Role.Coordinator, place, cancel) is { Count: > 0 } coordinators ? coordinators : await door.People(Role.Leader, place, cancel);
    }

    private async Task<int> ToOwners(DuePlan due, IEnumerable<Guid> owners, string place, DueReview review, CancellationToken cancel)
    {
        var letters = 0;
        foreach (var owner in owners)
        {
            if (await db.RecipientOf(owner, cancel) is not { } recipient) continue;
            mailer.Send(recipient, T => ReminderLetters.Review(due.Plan.Id, due.Content.Title, place, review, T));
            letters++;
        }
        return letters;
    }

    /// <returns>false where another process, or an earlier run, has written of it</returns>
    private async Task<bool> Note(StoredPlan plan, string about, DateOnly due, CancellationToken cancel) => await db.Database.ExecuteSqlAsync(
        $"insert into plan_reminder (place_id, plan_id, about, due_on, sent_on) values ({plan.PlaceId}, {plan.Id}, {about}, {due}, {clock.Today()}) on conflict do nothing", cancel) == 1;
}

/// <param name="About"><see cref="Reminders.ReviewSoon"/> or <see cref="Reminders.ReviewOverdue"/></param>
public sealed record DueReview(string About, DateOnly DueOn);

public sealed record DueMeasure(Measure Measure, MeasureCall Call, DateOnly Since);

/// <summary>A plan with what somebody must hear of it.</summary>
public sealed record DuePlan(StoredPlan Plan, PlanContent Content, DueReview? Review, IReadOnlyList<DueMeasure> Measures)
{
    public bool Any => Review is not null || Measures.Count > 0;

    public static DuePlan Of(StoredPlan plan, PlanContent content, IReadOnlyList<StoredCheckIn> said, DateOnly today)
    {
        var last = said.GroupBy(c => c.MeasureId).ToDictionary(g => g.Key, g => PlanFollowing.Read(g.OrderBy(c => c.SaidAt).ThenBy(c => c.Id).Last()));
        var measures = from measure in content.Measures
                       let asks = MeasureStanding.On(today, measure, last.GetValueOrDefault(measure.Id), content.From)
                       where asks.Call != MeasureCall.Nothing
                       select new DueMeasure(measure, asks.Call, asks.Since!.Value);
        var review = PlanStanding.On(today, plan.State, content.To, plan.NextReview) switch
        {
            { Freshness: PlanFreshness.ReviewSoon, Day: { } day } => new DueReview(Reminders.ReviewSoon, day),
            { Freshness: PlanFreshness.ReviewOverdue, Day: { } day } => new DueReview(Reminders.ReviewOverdue, day),
            _ => null,
        };
        return new(plan, content, review, [.. measures]);
    }

    /// <param name="sent">what was written of, by plan, subject and day</param>
    public DuePlan Without(IReadOnlySet<(Guid Plan, string About, DateOnly DueOn)> sent) => this with
    {
        Review = Review is { } r && !sent.Contains((Plan.Id, r.About, r.DueOn)) ? r : null,
        Measures = [.. Measures.Where(m => !sent.Contains((Plan.Id, m.Measure.Id, m.Since)))],
    };
}
