using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Tests.Reflect.ReadResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Plan;

/// <summary>What somebody typed is kept once: not dropped because it looks like something else, not kept twice because it was sent twice, and shown back where it cannot be kept.</summary>
public class LostInputTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_page_that_makes_a_plan_makes_one_however_often_it_is_sent(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        using var visitor = await hub.SignedIn(anna);
        var make = $"/places/{school.PlaceId}/plans/new";
        await visitor.Get(make);
        var sent = Visitor.Filled(visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Single(f => f.QuerySelector("[name=template]") is not null)).ToDictionary(f => f.Key, f => f.Value);
        async Task<string> Send(string title)
        {
            sent["title"] = title;
            await visitor.Send(new HttpRequestMessage(HttpMethod.Post, make) { Content = new FormUrlEncodedContent(sent) });
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            return visitor.Path;
        }
        var first = await Send("Our plan");
        Assert.Equal(first, await Send("Our plan"));
        // Back in the browser, changed and sent again: that is another one.
        Assert.NotEqual(first, await Send("Another plan"));
        Assert.Equal(2, await hub.Look(db => db.Read<StoredPlan>().CountAsync()));
    }

    [Fact]
    public async Task Of_one_area_of_a_report_two_objectives_can_be_made_and_after_a_merger_they_go_where_the_school_went()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, into, anna) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Linden"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var report = await hub.AddReport(school, ReportSchool.Usual());
        var plan = await hub.AddPlan(school, anna);
        using var visitor = await hub.SignedIn(anna);
        foreach (var measures in new[] { null, "quick-check", "quick-check" })
        {
            await visitor.Get($"/plans/from-report/{report}/assessment");
            await visitor.Post(new() { ["plan"] = plan.ToString(), ["measures"] = measures });
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
        var newest = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync())).Content)!;
        Assert.Equal([("o1", 2), ("o2", 0), ("o3", 1)], newest.Objectives.Select(o => (o.Id, o.Measures.Count)));

        await using (var scope = hub.Services.CreateAsyncScope()) Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Merge(school.PlaceId, into.PlaceId, hub.Clock.Today()));
        await hub.Look(db => db.Set<StoredPlan>().ExecuteDeleteAsync());
        await visitor.Get($"/plans/from-report/{report}/assessment");
        await visitor.Post(new() { ["plan"] = "new", ["measures"] = "quick-check" });
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(into.PlaceId, (await hub.Look(db => db.Read<StoredPlan>().SingleAsync())).PlaceId);
    }

    [Fact]
    public async Task What_was_typed_for_a_part_that_somebody_took_out_is_shown_back()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var (plan, board) = (await hub.AddPlan(school, anna), await hub.AddBoard("Board of the Vale", school));
        var theirs = PlanSeeds.Content(hub.Clock.Today());
        var above = new PlanTarget(board.PlaceId, await hub.AddPlan(board, anna, isPublic: true, content: theirs with { Objectives = [theirs.Objectives[0] with { Title = "Words that took an hour" }] }), "o1").ToString();
        var open = new Dictionary<string, Dictionary<string, string?>>
        {
            ["edit/objectives/o1"] = new() { ["title"] = "Words that took an hour" },
            ["edit/objectives/o1/measured"] = new() { ["own-0"] = "Words that took an hour", ["base-0"] = "12" },
            ["edit/objectives/o1/links"] = new() { ["role"] = LinkRoles.Implements, ["above"] = above, ["policy-council-2023"] = "council-2023/3b.vii" },
            ["edit/objectives/o1/measures/new"] = new() { ["why"] = "Words that took an hour" },
            ["edit/measures/m1"] = new() { ["changes"] = "Words that took an hour" },
            ["edit/measures/m1/steps"] = new() { ["step-s1"] = "Words that took an hour" },
            ["edit/measures/m1/money"] = new() { ["planned-0"] = "Words that took an hour" },
            ["edit/measures/m1/evidence"] = new() { ["text-0"] = "Words that took an hour" },
            ["checkin/m1"] = new() { ["line"] = "Words that took an hour" },
        };
        var visitors = new List<(Visitor Visitor, Dictionary<string, string?> Typed)>();
        foreach (var (page, typed) in open)
        {
            var visitor = await hub.SignedIn(anna);
            visitors.Add((await visitor.Get($"/plans/{plan}/{page}"), typed));
        }
        var content = theirs with { Objectives = [] };
        await hub.Look(db => db.Set<PlanVersion>().Where(v => v.PlanId == plan && v.Number == 2).ExecuteUpdateAsync(s => s.SetProperty(v => v.Content, PlanJson.Write(content))));
        foreach (var (visitor, typed) in visitors)
        {
            await visitor.Post(typed);
            Assert.Equal((HttpStatusCode.Conflict, visitor.Path), (visitor.Status, visitor.Path));
            Assert.Contains("Somebody else removed this part of the plan", visitor.Text, StringComparison.Ordinal);
            Assert.Contains("Words that took an hour", visitor.Text, StringComparison.Ordinal);
            visitor.Dispose();
        }
    }

    [Fact]
    public async Task One_figure_of_one_group_stands_once_in_an_objective_as_in_a_file_and_its_target_is_one_that_it_can_have()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna);
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/plans/{plan}/edit/objectives/o1/measured");
        await visitor.Post(new() { ["own-1"] = "learners who check a source", ["target-1"] = "75" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("measured twice by one figure of one group", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("75", visitor.Page.QuerySelector("[name=target-1]")!.GetAttribute("value"));
        // A target that the figure cannot have is refused, too, and stays as it was typed.
        await visitor.Post(new() { ["own-1"] = null, ["indicator-1"] = "school-teaching", ["base-1"] = "2.5", ["period-1"] = "2025/2026", ["target-1"] = "9" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("Write a number from 1 to 5", visitor.Page.QuerySelector("[name=target-1]")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("9", visitor.Page.QuerySelector("[name=target-1]")!.GetAttribute("value"));
        await visitor.Post(new() { ["own-1"] = "learners who check two sources", ["indicator-1"] = null, ["base-1"] = null, ["period-1"] = null });
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var newest = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync())).Content)!;
        Assert.Equal(["learners who check a source", "learners who check two sources"], newest.Objectives[0].MeasuredBy.Select(m => m.Indicator));
    }
}
