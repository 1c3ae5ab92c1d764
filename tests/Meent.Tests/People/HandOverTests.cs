using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Meent.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Who leaves hands a role over; a place that has nobody left is seen by those who care for it.</summary>
public class HandOverTests
{
    private static async Task<Visitor> Begin(RoleWorld world, Person who, Dictionary<string, string?> fields)
    {
        var visitor = await world.Hub.SignedIn(who);
        await visitor.Get(world.HandOver);
        return await visitor.Post(fields, "form:has(input[value='hand over'])");
    }

    private static async Task Accept(RoleWorld world, Person who)
    {
        using var visitor = await world.Hub.SignedIn(who);
        await visitor.Get("/account");
        await visitor.Post([], "form:has(input[value=accept])");
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_coordinator_hands_over_to_a_colleague_and_both_and_the_board_know(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim, bea) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser", Role.Reader), await world.Add("Bea Smit", Role.Coordinator, world.Board));
        using var visitor = await Begin(world, noor, new() { ["to"] = kim.Id.ToString(), ["email"] = "", ["until"] = "" });
        Assert.Equal(world.HandOver, visitor.Path);
        Assert.Contains("You asked kim.visser@example.org to take over", visitor.Text);
        Assert.Equal(RoleState.Held, (await world.Roles(noor)).Single().State);
        using (var board = await world.Hub.SignedIn(bea))
        {
            await board.Get(world.People);
            Assert.Contains("takes over from Noor Bakker", board.Text);
        }
        await Accept(world, kim);
        Assert.Equal(RoleState.Ended, (await world.Roles(noor)).Single().State);
        Assert.Equal([(Role.Reader, RoleState.Ended), (Role.Coordinator, RoleState.Held)], (await world.Roles(kim)).Select(r => (r.Role, r.State)));
        Assert.Contains("Your own role there has ended", MailBox.Last(world.Hub, noor.Email!));
        Assert.Contains("You have taken over from Noor Bakker", MailBox.Last(world.Hub, kim.Email!));
        Assert.Contains("over to Kim Visser", MailBox.Last(world.Hub, bea.Email!));
        Assert.Equal(["accepted", "handed over", "invited", "replaced"], (await world.Trail()).Select(e => e.Act).Order());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task With_a_last_day_the_role_gives_nothing_after_it_and_the_invitation_still_holds(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"));
        using var visitor = await Begin(world, noor, new() { ["email"] = kim.Email, ["until"] = world.Hub.Clock.Today().AddDays(2).ToString("O") });
        Assert.Contains("Your last day in this role is 6 March 2026", visitor.Text);
        world.Hub.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(200, (int)(await visitor.Get(world.People)).Status);
        world.Hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(404, (int)(await visitor.Get(world.People)).Status);
        await Task.WhenAll(world.Look(), world.Look());
        Assert.Contains("The last coordinator of De Elzen has left", string.Join(' ', MailBox.To(world.Hub, world.Olga.Email!)), StringComparison.Ordinal);
        Assert.Single(MailBox.To(world.Hub, world.Olga.Email!));
        await Accept(world, kim);
        Assert.Equal(RoleState.Held, (await world.Roles(kim)).Single().State);
        Assert.Equal(["accepted", "chose a last day", "ended", "invited"], (await world.Trail()).Select(e => e.Act).Order());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_role_goes_over_to_one_other_and_ends_on_its_day_all_the_same(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim, lee) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"), await world.Add("Lee Vos"));
        var last = world.Hub.Clock.Today().AddDays(30);
        using var visitor = await Begin(world, noor, new() { ["email"] = kim.Email, ["until"] = last.ToString("O") });
        await Accept(world, kim);
        Assert.Contains("Your own role there ends on 3 April 2026.", MailBox.Last(world.Hub, noor.Email!));
        await visitor.Get(world.People);
        Assert.Contains("until 3 April 2026", visitor.Text);
        await visitor.Get(world.HandOver);
        Assert.Contains("Somebody has taken this role over already.", visitor.Text);
        Assert.DoesNotContain("Keep my role", visitor.Text);
        using (var again = await world.Send(noor, world.HandOver, ("act", "hand over"), ("to", "other"), ("email", lee.Email!))) Assert.Equal(422, (int)again.Status);
        using (var stays = await world.Send(noor, world.HandOver, ("act", "stay"))) Assert.Equal(409, (int)stays.Status);
        var role = (await world.Roles(noor)).Single();
        Assert.Equal(last.AddDays(1), role.EndsOn);
        // One that was written before the other was accepted holds no more, either.
        await world.Hub.Change(db => db.Add(new Invitation { PlaceId = role.PlaceId, Email = lee.Email!, NormalizedEmail = lee.NormalizedEmail!, Role = Role.Coordinator, InvitedBy = noor.Id, InvitedAt = world.Hub.Clock.Now(), HandsOver = role.Id }));
        await Accept(world, lee);
        Assert.Empty(await world.Roles(lee));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_lower_role_does_not_end_a_higher_one_before_its_day(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, bea) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Bea Smit", Role.Coordinator, world.Board));
        using (await Begin(world, noor, new() { ["email"] = "new@example.org", ["until"] = world.Hub.Clock.Today().AddDays(2).ToString("O") })) await world.Look();
        using (var invites = await world.Send(bea, world.People, ("act", "invite"), ("email", noor.Email!), ("role", "reader"))) Assert.Equal(world.People, invites.Path);
        await Accept(world, noor);
        Assert.Equal([(Role.Coordinator, RoleState.Held)], (await world.Roles(noor)).Select(r => (r.Role, r.State)));
        world.Hub.Clock.Advance(TimeSpan.FromDays(3));
        // It is over, and nobody has entered that yet: those who care for the place are told all the same.
        await Accept(world, noor);
        await world.Look();
        Assert.Equal([(Role.Coordinator, RoleState.Ended), (Role.Reader, RoleState.Held)], (await world.Roles(noor)).Select(r => (r.Role, r.State)));
        Assert.Single(MailBox.To(world.Hub, bea.Email!), m => m.Contains("The last coordinator of De Elzen has left", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_reader_pushes_out_no_invitation_to_a_higher_role(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser", Role.Reader));
        using (var invites = await world.Send(noor, world.People, ("act", "invite"), ("email", "new@example.org"), ("role", "leader"))) Assert.Equal(world.People, invites.Path);
        using (var over = await world.Send(kim, world.HandOver, ("act", "hand over"), ("to", "other"), ("email", "new@example.org")))
        {
            Assert.Equal(422, (int)over.Status);
            Assert.Contains("to a higher role", over.Text);
        }
        Assert.Equal(Role.Leader, (await world.Hub.Look(db => Invitation.Open(db, world.Hub.Clock.Now()).SingleAsync())).Role);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_role_that_another_ended_is_not_handed_over_any_more(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"));
        using var visitor = await Begin(world, noor, new() { ["email"] = kim.Email, ["until"] = "" });
        Assert.Equal(200, await world.Decide(world.Olga, world.People, "end", (await world.Roles(noor)).Single()));
        await Accept(world, kim);
        Assert.Empty(await world.Roles(kim));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_last_coordinator_is_warned_and_a_place_without_anyone_is_on_the_lists(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, bea) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Bea Smit", Role.Coordinator, world.Board));
        await world.Hub.OpenRound(world.School, noor);
        using var visitor = await world.Hub.SignedIn(noor);
        await visitor.Get("/account");
        await visitor.Press("Give up this role");
        Assert.Equal(world.HandOver, visitor.Path);
        Assert.Contains("Nobody else coordinates De Elzen", visitor.Text);
        Assert.Equal(RoleState.Held, (await world.Roles(noor)).Single().State);
        await visitor.Press("End my role now");
        Assert.Equal("/account", visitor.Path);
        Assert.Contains("The last coordinator of De Elzen has left", MailBox.Last(world.Hub, bea.Email!));
        Assert.Empty(MailBox.To(world.Hub, world.Olga.Email!));
        using var olga = await world.Hub.SignedIn(world.Olga);
        await olga.Get("/operate/places-without-anyone");
        Assert.Contains("De Elzen", olga.Text);
        Assert.Contains("A round is open until 18 March 2026.", olga.Text);
        using var board = await world.Hub.SignedIn(bea);
        await board.Get($"/places/{world.Board.PlaceId}/schools?show=nobody");
        Assert.Contains("De Elzen", board.Text);
        await world.Add("Kim Visser", Role.Coordinator);
        await olga.Get("/operate/places-without-anyone");
        Assert.Contains("Every place has somebody.", olga.Text);
        await board.Get($"/places/{world.Board.PlaceId}/schools?show=nobody");
        Assert.DoesNotContain("De Elzen", board.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_two_coordinators_who_leave_at_once_one_is_warned(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var people = new[] { await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser", Role.Coordinator) };
        var visitors = new List<Visitor>();
        foreach (var person in people) visitors.Add(await world.Hub.SignedIn(person));
        foreach (var visitor in visitors) await visitor.Get("/account");
        await Task.WhenAll(visitors.Select(v => v.Press("Give up this role")));
        Assert.Equal(["/account", world.HandOver], visitors.Select(v => v.Path).Order());
        visitors.ForEach(v => v.Dispose());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Whoever_deletes_an_account_leaves_every_role_request_and_invitation(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, wilgen) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Hub.AddSchool("De Wilgen"));
        await world.Hub.Give(noor, Role.Reader, wilgen);
        await world.Ask(noor, Role.Coordinator, wilgen);
        using (var visitor = await world.Send(noor, world.People, ("act", "invite"), ("email", "kim@example.org"), ("role", "reader"))) Assert.Equal(200, (int)visitor.Status);
        await using (var scope = world.Hub.Services.CreateAsyncScope()) await RoleChanges.PersonLeft(scope.ServiceProvider, noor.Id, noor.Id);
        Assert.DoesNotContain(await world.Roles(noor), r => r.State is RoleState.Held or RoleState.Waiting);
        Assert.Equal(0, await world.Hub.Look(db => Invitation.Open(db, world.Hub.Clock.Now()).CountAsync()));
        Assert.Contains("The last coordinator of De Elzen has left", MailBox.Last(world.Hub, world.Olga.Email!));
        Assert.Equal(["left", "withdrew request"], (await world.Trail(wilgen)).Select(e => e.Act).Order());
        await using (var scope = world.Hub.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            await db.InTransaction(() => PeopleModule.Module.PersonalData.Erase(scope.ServiceProvider, new DataSubject(noor.Id, noor.Name, noor.Email!), TestContext.Current.CancellationToken));
        }
        Assert.Empty(await world.Roles(noor));
        using var olga = await world.Hub.SignedIn(world.Olga);
        await olga.Get("/operate/places-without-anyone");
        Assert.Contains("De Elzen", olga.Text);
    }
}
