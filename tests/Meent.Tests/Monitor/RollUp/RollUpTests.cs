using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.Monitor.VerifyRollups;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.CloseRound;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor.RollUp;

public class RollUpTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Closing_a_round_adds_what_its_report_shows_to_the_areas_and_the_board_of_that_day(Engine engine)
    {
        await using var school = await School.On(engine);
        var hub = school.Hub;
        var board = await hub.AddBoard("Old board", school.Place);
        await hub.AddAgency("Agency", school.Place);
        await hub.Move(school.Place, await hub.AddBoard("New board"), hub.Clock.Today().AddDays(9));
        var round = await hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 20 });
        await CloseTests.Answer(hub, round, "teachers", 7);
        await using (var scope = hub.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Closing>().Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round.Round, school.Coordinator.Id);

        var (sums, kinds) = await hub.Look(async db => (await db.Read<Rollup>().ToListAsync(), await db.Read<Place>().ToDictionaryAsync(p => p.PlaceId, p => p.Kind)));
        Assert.Equal(["board", "country"], sums.Select(s => kinds[s.PlaceId]).Distinct().Order());
        Assert.Contains(board.PlaceId, sums.Select(s => s.PlaceId));
        // Seven people, in steps of five; each says 4 to everything.
        Assert.All(sums, s => Assert.Equal((5L, 500L, 1), (s.N, s.Denominator, s.Places)));
        var own = await Own(hub, school.Place.PlaceId, "school-teaching");
        Assert.Equal((hub.Clock.Today().ToString("O"), "2025/2026", 5L), (own.Period, own.Reference, own.N));
        var of = sums.First(s => s.SeriesId == own.Series.Id);
        Assert.Equal(own.Value, Math.Round((decimal)of.Numerator / of.Denominator, 2));
        Assert.Empty(await hub.Look(db => db.Read<StoredObservation>().ToListAsync()));
        Assert.Empty((await Verify(hub)).Differences);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_first_report_of_a_school_year_counts_and_a_later_one_is_read_by_the_school_alone(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var school = await world.AddSchool();
        await world.Report(school, new(2026, 3, 2), 310);
        var first = await world.Sums();
        Assert.Equal([(310L * 25, 2500L, 25L, 1)], first.Values.Distinct());
        await world.Report(school, new(2026, 5, 4), 390);
        Assert.Equal(first, await world.Sums());
        await world.Report(school, new(2026, 9, 7), 400);
        Assert.Equal(2 * first.Count, (await world.Sums()).Count);
        Assert.Equal([3.1m, 3.9m, 4m], (await world.Hub.Look(db => new Observations(db, world.Hub.Clock).Of(school, RollUpWorld.Indicator))).Select(o => o.Value));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Schools_that_report_at_once_are_all_counted(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var schools = new List<Guid>();
        for (var i = 0; i < 24; i++) schools.Add(await world.AddSchool());
        // Each school twice, so that two reports of one school meet as well; several threads make the first series.
        await Parallel.ForEachAsync(schools.Concat(schools), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (school, _) => await world.Report(school, new(2026, 3, 2), 300 + schools.IndexOf(school)));
        var expected = (schools.Select((_, i) => (300L + i) * 25).Sum(), 24 * 2500L, 24 * 25L, 24);
        Assert.Equal(3, (await world.Sums()).Count);
        Assert.All(await world.Sums(), s => Assert.Equal(expected, s.Value));
        Assert.Empty((await Verify(world.Hub)).Differences);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_sum_that_is_off_by_one_is_found(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        await world.Report(await world.AddSchool(), new(2026, 3, 2), 310);
        Assert.Empty((await Verify(world.Hub)).Differences);
        await world.Hub.Look(db => db.InTransaction(() => db.Set<Rollup>().Where(r => r.PlaceId == world.Country).ExecuteUpdateAsync(s => s.SetProperty(r => r.Numerator, r => r.Numerator + 1))));
        Assert.Contains("7751/2500", Assert.Single((await Verify(world.Hub)).Differences), StringComparison.Ordinal);
        await world.Hub.Look(db => db.InTransaction(() => db.Set<Rollup>().Where(r => r.PlaceId == world.Country).ExecuteDeleteAsync()));
        Assert.Contains("has nothing, made anew it is 7750/2500", Assert.Single((await Verify(world.Hub)).Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_from_before_are_taken_up_once()
    {
        await using var school = await School.On(Engine.Sqlite);
        var hub = school.Hub;
        var round = await hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 20 });
        await CloseTests.Answer(hub, round, "teachers", 7);
        await using var scope = hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await scope.ServiceProvider.GetRequiredService<Closing>().Close(db, round.Round, school.Coordinator.Id);
        var counted = await db.Read<Contribution>().CountAsync();
        Assert.NotEqual(0, counted);
        await db.InTransaction(async () => await db.Set<Contribution>().ExecuteDeleteAsync() + await db.Set<Rollup>().ExecuteDeleteAsync() + await db.Set<TakenUp>().ExecuteDeleteAsync());
        var earlier = scope.ServiceProvider.GetRequiredService<EarlierReports>();
        Assert.Equal(1, await earlier.All(db));
        Assert.Equal(0, await earlier.All(db));
        Assert.Equal(counted, await db.Read<Contribution>().CountAsync());
        Assert.Empty((await Verify(hub)).Differences);

        // What a group with a code says together is of no school: it is never taken up. As if one of the indicators had come later: its reports are taken up again, and the others stay as they are.
        var group = Ids.New();
        var content = await db.Read<StoredRelease>().Select(r => r.Content).SingleAsync();
        db.Add(new StoredRelease { PlaceId = group, RoundId = group, ReleasedAt = hub.Clock.Now(), Content = content });
        await db.SaveChangesAsync();
        var later = await db.Read<Contribution>().Select(c => c.SeriesId).MinAsync();
        await db.InTransaction(async () => await db.Set<Contribution>().Where(c => c.SeriesId == later).ExecuteDeleteAsync() + await db.Set<Rollup>().Where(r => r.SeriesId == later).ExecuteDeleteAsync());
        Assert.Contains("does not count", Assert.Single((await Verify(hub)).Differences), StringComparison.Ordinal);
        Assert.Equal(1, await earlier.All(db, again: true));
        Assert.Equal(counted, await db.Read<Contribution>().CountAsync());
        Assert.Empty((await Verify(hub)).Differences);
    }

    internal static async Task<Verified> Verify(TestHub hub) =>
        await hub.Look(db => hub.Services.GetRequiredService<Verification>().Run(db));

    private static async Task<Observed> Own(TestHub hub, Guid place, string indicator) =>
        Assert.Single(await hub.Look(db => new Observations(db, hub.Clock).Of(place, indicator)));
}

/// <summary>A country, a region and a board with schools whose reports are made by hand.</summary>
internal sealed class RollUpWorld : IAsyncDisposable
{
    public const string Indicator = "school-teaching";

    private RollUpWorld(TestHub hub) => Hub = hub;

    public TestHub Hub { get; }

    public Guid Country { get; private set; }

    public Guid Region { get; private set; }

    public Guid Board { get; private set; }

    public static async Task<RollUpWorld> On(Engine engine)
    {
        var world = new RollUpWorld(await TestHub.Start(engine));
        world.Country = await world.Add(PlaceKind.Country, "Nederland");
        world.Region = await world.Add(PlaceKind.Region, "Flevoland", (LinkRole.Admin, world.Country));
        world.Board = await world.Add(PlaceKind.Board, "Board", (LinkRole.Admin, world.Region));
        return world;
    }

    public Task<Guid> AddSchool() => Add(PlaceKind.School, "School", (LinkRole.Admin, Region), (LinkRole.Board, Board));

    public async Task<Guid> Add(string kind, string name, params (string Role, Guid Parent)[] parents)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name, Country = "NL" };
        await Hub.Change(db =>
        {
            db.Add(place);
            db.AddRange(parents.Select(p => new PlaceLink { PlaceId = place.PlaceId, Role = p.Role, ValidFrom = new(2020, 8, 1), ParentId = p.Parent }));
        });
        return place.PlaceId;
    }

    /// <summary>Takes up a report of 25 teachers.</summary>
    public async Task Report(Guid school, DateOnly day, int hundredths)
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var year = day.Month >= 8 ? day.Year : day.Year - 1;
        var round = new ShownRound(school, Ids.New(), "school", 1, $"{year}-{year + 1}", day, false, false, [new("teachers", "teaching", null, 0, 25, hundredths, null)]);
        await db.InTransaction(() => scope.ServiceProvider.GetRequiredService<TakeUp>().Follow(db, round, default));
    }

    public Task<Dictionary<(Guid Place, string Period), (long Numerator, long Denominator, long N, int Places)>> Sums(string indicator = Indicator) => Hub.Look(db =>
        (from r in db.Read<Rollup>() join s in db.Read<Series>() on r.SeriesId equals s.Id where s.Indicator == indicator select r)
            .ToDictionaryAsync(r => (r.PlaceId, r.Period), r => (r.Numerator, r.Denominator, r.N, r.Places)));

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
