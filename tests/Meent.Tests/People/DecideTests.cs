using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>Who decides on a request: coordinators, the board, an agency, operators; nobody on their own.</summary>
public class DecideTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_board_decides_on_all_of_its_schools_and_a_leader_of_the_board_on_none(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (bea, lee, kim) = (await world.Add("Bea Smit", Role.Coordinator, world.Board), await world.Add("Lee Vos", Role.Leader, world.Board), await world.Add("Kim Visser"));
        var (here, elsewhere) = (await world.Ask(kim, Role.Coordinator), await world.Ask(kim, Role.Reader, await world.Hub.AddSchool("De Wilgen")));
        Assert.Equal(404, await world.Decide(lee, world.People, "approve", here));
        Assert.Equal(404, await world.Decide(bea, $"/places/{elsewhere.PlaceId}/people", "approve", elsewhere));
        Assert.Equal(404, await world.Decide(bea, "/requests", "approve", elsewhere));
        using var visitor = await world.Hub.SignedIn(bea);
        await visitor.Get("/requests");
        Assert.Contains("One person waits for an answer", visitor.Text);
        await visitor.Post(new() { ["act"] = "approve" });
        Assert.Equal("/requests", visitor.Path);
        Assert.Equal((RoleState.Held, RoleState.Waiting), (await world.StateOf(here), await world.StateOf(elsewhere)));
        Assert.Equal(["approved"], (await world.Trail()).Select(e => e.Act));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_agency_decides_in_its_area_and_reads_nothing_there(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (ada, kim) = (await world.Add("Ada Mol", Role.Coordinator, world.Agency), await world.Add("Kim Visser"));
        var far = await world.Hub.AddSchool("Far away");
        var (here, board, own, away) = (await world.Ask(kim, Role.Coordinator), await world.Ask(kim, Role.Leader, world.Board), await world.Ask(ada, Role.Reader), await world.Ask(kim, Role.Reader, far));
        using var visitor = await world.Hub.SignedIn(ada);
        await visitor.Get("/requests");
        Assert.Contains("2 people wait for an answer", visitor.Text);
        foreach (var path in new[] { $"/school/{world.School.PlaceId}", $"/school/{world.School.PlaceId}/rounds/new", $"/places/{far.PlaceId}/people", $"/places/{world.School.PlaceId}/domains" })
            Assert.Equal(404, (int)(await visitor.Get(path)).Status);
        Assert.Equal(200, await world.Decide(ada, "/requests", "approve", here));
        Assert.Equal(404, await world.Decide(ada, world.People, "refuse", board));
        Assert.Equal(200, await world.Decide(ada, $"/places/{world.Board.PlaceId}/people", "refuse", board));
        Assert.Equal(409, await world.Decide(ada, world.People, "approve", own));
        Assert.Equal(404, await world.Decide(ada, world.People, "end", here));
        Assert.Equal(404, await world.Decide(ada, "/requests", "approve", away));
        Assert.Equal([RoleState.Held, RoleState.Refused, RoleState.Waiting, RoleState.Waiting], [await world.StateOf(here), await world.StateOf(board), await world.StateOf(own), await world.StateOf(away)]);
    }

    [Fact]
    public async Task Only_an_agency_decides_for_the_area_that_it_serves()
    {
        await using var world = await RoleWorld.Start(Engine.Sqlite);
        var (ada, kim) = (await world.Add("Ada Mol", Role.Coordinator, world.Agency), await world.Add("Kim Visser"));
        var asked = await world.Ask(kim, Role.Reader);
        await world.Hub.Look(db => db.Set<Place>().Where(p => p.PlaceId == world.Agency.PlaceId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Type, OrganisationType.Library)));
        Assert.Equal(404, await world.Decide(ada, "/requests", "approve", asked));
        await world.Hub.Look(db => db.Set<Place>().Where(p => p.PlaceId == world.Agency.PlaceId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Type, OrganisationType.Agency)));
        Assert.Equal(200, await world.Decide(ada, "/requests", "approve", asked));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nobody_decides_on_their_own_request_but_an_only_operator_and_then_others_are_told(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (second, noor, bea) = (await world.Hub.AddPerson("Sue Baas", isOperator: true), await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Bea Smit", Role.Coordinator, world.Board));
        var (olgas, beas) = (await world.Ask(world.Olga, Role.Leader), await world.Ask(bea, Role.Reader));
        Assert.Equal(409, await world.Decide(world.Olga, "/operate/requests", "approve", olgas));
        Assert.Equal(409, await world.Decide(bea, world.People, "approve", beas));
        await world.Hub.Look(db => db.Set<Person>().Where(p => p.Id == second.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, world.Hub.Clock.GetUtcNow().UtcDateTime)));
        Assert.Equal(200, await world.Decide(world.Olga, "/operate/requests", "approve", olgas));
        Assert.Equal("approved own request", Assert.Single(await world.Trail()).Act);
        foreach (var told in new[] { noor, bea }) Assert.Contains("runs this hub alone", MailBox.Last(world.Hub, told.Email!));
        using var self = await world.Send(world.Olga, world.People, ("act", "invite"), ("email", "OLGA.Prins@example.org"), ("role", "coordinator"));
        Assert.Contains("This is your own address", self.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_nearest_who_may_decide_get_the_mail(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        string[] all = ["olga.prins@example.org", "ada.mol@example.org", "bea.smit@example.org", "noor.bakker@example.org"];
        async Task<string[]> Asks(string name, string role)
        {
            var before = all.ToDictionary(a => a, a => MailBox.To(world.Hub, a).Count);
            using var visitor = await world.Hub.SignedIn(await world.Add(name));
            await visitor.Get($"/places/{world.School.PlaceId}/ask");
            await visitor.Post(new() { ["role"] = role, ["reason"] = "I teach there." });
            return [.. all.Where(a => MailBox.To(world.Hub, a).Count > before[a])];
        }
        Assert.Equal(["olga.prins@example.org"], await Asks("A One", "leader"));
        await world.Add("Ada Mol", Role.Coordinator, world.Agency);
        Assert.Equal(["ada.mol@example.org"], await Asks("B Two", "coordinator"));
        await world.Add("Bea Smit", Role.Coordinator, world.Board);
        Assert.Equal(["bea.smit@example.org"], await Asks("C Three", "coordinator"));
        await world.Add("Noor Bakker", Role.Coordinator);
        Assert.Equal(["noor.bakker@example.org"], await Asks("D Four", "reader"));
        Assert.Equal(["bea.smit@example.org"], await Asks("E Five", "coordinator"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Board_agency_coordinator_and_operator_at_once_decide_once(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        Person[] deciders = [await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Bea Smit", Role.Coordinator, world.Board), await world.Add("Ada Mol", Role.Coordinator, world.Agency), world.Olga];
        var asked = await world.Ask(await world.Add("Kim Visser"), Role.Leader);
        var answers = await Task.WhenAll(deciders.Select((d, i) => world.Decide(d, world.People, i % 2 == 0 ? "approve" : "refuse", asked)));
        Assert.Equal([200, 409, 409, 409], answers.Order());
        Assert.Single(await world.Trail());
        Assert.Single(MailBox.To(world.Hub, "kim.visser@example.org"));
    }
}
