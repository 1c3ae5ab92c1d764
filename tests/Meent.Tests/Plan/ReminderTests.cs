using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Plan;
using Meent.Plan.Remind;
using Meent.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Plan;

/// <summary>People are reminded once of what is due, however many processes look.</summary>
public class ReminderTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Several_processes_write_one_letter_of_each_thing_that_is_due(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await using var beside = await TestHub.Beside(hub);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        await hub.Give(anna, Role.Coordinator, school);
        await hub.Give(bob, Role.Reader, school);
        var today = hub.Clock.Today();
        var plan = await hub.AddPlan(school, anna, nextReview: today.AddDays(10));
        await hub.Change(db => db.Update(new PlanPerson { PlaceId = school.PlaceId, PlanId = plan, Slot = "p1", PersonId = bob.Id, Name = bob.Name }));

        Assert.Equal(1, await SendByFour(hub, beside));
        Assert.Contains("The plan “Digital plan” of De Elzen is to be looked at on 14 March 2026.", Assert.Single(MailBox.To(hub, anna.Email!)));
        Assert.Empty(MailBox.To(hub, bob.Email!));

        // Both measures were quiet for long by then, and the review is past.
        hub.Clock.Advance(TimeSpan.FromDays(70));
        beside.Clock.Advance(TimeSpan.FromDays(70));
        Assert.Equal(2, await SendByFour(hub, beside));
        Assert.Contains("was to be looked at on 14 March 2026.", MailBox.Last(hub, anna.Email!));
        var letter = Assert.Single(MailBox.To(hub, bob.Email!));
        Assert.Contains("A course for teachers. It is to be done by", letter);
        Assert.Contains("A week about news. It is to be done by", letter);
        Assert.Equal(0, await SendByFour(hub, beside));
    }

    [Fact]
    public async Task Who_left_the_place_and_plans_that_do_not_run_get_no_letter()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (school, anna, bob) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Anna Bos"), await hub.AddPerson("Bob Maas"));
        await hub.Give(anna, Role.Coordinator, school);
        var today = hub.Clock.Today();
        var quiet = PlanSeeds.Content(today) with { From = today.AddDays(-200) };
        var plan = await hub.AddPlan(school, anna, content: quiet);
        await hub.Change(db => db.Update(new PlanPerson { PlaceId = school.PlaceId, PlanId = plan, Slot = "p1", PersonId = bob.Id, Name = bob.Name }));
        var stopped = await hub.AddPlan(school, anna, nextReview: today.AddDays(-1), content: quiet);
        await hub.Look(db => db.Set<StoredPlan>().Where(p => p.Id == stopped).ExecuteUpdateAsync(s => s.SetProperty(p => p.State, PlanStates.Stopped)));
        Assert.Equal(0, await Send(hub));

        await hub.Give(bob, Role.Reader, school);
        Assert.Equal(1, await Send(hub));
    }

    private static async Task<int> SendByFour(TestHub hub, TestHub beside) => (await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Send(i % 2 == 0 ? hub : beside)))).Sum();

    private static async Task<int> Send(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Reminders>().Send(TestContext.Current.CancellationToken);
    }
}
