using System.Net;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Rounds;

public class CloseTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_coordinator_closes_early_and_everything_is_counted_once(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 20, OwnItems = ["The new laptops help me."] });
        await Answer(school.Hub, round, "teachers", 7);
        await Answer(school.Hub, round, "learners", 3);
        var anna = school.Visitor;
        await anna.Get(round.Path + "/close");
        Assert.Contains("7 of 20 have answered", anna.Text);
        Assert.Contains("Too few answers to show yet: Learners", anna.Text);
        var stale = await school.Hub.SignedIn(school.Coordinator);
        await stale.Get(round.Path + "/close");
        await anna.Press("Close and count");
        Assert.Equal(round.Path, anna.Path);
        Assert.Contains("Closed and counted on 4 March 2026", anna.Text);

        var (stored, tallies, release, sealed_) = await school.Hub.Look(async db => (
            await db.Read<Round>().SingleAsync(), await db.Read<Tally>().ToListAsync(), Release.FromJson((await db.Read<StoredRelease>().SingleAsync()).Content),
            await db.Read<RoundAudience>().AllAsync(a => a.Sealed)));
        Assert.Equal(school.Coordinator.Id, stored.ClosedBy);
        Assert.True(sealed_);
        Assert.All(tallies.GroupBy(t => (t.Audience, t.Item)), g => Assert.Equal(g.Key.Audience == "teachers" ? 7 : 3, g.Sum(t => t.N)));
        Assert.Equal(7, tallies.Single(t => t is { Audience: "teachers", Item: "own.1", Option: 4 }).N);
        Assert.Equal([("teachers", CellState.Shown), ("learners", CellState.Suppressed)], release.Audiences.Select(a => (a.Id, a.State)));
        Assert.Equal("De Elzen", release.Round.PlaceName);

        // A stale page sent again counts nothing again.
        await stale.Press("Close and count");
        Assert.Equal(round.Path, stale.Path);
        Assert.Equal(1, await school.Hub.Look(db => db.Read<StoredRelease>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Eight_at_once_close_it_once(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        await Answer(school.Hub, round, "teachers", 12);
        var closing = school.Hub.Services.GetRequiredService<Closing>();
        var decisions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var scope = school.Hub.Services.CreateAsyncScope();
            return await closing.Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round.Round, school.Coordinator.Id);
        })));
        Assert.Single(decisions.OfType<ToClose>());
        Assert.All(decisions.OfType<Refused>(), r => Assert.IsType<RoundIsClosed>(r.Why));
        Assert.Equal((1, 12), await school.Hub.Look(async db => (
            await db.Read<StoredRelease>().CountAsync(),
            await db.Read<Tally>().Where(t => t.Audience == "teachers").GroupBy(t => t.Item).Select(g => g.Sum(t => t.N)).FirstAsync())));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_round_closes_by_itself_after_its_last_day(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { ClosesInDays = 3 });
        var end = school.Hub.Services.GetRequiredService<EndOfRounds>();
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 7));
        await end.CloseAll(TestContext.Current.CancellationToken);
        Assert.Null((await school.Hub.Look(db => db.Read<Round>().SingleAsync())).ClosedAt);
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 9));
        await end.CloseAll(TestContext.Current.CancellationToken);
        var closed = await school.Hub.Look(db => db.Read<Round>().SingleAsync());
        Assert.Equal((school.Hub.Clock.GetUtcNow().UtcDateTime, null), (closed.ClosedAt, closed.ClosedBy));
        var release = Release.FromJson((await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync())).Content);
        Assert.Equal(new DateOnly(2026, 3, 7), release.Round.Closed);
        var anna = await school.Hub.SignedIn(school.Coordinator);
        await anna.Get($"/school/{school.Place.PlaceId}");
        Assert.Contains("Answers until 7 March 2026; counted on 9 March 2026.", anna.Text, StringComparison.Ordinal);
        Assert.Equal(round.Id, release.Round.Id);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Whoever_looks_at_an_ended_round_finds_it_counted(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { ClosesInDays = 3 });
        school.Hub.Clock.SetDay(new DateOnly(2026, 3, 8));
        var anna = await school.Hub.SignedIn(school.Coordinator);
        await anna.Get("/school");
        Assert.Contains("Spring 2026 is closed and counted.", anna.Text);
        await anna.Get(round.Path);
        Assert.Contains("Read the report", anna.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task After_closing_nobody_can_answer(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator);
        var teacher = school.Hub.Visitor();
        await teacher.Get(round.Link("teachers"));
        var item = teacher.Page.QuerySelector("fieldset.question")!.Id!;
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        await teacher.Post(new() { [item] = "4" });
        Assert.Equal(0, await school.Hub.Look(db => db.Read<Submission>().CountAsync()));
        Assert.Null(teacher.Page.QuerySelector("[data-clear-draft]"));
        Assert.NotEqual(HttpStatusCode.OK, teacher.Status);
    }

    /// <summary>Answers straight in the store: everybody agrees (4) with everything.</summary>
    internal static Task Answer(TestHub hub, MadeRound round, string audience, int people) => Sent(hub, round, audience, people);

    private static async Task Sent(TestHub hub, MadeRound round, string audience, int people)
    {
        var instrument = hub.Services.GetRequiredService<InstrumentLibrary>().Get(round.Round.InstrumentId, round.Round.InstrumentVersion)!;
        var (group, own) = await hub.Look(async db => (
            await db.Read<RoundAudience>().SingleAsync(a => a.RoundId == round.Id && a.Audience == audience), await db.Read<OwnItem>().Where(i => i.RoundId == round.Id).ToListAsync()));
        var count = AskedItems.Of(round.Round, group, instrument, own).Count;
        await hub.Change(db =>
        {
            for (var i = 0; i < people; i++)
                db.Add(new Submission { PlaceId = round.Round.PlaceId, RoundId = round.Id, Id = Ids.Random(), Audience = audience, Answers = [.. Enumerable.Repeat((byte)4, count)] });
            group.Answered += people;
            db.Update(group);
        });
    }
}
