using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Requests that grow old, and what becomes of roles when places merge and close.</summary>
public class RolesInTimeTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_request_is_brought_to_mind_once_and_lapses_once_however_many_processes_look(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"));
        var asked = await world.Ask(kim, Role.Reader, daysAgo: 13);
        await using var beside = await TestHub.Beside(world.Hub);
        async Task Look()
        {
            await Task.WhenAll(world.Look(), beside.Services.GetRequiredService<RolesInTime>().Look(), world.Look());
        }
        await Look();
        Assert.Empty(MailBox.To(world.Hub, noor.Email!));
        foreach (var hub in new[] { world.Hub, beside }) hub.Clock.Advance(TimeSpan.FromDays(1));
        await Look();
        await Look();
        foreach (var told in new[] { noor, world.Olga }) Assert.Contains("Nobody has decided yet", Assert.Single(MailBox.To(world.Hub, told.Email!)));
        foreach (var hub in new[] { world.Hub, beside }) hub.Clock.Advance(TimeSpan.FromDays(46));
        await Look();
        await Look();
        Assert.Equal(RoleState.Lapsed, await world.StateOf(asked));
        Assert.Contains("for 60 days nobody decided", Assert.Single(MailBox.To(world.Hub, kim.Email!)));
        Assert.Equal(["lapsed"], (await world.Trail()).Select(e => e.Act));
        Assert.Equal(409, await world.Decide(noor, world.People, "approve", asked));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_merger_moves_roles_requests_and_invitations_and_the_old_reports_stay_in_reach(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var into = await world.Hub.AddSchool("De Wilgen");
        var (noor, kim, lee) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser", Role.Reader), await world.Add("Lee Vos"));
        await world.Hub.Give(kim, Role.Leader, into);
        await world.Ask(lee, Role.Leader);
        using (var invites = await world.Send(noor, world.People, ("act", "invite"), ("email", "new@example.org"), ("role", "reader"))) Assert.Equal(200, (int)invites.Status);
        var round = await world.Hub.OpenRound(world.School, noor);
        await Act(world, places => places.Merge(world.School.PlaceId, into.PlaceId, world.Hub.Clock.Today()));

        (Role, RoleState)[] there = [.. (await world.Hub.Look(db => db.Read<RoleHeld>().Where(r => r.PlaceId == into.PlaceId).ToListAsync())).OrderBy(r => r.Role).ThenBy(r => r.State).Select(r => (r.Role, r.State))];
        Assert.Equal([(Role.Leader, RoleState.Waiting), (Role.Leader, RoleState.Held), (Role.Coordinator, RoleState.Held)], there);
        Assert.DoesNotContain(await world.Hub.Look(db => db.Read<RoleHeld>().Where(r => r.PlaceId == world.School.PlaceId).ToListAsync()), r => r.State is RoleState.Held or RoleState.Waiting);
        Assert.Equal(into.PlaceId, (await world.Hub.Look(db => Invitation.Open(db, world.Hub.Clock.Now()).SingleAsync())).PlaceId);
        using var visitor = await world.Hub.SignedIn(noor);
        Assert.Equal(200, (int)(await visitor.Get(round.Path)).Status);
        await visitor.Get($"/school/{into.PlaceId}");
        Assert.Contains(round.Round.Name, visitor.Text);
        await visitor.Get("/school");
        Assert.DoesNotContain("De Elzen", visitor.Text);
        Assert.Equal(404, (int)(await visitor.Get($"/school/{world.School.PlaceId}/rounds/new")).Status);
        // Who leaves the one leaves the other.
        Assert.Equal(200, await world.Decide(world.Olga, $"/places/{into.PlaceId}/people", "end", (await world.Roles(noor)).Single(r => r.State == RoleState.Held)));
        Assert.Equal(404, (int)(await visitor.Get(round.Path)).Status);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_merger_set_for_a_day_moves_roles_on_that_day(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, into) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Hub.AddSchool("De Wilgen"));
        await Act(world, places => places.Merge(world.School.PlaceId, into.PlaceId, world.Hub.Clock.Today().AddDays(3)));
        await world.Look();
        Assert.Equal(world.School.PlaceId, (await world.Roles(noor)).Single().PlaceId);
        world.Hub.Clock.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(world.Look(), world.Look());
        Assert.Equal([(world.School.PlaceId, RoleState.Ended), (into.PlaceId, RoleState.Held)], (await world.Roles(noor)).Select(r => (r.PlaceId, r.State)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_merger_that_fails_holds_up_nothing_else(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim, into) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"), await world.Hub.AddSchool("De Wilgen"));
        var (linden, eiken) = (await world.Hub.AddSchool("De Linden"), await world.Hub.AddSchool("De Eiken"));
        await world.Hub.Give(noor, Role.Coordinator, linden);
        await world.Hub.Give(noor, Role.Coordinator, eiken);
        foreach (var school in new[] { linden, world.School, eiken }) await Act(world, places => places.Merge(school.PlaceId, into.PlaceId, world.Hub.Clock.Today().AddDays(1)));
        await world.Ask(kim, Role.Reader, linden);
        var old = await world.Ask(await world.Add("Lee Vos"), Role.Reader, into, daysAgo: 60);
        // A row with the same reason cannot be written again: so it goes for the move of this request, and only for that.
        await world.Hub.Change(db => db.Database.ExecuteSql($"update people_role set reason = 'stays' where place_id = {linden.PlaceId} and person_id = {kim.Id}"));
        await world.Hub.Change(db => db.Database.ExecuteSql($"create unique index test_one_reason on people_role (reason) where reason = 'stays'"));
        world.Hub.Clock.Advance(TimeSpan.FromDays(1));
        await world.Look();
        Assert.Equal(linden.PlaceId, (await world.Roles(kim)).Single().PlaceId);
        var roles = await world.Roles(noor);
        Assert.All([world.School.PlaceId, eiken.PlaceId], school => Assert.Equal(RoleState.Ended, roles.Single(r => r.PlaceId == school).State));
        Assert.Equal(RoleState.Lapsed, await world.StateOf(old));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task After_a_closure_one_reads_for_a_year_and_requests_and_invitations_end(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var (noor, kim) = (await world.Add("Noor Bakker", Role.Coordinator), await world.Add("Kim Visser"));
        await world.Ask(kim, Role.Reader);
        using (var invites = await world.Send(noor, world.People, ("act", "invite"), ("email", "new@example.org"), ("role", "reader"))) Assert.Equal(200, (int)invites.Status);
        var round = await world.Hub.OpenRound(world.School, noor);
        var today = world.Hub.Clock.Today();
        await Act(world, places => places.Close(world.School.PlaceId, today));
        Assert.Contains("De Elzen closes", MailBox.Last(world.Hub, kim.Email!));
        Assert.Contains("De Elzen closes", MailBox.Last(world.Hub, "new@example.org"));
        using var visitor = await world.Hub.SignedIn(noor);
        Assert.Equal(200, (int)(await visitor.Get(round.Path)).Status);
        Assert.Equal(404, (int)(await visitor.Get($"/school/{world.School.PlaceId}/rounds/new")).Status);
        Assert.Equal(404, (int)(await visitor.Get($"/places/{world.School.PlaceId}/ask")).Status);
        world.Hub.Clock.SetDay(today.AddYears(1));
        Assert.Equal(404, (int)(await visitor.Get(round.Path)).Status);
        await world.Look();
        Assert.Equal(RoleState.Ended, (await world.Roles(noor)).Single().State);
        using var olga = await world.Hub.SignedIn(world.Olga);
        await olga.Get("/operate/places-without-anyone");
        Assert.DoesNotContain("De Elzen", olga.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_closure_that_is_taken_back_takes_the_last_day_back(Engine engine)
    {
        await using var world = await RoleWorld.Start(engine);
        var noor = await world.Add("Noor Bakker", Role.Coordinator);
        await Act(world, places => places.Close(world.School.PlaceId, world.Hub.Clock.Today()));
        Assert.NotNull((await world.Roles(noor)).Single().EndsOn);
        await Act(world, places => places.Reopen(world.School.PlaceId, world.Hub.Clock.Today()));
        Assert.Null((await world.Roles(noor)).Single().EndsOn);
    }

    private static async Task Act(RoleWorld world, Func<PlaceDirectory, Task<Meent.Foundation.Web.Refusal?>> act)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        Assert.Null(await act(scope.ServiceProvider.GetRequiredService<PlaceDirectory>()));
    }
}
