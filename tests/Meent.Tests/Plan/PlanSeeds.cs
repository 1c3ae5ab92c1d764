using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;

namespace Meent.Tests.Plan;

/// <summary>Plans that are there when a test begins.</summary>
public static class PlanSeeds
{
    /// <summary>From two months before the clock's day to ten months after it: one objective, two measures of which the first has two steps.</summary>
    public static PlanContent Content(DateOnly today) => new()
    {
        Title = "Digital plan", From = today.AddMonths(-2), To = today.AddMonths(10), LastObjective = 1, LastMeasure = 2,
        Objectives =
        [
            new("o1", "Learners judge what they read")
            {
                MeasuredBy = [new("learners who check a source", null, 40m, "2025", 60m, today.AddMonths(10))],
                Measures =
                [
                    new("m1", "A course for teachers", "Few feel sure", "p1", today.AddMonths(4)) { OwnerRole = "head of ICT", Start = today.AddMonths(-1), Steps = [new("s1", "Choose a course"), new("s2", "Everybody follows it")] },
                    new("m2", "A week about news", "Pupils ask for it", "p1", today.AddMonths(8)),
                ],
            },
        ],
    };

    /// <summary>A running plan in its second version that <paramref name="owner"/> made; the same person looks after its measures.</summary>
    /// <returns>its id</returns>
    public static async Task<Guid> AddPlan(this TestHub hub, Place place, Person owner, bool isPublic = false, DateOnly? nextReview = null, PlanContent? content = null)
    {
        var (id, now) = (Ids.New(), hub.Clock.Now());
        var second = content ?? Content(hub.Clock.Today());
        var first = second with { Title = "Plan", Objectives = [second.Objectives[0] with { Measures = [.. second.Objectives[0].Measures.Take(1)] }] };
        await hub.Change(db => db.AddRange(
            new StoredPlan { PlaceId = place.PlaceId, Id = id, State = PlanStates.Running, IsPublic = isPublic, Version = 2, MadeAt = now, MadeBy = owner.Id, NextReview = nextReview },
            new PlanVersion { PlaceId = place.PlaceId, PlanId = id, Number = 1, SavedAt = now, SavedBy = owner.Id, Content = PlanJson.Write(first) },
            new PlanVersion { PlaceId = place.PlaceId, PlanId = id, Number = 2, SavedAt = now, SavedBy = owner.Id, Why = "One more measure", Content = PlanJson.Write(second) },
            new PlanPerson { PlaceId = place.PlaceId, PlanId = id, Slot = "p1", PersonId = owner.Id, Name = owner.Name },
            new PlanMember { PlaceId = place.PlaceId, PlanId = id, PersonId = owner.Id, Role = PlanRoles.Owner, ByRole = true, IsOpened = true }));
        return id;
    }
}
