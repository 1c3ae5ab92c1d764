using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>A place that closes keeps its people for a year, and no longer; what was set before keeps its day.</summary>
public class ClosedPlaceTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nobody_stays_longer_than_a_year_at_a_closed_place(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, today) = (await world.Add("Noor Bakker", Role.Coordinator), world.Hub.Clock.Today());
        await Close(world, today.AddDays(10));
        using (var late = await world.Send(noor, world.HandOver, ("act", "hand over"), ("to", "other"), ("email", "kim@example.org"), ("until", today.AddDays(300).ToString("O")))) Assert.Equal(world.HandOver, late.Path);
        Assert.Equal(today.AddDays(301), (await world.Roles(noor)).Single().EndsOn);
        using (var stays = await world.Send(noor, world.HandOver, ("act", "stay"))) Assert.Equal(200, (int)stays.Status);
        Assert.Equal(today.AddDays(10).AddYears(1), (await world.Roles(noor)).Single().EndsOn);
        world.Hub.Clock.Advance(TimeSpan.FromDays(200));
        using (var later = await world.Send(noor, world.HandOver, ("act", "stay"))) Assert.Equal(200, (int)later.Status);
        await Change(world, db => RoleChanges.ChooseLastDay(db, db.Read<RoleHeld>().Single(r => r.PersonId == noor.Id), today.AddDays(500), world.Hub.Clock));
        Assert.Equal(today.AddDays(10).AddYears(1), (await world.Roles(noor)).Single().EndsOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_closed_place_gives_no_role_and_one_that_will_close_gives_it_for_a_year_after(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim, lee, max) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"), await world.Add("Lee Vos"), await world.Add("Max Mol"));
        var ends = world.Hub.Clock.Today().AddDays(5).AddYears(1);
        var asked = await world.Ask(kim, Role.Reader);
        await Close(world, world.Hub.Clock.Today().AddDays(5));
        Assert.Equal(200, await world.Decide(noor, world.People, "approve", asked));
        var invited = await Invite(world, noor, lee);
        Assert.Null(await Accept(world, invited, lee));
        Assert.Equal([ends, ends], [(await world.Roles(kim)).Single().EndsOn, (await world.Roles(lee)).Single().EndsOn]);
        var (late, open) = (await world.Ask(max, Role.Reader), await Invite(world, noor, max));
        world.Hub.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(409, await world.Decide(noor, world.People, "approve", late));
        Assert.IsType<PlaceHasClosed>(await Accept(world, open, max));
        using (var over = await world.Send(noor, world.HandOver, ("act", "hand over"), ("to", "other"), ("email", max.Email!)))
        {
            Assert.Equal(422, (int)over.Status);
            Assert.Contains("nobody new gets a role here", over.Text);
        }
        Assert.DoesNotContain(await world.Roles(max), r => r.State == RoleState.Held);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Reopening_takes_back_what_the_closure_set_and_no_more(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim, today) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser", Role.Leader), world.Hub.Clock.Today());
        await Change(world, db => RoleChanges.ChooseLastDay(db, db.Read<RoleHeld>().Single(r => r.PersonId == kim.Id), today.AddDays(30), world.Hub.Clock));
        await Close(world, today);
        Assert.Equal([today.AddYears(1), today.AddDays(31)], [(await world.Roles(noor)).Single().EndsOn, (await world.Roles(kim)).Single().EndsOn]);
        await Act(world, places => places.Reopen(world.School.PlaceId, today));
        Assert.Null((await world.Roles(noor)).Single().EndsOn);
        Assert.Equal(today.AddDays(31), (await world.Roles(kim)).Single().EndsOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_closure_set_ahead_ends_requests_on_its_day_and_moves_the_end_of_roles_with_it(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim, today) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"), world.Hub.Clock.Today());
        var asked = await world.Ask(kim, Role.Reader);
        await Invite(world, noor, "new@example.org");
        await Close(world, today.AddDays(3));
        await Follow(world, new PlaceChange(PlaceEvent.Closed, world.School.PlaceId, null, today.AddDays(8)));
        Assert.Equal(today.AddDays(8).AddYears(1), (await world.Roles(noor)).Single().EndsOn);
        await Follow(world, new PlaceChange(PlaceEvent.Closed, world.School.PlaceId, null, today.AddDays(3)));
        await world.Look();
        Assert.Equal(RoleState.Waiting, await world.StateOf(asked));
        world.Hub.Clock.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(world.Look(), world.Look());
        Assert.Equal(RoleState.Lapsed, await world.StateOf(asked));
        Assert.Equal(0, await world.Hub.Look(db => Invitation.Open(db, world.Hub.Clock.Now()).CountAsync()));
        Assert.Contains("De Elzen closes", Assert.Single(MailBox.To(world.Hub, kim.Email!)));
        Assert.Contains("De Elzen closes", MailBox.Last(world.Hub, "new@example.org"));
        Assert.Equal(today.AddDays(3).AddYears(1), (await world.Roles(noor)).Single().EndsOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_a_closed_place_nobody_is_told_that_it_is_empty_and_of_an_open_one_once(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (wilgen, today) = (await world.Hub.AddSchool("De Wilgen"), world.Hub.Clock.Today());
        foreach (var name in new[] { "Noor Bakker", "Kim Visser" })
        {
            var person = await world.Add(name, Role.Coordinator);
            await world.Hub.Give(person, Role.Coordinator, wilgen);
            await Change(world, db => RoleChanges.ChooseLastDay(db, db.Read<RoleHeld>().Single(r => r.PersonId == person.Id && r.PlaceId == wilgen.PlaceId), today.AddDays(2), world.Hub.Clock));
        }
        await Close(world, today);
        world.Hub.Clock.SetDay(today.AddYears(1));
        await world.Look();
        Assert.All(await world.Hub.Look(db => db.Read<RoleHeld>().ToListAsync()), r => Assert.Equal(RoleState.Ended, r.State));
        Assert.Contains("The last coordinator of De Wilgen has left", Assert.Single(MailBox.To(world.Hub, world.Olga.Email!)));
    }

    private static Task Close(RoleWorld world, DateOnly on) => Act(world, places => places.Close(world.School.PlaceId, on));

    private static async Task Act(RoleWorld world, Func<PlaceDirectory, Task<Refusal?>> act)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        Assert.Null(await act(scope.ServiceProvider.GetRequiredService<PlaceDirectory>()));
    }

    private static async Task Follow(RoleWorld world, PlaceChange change)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HubDb>().InTransaction(async () =>
        {
            foreach (var follower in scope.ServiceProvider.GetServices<PlaceFollower>()) await follower.Follow(scope.ServiceProvider, change, TestContext.Current.CancellationToken);
        });
    }

    private static async Task Change(RoleWorld world, Func<HubDb, Task<Outcome>> change)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        Assert.IsType<Outcome.Done>(await change(scope.ServiceProvider.GetRequiredService<HubDb>()));
    }

    private static Task<Invitation> Invite(RoleWorld world, Person by, Person whom) => Invite(world, by, whom.Email!);

    private static async Task<Invitation> Invite(RoleWorld world, Person by, string email)
    {
        using (var visitor = await world.Send(by, world.People, ("act", "invite"), ("email", email), ("role", "reader"))) Assert.Equal(world.People, visitor.Path);
        return await world.Hub.Look(db => Invitation.Open(db, world.Hub.Clock.Now()).SingleAsync(i => i.Email == email));
    }

    private static async Task<Refusal?> Accept(RoleWorld world, Invitation invitation, Person who)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Inviting>().Accept(invitation.PlaceId, invitation.Id.ToString(), new Me(who.Id, who.Name, who.Email!, false, []));
    }
}
