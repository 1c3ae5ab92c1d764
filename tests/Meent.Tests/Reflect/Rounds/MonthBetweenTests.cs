using System.Net;
using Meent.Foundation.Data;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>The same people are not asked the same twice in a month: not by moved dates, not in other clothes, not by opening two rounds at once.</summary>
public class MonthBetweenTests
{
    private const string Same = "less than 28 days before or after";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Opened_rounds_are_not_moved_up_to_each_other(Engine engine)
    {
        await using var school = await School.On(engine);
        var first = await school.Hub.OpenRound(school.Place, school.Coordinator);
        var second = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Name = "Again", OpensInDays = 50, ClosesInDays = 60 });
        var anna = school.Visitor;
        await anna.Get(second.Path + "/dates");
        await anna.Post(new() { ["opensOn"] = "2026-03-04", ["closesOn"] = "2026-03-20" });
        Assert.Equal((HttpStatusCode)422, anna.Status);
        Assert.Contains(Same, anna.Text);
        await anna.Get(first.Path + "/dates");
        await anna.Post(new() { ["closesOn"] = "2026-04-20" });
        Assert.Contains(Same, anna.Text);
        await anna.Get(first.Path + "/dates");
        await anna.Post(new() { ["closesOn"] = "2026-03-25" });
        Assert.Contains("Open until 25 March 2026", anna.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_own_statement_does_not_come_again_in_another_questionnaire(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.Hub.OpenRound(school.Place, school.Coordinator, new() { OwnItems = ["I feel safe here."] });
        var other = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Instrument = "wellbeing", Opened = false, OwnItems = ["i feel safe  here"] });
        var another = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Instrument = "wellbeing", Opened = false, OwnItems = ["I like it here."] });
        var anna = school.Visitor;
        await anna.Get(other.Path + "/open");
        await anna.Post(new() { ["meansFrom"] = "5" });
        Assert.Equal(HttpStatusCode.Conflict, anna.Status);
        Assert.Contains(Same, anna.Text);
        await anna.Get(another.Path + "/open");
        await anna.Post(new() { ["meansFrom"] = "5" });
        Assert.EndsWith("/invite", anna.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_drafts_opened_at_one_moment_do_not_pass_each_other(Engine engine)
    {
        await using var school = await School.On(engine);
        var drafts = new[] { await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false }), await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false }) };
        var (anna, elsewhere) = (school.Visitor, await school.Hub.SignedIn(school.Coordinator));
        await anna.Get(drafts[0].Path + "/open");
        await elsewhere.Get(drafts[1].Path + "/open");
        Task[] Both() => [anna.Post(new() { ["meansFrom"] = "5" }), elsewhere.Post(new() { ["meansFrom"] = "5" })];
        if (engine == Engine.Sqlite) await Task.WhenAll(Both());
        else await Task.WhenAll(await WhileTheTrailIsHeld(school.Hub, Both));
        Assert.Equal(1, await school.Hub.Look(db => db.Read<Round>().CountAsync(r => r.OpenedAt != null)));
    }

    /// <summary>Both come as far as they can before either is done: each decides, and waits where it is recorded or before.</summary>
    private static async Task<Task[]> WhileTheTrailIsHeld(TestHub hub, Func<Task[]> begin)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        Task[] begun = [];
        await db.InTransaction(async () =>
        {
            await db.Database.ExecuteSqlRawAsync("lock table hub_audit in exclusive mode");
            begun = begin();
            for (var i = 0; i < 600; i++)
            {
                // Within a transaction PostgreSQL goes on telling what it told first.
                await db.Database.ExecuteSqlRawAsync("select pg_stat_clear_snapshot()");
                var waiting = await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync();
                if (waiting >= begun.Length) return;
                await Task.Delay(50);
            }
            Assert.Fail("Nobody waits.");
        });
        return begun;
    }
}
