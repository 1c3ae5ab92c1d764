using System.Net;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>A role at a board is a role at its schools, as long as the board runs them.</summary>
public class BoardRoleTests
{
    private sealed record World(TestHub Hub, Place School, Place Board, Person Bea) : IAsyncDisposable
    {
        public string People => $"/places/{School.PlaceId}/people";

        public static async Task<World> Start(Engine engine, Role role = Role.Coordinator)
        {
            var hub = await TestHub.Start(engine);
            var school = await hub.AddSchool("De Elzen");
            var world = new World(hub, school, await hub.AddBoard("Board of the Vale", school), await hub.AddPerson("Bea Smit"));
            await hub.Give(world.Bea, role, world.Board);
            return world;
        }

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_boards_coordinator_does_a_round_at_a_school(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var bea = await world.Hub.SignedIn(world.Bea);
        await bea.Get("/school");
        Assert.Contains("De Elzen", bea.Text);
        Assert.Contains("You coordinate · through the board Board of the Vale", bea.Text);
        await bea.Get($"/school/{world.School.PlaceId}/rounds/new?instrument=school");
        await bea.Post(new() { ["profile"] = "mini", ["invited.teachers"] = "12" });
        var round = bea.Path[..bea.Path.LastIndexOf('/')];
        await bea.Get(round + "/open");
        await bea.Press("Open the round");
        await bea.Get(round);
        Assert.Equal(HttpStatusCode.OK, bea.Status);
        await bea.Get(round + "/close");
        await bea.Press("Close and count");
        await bea.Get(round + "/report");
        Assert.Equal(HttpStatusCode.OK, bea.Status);
        Assert.All(await world.Hub.Look(db => db.Read<AuditEntry>().Where(e => e.PlaceId == world.School.PlaceId).ToListAsync()), e => Assert.Equal(world.Bea.Id, e.PersonId));
        Assert.Equal(world.Bea.Id, (await world.Hub.Look(db => db.Read<Round>().SingleAsync())).ClosedBy);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_right_ends_and_begins_on_the_day_a_school_goes_to_another_board(Engine engine)
    {
        await using var world = await World.Start(engine);
        var (hub, zoe) = (world.Hub, await world.Hub.AddPerson("Zoe Berg"));
        var hills = await hub.AddBoard("Board of the Hills");
        await hub.Give(zoe, Role.Leader, hills);
        await hub.Move(world.School, hills, hub.Clock.Today().AddDays(2));
        using var bea = await hub.SignedIn(world.Bea);
        using var late = await hub.SignedIn(zoe);
        foreach (var (days, first, second) in new[] { (0, 200, 404), (1, 200, 404), (1, 404, 200) })
        {
            hub.Clock.Advance(TimeSpan.FromDays(days));
            Assert.Equal(first, (int)(await bea.Get($"/school/{world.School.PlaceId}")).Status);
            Assert.Equal(second, (int)(await late.Get($"/school/{world.School.PlaceId}")).Status);
        }
        await late.Get($"/school/{world.School.PlaceId}/rounds/new");
        Assert.Equal(HttpStatusCode.NotFound, late.Status);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_people_of_a_school_shows_who_comes_through_the_board_and_nobody_ends_that_there(Engine engine)
    {
        await using var world = await World.Start(engine);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        await world.Hub.Give(noor, Role.Reader, world.School);
        using var reader = await world.Hub.SignedIn(noor);
        await reader.Get(world.People);
        Assert.Contains("through the board Board of the Vale", reader.Page.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Bea Smit", StringComparison.Ordinal)).TextContent);
        Assert.DoesNotContain("@example.org", reader.Text);
        await reader.Get($"/places/{world.Board.PlaceId}/people");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);

        using var bea = await world.Hub.SignedIn(world.Bea);
        await bea.Get(world.People);
        Assert.Equal(["noor.bakker@example.org"], bea.Page.QuerySelectorAll("tr:has(form) .small.muted").Select(e => e.TextContent));
        await bea.Post(new() { ["act"] = "end" });
        Assert.DoesNotContain("Noor", bea.Text);
        await bea.Post(new() { ["email"] = "kim@example.org", ["role"] = "coordinator" }, "form:has(input[value=invite])");
        Assert.Contains("kim@example.org as Coordinator", bea.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_ended_role_at_the_board_and_a_request_there_give_nothing(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var bea = await world.Hub.SignedIn(world.Bea);
        await bea.Get($"/school/{world.School.PlaceId}");
        Assert.Equal(HttpStatusCode.OK, bea.Status);
        await world.Hub.Look(db => db.Set<RoleHeld>().ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, DateTime.UnixEpoch)));
        await world.Hub.Change(db => db.Add(new RoleHeld { PlaceId = world.Board.PlaceId, PersonId = world.Bea.Id, Role = Role.Coordinator, Since = DateTime.UnixEpoch }));
        await bea.Get($"/school/{world.School.PlaceId}");
        Assert.Equal(HttpStatusCode.NotFound, bea.Status);
        await bea.Get("/school");
        Assert.DoesNotContain("De Elzen", bea.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_five_hundred_schools_a_page_is_shown_and_one_finds_the_others(Engine engine)
    {
        await using var world = await World.Start(engine, Role.Reader);
        var schools = Enumerable.Range(1, 499).Select(n => new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = $"School {n:000}", Town = n == 321 ? "Århus" : "Elzenhof" }).ToList();
        await world.Hub.Change(db =>
        {
            db.AddRange(schools);
            db.AddRange(schools.Select(s => new PlaceLink { PlaceId = s.PlaceId, Role = LinkRole.Board, ValidFrom = Boards.Since, ParentId = world.Board.PlaceId }));
        });
        using var bea = await world.Hub.SignedIn(world.Bea);
        await bea.Get("/school");
        Assert.Contains("Board of the Vale", bea.Text);
        Assert.DoesNotContain("School 030", bea.Text);
        await bea.Get(bea.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Contains("School 030", bea.Text);
        await bea.Get("/school?q=aarhus");
        Assert.Contains("School 321", bea.Text);
        Assert.DoesNotContain("School 322", bea.Text);
        await bea.Get("/school?q=nowhere&page=7");
        Assert.Contains("None of your places is called like this", bea.Text);
        await bea.Get($"/school/{schools[400].PlaceId}");
        Assert.Equal(HttpStatusCode.OK, bea.Status);
    }
}
