using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.FindGaps;
using Meent.Plan.Policies;

namespace Meent.Tests.Plan;

/// <summary>Numbers of plans are numbers of plans, and what cannot be known is not said.</summary>
public class CountedPlansTests
{
    private static readonly PolicyLibrary Policies = PolicyLibrary.Load(Hub.Shipped("content"));

    [Fact]
    public async Task Plans_that_answer_a_paragraph_more_than_once_are_all_counted_and_too_many_are_said_to_be_so()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await Answer(hub, school, anna, plans: 150, "council-2023/3b.i", "council-2023/3b.iii", "council-2023/3b.vii");
        using var nobody = hub.Visitor();
        await nobody.Get("/policy/council-2023/3b");
        Assert.Contains("150 plans answer this.", nobody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("This is more than fits on a page.", nobody.Text, StringComparison.Ordinal);
        await Answer(hub, school, anna, plans: 401, "council-2023/4b.i");
        await nobody.Get("/policy/council-2023/4b.i");
        Assert.Contains("401 plans answer this.", nobody.Text, StringComparison.Ordinal);
        Assert.Contains("This is more than fits on a page.", nobody.Text, StringComparison.Ordinal);
        await nobody.Get("/policy/council-2023");
        string[] Counted(params string[] paragraphs) => [.. paragraphs.Select(p => nobody.Page.GetElementById(p)!.QuerySelector(".tag")!.TextContent.Trim())];
        Assert.Equal(["150 plans", "150 plans", "401 plans", "401 plans"], Counted("3b", "3b.i", "4b", "4b.i"));
    }

    [Fact]
    public void Nobody_is_missed_below_a_draft()
    {
        var place = new Place { Kind = PlaceKind.Board, Name = "Board" };
        GapReport Of(string state) => Gaps.Of(Policies.Get("council-2023")!, place, [new(new StoredPlan { Id = Ids.New(), State = state }, place, PlanSeeds.Content(new(2026, 9, 1)), [], PlanAccess.Own)], new Dictionary<string, int>(), new HashSet<string>(), true);
        Assert.Equal((1, 0), (Of(PlanStates.Running).Alone.Count, Of(PlanStates.Draft).Alone.Count));
    }

    private static Task Answer(TestHub hub, Place school, Person owner, int plans, params string[] targets) => hub.Change(db =>
    {
        var (now, today) = (hub.Clock.Now(), hub.Clock.Today());
        for (var plan = 0; plan < plans; plan++)
        {
            var id = Ids.New();
            List<Objective> objectives = [.. targets.Select((t, i) => new Objective($"o{i + 1}", "Reach it") { Links = [new(LinkRoles.ContributesTo, t)] })];
            db.Add(new StoredPlan { PlaceId = school.PlaceId, Id = id, State = PlanStates.Running, IsPublic = true, Version = 1, MadeAt = now, MadeBy = owner.Id });
            db.Add(new PlanVersion { PlaceId = school.PlaceId, PlanId = id, Number = 1, SavedAt = now, SavedBy = owner.Id, Content = PlanJson.Write(new() { Title = "Plan", From = today, To = today.AddYears(1), Objectives = objectives }) });
            db.AddRange(objectives.Select(o => new StoredLink { PlaceId = school.PlaceId, PlanId = id, ObjectiveId = o.Id, Role = LinkRoles.ContributesTo, Target = o.Links[0].Target }));
        }
    });
}
