using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Reflect.Areas;

public class PublishAreasTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Several_processes_publish_once_and_the_next_edition_waits_for_three_schools(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Nederland", Country = "NL" };
        await hub.Change(db => db.Add(country));
        for (var i = 0; i < 4; i++) await AddCounter(hub, country, i);
        await AddCounter(hub, country, 4, demonstration: true);
        var published = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => hub.Publish())));
        Assert.Equal(1, published.Sum());
        Assert.Equal(0, await hub.Publish());

        var (stored, runs) = await hub.Look(async db => (await db.Read<StoredEdition>().SingleAsync(), await db.Read<AreaCounter>().Select(c => c.Run).ToListAsync()));
        var edition = Edition.FromJson(stored.Content);
        Assert.Equal((country.PlaceId, 1, 1), (stored.PlaceId, stored.Number, stored.Run));
        Assert.Equal((4, 2.8), (edition.Of(null)!.Schools, edition.Of(null)!.Items.Single().Mean));
        Assert.Equal(new Coverage("sector", "primary", 4, 5), edition.Coverage[0]);
        // Made-up answers wait for ever on a hub that is none for demonstration.
        Assert.Equal([null, 1, 1, 1, 1], runs.Order());

        for (var i = 5; i < 8; i++) await AddCounter(hub, country, i);
        Assert.Equal(0, await hub.Publish(rested: true));
        hub.Clock.Advance(TimeSpan.FromHours(21));
        Assert.Equal(1, await hub.Publish(rested: true));
        Assert.Equal(2, await hub.Look(db => db.Read<StoredEdition>().MaxAsync(e => e.Number)));
    }

    private static async Task AddCounter(TestHub hub, Place country, int i, bool demonstration = false)
    {
        var school = await hub.AddSchool($"School {i}");
        var round = Ids.New();
        await hub.Change(db => db.AddRange(
            new PlaceLink { PlaceId = school.PlaceId, Role = LinkRole.Admin, ValidFrom = Boards.Since, ParentId = country.PlaceId },
            new AreaCounter
            {
                PlaceId = school.PlaceId, RoundId = round, Instrument = "school", Version = 1, Period = "2025-2026", Profile = "full", ClosedOn = hub.Clock.Today(), Sector = "primary",
                Demonstration = demonstration, Content = new CounterContent([new("teachers", "a.1", 1, "a", 10, 25 + (2 * i), null)], []).ToJson(),
            },
            new CountedIn { PlaceId = country.PlaceId, RoundId = round, SchoolId = school.PlaceId, Role = LinkRole.Admin }));
    }
}
