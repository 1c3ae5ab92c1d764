using System.Net;
using Meent.People;
using Meent.Plan;
using Meent.Reflect.Appraise;
using Meent.Tests.Reflect.Appraise;
using Meent.Tests.Reflect.ReadResults;

namespace Meent.Tests.Plan;

/// <summary>Wherever a report or an appraisal shows an area, an objective is one click away for who may make a plan.</summary>
public class ObjectiveOffersTests
{
    [Fact]
    public async Task An_area_of_a_finished_appraisal_becomes_an_objective_with_a_measure()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Rita Reader"));
        await hub.Give(anna, Role.Leader, school);
        await hub.Give(reader, Role.Reader, school);
        // Of content nothing was judged; expertise stands higher than vision.
        var said = AppraisalSchool.Balance.Items.Where(i => !i.Id.StartsWith("content.", StringComparison.Ordinal)).ToDictionary(i => i.Id, i => new Judgement(i.Id.StartsWith("vision.", StringComparison.Ordinal) ? 2 : 3));
        var (judged, draft) = (await hub.AddAppraisal(school, anna, finished: true, said: said), await hub.AddAppraisal(school, anna, finished: false));
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/appraisals/{judged.Id}");
        Assert.Equal(["expertise", "infrastructure", "vision"], Offers(visitor).Order());
        Assert.Contains("Say in three sentences what ICT is for here. ", visitor.Text, StringComparison.Ordinal);
        await visitor.Get($"/plans/from-appraisal/{judged.Id}/vision");
        Assert.Equal(("Everybody knows what we want with ICT, and why", "three-sentences"), (visitor.Page.QuerySelector("[name=title]")!.GetAttribute("value"), visitor.Page.QuerySelector("[name=measures][checked]")!.GetAttribute("value")));
        await visitor.Post(new() { ["plan"] = "new" });
        var objective = Assert.Single(PlanJson.TryRead(await hub.Look(db => Task.FromResult(db.Read<PlanVersion>().Single().Content)))!.Objectives);
        Assert.Equal("Our appraisal shows room to grow in “Vision”.", objective.Why);
        Assert.Equal(("Say in three sentences what ICT is for here", "council-2023/1a"), (objective.Measures.Single().Title, objective.Links[0].Target));

        foreach (var path in new[] { $"{judged.Id}/content", $"{judged.Id}/nothing", $"{draft.Id}/vision" })
        {
            await visitor.Get($"/plans/from-appraisal/{path}");
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }
        using var other = await hub.SignedIn(reader);
        await other.Get($"/appraisals/{judged.Id}");
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.Empty(Offers(other));
    }

    [Fact]
    public async Task Every_area_that_a_report_shows_can_become_an_objective()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Rita Reader"));
        await hub.Give(anna, Role.Leader, school);
        await hub.Give(reader, Role.Reader, school);
        var report = await hub.AddReport(school, ReportSchool.Usual());
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/rounds/{report}/report");
        var named = Offers(visitor);
        await visitor.Get($"/rounds/{report}/report/all");
        var all = Offers(visitor);
        Assert.Equal(visitor.Page.QuerySelectorAll("h2[id]").Select(h => h.Id), all);
        var elsewhere = all.Except(named).First();
        await visitor.Get($"/rounds/{report}/report/{elsewhere}");
        Assert.Equal([elsewhere], Offers(visitor));
        using var other = await hub.SignedIn(reader);
        await other.Get($"/rounds/{report}/report/{elsewhere}");
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.Empty(Offers(other));
    }

    [Fact]
    public async Task A_proposal_for_where_somebody_stands_becomes_an_objective_of_their_school_and_tells_nothing_of_them()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna, rita) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Rita Reader"));
        await hub.Give(anna, Role.Leader, school);
        await hub.Give(rita, Role.Reader, school);
        var (lower, higher) = (("Agree on one channel per purpose. Messages in five places cost the evening.", "Form circles of four who share a lesson each month."), "Join a network of teachers of your subject.");
        using var visitor = await hub.SignedIn(anna);
        await Reflect(visitor, "2");
        Assert.All([lower.Item1, lower.Item2], words => Assert.Contains(words, visitor.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(higher, visitor.Text, StringComparison.Ordinal);
        // Neither the address nor what is filled in tells which proposals those were.
        var way = Assert.Single(Ways(visitor));
        Assert.Equal($"/places/{school.PlaceId}/plans/from-ladder/teacher/engagement", way);
        await visitor.Get(way);
        Assert.Equal(("We use digital means to work together and to go on learning", null, ""), (Typed("title"), visitor.Page.QuerySelector("[name=measures][checked]"), visitor.Page.QuerySelector("[name=why]")!.TextContent.Trim()));
        Assert.DoesNotContain("where you stand", visitor.Page.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        await visitor.Post(new() { ["plan"] = "new", ["measures"] = "one-channel" });
        var objective = Assert.Single(PlanJson.TryRead(await hub.Look(db => Task.FromResult(db.Read<PlanVersion>().Single().Content)))!.Objectives);
        Assert.Equal((null, "Agree on one channel per purpose"), (objective.Why, objective.Measures.Single().Title));
        foreach (var wrong in new[] { "teacher/nothing", "nothing/engagement" })
        {
            await visitor.Get($"/places/{school.PlaceId}/plans/from-ladder/{wrong}");
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }

        using var other = await hub.SignedIn(rita);
        await Reflect(other, "4");
        Assert.Contains(higher, other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(lower.Item1, other.Text, StringComparison.Ordinal);
        Assert.Empty(Ways(other));
        await other.Get(way);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);

        string? Typed(string name) => visitor.Page.QuerySelector($"[name={name}]")!.GetAttribute("value");
    }

    [Fact]
    public async Task Nothing_leads_away_from_a_result_that_is_stored_nowhere()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Leader, school);
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get("/self/digcomp/check");
        await visitor.Post(new() { [visitor.Page.QuerySelector("input[type=radio][value='2']")!.GetAttribute("name")!] = "2" });
        Assert.NotNull(visitor.Page.QuerySelector("a[href='/self/digcomp/check/done']"));
        Assert.Contains("What helps", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(Ways(visitor));
    }

    private static async Task Reflect(Visitor somebody, string level)
    {
        await somebody.Get("/self/teacher/edit");
        await somebody.Post(new() { ["engagement.contact"] = level, ["do"] = "finish" });
    }

    /// <summary>Where the page leads to a form with a proposal.</summary>
    private static IEnumerable<string> Ways(Visitor somebody) => somebody.Page.QuerySelectorAll("a[href*='/from-ladder/']").Select(a => a.GetAttribute("href")!);

    /// <summary>Areas that the page offers to make an objective of, each once.</summary>
    private static List<string> Offers(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("a[href^='/plans/from-']").Select(a => a.GetAttribute("href")!.Split('/')[^1]).Distinct()];
}
