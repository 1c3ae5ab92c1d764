using System.Net;
using Meent.Foundation.Data;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

public class PlacePeopleTests
{
    private sealed record World(TestHub Hub, Place School, Person Noor, Person Kim) : IAsyncDisposable
    {
        public string Page => $"/places/{School.PlaceId}/people";

        public static async Task<World> Start(Engine engine)
        {
            var hub = await TestHub.Start(engine);
            var world = new World(hub, await hub.AddSchool("De Elzen"), await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Kim Visser"));
            await hub.Give(world.Noor, Role.Coordinator, world.School);
            return world;
        }

        public async Task<Visitor> Invite(string email, string role = "leader")
        {
            var visitor = await Hub.SignedIn(Noor);
            await visitor.Get(Page);
            return await visitor.Post(new() { ["email"] = email, ["role"] = role }, "form:has(input[value=invite])");
        }

        public async Task<Visitor> Send(Person person, string page, params (string Name, string Value)[] fields)
        {
            var visitor = await Hub.SignedIn(person);
            await visitor.Get("/account");
            var token = visitor.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token));
            return await visitor.Send(new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(form) });
        }

        public Task<List<RoleHeld>> Held(Person person) => Hub.Look(db => db.Read<RoleHeld>().Where(r => r.PersonId == person.Id && r.ApprovedAt != null && r.EndedAt == null).ToListAsync());

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_coordinator_invites_and_the_colleague_accepts(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var host = await world.Invite("KIM.visser@example.org");
        Assert.Equal(world.Page, host.Path);
        Assert.Contains("KIM.visser@example.org as Leader", host.Text);
        Assert.Contains("Noor Bakker (noor.bakker@example.org) invites you to be Leader of De Elzen", MailBox.Last(world.Hub, "KIM.visser@example.org"));

        using var guest = await world.Hub.SignedIn(world.Kim);
        await guest.Get("/account");
        Assert.Contains("An invitation from Noor Bakker", guest.Text);
        await guest.Post(new() { ["act"] = "accept" }, "form:has(input[value=accept])");
        Assert.Equal(Role.Leader, (await world.Held(world.Kim)).Single().Role);
        await guest.Get(world.Page);
        Assert.Equal(HttpStatusCode.OK, guest.Status);
        Assert.DoesNotContain("@example.org", guest.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_invitation_is_for_its_address_until_it_is_withdrawn_declined_or_too_old(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var host = await world.Invite(world.Kim.Email!);
        var id = host.Page.QuerySelector("form:has(input[value=withdraw]) [name=id]")!.GetAttribute("value")!;
        var accept = new[] { ("act", "accept"), ("place", world.School.PlaceId.ToString()), ("id", id) };
        using (var thief = await world.Send(await world.Hub.AddPerson("Somebody Else"), "/account", accept)) Assert.Equal(HttpStatusCode.Conflict, thief.Status);
        world.Hub.Clock.Advance(TimeSpan.FromDays(31));
        using (var late = await world.Send(world.Kim, "/account", accept)) Assert.Contains("does not hold any more", late.Text);
        world.Hub.Clock.Advance(TimeSpan.FromDays(-31));
        await host.Post([], "form:has(input[value=withdraw])");
        Assert.DoesNotContain("Who is invited", host.Text);
        using (var late = await world.Send(world.Kim, "/account", accept)) Assert.Contains("does not hold any more", late.Text);
        Assert.Empty(await world.Held(world.Kim));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_invitation_gives_nothing_when_the_host_may_no_longer_give_it(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var host = await world.Invite(world.Kim.Email!);
        await world.Hub.Look(db => db.Set<RoleHeld>().Where(r => r.PersonId == world.Noor.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, DateTime.UnixEpoch)));
        using var guest = await world.Hub.SignedIn(world.Kim);
        await guest.Get("/account");
        await guest.Post([], "form:has(input[value=accept])");
        Assert.Contains("This invitation does not hold any more", guest.Text);
        Assert.Empty(await world.Held(world.Kim));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_invitation_accepted_many_times_at_once_gives_one_role(Engine engine)
    {
        await using var world = await World.Start(engine);
        using var host = await world.Invite(world.Kim.Email!);
        var guests = new List<Visitor>();
        for (var i = 0; i < 4; i++) guests.Add(await world.Hub.SignedIn(world.Kim));
        foreach (var guest in guests) await guest.Get("/account");
        await Task.WhenAll(guests.Select(g => g.Post([], "form:has(input[value=accept])")));
        Assert.Single(await world.Held(world.Kim));
        Assert.DoesNotContain(guests, g => g.Status == HttpStatusCode.InternalServerError);
        guests.ForEach(g => g.Dispose());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_coordinator_decides_on_leaders_and_readers_of_the_own_place_only(Engine engine)
    {
        await using var world = await World.Start(engine);
        var (other, school) = (await world.Hub.AddSchool("De Wilgen"), world.School.PlaceId);
        RoleHeld Request(Place place, Role role) => new() { PlaceId = place.PlaceId, PersonId = world.Kim.Id, Role = role, Since = world.Hub.Clock.GetUtcNow().UtcDateTime, Reason = "I work there." };
        var (elsewhere, high) = (Request(other, Role.Reader), Request(world.School, Role.Coordinator));
        await world.Hub.Change(db => db.AddRange(elsewhere, high));
        (string, string)[] Approve(RoleHeld role) => [("act", "approve"), ("place", role.PlaceId.ToString()), ("id", role.Id.ToString())];
        foreach (var (page, role) in new[] { (world.Page, high), (world.Page, elsewhere), ($"/places/{other.PlaceId}/people", elsewhere), ("/operate/requests", high) })
            using (var visitor = await world.Send(world.Noor, page, Approve(role))) Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        Assert.Empty(await world.Held(world.Kim));
        using (var visitor = await world.Send(world.Noor, world.Page, ("act", "invite"), ("email", "x@example.org"), ("role", "coordinator"))) Assert.Equal(422, (int)visitor.Status);

        await world.Hub.Look(db => db.Set<RoleHeld>().Where(r => r.Id == high.Id).ExecuteDeleteAsync());
        var low = Request(world.School, Role.Leader);
        await world.Hub.Change(db => db.Add(low));
        using (var visitor = await world.Send(world.Noor, world.Page, Approve(low))) Assert.Equal(world.Page, visitor.Path);
        Assert.Equal(Role.Leader, (await world.Held(world.Kim)).Single().Role);
        using (var visitor = await world.Send(world.Noor, world.Page, ("act", "end"), ("id", low.Id.ToString()))) Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Empty(await world.Held(world.Kim));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task One_gives_up_ones_own_role_and_nobody_elses(Engine engine)
    {
        await using var world = await World.Start(engine);
        var role = (await world.Held(world.Noor)).Single();
        (string, string)[] leave = [("act", "leave"), ("place", role.PlaceId.ToString()), ("id", role.Id.ToString())];
        using (var stranger = await world.Send(world.Kim, "/account", leave)) Assert.Equal(HttpStatusCode.Conflict, stranger.Status);
        Assert.Single(await world.Held(world.Noor));
        await world.Hub.Give(await world.Hub.AddPerson("Olga Prins"), Role.Coordinator, world.School);
        using (var self = await world.Send(world.Noor, "/account", leave)) Assert.Equal("/account", self.Path);
        Assert.Empty(await world.Held(world.Noor));
    }

    [Fact]
    public async Task A_wrong_address_is_said_beside_the_field_and_stays_typed()
    {
        await using var world = await World.Start(Engine.Sqlite);
        using var host = await world.Invite("kim at school");
        Assert.Equal(422, (int)host.Status);
        Assert.Equal("kim at school", host.Page.GetElementById("email")!.GetAttribute("value"));
        Assert.Contains("This does not look like an e-mail address", host.Page.GetElementById("email-error")!.TextContent);
    }
}
