using System.Data.Common;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;
using Meent.Reflect.Areas;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>Whatever another process publishes between two looks at the tables: there is one edition of the new schools, and its number stands at all of them.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_another_process_publishes_meanwhile_is_not_published_again(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Nederland", Country = "NL" };
        await hub.Change(db => db.Add(country));
        for (var look = 1; look <= 7; look++)
        {
            for (var i = 0; i < 3; i++) await AddCounter(hub, country, i);
            await PublishWith(hub, new Between(look, () => hub.Publish()));
            var (editions, runs) = await hub.Look(async db => (await db.Read<StoredEdition>().CountAsync(), await db.Read<AreaCounter>().Select(c => c.Run).ToListAsync()));
            Assert.Equal((look, look), (look, editions));
            Assert.Equal(Enumerable.Range(1, look).SelectMany(run => Enumerable.Repeat((int?)run, 3)), runs.Order());
            hub.Clock.Advance(TimeSpan.FromDays(31));
        }
    }

    private static async Task PublishWith(TestHub hub, DbCommandInterceptor interceptor)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var options = new DbContextOptionsBuilder<HubDb>(scope.ServiceProvider.GetRequiredService<DbContextOptions<HubDb>>()).AddInterceptors(interceptor).Options;
        await using var db = new HubDb(options, hub.Services.GetRequiredService<HubModel>(), hub.Services.GetRequiredService<WriteGate>());
        await scope.ServiceProvider.GetRequiredService<PublishAreas>().Publish(db, rested: false);
    }

    /// <summary>Does something before the n-th look at counters or editions, except under the lock under which editions are stored.</summary>
    private sealed class Between(int n, Func<Task> act) : DbCommandInterceptor
    {
        private int looks;

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            var text = command.CommandText;
            if ((text.Contains("reflect_counter", StringComparison.Ordinal) || text.Contains("reflect_edition", StringComparison.Ordinal)) && !text.Contains("max(", StringComparison.OrdinalIgnoreCase) && ++looks == n)
                await act();
            return result;
        }
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
