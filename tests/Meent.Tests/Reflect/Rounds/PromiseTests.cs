using System.Data.Common;
using System.Net;
using Meent.People;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Rounds;

/// <summary>What participants were promised when a round was opened holds: on pages, in the program and in the database.</summary>
public class PromiseTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_can_promise_more_and_never_less(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false });
        var anna = school.Visitor;
        foreach (var weak in new[] { "4", "0", "-5", "2147483648", "five", "" })
        {
            await anna.Get(round.Path + "/open");
            await Choose(anna, weak);
            Assert.Equal((HttpStatusCode)422, anna.Status);
            Assert.Contains("Results of fewer people are never shown", anna.Text);
        }
        Assert.Null((await Stored(school)).OpenedAt);
        await anna.Get(round.Path + "/open");
        await Choose(anna, "8");
        Assert.Equal("""{"meansFrom":8,"splitFrom":16,"barsFrom":48}""", (await Stored(school)).Promise);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Pages_that_were_open_before_the_opening_change_nothing_afterwards(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false });
        var (preparing, opening) = (await school.Hub.SignedIn(school.Coordinator), await school.Hub.SignedIn(school.Coordinator));
        await preparing.Get(round.Path + "/prepare");
        await opening.Get(round.Path + "/open");
        await school.Visitor.Get(round.Path + "/open");
        await Choose(school.Visitor, "10");
        var before = await Stored(school);

        await preparing.Post(new() { ["leaders"] = "anonymous", ["profile"] = "full", ["access.learners"] = "codes", ["ask.families"] = "true" });
        Assert.Equal(HttpStatusCode.Conflict, preparing.Status);
        Assert.Contains("no longer changes", preparing.Text);
        await Choose(opening, "5");
        Assert.Equal(round.Path + "/invite", opening.Path);

        var after = await Stored(school);
        Assert.Equal((before.Promise, before.Leaders, before.Profile, before.OpenedAt), (after.Promise, after.Leaders, after.Profile, after.OpenedAt));
        Assert.Equal(["learners", "teachers"], await school.Hub.Look(db => db.Read<RoundAudience>().OrderBy(a => a.Audience).Select(a => a.Audience).ToListAsync()));
    }

    /// <summary>Nobody has a page for it; and who has the database open for writing meets a trigger.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_database_refuses_to_change_what_an_opened_round_promised(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        string[] attempts =
        [
            "promise = '{\"meansFrom\":1,\"splitFrom\":1,\"barsFrom\":1}'", "promise = null", "leaders = 1", "opened_at = null", "profile = 0",
            "instrument_version = 7", "instrument_id = 'other'", "optional_items = 'assessment.extra'", "left_out = 'teaching'",
        ];
        foreach (var attempt in attempts)
        {
            var sql = "update reflect_round set " + attempt.Replace("{", "{{").Replace("}", "}}");
            await Assert.ThrowsAnyAsync<DbException>(() => school.Hub.Look(db => db.Database.ExecuteSqlRawAsync(sql)));
        }
        await Assert.ThrowsAnyAsync<DbException>(() => school.Hub.Look(db => db.Set<Round>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Promise, "{}"))));
        Assert.Equal((round.Round.Promise, LeadersAnswer.Team, Profile.Mini), ((await Stored(school)).Promise, (await Stored(school)).Leaders, (await Stored(school)).Profile));
        Assert.Equal(1, await school.Hub.Look(db => db.Set<Round>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Name, "Another name"))));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_report_keeps_to_what_was_promised(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false });
        await school.Visitor.Get(round.Path + "/open");
        await Choose(school.Visitor, "10");
        await CloseTests.Answer(school.Hub, round, "teachers", 9);
        await school.Visitor.Get(round.Path + "/close");
        Assert.Contains("Results of a group are shown from 10 answers", school.Visitor.Text);
        await school.Visitor.Post([]);
        var release = Release.FromJson((await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync())).Content);
        Assert.Equal(new Thresholds(10, 20, 60), release.Thresholds);
        Assert.Equal(CellState.Suppressed, release.Audiences.Single(a => a.Id == "teachers").State);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Only_a_coordinator_opens(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Opened = false });
        var leader = await school.With(Role.Leader, "Tom Bakker");
        await leader.Get(round.Path + "/open");
        Assert.Equal(HttpStatusCode.NotFound, leader.Status);
        Assert.Null((await Stored(school)).OpenedAt);
    }

    private static Task<Visitor> Choose(Visitor visitor, string meansFrom) => visitor.Post(new() { ["meansFrom"] = meansFrom });

    private static Task<Round> Stored(School school) => school.Hub.Look(db => db.Read<Round>().SingleAsync());
}
