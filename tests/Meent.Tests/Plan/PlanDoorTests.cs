using System.Net;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Plan;
using Meent.Plan.Remind;
using Meent.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Plan;

/// <summary>Who leaves a place leaves its plans, and letting somebody in tells nobody who has an account.</summary>
public class PlanDoorTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_left_the_place_keeps_none_of_its_plans_and_a_guest_stays(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, bob, cara) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"), await hub.AddPerson("Cara Vos"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(bob, Role.Reader, school);
        using var atAnna = await hub.SignedIn(anna);
        using var atBob = await hub.SignedIn(bob);
        using var atCara = await hub.SignedIn(cara);
        await atAnna.Get($"/places/{school.PlaceId}/plans/new");
        await atAnna.Post(new() { ["template"] = "school", ["title"] = "Our plan", ["from"] = "2026-01-01", ["to"] = "2028-08-31" });
        var path = atAnna.Path;
        foreach (var (person, role) in new[] { (bob, PlanRoles.Owner), (cara, PlanRoles.Contributor) })
        {
            await atAnna.Get($"{path}/people");
            await atAnna.Post(new() { ["email"] = person.Email, ["role"] = role }, "form:has([name=email])");
        }
        foreach (var visitor in new[] { atAnna, atBob, atCara }) Assert.Equal(HttpStatusCode.OK, (await visitor.Get(path)).Status);

        await End(hub, anna, bob);
        foreach (var visitor in new[] { atAnna, atBob }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await atAnna.Get($"{path}/people")).Status);
        Assert.Equal(HttpStatusCode.OK, (await atCara.Get(path)).Status);
        await hub.Give(bob, Role.Reader, school);
        Assert.Equal(HttpStatusCode.OK, (await atBob.Get($"{path}/people")).Status);
        Assert.Contains("Has left De Elzen and cannot open the plan any more", atBob.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Letters_to_owners_go_to_those_who_are_there(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, dirk, cara) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Dirk Laan"), await hub.AddPerson("Cara Vos"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(dirk, Role.Leader, school);
        var today = hub.Clock.Today();
        await hub.AddPlan(school, anna, nextReview: today.AddDays(10));
        var plan = await hub.Look(db => db.Read<StoredPlan>().SingleAsync());
        await hub.Change(db => db.Add(new PlanMember { PlaceId = school.PlaceId, PlanId = plan.Id, PersonId = cara.Id, Role = PlanRoles.Owner, ByRole = false, IsOpened = true }));
        await End(hub, anna);
        Assert.Equal(1, await Send(hub));
        Assert.Contains("is to be looked at on 14 March 2026.", Assert.Single(MailBox.To(hub, dirk.Email!)), StringComparison.Ordinal);
        Assert.Empty(MailBox.To(hub, anna.Email!));

        await hub.Give(cara, Role.Coordinator, school);
        hub.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(1, await Send(hub));
        Assert.Contains("was to be looked at on 14 March 2026.", Assert.Single(MailBox.To(hub, cara.Email!)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Letting_an_address_in_says_the_same_whether_somebody_has_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, cara) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Cara Vos"));
        await hub.Give(anna, Role.Coordinator, school);
        var plan = await hub.AddPlan(school, anna);
        using var owner = await hub.SignedIn(anna);
        using var guest = await hub.SignedIn(cara);
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var (email, role) in new[] { (cara.Email, "reader"), ("nobody@example.org", "reader"), (cara.Email, "nothing"), ("nobody@example.org", "nothing") })
        {
            await owner.Get($"/plans/{plan}/people");
            await owner.Post(new() { ["email"] = email, ["role"] = role }, "form:has([name=email])");
            answers.Add((owner.Status, owner.Text));
        }
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[2], answers[3]);
        Assert.Contains("If somebody has an account with that address", answers[0].Item2, StringComparison.Ordinal);
        Assert.DoesNotContain("Cara", answers[0].Item2, StringComparison.Ordinal);
        Assert.Contains("You can read the plan “Digital plan” of De Elzen.", Assert.Single(MailBox.To(hub, cara.Email!)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.Get($"/plans/{plan}")).Status);
        Assert.Equal(4, await hub.Look(db => db.Read<Meent.Foundation.Audit.AuditEntry>().CountAsync(e => e.PlaceId == school.PlaceId)));

        await owner.Get($"/plans/{plan}/people");
        await owner.Post(new() { ["email"] = cara.Email, ["role"] = "contributor" }, "form:has([name=email])");
        Assert.DoesNotContain("Cara", (await owner.Get($"/plans/{plan}/people")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await guest.Get($"/plans/{plan}")).Status);
        Assert.Contains("Cara Vos Contributor", (await owner.Get($"/plans/{plan}/people")).Text, StringComparison.Ordinal);
        for (var i = 0; i < 15; i++) await owner.Post(new() { ["email"] = "nobody@example.org", ["role"] = "reader" }, "form:has([name=email])");
        Assert.Equal(HttpStatusCode.OK, owner.Status);
        await owner.Post(new() { ["email"] = "nobody@example.org", ["role"] = "reader" }, "form:has([name=email])");
        Assert.Equal(HttpStatusCode.TooManyRequests, owner.Status);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Those_who_were_in_plans_before_are_people_of_the_place_or_guests(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, maker, left, above, guest) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"), await hub.AddPerson("Dirk Laan"), await hub.AddPerson("Cara Vos"));
        var (board, former) = (await hub.AddBoard("Board of the Vale", school), await hub.AddBoard("Former board"));
        var before = await hub.AddPerson("Ada Mol");
        await hub.Give(left, Role.Reader, school);
        await hub.Give(above, Role.Reader, board);
        await hub.Give(before, Role.Leader, former);
        await End(hub, left);
        var plan = await hub.AddPlan(school, maker);
        hub.Clock.Advance(TimeSpan.FromDays(40));
        await hub.Look(db => db.Set<PlaceLink>().Where(l => l.PlaceId == school.PlaceId && l.Role == LinkRole.Board).ExecuteDeleteAsync());
        await hub.Change(db => db.AddRange(
            new PlaceLink { PlaceId = school.PlaceId, Role = LinkRole.Board, ValidFrom = Boards.Since, ValidTo = hub.Clock.Today().AddDays(-1), ParentId = former.PlaceId },
            new PlaceLink { PlaceId = school.PlaceId, Role = LinkRole.Board, ValidFrom = hub.Clock.Today().AddDays(-1), ParentId = board.PlaceId }));
        await hub.Change(db => db.AddRange(new[] { left, above, before, guest }.Select(p => new PlanMember { PlaceId = school.PlaceId, PlanId = plan, PersonId = p.Id, Role = PlanRoles.Reader })));
        await hub.Look(db => db.Set<PlanMember>().ExecuteUpdateAsync(s => s.SetProperty(m => m.ByRole, (bool?)null)));
        await PlanModule.Module.Greeting(hub.Services, TestContext.Current.CancellationToken);
        var byRole = await hub.Look(db => db.Read<PlanMember>().ToDictionaryAsync(m => m.PersonId, m => m.ByRole));
        Assert.Equal([true, true, true, true, false], new[] { maker, left, above, before, guest }.Select(p => byRole[p.Id]!.Value));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_speaks_for_many_areas_is_found_at_once_as_for_each(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, ada) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Ada Mol"));
        var agency = await hub.AddAgency("Agency of the country", school);
        await hub.Give(ada, Role.Leader, agency);
        var country = await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.Country && p.Name == "Nederland"));
        var (region, alone) = (new Place { PlaceId = Ids.New(), Kind = PlaceKind.Region, Name = "North", Country = "NL" }, new Place { PlaceId = Ids.New(), Kind = PlaceKind.Region, Name = "Alone", Country = "XX" });
        await hub.Change(db => db.AddRange(region, alone, new PlaceLink { PlaceId = region.PlaceId, Role = LinkRole.Admin, ValidFrom = Boards.Since, ParentId = country.PlaceId }));
        await using var scope = hub.Services.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<PlanDoor>();
        var leader = new Me(ada.Id, ada.Name, ada.Email!, false, [new MyRole(agency.PlaceId, Role.Leader)]);
        var at = await door.At([country, region, alone, school], leader, TestContext.Current.CancellationToken);
        Assert.Equal([true, true, false, false], new[] { country, region, alone, school }.Select(p => at[p.PlaceId].MayMake));
        Assert.True((await door.At([alone], new Me(Ids.New(), "Olga", "o@example.org", true, []), TestContext.Current.CancellationToken))[alone.PlaceId].MayMake);
        Assert.False(await door.MayMake(alone, Me.Nobody, TestContext.Current.CancellationToken));
        Assert.Equal([ada.Id], await door.People(Role.Leader, region, TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nobody_hears_of_a_plan_that_was_deleted_at_the_same_moment(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.AddPlan(school, anna, nextReview: hub.Clock.Today().AddDays(10));
        var due = DuePlan.Of(await hub.Look(db => db.Read<StoredPlan>().SingleAsync()), PlanSeeds.Content(hub.Clock.Today()), [], hub.Clock.Today());
        Assert.NotNull(due.Review);
        await hub.Look(db => db.Set<StoredPlan>().ExecuteDeleteAsync());
        await using var scope = hub.Services.CreateAsyncScope();
        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<Reminders>().Write(due, TestContext.Current.CancellationToken));
        Assert.Equal(0, await hub.Look(db => db.Read<StoredReminder>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_guest_opens_it_in_time_contributes_at_most_and_gets_one_letter_a_day(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (school, anna, cara, dirk) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Cara Vos"), await hub.AddPerson("Dirk Laan"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(dirk, Role.Reader, school);
        var plan = await hub.AddPlan(school, anna);
        using var owner = await hub.SignedIn(anna);
        foreach (var role in new[] { "reader", "contributor", "reader", "nothing", "owner" }) await LetIn(cara, role);
        Assert.Single(MailBox.To(hub, cara.Email!));
        hub.Clock.Advance(TimeSpan.FromDays(15));
        using var guest = await hub.SignedIn(cara);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.Get($"/plans/{plan}/thread")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.Get($"/plans/{plan}")).Status);
        Assert.Equal(1, await hub.Look(db => PlanMember.Sweep(db, hub.Clock.Today(), TestContext.Current.CancellationToken)));

        using var again = await hub.SignedIn(anna);
        owner.Dispose();
        await again.Get($"/plans/{plan}/people");
        await again.Post(new() { ["email"] = cara.Email, ["role"] = "owner" }, "form:has([name=email])");
        Assert.Contains("Open it by 2 April 2026", MailBox.To(hub, cara.Email!)[^1], StringComparison.Ordinal);
        await again.Press("Take back what nobody opened");
        Assert.Contains("cannot open it any more", again.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.Get($"/plans/{plan}")).Status);
        foreach (var person in new[] { cara, dirk }) await again.Post(new() { ["email"] = person.Email, ["role"] = "owner" }, "form:has([name=email])");
        Assert.Equal(HttpStatusCode.OK, (await guest.Get($"/plans/{plan}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.Get($"/plans/{plan}/people")).Status);
        using var reader = await hub.SignedIn(dirk);
        Assert.Equal(HttpStatusCode.OK, (await reader.Get($"/plans/{plan}/people")).Status);
        Assert.Empty(reader.Page.QuerySelectorAll("main a[href$='/delete']"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"/plans/{plan}/delete")).Status);
        Assert.Equal(HttpStatusCode.OK, (await again.Get($"/plans/{plan}/delete")).Status);

        async Task LetIn(Person person, string role)
        {
            await owner.Get($"/plans/{plan}/people");
            await owner.Post(new() { ["email"] = person.Email, ["role"] = role }, "form:has([name=email])");
        }
    }

    private static Task<int> End(TestHub hub, params Person[] people) => hub.Look(db =>
    {
        var (ids, now) = (people.Select(p => p.Id).ToList(), hub.Clock.Now());
        return db.Set<RoleHeld>().Where(r => ids.Contains(r.PersonId)).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now));
    });

    private static async Task<int> Send(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Reminders>().Send(TestContext.Current.CancellationToken);
    }
}
