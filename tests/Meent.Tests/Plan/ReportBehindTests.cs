using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Plan;
using Meent.Tests.Reflect.ReadResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>An objective that was made from a report leads back to it and says what later reports say; nobody else learns that there is one.</summary>
public class ReportBehindTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_may_read_the_report_sees_what_became_of_it_and_nobody_else_learns_of_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, other, anna) = (await hub.AddSchool("De Elzen"), await hub.AddSchool("De Linden"), await hub.AddPerson("Anna Bos"));
        var (rita, gus) = (await hub.AddPerson("Rita Reader"), await hub.AddPerson("Gus Guest"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(anna, Role.Coordinator, other);
        await hub.Give(rita, Role.Reader, school);
        var report = await hub.AddReport(school, ReportSchool.Usual(), closedDaysAgo: 60);
        var plan = await hub.AddPlan(school, anna, isPublic: true, content: PlanSeeds.Content(hub.Clock.Today()) with { Objectives = [new("o1", "We teach with it") { From = new(report, "teaching") }] });
        await hub.Change(db => db.Add(new PlanMember { PlaceId = school.PlaceId, PlanId = plan, PersonId = gus.Id, Role = PlanRoles.Contributor, ByRole = false, IsOpened = true }));
        using var visitor = await hub.SignedIn(anna);
        using var reader = await hub.SignedIn(rita);
        await visitor.Get($"/plans/{plan}");
        Assert.DoesNotContain("What later reports say of it", visitor.Text, StringComparison.Ordinal);

        var later = await hub.AddReport(school, ReportSchool.Usual(teaching: 0.9), "Did it help");
        await visitor.Get($"/plans/{plan}");
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/rounds/{report}/report']"));
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/rounds/{report}/pulse?area=teaching']"));
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/rounds/{later}/report']"));
        Assert.Matches(@"compared with “Spring 2026”:[\s\S]*Clearly higher: learners, from 2\.\d to 3\.\d\.", visitor.Text);
        await visitor.Get($"/rounds/{later}/report");
        Assert.Contains("clearly higher than in “Spring 2026”", visitor.Text, StringComparison.Ordinal);

        await reader.Get($"/plans/{plan}");
        Assert.Contains("Clearly higher: learners", reader.Text, StringComparison.Ordinal);
        Assert.Null(reader.Page.QuerySelector("a[href*='/pulse']"));
        await AnAdviserReadsOfThoseThatAreShared(hub, school, plan, report, later);
        await FromTheReport(visitor, plan, report);
        // As earlier hubs wrote it.
        await hub.Change(db => db.Set<PlanVersion>().Single(v => v.PlanId == plan && v.Number == 3).Why = "From the report “Spring 2026”");
        Assert.Contains("From the report “Spring 2026”", (await reader.Get($"/plans/{plan}/versions")).Text, StringComparison.Ordinal);
        await NobodyElseLearnsOfIt(hub, plan, gus, report);
        await ComesInAgain(hub, visitor, plan, school, other, report);
    }

    /// <summary>One more objective, as the form has it filled in.</summary>
    private static async Task FromTheReport(Visitor visitor, Guid plan, Guid report)
    {
        await visitor.Get($"/plans/from-report/{report}/teaching");
        await visitor.Post(new() { ["plan"] = plan.ToString() });
        await visitor.Get($"/plans/{plan}/versions");
        Assert.Contains("It was made from a report.", visitor.Text, StringComparison.Ordinal);
    }

    /// <summary>The report behind the objective first, the later one after it.</summary>
    private static async Task AnAdviserReadsOfThoseThatAreShared(TestHub hub, Meent.Places.Place school, Guid plan, Guid report, Guid later)
    {
        var femke = await hub.AddPerson("Femke Jansen");
        using var adviser = await hub.SignedIn(femke);
        await hub.Share(school, report, femke, hub.Clock.Today().AddDays(30));
        await adviser.Get($"/plans/{plan}");
        Assert.NotNull(adviser.Page.QuerySelector($"a[href='/rounds/{report}/report']"));
        Assert.DoesNotContain("Did it help", adviser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await hub.Share(school, later, femke, hub.Clock.Today().AddDays(30));
        await adviser.Get($"/plans/{plan}");
        Assert.NotNull(adviser.Page.QuerySelector($"a[href='/rounds/{later}/report']"));
        Assert.Contains("Clearly higher: learners", adviser.Text, StringComparison.Ordinal);
        Assert.Null(adviser.Page.QuerySelector("a[href*='/pulse']"));
    }

    private static async Task NobodyElseLearnsOfIt(TestHub hub, Guid plan, Person gus, Guid report)
    {
        using var guest = await hub.SignedIn(gus);
        using var nobody = hub.Visitor();
        foreach (var stranger in new[] { guest, nobody })
        {
            foreach (var path in (string[])["", "/export.json", "/export.csv", "/document.html", "/wall", "/thread", .. stranger == guest ? ["/versions", "/versions?from=1&to=3"] : Array.Empty<string>()])
            {
                await stranger.Get($"/plans/{plan}{path}");
                Assert.Equal(HttpStatusCode.OK, stranger.Status);
                var all = await stranger.Response.Content.ReadAsStringAsync();
                Assert.DoesNotContain(report.ToString(), all, StringComparison.OrdinalIgnoreCase);
                foreach (var told in new[] { "Did it help", "Spring 2026", "made from a report" }) Assert.DoesNotContain(told, all, StringComparison.Ordinal);
            }
        }
    }

    private static async Task ComesInAgain(TestHub hub, Visitor visitor, Guid plan, Meent.Places.Place school, Meent.Places.Place other, Guid report)
    {
        foreach (var (place, file, from) in new[] { (school, "export.csv", new ObjectiveFrom(report, "teaching")), (other, "export.json", null) })
        {
            await visitor.Get($"/plans/{plan}/{file}");
            var content = await visitor.Response.Content.ReadAsStringAsync();
            await visitor.Get($"/places/{place.PlaceId}/plans/import");
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in Visitor.Filled(visitor.Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").First(f => f.QuerySelector("[name=file]") is not null))) form.Add(new StringContent(value), name);
            form.Add(new StringContent(content), "file", "plan");
            await visitor.Send(new HttpRequestMessage(HttpMethod.Post, $"/places/{place.PlaceId}/plans/import") { Content = form });
            var copy = Guid.Parse(visitor.Path.Split('/', '?')[2]);
            var newest = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().SingleAsync(v => v.PlanId == copy))).Content)!;
            Assert.Equal(from, newest.Objectives[0].From);
            Assert.Equal(from is null, visitor.Text.Contains("The plan came without its reports", StringComparison.Ordinal));
        }
    }
}
