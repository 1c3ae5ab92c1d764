using System.Data.Common;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.ReadIndicators;
using Meent.Places;
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
        var options = new DbContextOptionsBuilder<HubDb>(scope.ServiceProvider.GetRequiredService<DbContextOptions<HubDb>>()).AddInterceptors(counter).Options;
        await using var db = new HubDb(options, hub.Services.GetRequiredService<HubModel>(), hub.Services.GetRequiredService<WriteGate>());
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
