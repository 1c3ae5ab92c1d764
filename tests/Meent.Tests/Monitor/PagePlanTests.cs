using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Places;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor;

/// <summary>Pages of figures ask as many questions for a hundred indicators as for a few, and no question goes through all observations.</summary>
public class PagePlanTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Pages_search_in_the_key_and_ask_no_more_where_there_is_more(Engine engine)
    {
        var watch = new Watch();
        await using var hub = await TestHub.Start(engine, s => s, services => services.ConfigureDbContext<HubDb>(o => o.AddInterceptors(watch)));
        await hub.AddDigitalSkills();
        var (union, country) = (await hub.PlaceOf("EU"), await hub.PlaceOf("NL"));
        string[] pages = ["/figures", "/indicators", $"/places/{union}/indicators", $"/places/{country}/indicators", "/indicators/digital-skills-basic", "/indicators/digital-skills-basic/compare", "/indicators/digital-skills-basic/data.csv", $"/places/{country}/indicators/data.csv"];
        await AddMany(hub, 5_000, 1, 0);
        var few = await Questions(hub, watch, pages);
        await AddMany(hub, 5_001, 99, engine == Engine.Postgres ? 2_000 : 200);
        if (engine == Engine.Postgres) await hub.Look(db => db.Database.ExecuteSqlRawAsync("analyze"));
        watch.Explains = true;
        Assert.Equal(few, await Questions(hub, watch, pages));
        Assert.NotEmpty(watch.Plans);
        Assert.All(watch.Plans, plan =>
        {
            Assert.Contains(engine == Engine.Postgres ? "monitor_observation_pkey" : "USING PRIMARY KEY", plan, StringComparison.Ordinal);
            Assert.DoesNotContain(engine == Engine.Postgres ? "Seq Scan on monitor_observation" : "SCAN m", plan, StringComparison.Ordinal);
        });
    }

    private static async Task<IReadOnlyList<(string Page, int Questions)>> Questions(TestHub hub, Watch watch, string[] pages)
    {
        var asked = new List<(string, int)>();
        foreach (var page in pages)
        {
            var before = watch.Asked;
            Assert.Equal(200, (int)(await hub.Visitor().Get(page)).Response.StatusCode);
            asked.Add((page, watch.Asked - before));
        }
        return asked;
    }

    /// <summary>Indicators of the Union and its countries in a version of their own, and some of them of so many places that nobody asks for.</summary>
    private static Task<bool> AddMany(TestHub hub, int first, int count, int others) => hub.Look(async db =>
    {
        await db.InTransaction(() => AddMany(db, [.. Enumerable.Range(first, count)], others));
        return true;
    });

    private static async Task AddMany(HubDb db, List<int> ids, int others)
    {
        var areas = await db.Read<PlaceIdentifier>().Where(i => i.Scheme == Countries.Scheme).Select(i => i.PlaceId).Distinct().ToListAsync();
        var vintage = ids[0];
        await db.BulkInsertInto("monitor_vintage", ["number", "source", "made_at", "format", "row_count"], [[vintage, "eurostat", DateTime.UnixEpoch, "csv", 0L]]);
        await db.BulkInsertInto("monitor_indicator", ["id", "content"], ids.Select(i => new object?[] { $"many-{i}", $$"""{"id":"many-{{i}}","name":{"en":"One of many, {{i}}"},"unit":"percent"}""" }));
        await db.BulkInsertInto("monitor_series", ["id", "indicator", "breakdown", "unit", "source"], ids.Select(i => new object?[] { i, $"many-{i}", Breakdowns.Total, "PC", "eurostat" }));
        await db.BulkInsertInto("monitor_observation", ["place_id", "series_id", "period", "vintage", "value"],
            from place in areas.Concat(Enumerable.Range(0, others).Select(_ => Ids.New())) from id in ids.Take(areas.Contains(place) ? ids.Count : 20) from year in (int[])[2024, 2025]
            select new object?[] { place, id, year.ToString(CultureInfo.InvariantCulture), vintage, 10m + (id % 50) });
    }

    /// <summary>Counts what is asked of the database, and lets it explain how it would look among the observations.</summary>
    private sealed class Watch : DbCommandInterceptor
    {
        private int asked;

        public bool Explains { get; set; }

        public int Asked => asked;

        public ConcurrentBag<string> Plans { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref asked);
            if (Explains && command.CommandText.Contains("monitor_observation", StringComparison.Ordinal)) Plans.Add(await Explain(command));
            return result;
        }

        private static async Task<string> Explain(DbCommand command)
        {
            await using var explain = command.Connection!.CreateCommand();
            (explain.Transaction, explain.CommandText) = (command.Transaction, (command is SqliteCommand ? "explain query plan " : "explain ") + command.CommandText);
            foreach (DbParameter parameter in command.Parameters)
                explain.Parameters.Add(parameter is SqliteParameter sqlite ? new SqliteParameter(sqlite.ParameterName, sqlite.Value) : ((ICloneable)parameter).Clone());
            await using var reader = await explain.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(reader.FieldCount - 1));
            return string.Join('\n', lines);
        }
    }
}
