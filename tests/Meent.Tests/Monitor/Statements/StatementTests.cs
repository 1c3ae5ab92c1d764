using System.Net;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.Monitor.Statements;
using Meent.Monitor.VerifyRollups;
using Meent.People;
using Meent.Places;
using Meent.Tests.Monitor.RollUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor.Statements;

public class StatementTests
{
    [Theory]
    [InlineData(1000, 300, 90, 30, "schools-with-gigabit 1/1, learners-with-gigabit 300/300, devices-per-learner 90/300, devices-older-than-five-years 30/90")]
    [InlineData(999, 300, null, null, "schools-with-gigabit 0/1, learners-with-gigabit 0/300")]
    [InlineData(2000, null, null, null, "schools-with-gigabit 1/1")]
    [InlineData(null, 300, 0, 0, "devices-per-learner 0/300")]
    [InlineData(null, 300, 90, 0, "devices-per-learner 90/300, devices-older-than-five-years 0/90")]
    [InlineData(null, 300, null, null, "")]
    public void A_statement_adds_to_what_it_says_something_about(int? down, int? learners, int? devices, int? old, string parts)
    {
        var statement = new Statement { ContractedDown = down, MeasuredDown = 100, Learners = learners, Devices = devices, OldDevices = old, Areas = "" };
        Assert.Equal(parts, string.Join(", ", statement.Parts(id => Made.Indicator(id)).Select(p => $"{p.Indicator.Id} {p.Numerator}/{p.Denominator}")));
        Assert.Empty(statement.Parts(_ => null));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_area_shows_what_was_published_and_nothing_moves_in_between(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var schools = new List<Guid>();
        for (var i = 0; i < 16; i++) schools.Add(await world.AddSchool());
        foreach (var school in schools.Take(9)) await State(world, school, schools.IndexOf(school) < 4 ? 1000 : 100, 100, 30);
        Assert.Empty(await Of(world, world.Country, "learners-with-gigabit"));
        Assert.Equal(6, await Publish(world));
        var few = Assert.Single(await Of(world, world.Country, "learners-with-gigabit"));
        Assert.Equal((null, "C", null), (few.Value, few.Confidentiality, few.N));
        await State(world, schools[9], 1000, 300, 91);
        // One new school is no reason for a new figure, however often somebody asks.
        Assert.Equal(0, await Publish(world));
        foreach (var school in schools[10..12]) await State(world, school, 100, 100, 30);
        Assert.Equal(6, await Publish(world));
        var shown = Assert.Single(await Of(world, world.Country, "learners-with-gigabit"));
        Assert.Equal((50m, null, null, 10L), (shown.Value!.Value, shown.Numerator, shown.Denominator, shown.N!.Value));
        Assert.Equal(0.3m, (await Of(world, world.Country, "devices-per-learner")).Single().Value);

        // A school that states anew moves what the school and the board read, and nothing else before the next school year.
        await State(world, schools[9], 100, 300, 200);
        Assert.Equal(0, await Publish(world));
        foreach (var school in schools[12..15]) await State(world, school, school == schools[12] ? 100 : 1000, 100, 30);
        Assert.Equal(Told(shown), Told(Assert.Single(await Of(world, world.Country, "learners-with-gigabit"))));
        Assert.Equal((600m, 1700m), (await Of(world, world.Board, "learners-with-gigabit")).Select(o => (o.Numerator!.Value, o.Denominator!.Value)).Single());
        Assert.Empty((await Verify(world)).Differences);

        // A figure of before can be read again, and one that was changed by hand is found.
        Assert.Equal(Told(few), Told(Assert.Single(await world.Hub.Look(db => new Observations(db, world.Hub.Clock).Of(world.Country, "learners-with-gigabit", null, new Reading(AsOf: few.Vintage))))));
        var (series, vintage) = (shown.Series.Id, shown.Vintage);
        await world.Hub.Look(db => db.InTransaction(() => db.Set<StoredObservation>().Where(o => o.PlaceId == world.Country && o.SeriesId == series && o.Vintage == vintage).ExecuteUpdateAsync(o => o.SetProperty(x => x.Value, 51m))));
        Assert.Contains("learners-with-gigabit, 2025/2026", Assert.Single((await Verify(world)).Differences), StringComparison.Ordinal);

        static (decimal?, string?, long?, int) Told(Observed o) => (o.Value, o.Confidentiality, o.N, o.Vintage);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Devices_that_are_older_than_five_years_come_out_with_the_rest_and_those_stated_before_there_was_such_a_figure_too(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var schools = new List<Guid>();
        for (var i = 0; i < 14; i++) schools.Add(await world.AddSchool());
        foreach (var (i, school) in schools.Take(12).Index()) await State(world, school, i % 2 == 0 ? 1000 : 100, 100, 40, old: i == 11 ? null : i);
        // As if the hub had not known the figure then: of the sums, nothing is there.
        var id = await world.Hub.Look(db => db.Read<Series>().Where(s => s.Indicator == "devices-older-than-five-years").Select(s => s.Id).SingleAsync());
        var sums = await Sums(world, id);
        await world.Hub.Look(db => db.InTransaction(async () => await db.Set<Contribution>().Where(c => c.SeriesId == id).ExecuteDeleteAsync()
            + await db.Set<Rollup>().Where(r => r.SeriesId == id).ExecuteDeleteAsync() + await db.Set<OwnValue>().Where(o => o.SeriesId == id).ExecuteDeleteAsync()));
        Assert.Equal(6, await Publish(world));
        Assert.Equal((11, 0), (await TakeUpAgain(world), await TakeUpAgain(world)));
        Assert.Equal(sums, await Sums(world, id));
        Assert.Equal(2, await Publish(world));
        // 0 and 1 to 10, of 40 each: 55 of 440, from eleven schools.
        var shown = Assert.Single(await Of(world, world.Country, "devices-older-than-five-years"));
        Assert.Equal((13m, 10L, null, null), (shown.Value!.Value, shown.N!.Value, shown.Numerator, shown.Denominator));
        Assert.Equal((2.5m, 40L), (await Of(world, schools[1], "devices-older-than-five-years")).Select(o => (o.Value!.Value, o.N!.Value)).Single());
        Assert.Equal((12.5m, 55m, 440m), (await Of(world, world.Board, "devices-older-than-five-years")).Select(o => (o.Value!.Value, o.Numerator!.Value, o.Denominator!.Value)).Single());
        Assert.Empty((await Verify(world)).Differences);

        // What a school stated stands no longer where another took it up and stated since.
        world.Hub.Clock.Advance(TimeSpan.FromDays(10));
        await using (var scope = world.Hub.Services.CreateAsyncScope())
            Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Merge(schools[1], schools[12], world.Hub.Clock.Today()));
        await State(world, schools[12], 1000, 200, 80, old: 8);
        Assert.Equal(0, await TakeUpAgain(world));
        Assert.Empty((await Verify(world)).Differences);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_that_moved_to_another_board_leaves_the_sum_of_the_old_one(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var schools = new List<Guid>();
        for (var i = 0; i < 4; i++) schools.Add(await world.AddSchool());
        foreach (var school in schools) await State(world, school, 100, 100, 30);
        var other = await world.Add(PlaceKind.Board, "Other", (LinkRole.Admin, world.Region));
        world.Hub.Clock.Advance(TimeSpan.FromDays(10));
        await using (var scope = world.Hub.Services.CreateAsyncScope())
            Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Move(schools[3], LinkRole.Board, other, world.Hub.Clock.Today()));
        await State(world, schools[3], 1000, 300, null);
        Assert.Equal((0m, 300m, 3L), (await Of(world, world.Board, "learners-with-gigabit")).Select(o => (o.Value!.Value, o.Denominator!.Value, o.N!.Value)).Single());
        Assert.Equal([3, 1], await world.Hub.Look(async db => (await db.Read<Rollup>().Where(r => r.PlaceId == world.Board || r.PlaceId == other).ToListAsync())
            .GroupBy(r => r.PlaceId).OrderBy(g => g.Key == other).Select(g => g.First().Places).ToList()));
        Assert.Empty((await Verify(world)).Differences);
    }

    [Fact]
    public async Task A_school_into_which_others_went_that_count_already_waits_for_the_next_year()
    {
        await using var world = await RollUpWorld.On(Engine.Sqlite);
        var schools = new List<Guid>();
        for (var i = 0; i < 19; i++) schools.Add(await world.AddSchool());
        foreach (var (school, i) in schools.Take(12).Select((s, i) => (s, i))) await State(world, school, i % 2 == 0 ? 1000 : 100, 100, 50);
        await Publish(world);
        world.Hub.Clock.Advance(TimeSpan.FromDays(10));
        await using (var scope = world.Hub.Services.CreateAsyncScope())
            foreach (var school in schools[..2])
                Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Merge(school, schools[12], world.Hub.Clock.Today()));
        foreach (var (school, i) in schools[12..].Select((s, i) => (s, i))) await State(world, school, i % 2 == 0 ? 1000 : 100, 200, 50);
        await Publish(world);
        var one = schools[12];
        Assert.Equal(18, await world.Hub.Look(db => db.Read<CountedStatement>().Select(c => c.PlaceId).Distinct().CountAsync()));
        Assert.False(await world.Hub.Look(db => db.Read<CountedStatement>().AnyAsync(c => c.PlaceId == one)));
        Assert.Equal(15L, Assert.Single(await Of(world, world.Country, "schools-with-gigabit")).N);
        Assert.Empty((await Verify(world)).Differences);
    }

    [Fact]
    public async Task What_a_school_stated_before_another_went_into_it_comes_out_as_if_they_had_not_merged()
    {
        await using var world = await RollUpWorld.On(Engine.Sqlite);
        var schools = new List<Guid>();
        for (var i = 0; i < 16; i++) schools.Add(await world.AddSchool());
        foreach (var (i, school) in schools[..12].Index()) await State(world, school, i % 2 == 0 ? 1000 : 100, 100, 50);
        await Publish(world);
        foreach (var (i, school) in schools[12..].Index()) await State(world, school, i % 2 == 0 ? 1000 : 100, 100, 50);
        world.Hub.Clock.Advance(TimeSpan.FromDays(10));
        await using (var scope = world.Hub.Services.CreateAsyncScope())
            Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Merge(schools[0], schools[12], world.Hub.Clock.Today()));
        await Publish(world);
        Assert.Equal(15L, Assert.Single(await Of(world, world.Country, "devices-per-learner")).N);
    }

    [Fact]
    public async Task A_school_year_is_looked_at_whole_as_long_as_it_is_looked_at()
    {
        await using var world = await RollUpWorld.On(Engine.Sqlite);
        for (var i = 0; i < 12; i++)
        {
            world.Hub.Clock.SetDay(i < 9 ? new(2023, 9, 4) : new(2024, 6, 3));
            await State(world, await world.AddSchool(), i % 2 == 0 ? 1000 : 100, 100, 50);
        }
        // Two years after some of them and not after others.
        world.Hub.Clock.SetDay(new(2026, 3, 2));
        await Publish(world);
        Assert.Equal(("2023/2024", 10L), (await Of(world, world.Country, "schools-with-gigabit")).Select(o => (o.Period, o.N!.Value)).Single());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Schools_that_became_one_within_the_year_count_once(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var schools = new[] { await world.AddSchool(), await world.AddSchool(), await world.AddSchool() };
        foreach (var school in schools) await State(world, school, 1000, 100, 50);
        world.Hub.Clock.Advance(TimeSpan.FromDays(10));
        await using (var scope = world.Hub.Services.CreateAsyncScope())
            foreach (var school in schools[..2])
                Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Merge(school, schools[2], world.Hub.Clock.Today()));
        await State(world, schools[2], 1000, 300, 150);
        Assert.Equal((300L, 1), await world.Hub.Look(async db => (await db.Read<Rollup>().Where(r => r.PlaceId == world.Country).ToListAsync()).Select(r => (r.Denominator, r.Places)).Max()));
        Assert.Empty((await Verify(world)).Differences);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Statements_of_one_school_and_of_many_at_once_lose_nothing(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var schools = new List<Guid>();
        for (var i = 0; i < 6; i++) schools.Add(await world.AddSchool());
        await Parallel.ForEachAsync(Enumerable.Range(0, 30), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await State(world, schools[i % 6], i % 2 == 0 ? 1000 : 100, 100, 10 + i));
        Assert.Equal(6L, Assert.Single(await Of(world, world.Board, "schools-with-gigabit")).N);
        Assert.Equal(600m, Assert.Single(await Of(world, world.Board, "devices-per-learner")).Denominator);
        Assert.Empty((await Verify(world)).Differences);
    }

    [Fact]
    public async Task A_figure_of_a_country_says_from_which_regions_its_schools_are()
    {
        await using var world = await RollUpWorld.On(Engine.Sqlite);
        await world.Add(PlaceKind.Region, "Zeeland", (LinkRole.Admin, world.Country));
        for (var i = 0; i < 12; i++) await State(world, await world.AddSchool(), i % 2 == 0 ? 1000 : 100, 100, 50);
        await Publish(world);
        using var visitor = world.Hub.Visitor();
        foreach (var path in new[] { $"/indicators/devices-per-learner?place={world.Country}", $"/places/{world.Country}/indicators" })
            Assert.Contains("Figures from 1 of 2 regions: Flevoland. Nederland: this is not the whole picture.", (await visitor.Get(path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not the whole picture", (await visitor.Get($"/places/{world.Region}/indicators")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_states_the_connection_and_a_reader_reads_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var school = await hub.AddSchool("De Elzen");
        var (leader, reader) = (await hub.AddPerson("Lea Leader"), await hub.AddPerson("Ruud Reader"));
        await hub.Give(leader, Role.Leader, school);
        await hub.Give(reader, Role.Reader, school);
        var path = $"/school/{school.PlaceId}/connection";
        var lea = await hub.SignedIn(leader);
        foreach (var way in new[] { $"/places/{school.PlaceId}", $"/school/{school.PlaceId}" })
        {
            await lea.Get(way);
            Assert.Contains(path, lea.Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        }
        await lea.Get(path);
        await lea.Post(new() { ["contractedDown"] = "1,5", ["devices"] = "10", ["oldDevices"] = "12", ["evidence"] = "Contract of 12 May" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lea.Status);
        Assert.Contains("Give a whole number from 1 to 1,000,000", lea.Text, StringComparison.Ordinal);
        Assert.Contains("There cannot be more old devices than devices: 10.", lea.Text, StringComparison.Ordinal);
        Assert.Equal(("1,5", "Contract of 12 May"), (lea.Page.QuerySelector("[name=contractedDown]")!.GetAttribute("value"), lea.Page.QuerySelector("[name=evidence]")!.TextContent));
        await lea.Post(new() { ["contractedDown"] = "1000", ["measuredDown"] = "800", ["learners"] = "250", ["devices"] = "100", ["oldDevices"] = "12" });
        Assert.Contains("Measured from a device at the school: 800 megabits a second.", lea.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("of the contract.", lea.Text, StringComparison.Ordinal);
        await lea.Post(new() { ["contractedDown"] = "1000", ["measuredDown"] = "799", ["learners"] = "250", ["devices"] = "100", ["oldDevices"] = "12" });
        Assert.Contains("That is 79 per cent of the contract.", lea.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, path), (lea.Status, lea.Path.Split('?')[0]));
        Assert.Equal((true, false), (lea.Text.Contains("What you stated stands here with its date.", StringComparison.Ordinal), (await lea.Get(path)).Text.Contains("What you stated stands here", StringComparison.Ordinal)));
        Assert.Contains("The connection is one of a gigabit: 1,000 megabits a second by contract.", lea.Text, StringComparison.Ordinal);
        Assert.Contains("one device of the school for every 2.5 learners", lea.Text, StringComparison.Ordinal);

        var ruud = await hub.SignedIn(reader);
        await ruud.Get(path);
        Assert.Contains("12 of 100 devices are older than five years.", ruud.Text, StringComparison.Ordinal);
        Assert.Null(ruud.Page.QuerySelector("[name=contractedDown]"));
        await ruud.Get(path + "/measure?bytes=100");
        Assert.Equal(HttpStatusCode.NotFound, ruud.Status);
        await lea.Get(path + "/measure?bytes=2000000000");
        Assert.Equal(10_000_000, (await lea.Response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task The_people_of_a_school_read_its_own_share_of_old_devices_and_nobody_else_does()
    {
        await using var world = await RollUpWorld.On(Engine.Sqlite);
        var school = await world.AddSchool();
        await State(world, school, 1000, 250, 100, old: 12);
        var reader = await world.Hub.AddPerson("Ruud Reader");
        await world.Hub.Give(reader, Role.Reader, await world.Hub.Look(db => db.Read<Place>().SingleAsync(p => p.PlaceId == school)));
        var path = $"/indicators/devices-older-than-five-years?place={school}";
        var ruud = await world.Hub.SignedIn(reader);
        await ruud.Get(path);
        Assert.Contains("12 % in 2025/2026.", ruud.Text, StringComparison.Ordinal);
        Assert.Contains("100 of its devices", ruud.Text, StringComparison.Ordinal);
        using var visitor = world.Hub.Visitor();
        await visitor.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    private static async Task State(RollUpWorld world, Guid school, int down, int learners, int? devices, int? old = null)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        var (db, clock) = (scope.ServiceProvider.GetRequiredService<HubDb>(), world.Hub.Clock);
        var statement = new Statement { PlaceId = school, Id = Ids.New(), StatedAt = clock.Now(), StatedOn = clock.Today(), ContractedDown = down, Learners = learners, Devices = devices, OldDevices = old, Areas = "" };
        await db.InTransaction(() => StatementStore.Keep(db, statement, scope.ServiceProvider.GetRequiredService<IndicatorContent>(), default));
    }

    private static Task<int> TakeUpAgain(RollUpWorld world) => world.Hub.Look(db => EarlierStatements.All(db, world.Hub.Services.GetRequiredService<IndicatorContent>(), default));

    private static Task<List<string>> Sums(RollUpWorld world, int series) => world.Hub.Look(async db => (await db.Read<Contribution>().Where(c => c.SeriesId == series).ToListAsync()).Select(c => $"{c.PlaceId} {c.SchoolId} {c.Period} {c.Numerator}/{c.Denominator} {c.N} {c.CountedOn:O}")
        .Concat((await db.Read<Rollup>().Where(r => r.SeriesId == series).ToListAsync()).Select(r => $"{r.PlaceId} {r.Period} {r.Numerator}/{r.Denominator} {r.N} {r.Places}"))
        .Concat((await db.Read<OwnValue>().Where(o => o.SeriesId == series).ToListAsync()).Select(o => $"{o.PlaceId} {o.Period} {o.Value:F4} {o.N}")).Order(StringComparer.Ordinal).ToList());

    private static async Task<int> Publish(RollUpWorld world)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishStated>().Publish(scope.ServiceProvider.GetRequiredService<HubDb>(), rested: false);
    }

    private static Task<IReadOnlyList<Observed>> Of(RollUpWorld world, Guid place, string indicator) => world.Hub.Look(db => new Observations(db, world.Hub.Clock).Of(place, indicator));

    private static Task<Verified> Verify(RollUpWorld world) => RollUpTests.Verify(world.Hub);
}
