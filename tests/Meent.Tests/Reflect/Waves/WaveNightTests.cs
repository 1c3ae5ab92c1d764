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

    /// <summary>A school closed last, and another round of its own counts: a result before the next figures would tell so, since any other school is waited for.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_round_that_does_not_count_is_waited_for_as_long_as_one_that_does(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await OverAndCounted(hub);
        await hub.Publish();
        await hub.Look(db => db.Set<Wave>().ExecuteUpdateAsync(s => s.SetProperty(w => w.DecidedAt, (DateTime?)null).SetProperty(w => w.Content, (string?)null)));
        hub.Clock.Advance(TimeSpan.FromDays(2));
        // What counted was the school's own round; that of the sample closes now.
        var last = await hub.Look(db => db.Read<AreaCounter>().OrderBy(c => c.PlaceId).FirstAsync());
        await hub.Look(db => db.Set<Round>().Where(r => r.Id == last.RoundId).ExecuteUpdateAsync(s => s.SetProperty(r => r.ClosedAt, hub.Clock.Now())));
        var own = Ids.New();
        await hub.Look(db => db.Set<AreaCounter>().Where(c => c.RoundId == last.RoundId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Run, (int?)null)));
        await hub.Change(db => db.Add(new AreaCounter
        {
            PlaceId = last.PlaceId, RoundId = own, Instrument = last.Instrument, Version = last.Version, Period = last.Period, Profile = last.Profile, ClosedOn = last.ClosedOn, Sector = last.Sector, Size = last.Size,
            Content = last.Content, Run = 1,
        }));
        await hub.Publish();
        Assert.Null((await hub.Look(db => db.Read<Wave>().SingleAsync())).DecidedAt);
        hub.Clock.Advance(TimeSpan.FromDays(60));
        await hub.Publish();
        Assert.Equal(11, WaveResult.FromJson((await hub.Look(db => db.Read<Wave>().SingleAsync())).Content!).Schools);
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
