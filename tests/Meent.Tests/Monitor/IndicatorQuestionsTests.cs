using System.Data.Common;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Monitor;
using Meent.Monitor.ReadIndicators;
using Meent.Monitor.ReadReleases;
using Meent.Places;
using Meent.Plan;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor;

/// <summary>A page of many indicators asks the database as often as a page of one.</summary>
public class IndicatorQuestionsTests
{
    [Fact]
    public async Task Questions_to_the_database_do_not_grow_with_the_number_of_indicators()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        await using var scope = hub.Services.CreateAsyncScope();
        var counter = new Counter();
        await using var db = Counted(hub, scope.ServiceProvider, counter);
        var T = new Texts(hub.Services.GetRequiredService<TextCatalogue>(), "en");
        var (observations, places) = (new Observations(db, hub.Clock), ActivatorUtilities.CreateInstance<PlaceDirectory>(scope.ServiceProvider, db, T));
        var reader = new IndicatorReader(
            new(db, hub.Services.GetRequiredService<IndicatorContent>(), hub.Clock), new(db, hub.Services.GetRequiredService<BreakdownContent>()), observations, new(db, observations, places, hub.Clock), places, T, hub.Clock);
        var union = (await reader.Union(CancellationToken.None))!;
        await Count(1);
        var (one, ofOne) = await Count(1);
        var (many, ofMany) = await Count(8);
        Assert.Equal((1, 8, ofOne), (one, many, ofMany));

        counter.Questions = 0;
        Assert.InRange((await reader.OfPlace(union, null, Reading.Now, CancellationToken.None))!.Lines.Count, 8, PlaceIndicatorsPage.Most);
        Assert.InRange(counter.Questions, 1, 25);

        async Task<(int Lines, int Questions)> Count(int most)
        {
            counter.Questions = 0;
            var (lines, together) = await reader.Foremost(union, most, Reading.Now, CancellationToken.None);
            Assert.All(lines, l => Assert.Contains(together[l.Indicator.Id], c => c.Newest is not null));
            return (lines.Count, counter.Questions);
        }
    }

    [Fact]
    public async Task A_release_asks_as_often_for_many_revisions_of_the_Union_as_for_one()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        Guid[] places = [await hub.PlaceOf("EU"), await hub.PlaceOf("NL"), await hub.PlaceOf("BE")];
        await hub.Change(db =>
        {
            db.AddRange(Enumerable.Range(90, 2).Select(v => new Vintage { Number = v, Source = ObservationSource.Schools, MadeAt = hub.Clock.Now(), Format = "edition", RowCount = 1 }));
            for (var id = 101; id <= 109; id++)
            {
                db.Add(new Series { Id = id, Indicator = $"of-schools-{id}", Breakdown = Breakdowns.Total, Unit = "PC", Source = ObservationSource.Schools });
                // The last is of one country only.
                db.AddRange(places.Take(id == 109 ? 2 : 3).Select(p => new StoredObservation { PlaceId = p, SeriesId = id, Period = "2025/2026", Value = 40, Vintage = 90 }));
                db.Add(new KeptRevision { PlaceId = places[0], Vintage = id == 101 ? 90 : 91, SeriesId = id, Period = "2025/2026", Was = 40, Value = 41 });
            }
        });
        await using var scope = hub.Services.CreateAsyncScope();
        var counter = new Counter();
        await using var db = Counted(hub, scope.ServiceProvider, counter);
        var directory = ActivatorUtilities.CreateInstance<PlaceDirectory>(scope.ServiceProvider, db, new Texts(hub.Services.GetRequiredService<TextCatalogue>(), "en"));
        await Count(90);
        var (one, many) = (await Count(90), await Count(91));
        Assert.Equal([101], one.Series);
        Assert.Equal(one.Questions, many.Questions);
        Assert.Equal(Enumerable.Range(102, 7), many.Series);

        async Task<(List<int> Series, int Questions)> Count(int vintage)
        {
            counter.Questions = 0;
            var revisions = await ReleaseRevisions.Of(vintage, db, new(db, hub.Clock), [], directory, s => s.Unit, CancellationToken.None);
            return ([.. revisions.Select(r => r.Series.Id).Order()], counter.Questions);
        }
    }

    [Fact]
    public async Task Where_a_plan_begins_is_asked_at_once_for_all_that_it_is_measured_by()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        await using var scope = hub.Services.CreateAsyncScope();
        var counter = new Counter();
        await using var db = Counted(hub, scope.ServiceProvider, counter);
        var content = hub.Services.GetRequiredService<IndicatorContent>();
        var following = new PlanFollowing(db, new(db, content, hub.Clock), new(db, hub.Services.GetRequiredService<BreakdownContent>()), new(db, hub.Clock, content: content), hub.Clock);
        var country = (await PlacesModule.Find(db, await hub.PlaceOf("NL")))!;
        foreach (var place in new[] { country, await hub.AddSchool("De Elzen") })
        {
            var all = await Count(place, [.. content.All.Select(i => i.Id)]);
            var one = await Count(place, "digital-skills-basic");
            Assert.Equal(one, all);
        }
        Assert.Equal("digital-skills-basic", Assert.Single(await following.Starts(["digital-skills-basic", "nothing"], country, CancellationToken.None)).Start.Indicator);

        async Task<int> Count(Place place, params string[] indicators)
        {
            counter.Questions = 0;
            await following.Starts(indicators, place, CancellationToken.None);
            return counter.Questions;
        }
    }

    [Fact]
    public async Task Which_countries_have_figures_is_looked_up_once_until_other_vintages_count()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        await using var scope = hub.Services.CreateAsyncScope();
        var counter = new Counter();
        await using var db = Counted(hub, scope.ServiceProvider, counter);
        var (observations, countries) = (new Observations(db, hub.Clock, new KeptObservations()), (await PlacesModule.Registered(db, Countries.Scheme)).Select(c => c.Value).ToList());
        var first = await observations.Places(countries);
        counter.Questions = 0;
        Assert.Equal(first["digital-skills-basic"].Order(), (await observations.Places(countries))["digital-skills-basic"].Order());
        Assert.InRange(counter.Questions, 1, 3);
        var other = countries.First(c => !first["digital-skills-basic"].Contains(c));
        await hub.Observe(other, "2025", 41, null);
        Assert.Contains(other, (await observations.Places(countries))["digital-skills-basic"]);
    }

    private static HubDb Counted(TestHub hub, IServiceProvider services, Counter counter)
    {
        var options = new DbContextOptionsBuilder<HubDb>(services.GetRequiredService<DbContextOptions<HubDb>>()).AddInterceptors(counter).Options;
        return new(options, hub.Services.GetRequiredService<HubModel>(), hub.Services.GetRequiredService<WriteGate>());
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Questions { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Questions++;
            return ValueTask.FromResult(result);
        }
    }
}
