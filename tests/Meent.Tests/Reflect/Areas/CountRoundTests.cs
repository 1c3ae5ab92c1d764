using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Results;
using Meent.Tests.Reflect.Results;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Counts = Meent.Tests.Reflect.Results.Rounds;

namespace Meent.Tests.Reflect.Areas;

public class CountRoundTests
{
    [Fact]
    public void A_counter_holds_what_the_release_shows_of_groups_and_nothing_else()
    {
        var teachers = Counts.Asks("teachers", 20, "a.1", "a.2", "own.1");
        var release = Counts.Release(
            Counts.Count(teachers, Enumerable.Range(0, 12).Select(i => new byte[] { (byte)(2 + (i % 3)), (byte)(i < 4 ? 3 : 0), 4 })),
            Counts.Single("learners", [0, 2, 2, 0, 0]),
            Counts.Single("families", [0, 0, 0, 0, 6]));
        var content = CounterContent.FromJson(CounterContent.Of(release).ToJson());
        // a.2 has 4 answers, the learners are 4, and own.1 belongs to the school: none of them is there.
        Assert.Equal(
            [new CountedCell("teachers", "a.1", 1, "a", 10, 30, null), new CountedCell("families", "a.1", 1, "a", 5, 40, Bound.AtLeast)],
            content.Cells);
        // "4.0 or higher" counts as 4.5, in twentieths of a point.
        Assert.Equal([60, 90], content.Cells.Select(c => c.Twentieths(5)));
    }

    [Fact]
    public void Answers_that_the_release_holds_back_do_not_change_the_counter()
    {
        var teachers = Counts.Asks("teachers", 20, "a.1", "a.2");
        AudienceCounts Group(byte hidden) => Counts.Count(teachers, Enumerable.Range(0, 9).Select(i => new[] { (byte)(1 + (i % 5)), i < 4 ? hidden : Counter.LeftOpen }));
        Assert.Equal(CounterContent.Of(Counts.Release(Group(1))).ToJson(), CounterContent.Of(Counts.Release(Group(5))).ToJson());
    }

    [Fact]
    public void A_school_year_begins_in_August() =>
        Assert.Equal(["2025-2026", "2025-2026", "2026-2027"], new[] { new DateOnly(2025, 8, 1), new(2026, 7, 31), new(2026, 8, 1) }.Select(SchoolYear.Of));

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Closing_counts_a_round_for_the_areas_and_the_board_of_that_day(Engine engine)
    {
        await using var school = await School.On(engine);
        var board = await school.Hub.AddBoard("Old board", school.Place);
        var later = await school.Hub.AddBoard("New board");
        await school.Hub.AddAgency("Agency", school.Place);
        await school.Hub.Move(school.Place, later, school.Hub.Clock.Today().AddDays(9));
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 200 });
        await CloseTests.Answer(school.Hub, round, "teachers", 7);
        await using (var scope = school.Hub.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Closing>().Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round.Round, school.Coordinator.Id);

        var (counter, areas, kinds) = await school.Hub.Look(async db => (
            await db.Read<AreaCounter>().SingleAsync(), await db.Read<CountedIn>().ToListAsync(), await db.Read<Place>().ToDictionaryAsync(p => p.PlaceId, p => p.Kind)));
        Assert.Equal(
            ("school", "2025-2026", "mini", "primary", SchoolSize.Middle, (int?)null),
            (counter.Instrument, counter.Period, counter.Profile, counter.Sector, counter.Size, counter.Run));
        Assert.All(CounterContent.FromJson(counter.Content).Cells, c => Assert.Equal(("teachers", 5), (c.Audience, c.N)));
        Assert.Equal(["board", "country"], areas.Select(a => kinds[a.PlaceId]).Order());
        Assert.Equal(board.PlaceId, areas.Single(a => a.Role == LinkRole.Board).PlaceId);
        Assert.All(areas, a => Assert.Equal((school.Place.PlaceId, round.Id), (a.SchoolId, a.RoundId)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Rounds_that_closed_before_there_were_figures_are_counted_for_the_areas_of_their_day(Engine engine)
    {
        await using var school = await School.On(engine);
        await school.Hub.AddBoard("Old board", school.Place);
        await school.Hub.AddAgency("Agency", school.Place);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Invited = 200 });
        await CloseTests.Answer(school.Hub, round, "teachers", 7);
        await using (var scope = school.Hub.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Closing>().Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round.Round, school.Coordinator.Id);
        await school.Hub.Move(school.Place, await school.Hub.AddBoard("New board"), school.Hub.Clock.Today().AddDays(9));
        school.Hub.Clock.Advance(TimeSpan.FromDays(20));
        var counted = await Counted(school.Hub);
        Assert.Contains("Old board", counted, StringComparison.Ordinal);

        await school.Hub.Look(db => db.InTransaction(async () => await db.Set<AreaCounter>().ExecuteDeleteAsync() + await db.Set<CountedIn>().ExecuteDeleteAsync()));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => school.Hub.Publish())));
        Assert.Equal(counted, await Counted(school.Hub));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_pulse_and_a_release_that_cannot_be_read_are_not_counted_and_hold_nobody_up(Engine engine)
    {
        await using var school = await School.On(engine);
        async Task<Guid> Round() => (await school.Hub.OpenRound(school.Place, school.Coordinator)).Id;
        var (pulse, broken, whole) = (await Round(), await Round(), await Round());
        await school.Hub.Change(db => db.AddRange(
            new StoredRelease { PlaceId = school.Place.PlaceId, RoundId = broken, ReleasedAt = school.Hub.Clock.Now(), Content = "{}" },
            Released(pulse, ReleasedRound.Pulse), Released(whole, "full")));
        await school.Hub.Publish();
        Assert.Equal([whole], await school.Hub.Look(db => db.Read<AreaCounter>().Select(c => c.RoundId).ToListAsync()));

        StoredRelease Released(Guid round, string profile)
        {
            var release = Counts.Release(Counts.Single("teachers", [0, 2, 4, 2, 0]));
            return new()
            {
                PlaceId = school.Place.PlaceId, RoundId = round, ReleasedAt = school.Hub.Clock.Now(),
                Content = (release with { Round = release.Round with { Id = round, PlaceId = school.Place.PlaceId, Profile = profile } }).ToJson(),
            };
        }
    }

    /// <summary>All counters with the areas that they count for, as one text.</summary>
    private static Task<string> Counted(TestHub hub) => hub.Look(async db =>
    {
        var names = await db.Read<Place>().ToDictionaryAsync(p => p.PlaceId, p => p.Name);
        var areas = await db.Read<CountedIn>().ToListAsync();
        return JsonSerializer.Serialize(await db.Read<AreaCounter>().ToListAsync())
            + string.Join(", ", areas.Select(a => $"{names[a.PlaceId]} {a.RoundId} {a.SchoolId} {a.Role}").Order(StringComparer.Ordinal));
    });
}
