using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.TakeAlong;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Plan;

/// <summary>A file puts a plan into no thread in which the form would not.</summary>
public class ImportedLinksTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Links_of_a_file_come_in_where_they_could_be_chosen_and_the_page_says_what_did_not(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        var board = await hub.AddBoard("Board of the Vale", school);
        var far = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Figureland", Country = "XX" };
        await hub.Change(db => db.Add(far));
        await hub.Give(anna, Role.Coordinator, school);
        var (above, elsewhere) = (Target(board, await hub.AddPlan(board, bob, isPublic: true)), Target(far, await hub.AddPlan(far, bob, isPublic: true)));

        using var visitor = await hub.SignedIn(anna);
        await ThreadStoryTests.Send(visitor, school.PlaceId, File(hub, "One", elsewhere, above, "council-2023/3b.vii", "council-2023/com1"));
        Assert.Equal("One", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Some links of the file were left out", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("There is another plan with this name", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(["council-2023/3b.vii", above], await Linked(hub, school));

        await ThreadStoryTests.Send(visitor, school.PlaceId, File(hub, "One", above));
        Assert.DoesNotContain("were left out", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("There is another plan with this name", visitor.Text, StringComparison.Ordinal);
        await ThreadStoryTests.Send(visitor, school.PlaceId, File(hub, "One", elsewhere));
        Assert.Contains("were left out", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("There is another plan with this name", visitor.Text, StringComparison.Ordinal);
    }

    private static string Target(Place place, Guid plan) => new PlanTarget(place.PlaceId, plan, "o1").ToString();

    private static string File(TestHub hub, string title, params string[] targets)
    {
        var content = PlanSeeds.Content(hub.Clock.Today());
        return PlanJsonFile.Write(new(content with { Title = title, Objectives = [content.Objectives[0] with { Links = [.. targets.Select(t => new PlanLink(LinkRoles.ContributesTo, t))] }] }, []));
    }

    private static async Task<List<string>> Linked(TestHub hub, Place place) =>
        [.. (await hub.Look(db => db.Read<StoredLink>().Where(l => l.PlaceId == place.PlaceId).Select(l => l.Target).ToListAsync())).Order(StringComparer.Ordinal)];
}
