using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.EstimateWave;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Waves;

public class WaveNightTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_night_in_which_publishing_fails_leaves_the_result_to_the_next_one(Engine engine)
    {
        var (figures, others) = (true, true);
        await using var hub = await TestHub.Start(engine, s => s, services => services
            .AddSingleton(new EditionFollower((_, _, _) => figures ? throw new InvalidOperationException("No figures tonight.") : Task.CompletedTask))
            .AddSingleton(new PublishFollower((_, _, _) => others ? throw new InvalidOperationException("No other figures tonight.") : Task.CompletedTask)));
        await OverAndCounted(hub);

        // Figures of areas are not published: the rounds still wait for them, and nothing is decided.
        Assert.Equal("No figures tonight.", (await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Publish())).Message);
        Assert.Empty(await hub.Look(db => db.Read<StoredEdition>().ToListAsync()));
        Assert.Null((await hub.Look(db => db.Read<Wave>().SingleAsync())).DecidedAt);

        // They are, but not those of another module: samples have what they need.
        figures = false;
        hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("No other figures tonight.", (await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Publish(rested: true))).Message);
        var wave = await hub.Look(db => db.Read<Wave>().SingleAsync());
        Assert.Equal(hub.Clock.Now(), wave.DecidedAt);
        Assert.Equal(12, WaveResult.FromJson(wave.Content!).Schools);

        others = false;
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.Publish(rested: true);
        Assert.Equal(wave.DecidedAt, (await hub.Look(db => db.Read<Wave>().SingleAsync())).DecidedAt);
    }

    /// <summary>A sample of twelve schools that have all closed their rounds; the last day has passed.</summary>
    private static async Task OverAndCounted(TestHub hub)
    {
        List<Place> schools = [.. Enumerable.Range(1, 13).Select(i => new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = $"School {i}", Country = "NL", Sector = "primary" })];
        await hub.Change(db => db.AddRange(schools));
        var agency = await hub.AddAgency("Agency of the country", schools);
        var country = await hub.Look(db => db.Read<Place>().SingleAsync(p => p.Kind == PlaceKind.Country));
        var ada = await hub.AddPerson("Ada Mol");
        await hub.Give(ada, Role.Coordinator, agency);
        var wave = await hub.AddWave(agency, country.PlaceId, ada, invited: false, schools);
        var rounds = await hub.CloseAll(wave, country, schools.SkipLast(1), ada.Id);
        foreach (var (i, round) in rounds.Index()) await hub.AddCounter(schools[i], round.Id, i, country);
    }
}
