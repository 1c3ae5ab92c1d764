using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.People;
using Meent.Plan;
using Meent.Plan.TakeAlong;
using Meent.Tests.Reflect.ReadResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>From the paragraph to what a school does, from a weak result to an objective, and a plan that travels.</summary>
public class ThreadStoryTests
{
    private const string Paragraph = "council-2023/3b.vii";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_thread_goes_from_the_paragraph_through_the_board_to_the_school_and_back(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        var board = await hub.AddBoard("Board of the Vale", school);
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(bob, Role.Coordinator, board);
        var (boards, schools) = (await hub.AddPlan(board, bob, isPublic: true), await hub.AddPlan(school, anna));
        using var atBoard = await hub.SignedIn(bob);
        using var atSchool = await hub.SignedIn(anna);
        using var nobody = hub.Visitor();

        await nobody.Get($"/policy/{Paragraph}");
        Assert.Contains("No plan answers this yet", nobody.Text, StringComparison.Ordinal);

        await atBoard.Get($"/plans/{boards}/edit/objectives/o1/links");
        await atBoard.Post(new() { ["role"] = LinkRoles.Implements, ["policy-council-2023"] = Paragraph });
        Assert.Equal(HttpStatusCode.OK, atBoard.Status);
        await atSchool.Get($"/plans/{schools}/edit/objectives/o1/links");
        await atSchool.Post(new() { ["role"] = LinkRoles.ContributesTo, ["above"] = $"plan:{board.PlaceId:N}/{boards:N}/o1" });

        await nobody.Get($"/policy/{Paragraph}");
        Assert.Equal(("One plan answers this.", "one board"), (nobody.Page.QuerySelector(".finding strong")!.TextContent, nobody.Page.QuerySelector(".finding-note")!.TextContent.Trim()));
        Assert.DoesNotContain("De Elzen", nobody.Text, StringComparison.Ordinal);
        await hub.Look(db => db.Set<StoredPlan>().Where(p => p.Id == schools).ExecuteUpdateAsync(s => s.SetProperty(p => p.IsPublic, true)));
        await nobody.Get($"/policy/{Paragraph}");
        Assert.Equal(("One plan answers this.", "one board · one school"), (nobody.Page.QuerySelector(".finding strong")!.TextContent, nobody.Page.QuerySelector(".finding-note")!.TextContent.Trim()));
        Assert.Contains("One plan answers this. One more contributes to it.", nobody.Text, StringComparison.Ordinal);
        Assert.Equal("De Elzen · Digital plan", nobody.Page.QuerySelector(".thread .thread .muted")!.TextContent);
        Assert.DoesNotContain("Anna", nobody.Text, StringComparison.Ordinal);
        await SeesHowItGoes(hub, nobody, school, schools);

        await SeesItFromTheOtherEnds(nobody, boards, schools);
        await atBoard.Get($"/places/{board.PlaceId}/gaps");
        Assert.Contains("1 of 27 paragraphs", atBoard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No school whose plan you may see", atBoard.Text, StringComparison.Ordinal);
    }

    /// <summary>What was said last counts, and only of the measure that it was said of.</summary>
    private static async Task SeesHowItGoes(TestHub hub, Visitor nobody, Meent.Places.Place school, Guid plan)
    {
        var now = hub.Clock.Now();
        await hub.Change(db => db.AddRange(new[] { (-3, MeasureState.Planned), (-1, MeasureState.Done), (-2, MeasureState.UnderWay) }.Select(s => new StoredCheckIn
        {
            PlaceId = school.PlaceId, PlanId = plan, MeasureId = "m1", SaidAt = now.AddDays(s.Item1), State = s.Item2, Line = "",
        })));
        foreach (var page in new[] { $"/policy/{Paragraph}", $"/plans/{plan}/thread" })
        {
            await nobody.Get(page);
            string State(string measure) => nobody.Page.QuerySelector($"a[href='/plans/{plan}/measures/{measure}']")!.ParentElement!.QuerySelector(".tag")!.TextContent.Trim();
            Assert.Equal(("Done", "Planned"), (State("m1"), State("m2")));
            Assert.Contains("Measured by learners who check a source: 40 in 2025, to be 60 by", nobody.Text, StringComparison.Ordinal);
        }
    }

    private static async Task SeesItFromTheOtherEnds(Visitor nobody, Guid boards, Guid schools)
    {
        await nobody.Get($"/plans/{schools}/thread");
        Assert.Equal([$"/plans/{boards}#o1", $"/policy/{Paragraph}"], nobody.Page.QuerySelectorAll(".thread a").Select(a => a.GetAttribute("href")!));
        await nobody.Get("/policy/council-2023");
        Assert.Contains("one plan", nobody.Page.QuerySelector("[id='3b.vii']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_chosen_stays_linked_and_what_is_not_offered_cannot_be_linked()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var hidden = new PlanLink(LinkRoles.Implements, new PlanTarget(Ids.New(), Ids.New(), "o1").ToString());
        var content = PlanSeeds.Content(hub.Clock.Today());
        var plan = await hub.AddPlan(school, anna, content: content with { Objectives = [content.Objectives[0] with { Links = [hidden, new(LinkRoles.Implements, "council-2023/5")] }] });
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/plans/{plan}/edit/objectives/o1/links");
        await visitor.Post(new() { ["role"] = LinkRoles.ContributesTo, ["policy-council-2023"] = "council-2023/com1", ["policy-blended-2021"] = "blended-2021/3" });
        Assert.Equal([hidden, new(LinkRoles.ContributesTo, "blended-2021/3")], (await Newest(hub, plan)).Objectives[0].Links);
        Assert.Equal([hidden.Target, "blended-2021/3"], (await hub.Look(db => db.Read<StoredLink>().Select(l => l.Target).ToListAsync())).OrderByDescending(t => t, StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_weak_area_of_a_report_becomes_an_objective_with_a_measure(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Rita Reader"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(reader, Role.Reader, school);
        var report = await hub.AddReport(school, ReportSchool.Usual());
        var closed = await AddOwnValues(hub, school);
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/rounds/{report}/report");
        await visitor.Get(visitor.Page.QuerySelector("a[href*='from-report'][href*='assessment']")!.GetAttribute("href")!);
        Assert.Equal("Learners and teachers see sooner how learning goes", visitor.Page.QuerySelector("[name=title]")!.GetAttribute("value"));
        Assert.Equal("quick-check", visitor.Page.QuerySelector("[name=measures]")!.GetAttribute("value"));

        await visitor.Post(new() { ["title"] = null, ["plan"] = "new", ["measures"] = "quick-check" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.NotNull(visitor.Page.QuerySelector("[name=measures][value=quick-check][checked]"));
        await visitor.Post(new() { ["title"] = "We see sooner how it goes", ["plan"] = "new", ["target-school-assessment"] = "more" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "more"), (visitor.Status, visitor.Page.QuerySelector("[name=target-school-assessment]")!.GetAttribute("value")));
        await visitor.Post(new() { ["target-school-assessment"] = "9", ["due-school-assessment"] = "2020-01-01" });
        Assert.Matches("Where you want to be: Write a number from 1 to 5[\\s\\S]*By when: This day has gone by|By when: This day has gone by[\\s\\S]*Where you want to be: Write a number from 1 to 5", visitor.Text);
        await visitor.Post(new() { ["target-school-assessment"] = "3,8", ["due-school-assessment"] = "2028-07-31" });
        Assert.Contains("We see sooner how it goes", visitor.Text, StringComparison.Ordinal);
        var plan = Guid.Parse(visitor.Path.Split('/')[2].Split('#')[0]);
        var objective = Assert.Single((await Newest(hub, plan)).Objectives);
        Assert.StartsWith("Our report shows room to grow in “", objective.Why, StringComparison.Ordinal);
        Assert.Equal(["blended-2021/5f", "council-2023/3a"], objective.Links.Select(l => l.Target));
        Assert.Equal([new MeasuredBy("school-assessment", null, 3.22m, closed, 3.8m, new(2028, 7, 31))], objective.MeasuredBy);
        Assert.Equal(("m1", "p1", 2), (objective.Measures.Single().Id, objective.Measures[0].Owner, objective.Measures[0].Steps.Count));

        await ShowsALaterValue(hub, visitor, plan, school);
        await visitor.Get($"/plans/from-report/{report}/teaching");
        await visitor.Post(new() { ["plan"] = plan.ToString(), ["measures"] = "one-lesson" });
        Assert.Equal(["o1", "o2"], (await Newest(hub, plan)).Objectives.Select(o => o.Id));
        Assert.Equal("m2", (await Newest(hub, plan)).Objectives[1].Measures.Single().Id);
        Assert.Equal(1, await hub.Look(db => db.Read<PlanPerson>().CountAsync()));

        await IsNotForAReader(hub, reader, report);
    }

    private static async Task IsNotForAReader(TestHub hub, Person reader, Guid report)
    {
        using var visitor = await hub.SignedIn(reader);
        await visitor.Get($"/rounds/{report}/report");
        Assert.Null(visitor.Page.QuerySelector("a[href*='from-report']"));
        await visitor.Get($"/plans/from-report/{report}/teaching");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    private static async Task ShowsALaterValue(TestHub hub, Visitor visitor, Guid plan, Meent.Places.Place school)
    {
        await hub.Change(db => db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = hub.Clock.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Reference = "2026/2027", Value = 3.51m, N = 31 }));
        await visitor.Get($"/plans/{plan}");
        Assert.Contains("from reports of schools): 50 % of the way from 3.22 to 3.8.", visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/indicators/school-assessment?place={school.PlaceId}']"));
    }

    /// <summary>What two reports of the school gave for assessment, the later one of the usual report.</summary>
    /// <returns>the day on which that one closed</returns>
    private static async Task<string> AddOwnValues(TestHub hub, Meent.Places.Place school)
    {
        var closed = hub.Clock.Today().AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await hub.Change(db =>
        {
            db.Add(new Series { Id = 99, Indicator = "school-assessment", Breakdown = Breakdowns.Total, Unit = IndicatorUnit.Score, Source = ObservationSource.Schools });
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = closed, Reference = "2026/2027", Value = 3.2172m, N = 30 });
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = 99, Period = "2026-01-20", Reference = "2025/2026", Value = 2.9m, N = 28 });
        });
        return closed;
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_plan_travels_as_a_file_with_names_for_who_may_know_them_and_without_for_others(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna, isPublic: true);
        using var visitor = await hub.SignedIn(anna);
        using var nobody = hub.Visitor();
        foreach (var file in new[] { "export.json", "export.csv", "document.html" })
        {
            var (mine, theirs) = (await Fetch(visitor, $"/plans/{plan}/{file}"), await Fetch(nobody, $"/plans/{plan}/{file}"));
            Assert.Contains("Anna Bos", mine, StringComparison.Ordinal);
            Assert.DoesNotContain("Anna", theirs, StringComparison.Ordinal);
            Assert.Contains("A week about news", theirs, StringComparison.Ordinal);
        }

        foreach (var (reader, file) in new[] { (visitor, "export.json"), (nobody, "export.csv") })
        {
            await Send(visitor, school.PlaceId, await Fetch(reader, $"/plans/{plan}/{file}"));
            Assert.Equal("Digital plan", visitor.Page.QuerySelector("h1")!.TextContent);
            Assert.Contains("There is another plan with this name", visitor.Text, StringComparison.Ordinal);
            var copy = Guid.Parse(visitor.Path.Split('/', '?')[2]);
            Assert.NotEqual(plan, copy);
            Assert.True(PlanJson.Same(await Newest(hub, plan), await Newest(hub, copy)));
            var named = await hub.Look(db => db.Read<PlanPerson>().SingleAsync(p => p.PlanId == copy));
            Assert.Equal(("p1", null, file == "export.json" ? "Anna Bos" : "not named"), (named.Slot, named.PersonId, named.Name));
        }

        await Send(visitor, school.PlaceId, "kind,id,of,title,start,end\nplan,,,Plan,tomorrow,2027-01-01\nstep,s1,m9,Step,,\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("2 things in it are wrong", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Line 3: This row belongs to “m9”", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(3, await hub.Look(db => db.Read<StoredPlan>().CountAsync()));
    }

    [Fact]
    public async Task In_Dutch_a_file_says_in_Dutch_what_is_wrong_and_where()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/nl/places/{school.PlaceId}/plans/import");
        foreach (var (file, says) in new[]
        {
            ("kind,title\nplan,Café\n", "Het bestand is geen UTF-8"), ("%PDF-1.7 é", "Dit is geen plan dat een hub heeft geschreven."), ("", "Het bestand is leeg. Kies het bestand met het plan."),
            ("plan,Plan\n", "Regel 1: De eerste regel moet de kolommen noemen"), ("kind,title\n\"plan,Plan\n", "Regel 2: Een aanhalingsteken wordt nooit gesloten."),
            ("kind;id;title;start;end\nplan;;Plan;1-8-2026;2027-08-01\n", "Regel 2: “1-8-2026” in de kolom “start” is geen dag."),
            (PlanJsonFile.Write(new(PlanSeeds.Content(hub.Clock.Today()) with { Objectives = [new("o1", "")] }, [])), "In o1: De tekst van “title” ontbreekt of is te lang."),
        })
        {
            await Send(visitor, school.PlaceId, file, System.Text.Encoding.Latin1);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
            Assert.Contains(says, visitor.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_of_a_public_plan_tells_no_more_than_its_page()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        using var visitor = await hub.SignedIn(anna);
        using var nobody = hub.Visitor();
        // To a plan that the reader may not see there is no link, in no file; and nobody learns which measures one person looks after.
        var hidden = new PlanLink(LinkRoles.ContributesTo, new PlanTarget(school.PlaceId, await hub.AddPlan(school, anna), "o1").ToString());
        var content = PlanSeeds.Content(hub.Clock.Today());
        var linked = await hub.AddPlan(school, anna, isPublic: true, content: content with
        {
            Objectives = [content.Objectives[0] with { Links = [hidden], Measures = [content.Objectives[0].Measures[0], content.Objectives[0].Measures[1] with { Owner = "p2" }] }],
        });
        foreach (var file in new[] { "export.json", "export.csv" })
        {
            var (mine, theirs) = (await Fetch(visitor, $"/plans/{linked}/{file}"), await Fetch(nobody, $"/plans/{linked}/{file}"));
            Assert.Contains(hidden.Target, mine, StringComparison.Ordinal);
            Assert.DoesNotContain("plan:", theirs, StringComparison.Ordinal);
            Assert.Equal((true, false), (mine.Contains("p2", StringComparison.Ordinal), theirs.Contains("p2", StringComparison.Ordinal)));
        }
    }

    private static async Task<string> Fetch(Visitor visitor, string path)
    {
        await visitor.Get(path);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal("attachment", visitor.Response.Content.Headers.ContentDisposition?.DispositionType);
        return await visitor.Response.Content.ReadAsStringAsync();
    }

    internal static async Task Send(Visitor visitor, Guid place, string content, System.Text.Encoding? encoding = null)
    {
        await visitor.Get($"/places/{place}/plans/import");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Visitor.Filled(visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").First(f => f.QuerySelector("[name=file]") is not null)))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent((encoding ?? System.Text.Encoding.UTF8).GetBytes(content)), "file", "plan");
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, $"/places/{place}/plans/import") { Content = form });
    }

    private static async Task<PlanContent> Newest(TestHub hub, Guid plan) =>
        PlanJson.TryRead(await hub.Look(db => db.Read<PlanVersion>().Where(v => v.PlanId == plan).OrderByDescending(v => v.Number).Select(v => v.Content).FirstAsync()))!;
}
