using System.Net;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Plan;

/// <summary>A school makes a plan, changes it part by part, shares it; two people work on it at once.</summary>
public class PlanStoryTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task From_a_template_to_a_public_plan_without_names(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Leader, school);
        using var visitor = await hub.SignedIn(anna);
        await visitor.Get($"/school/{school.PlaceId}");
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/places/{school.PlaceId}/plans']"));
        await visitor.Get($"/places/{school.PlaceId}/plans/new");
        await visitor.Post(new() { ["template"] = "school", ["title"] = "Our plan", ["from"] = "2026-09-01", ["to"] = "2026-08-01" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Our plan"), (visitor.Status, visitor.Page.QuerySelector("[name=title]")!.GetAttribute("value")));
        await visitor.Post(new() { ["to"] = "2028-08-31" });
        var path = visitor.Path;
        Assert.StartsWith("/plans/", path);
        Assert.Contains("This is a draft", visitor.Text);
        Assert.Contains("nobody named yet, head of ICT", visitor.Text);
        Assert.DoesNotContain("Anna Bos, head of ICT", visitor.Text);

        await ChangeParts(visitor, path);
        using var stranger = hub.Visitor();
        await stranger.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await visitor.Get($"{path}/people");
        await visitor.Press("Start the plan");
        await visitor.Press("Make it public");
        await stranger.Get(path);
        Assert.Contains("head of ICT", stranger.Text);
        Assert.DoesNotContain("Kim Vos", stranger.Page.DocumentElement.OuterHtml);
        Assert.DoesNotContain("Anna Bos", stranger.Page.DocumentElement.OuterHtml);
        await visitor.Get($"{path}/timeline");
        Assert.Equal(["/school", $"/school/{school.PlaceId}", $"/places/{school.PlaceId}/plans", path], Way(visitor));
        await stranger.Get($"{path}/timeline");
        Assert.Equal(["/find", $"/places/{school.PlaceId}", $"/places/{school.PlaceId}/plans", path], Way(stranger));
        Assert.Null(stranger.Page.QuerySelector("main a[href*='/edit']"));
        var acts = await hub.Look(db => db.Read<Meent.Foundation.Audit.AuditEntry>().Where(e => e.PlaceId == school.PlaceId).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        Assert.Equal(["made a plan", "changed a plan", "changed a plan", "changed a plan", "changed a plan", "moved a plan on", "made a plan public"], acts);
    }

    /// <summary>Where the crumbs lead; the menu underlines the first of them.</summary>
    private static List<string> Way(Visitor visitor)
    {
        var way = visitor.Page.QuerySelectorAll("nav.utrecht-breadcrumb-nav a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(way[0], visitor.Page.QuerySelector(".menu-link[aria-current]")!.GetAttribute("href"));
        return way;
    }

    [Fact]
    public async Task Who_works_for_an_agency_finds_the_plans_of_its_country()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (ada, school) = (await hub.AddPerson("Ada Mol"), await hub.AddSchool("De Elzen"));
        var (country, agency) = (new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Figureland" }, new Place { PlaceId = Ids.New(), Kind = PlaceKind.Organisation, Type = OrganisationType.Agency, Name = "The agency" });
        await hub.Change(db => db.AddRange(country, agency, new PlaceLink { PlaceId = agency.PlaceId, Role = LinkRole.Serves, ParentId = country.PlaceId, ValidFrom = new DateOnly(2020, 1, 1) }));
        await hub.Give(ada, Role.Coordinator, agency);
        var plan = await hub.AddPlan(country, ada, isPublic: true);
        using var visitor = await hub.SignedIn(ada);
        await visitor.Get($"/school/{agency.PlaceId}");
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='/places/{country.PlaceId}/plans']"));
        await visitor.Get($"/places/{agency.PlaceId}/plans");
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='/plans/{plan}']"));
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='/places/{country.PlaceId}/gaps']"));
        await visitor.Get($"/plans/{plan}/wall");
        Assert.Equal(["/school", $"/school/{agency.PlaceId}", $"/places/{country.PlaceId}", $"/places/{country.PlaceId}/plans", $"/plans/{plan}"], Way(visitor));

        await visitor.Get($"/places/{school.PlaceId}/plans");
        Assert.NotNull(visitor.Page.QuerySelector("main a[href='/policy']"));
        Assert.Null(visitor.Page.QuerySelector($"main a[href='/places/{school.PlaceId}/gaps']"));
    }

    private static async Task ChangeParts(Visitor visitor, string path)
    {
        await visitor.Get($"{path}/edit/objectives/o1/measures/new");
        await visitor.Post(new() { ["why"] = "Few feel sure. We asked.", ["owner"] = null, ["owner-name"] = "Kim Vos", ["owner-role"] = "head of ICT", ["end"] = "2027-06-30" });
        Assert.Contains("Kim Vos, head of ICT", visitor.Text);
        await visitor.Get($"{path}/edit/measures/m6/money");
        await visitor.Post(new() { ["source-0"] = "esf", ["planned-0"] = "1.250,50", ["spent-0"] = "0" });
        Assert.Contains("European Social Fund Plus€ 1,250.50€ 0", visitor.Text);
        await visitor.Get($"{path}/edit/measures/m1/steps");
        await visitor.Post(new() { ["step-s1"] = null, ["step-new1"] = "A new step" });
        Assert.Contains("0 of 3 steps are done", visitor.Text);
        await visitor.Get($"{path}/edit/objectives/o1/measured");
        await visitor.Post(new() { ["indicator-0"] = null, ["own-0"] = "teachers who visited", ["base-0"] = "a few", ["target-0"] = "many" });
        Assert.Equal(["Figure 1, Where you begin", "Figure 1, Where you want to be"], visitor.Page.QuerySelectorAll(".error-summary li").Select(e => e.TextContent.Trim().Split(':')[0]));
        await visitor.Post(new() { ["base-0"] = "2,5", ["target-0"] = "20", ["due-0"] = "2027-06-30" });
        Assert.Contains(": 2.5 at the start, to be 20 by 30 June 2027.", visitor.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_people_change_other_parts_and_of_the_same_part_the_second_is_told(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna);
        using var owner = await hub.SignedIn(anna);
        using var other = await hub.SignedIn(bob);
        await other.Get($"/plans/{plan}/edit");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        await owner.Get($"/plans/{plan}/people");
        await owner.Post(new() { ["email"] = bob.Email, ["role"] = "contributor" }, "form:has([name=email])");
        await owner.Get($"/plans/{plan}/edit/objectives/o1");
        await other.Get($"/plans/{plan}/edit/objectives/o1");
        using var third = await hub.SignedIn(bob);
        await third.Get($"/plans/{plan}/edit/measures/m1");
        await owner.Post(new() { ["title"] = "What Anna wrote" });
        await third.Post(new() { ["changes"] = "They ask who says so." });
        Assert.Equal($"/plans/{plan}/measures/m1?saved=all", third.Path);
        Assert.Contains("Saved.", third.Text);
        await other.Post(new() { ["title"] = "What Bob wrote" });
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("What Anna wrote", other.Text);
        Assert.Equal("What Bob wrote", other.Page.QuerySelector("[name=title]")!.GetAttribute("value"));
        await other.Post([]);
        var newest = PlanJson.TryRead((await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync())).Content)!;
        Assert.Equal(("What Bob wrote", "They ask who says so."), (newest.Objectives[0].Title, newest.Measure("m1")!.Changes));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Changes_at_once_are_all_kept(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        var (id, me) = (await hub.AddPlan(school, anna), new Me(anna.Id, anna.Name, anna.Email!, false, [new MyRole(school.PlaceId, Role.Coordinator)]));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await using var scope = hub.Services.CreateAsyncScope();
            var store = scope.ServiceProvider.GetRequiredService<PlanStore>();
            return await store.Change((await store.Read(id, me))!, me, 2, PlanEdits.AddObjective(new Objective("", $"Objective {i}")), null);
        })));
        var newest = await hub.Look(db => db.Read<PlanVersion>().OrderBy(v => v.Number).LastAsync());
        Assert.Equal((10, 9), (newest.Number, PlanJson.TryRead(newest.Content)!.Objectives.Select(o => o.Id).Distinct().Count()));
    }
}
