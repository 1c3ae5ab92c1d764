using System.Net;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>Plans of a country and its regions: whoever works for the agency reads them, as their page says, and is told of them in the same number.</summary>
public class AreaPlansTests
{
    private const string Paragraph = "council-2023/3b.vii";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_works_for_an_agency_reads_the_started_plans_of_its_areas_and_counts_them(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (ada, rita, mia) = (await hub.AddPerson("Ada Mol"), await hub.AddPerson("Rita Reader"), await hub.AddPerson("Mia Lane"));
        var school = await hub.AddSchool("De Elzen");
        var agency = await hub.AddAgency("Agency of the country", school);
        var (country, region, library) = await Areas(hub, agency);
        await hub.Give(ada, Role.Leader, agency);
        await hub.Give(rita, Role.Reader, agency);
        await hub.Give(mia, Role.Coordinator, library);
        var (ofCountry, ofRegion, draft) = (await Answering(hub, country, ada), await Answering(hub, region, ada), await Answering(hub, country, ada, PlanStates.Draft));

        using var reader = await hub.SignedIn(rita);
        foreach (var plan in new[] { ofCountry, ofRegion }) Assert.Contains("Ada Mol", (await reader.Get($"/plans/{plan}")).Text, StringComparison.Ordinal);
        foreach (var path in new[] { $"/plans/{draft}", $"/plans/{ofCountry}/edit", $"/plans/{ofCountry}/people" }) Assert.Equal(HttpStatusCode.NotFound, (await reader.Get(path)).Status);
        Assert.NotNull((await reader.Get($"/places/{agency.PlaceId}/plans")).Page.QuerySelector($"main a[href='/plans/{ofCountry}']"));
        Assert.Contains("2 plans answer this.", (await reader.Get($"/policy/{Paragraph}")).Text, StringComparison.Ordinal);
        Assert.Contains("2 plans", (await reader.Get("/policy/council-2023")).Page.QuerySelector("[id='3b.vii']")!.TextContent, StringComparison.Ordinal);
        await reader.Get($"/plans/{ofRegion}/wall");
        Assert.Equal(["/school", $"/school/{agency.PlaceId}"], reader.Page.QuerySelectorAll("nav.utrecht-breadcrumb-nav a").Select(a => a.GetAttribute("href")!).Take(2));

        // A library works for the country, too, and speaks for nobody there.
        using var librarian = await hub.SignedIn(mia);
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.Get($"/plans/{ofCountry}")).Status);
        Assert.Contains("No plan answers this yet", (await librarian.Get($"/policy/{Paragraph}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_agency_serves_an_area_whoever_runs_the_hub_counts_what_they_may_open()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (olga, ada) = (await hub.AddPerson("Olga Berg", isOperator: true), await hub.AddPerson("Ada Mol"));
        var alone = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Figureland", Country = "XX" };
        await hub.Change(db => db.Add(alone));
        var plan = await Answering(hub, alone, ada);
        using var visitor = await hub.SignedIn(olga);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/plans/{plan}")).Status);
        Assert.Contains("One plan answers this.", (await visitor.Get($"/policy/{Paragraph}")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_guest_who_changes_a_plan_is_not_told_who_works_there(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, rita, cara) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Rita Reader"), await hub.AddPerson("Cara Vos"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(rita, Role.Reader, school);
        var plan = await hub.AddPlan(school, anna);
        await hub.Change(db => db.Add(new PlanMember { PlaceId = school.PlaceId, PlanId = plan, PersonId = cara.Id, Role = PlanRoles.Contributor, ByRole = false, IsOpened = true }));
        var form = $"/plans/{plan}/edit/measures/m1";
        using var atSchool = await hub.SignedIn(anna);
        Assert.Equal(["Anna Bos", "Cara Vos", "Rita Reader"], Owners(await atSchool.Get(form)));
        using var guest = await hub.SignedIn(cara);
        Assert.Equal(["Anna Bos", "Cara Vos"], Owners(await guest.Get(form)));
        await guest.Post(new() { ["owner"] = $"person:{rita.Id:N}" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, guest.Status);
        Assert.DoesNotContain("Rita", guest.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    private static List<string> Owners(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("[name=owner] option").Where(o => o.GetAttribute("value") is { Length: > 0 }).Select(o => o.TextContent.Trim()).Order(StringComparer.Ordinal)];

    private static async Task<(Place Country, Place Region, Place Library)> Areas(TestHub hub, Place agency)
    {
        var country = await hub.Look(async db => await db.Read<Place>().SingleAsync(p => db.Read<PlaceLink>().Any(l => l.PlaceId == agency.PlaceId && l.ParentId == p.PlaceId)));
        var region = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Region, Name = "North", Country = "NL" };
        var library = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Organisation, Name = "The library", Country = "NL" };
        await hub.Change(db => db.AddRange(
            region, library,
            new PlaceLink { PlaceId = region.PlaceId, Role = LinkRole.Admin, ValidFrom = Boards.Since, ParentId = country.PlaceId },
            new PlaceLink { PlaceId = library.PlaceId, Role = LinkRole.Serves, ValidFrom = Boards.Since, ParentId = country.PlaceId }));
        return (country, region, library);
    }

    private static async Task<Guid> Answering(TestHub hub, Place place, Person owner, string state = PlanStates.Running)
    {
        var content = PlanSeeds.Content(hub.Clock.Today());
        var plan = await hub.AddPlan(place, owner, content: content with { Objectives = [content.Objectives[0] with { Links = [new(LinkRoles.Implements, Paragraph)] }] });
        await hub.Change(db => db.Add(new StoredLink { PlaceId = place.PlaceId, PlanId = plan, ObjectiveId = "o1", Role = LinkRoles.Implements, Target = Paragraph }));
        await hub.Look(db => db.Set<StoredPlan>().Where(p => p.Id == plan).ExecuteUpdateAsync(s => s.SetProperty(p => p.State, state)));
        return plan;
    }
}
