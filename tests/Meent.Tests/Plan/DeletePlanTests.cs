using System.Net;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.People;
using Meent.Plan;
using Meent.Tests.Monitor.KeepStudies;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>An owner deletes a plan; what others say of it does not break their pages.</summary>
public class DeletePlanTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_plan_goes_with_all_that_was_kept_of_it_and_links_to_it_lead_nowhere(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        var board = await hub.AddBoard("Board of the Vale", school);
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(bob, Role.Coordinator, board);
        var (gone, stays) = (await hub.AddPlan(board, bob, isPublic: true, nextReview: hub.Clock.Today().AddDays(9)), await hub.AddPlan(school, anna, isPublic: true));
        await Fill(hub, board.PlaceId, gone);
        var study = await hub.AddStudy(board.PlaceId);
        await hub.Look(db => db.Set<StoredStudy>().ExecuteUpdateAsync(s => s.SetProperty(x => x.Measure, new StudyMeasure(board.PlaceId, gone, "m1").ToString())));
        using var atSchool = await hub.SignedIn(anna);
        using var atBoard = await hub.SignedIn(bob);
        await atSchool.Get($"/plans/{stays}/edit/objectives/o1/links");
        await atSchool.Post(new() { ["role"] = LinkRoles.ContributesTo, ["above"] = $"plan:{board.PlaceId:N}/{gone:N}/o1" });
        await atSchool.Get($"/plans/{gone}/delete");
        Assert.Equal(HttpStatusCode.NotFound, atSchool.Status);
        Assert.Contains($"/plans/{gone}/measures/m1", (await atSchool.Get($"/studies/{study}")).Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        await atBoard.Get($"/plans/{gone}/people");
        await atBoard.Get(atBoard.Page.QuerySelector("main a[href$='/delete']")!.GetAttribute("href")!);
        Assert.Contains("the plan in all its 2 versions", atBoard.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await atBoard.Get(atBoard.Page.QuerySelector("main a[href$='/export.json']")!.GetAttribute("href")!)).Status);
        await atBoard.Get($"/plans/{gone}/delete");
        await atBoard.Press("Delete the plan for good");
        Assert.Equal($"/places/{board.PlaceId}/plans", atBoard.Path);

        Assert.Equal(HttpStatusCode.NotFound, (await atBoard.Get($"/plans/{gone}")).Status);
        Assert.Equal("0 0 0 0 0 0 0 0 0", string.Join(' ', await hub.Look(Left(gone))));
        Assert.Equal("deleted a plan", (await hub.Look(db => db.Read<AuditEntry>().Where(e => e.PlaceId == board.PlaceId).OrderBy(e => e.Number).LastAsync())).Act);
        foreach (var page in new[] { "", "/thread", "/edit/objectives/o1/links", "/measures/m1", "/export.json", "/document.html", "/wall", "/timeline" })
            Assert.Equal((page, HttpStatusCode.OK), (page, (await atSchool.Get($"/plans/{stays}{page}")).Status));
        await atSchool.Get($"/studies/{study}");
        Assert.Equal((HttpStatusCode.OK, false), (atSchool.Status, atSchool.Page.DocumentElement.OuterHtml.Contains($"/plans/{gone}", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await atBoard.Get($"/places/{board.PlaceId}/gaps")).Status);
    }

    /// <summary>A row in each table that keeps something of the plan.</summary>
    private static Task Fill(TestHub hub, Guid place, Guid plan) => hub.Change(db => db.AddRange(
        new StoredLink { PlaceId = place, PlanId = plan, ObjectiveId = "o1", Role = LinkRoles.Implements, Target = "council-2023/5" },
        new StoredMeasured { PlaceId = place, PlanId = plan, ObjectiveId = "o1", Indicator = "digital-skills-basic" },
        new StoredCheckIn { PlaceId = place, PlanId = plan, MeasureId = "m1", SaidAt = hub.Clock.Now(), State = MeasureState.UnderWay, Confidence = 3, Line = "It goes on." },
        new StoredReview { PlaceId = place, PlanId = plan, HeldOn = hub.Clock.Today(), WrittenAt = hub.Clock.Now(), Decided = "Go on." },
        new StoredReminder { PlaceId = place, PlanId = plan, About = "m1", DueOn = hub.Clock.Today(), SentOn = hub.Clock.Today() }));

    private static Func<HubDb, Task<int[]>> Left(Guid plan) => async db =>
    [
        await db.Read<StoredPlan>().CountAsync(p => p.Id == plan), await db.Read<PlanVersion>().CountAsync(p => p.PlanId == plan), await db.Read<PlanPerson>().CountAsync(p => p.PlanId == plan),
        await db.Read<PlanMember>().CountAsync(p => p.PlanId == plan), await db.Read<StoredLink>().CountAsync(p => p.PlanId == plan), await db.Read<StoredMeasured>().CountAsync(p => p.PlanId == plan),
        await db.Read<StoredCheckIn>().CountAsync(p => p.PlanId == plan), await db.Read<StoredReview>().CountAsync(p => p.PlanId == plan), await db.Read<StoredReminder>().CountAsync(p => p.PlanId == plan),
    ];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_a_place_does_itself_is_not_done_below_it_and_a_school_acts_on_what_it_reaches_by_another_plan(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Bob Maas"));
        var board = await hub.AddBoard("Board of the Vale", school);
        await hub.Give(bob, Role.Coordinator, board);
        var (plan, second, below) = (await hub.AddPlan(board, bob), await hub.AddPlan(board, bob), await hub.AddPlan(school, bob));
        var target = new PlanTarget(board.PlaceId, plan, "o1").ToString();
        using var visitor = await hub.SignedIn(bob);
        await hub.Change(db => db.Add(new StoredLink { PlaceId = board.PlaceId, PlanId = second, ObjectiveId = "o1", Role = LinkRoles.ContributesTo, Target = target }));
        await visitor.Get($"/places/{board.PlaceId}/gaps");
        Assert.Contains("No school whose plan you may see acts on 2 objectives.", visitor.Text, StringComparison.Ordinal);
        await hub.Change(db => db.Add(new StoredLink { PlaceId = school.PlaceId, PlanId = below, ObjectiveId = "o1", Role = LinkRoles.ContributesTo, Target = target }));
        await visitor.Get($"/places/{board.PlaceId}/gaps");
        Assert.Contains("No school whose plan you may see acts on one objective.", visitor.Text, StringComparison.Ordinal);
        await LinksTo(new PlanTarget(board.PlaceId, second, "o1"));
        Assert.DoesNotContain("No school whose plan you may see", visitor.Text, StringComparison.Ordinal);
        // By the last of many in the order of their ids: what lies between is followed whole. On the first objective of the second plan nobody acts then.
        await hub.Change(db => db.AddRange(Enumerable.Range(2, 430).Select(n => new StoredLink { PlaceId = board.PlaceId, PlanId = second, ObjectiveId = $"o{n}", Role = LinkRoles.ContributesTo, Target = target })));
        await LinksTo(new PlanTarget(board.PlaceId, second, "o99"));
        Assert.Contains("No school whose plan you may see acts on one objective.", visitor.Text, StringComparison.Ordinal);

        async Task LinksTo(PlanTarget between)
        {
            await hub.Look(db => db.Set<StoredLink>().Where(l => l.PlanId == below).ExecuteUpdateAsync(s => s.SetProperty(l => l.Target, between.ToString())));
            await visitor.Get($"/places/{board.PlaceId}/gaps");
        }
    }
}
