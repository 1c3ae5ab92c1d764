using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.Places;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor.RollUp;

public class EditionObservationsTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_area_observes_what_its_edition_shows_and_a_past_edition_can_be_read_again(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var country = await hub.AddFigures();
        var edition = await Newest(hub, country);
        var shown = edition.Of(null)!.Areas.Single(a => a is { Audience: "teachers", Area: "teaching" });
        var observed = Assert.Single(await Teaching(hub, country));
        Assert.Equal(((decimal)shown.Mean!.Value, (long)shown.N!.Value, "2025/2026", "schools", 1), (observed.Value!.Value, observed.N!.Value, observed.Period, observed.Series.Source, observed.Vintage));
        Assert.Equal(observed.Value * observed.N, observed.Numerator);
        Assert.True(observed.StandardError > 0);
        Assert.Empty((await RollUpTests.Verify(hub)).Differences);

        // As if the indicator had come after the edition.
        await hub.Look(db => db.InTransaction(() => db.Set<StoredObservation>().Where(o => o.SeriesId == observed.Series.Id).ExecuteDeleteAsync()));
        Assert.Empty(await Teaching(hub, country));
        var takeUp = hub.Services.GetRequiredService<TakeUpEditions>();
        Assert.Equal(1, await hub.Look(db => takeUp.Later(db, default)));
        Assert.Equal(0, await hub.Look(db => takeUp.Later(db, default)));
        Assert.Equal((observed.Value, 2), Assert.Single(await Teaching(hub, country)) is var again ? (again.Value, again.Vintage) : default);

        // Nothing is due, so there is no new vintage; one more school changes nothing either.
        var schools = await More(hub, country, 1);
        Assert.Equal(0, await hub.Publish());
        await More(hub, country, 3, schools);
        Assert.Equal(1, await hub.Publish());
        var now = Assert.Single(await Teaching(hub, country));
        Assert.Equal((3, (long)(await Newest(hub, country)).Of(null)!.Areas.Single(a => a is { Audience: "teachers", Area: "teaching" }).N!), (now.Vintage, now.N));
        Assert.Equal(observed.Value, Assert.Single(await Teaching(hub, country, new Reading(AsOf: 2))).Value);
        Assert.Empty((await RollUpTests.Verify(hub)).Differences);
    }

    [Fact]
    public async Task What_a_board_reads_stays_with_the_board()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var board = await hub.AddBoard("Board");
        await More(hub, board, 5);
        Assert.Equal(1, await hub.Publish());
        Assert.NotNull(Assert.Single(await Teaching(hub, board)).Value);
        Assert.Empty(await hub.Look(db => db.Read<StoredObservation>().ToListAsync()));
        Assert.Empty(await hub.Look(db => new Observations(db, hub.Clock).Compare("school-teaching", Breakdowns.Total, [board.PlaceId])));
    }

    private static async Task<int> More(TestHub hub, Place area, int schools, int from = 0)
    {
        for (var i = from; i < from + schools; i++) await hub.AddCounter(await hub.AddSchool($"One more {i}"), Ids.New(), i, area);
        return from + schools;
    }

    private static async Task<IReadOnlyList<Observed>> Teaching(TestHub hub, Place place, Reading? reading = null) =>
        await hub.Look(db => new Observations(db, hub.Clock).Of(place.PlaceId, "school-teaching", Breakdowns.Total, reading));

    private static Task<Edition> Newest(TestHub hub, Place place) => hub.Look(async db =>
        Edition.FromJson((await db.Read<StoredEdition>().Where(e => e.PlaceId == place.PlaceId).OrderByDescending(e => e.Number).FirstAsync()).Content));
}
