using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Schema;

/// <summary>The numbered SQL files make what the model of EF Core expects; running them is safe.</summary>
public class SchemaTests
{
    // The journal of the migrations themselves, and tables that only SQL knows: the index of the search and its kin.
    private static bool Apart(string table) => table == "hub_migration" || table.Contains("search", StringComparison.Ordinal);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Migrations_make_the_schema_of_the_model(Engine engine)
    {
        await using var migrated = await Opened.On(await Databases.Fresh(engine));
        await using var modelled = await Opened.On(await Databases.Empty(engine));
        await modelled.Db.Database.EnsureCreatedAsync();
        Assert.Equal(await Catalogue.Of(modelled.Db, Apart), await Catalogue.Of(migrated.Db, Apart));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Planted_drift_is_found(Engine engine)
    {
        foreach (var (drift, line) in new[]
        {
            ("alter table places_place add column planted text", "column places_place.planted text"),
            ("create index planted on places_place (name)", "index places_place (name)"),
            ("create table places_planted (place_id uuid not null primary key)", "key places_planted (place_id)"),
        })
        {
            await using var hub = await Opened.On(await Databases.Fresh(engine));
            var before = await Catalogue.Of(hub.Db, Apart);
            await hub.Db.Database.ExecuteSqlRawAsync(drift);
            Assert.Contains(line, (await Catalogue.Of(hub.Db, Apart)).Except(before));
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Running_again_runs_nothing(Engine engine)
    {
        await using var hub = await Opened.On(await Databases.Empty(engine));
        Assert.Equal(Migrations.All(hub.Model, engine == Engine.Postgres), await Migrations.Run(hub.Db, hub.Model));
        Assert.Empty(await Migrations.Run(hub.Db, hub.Model));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Several_starts_at_once_on_an_empty_database_run_each_file_once(Engine engine)
    {
        var settings = await Databases.Empty(engine);
        await using var keeper = await Opened.On(settings);
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var hub = await Opened.On(settings, keep: true);
            return await Migrations.Run(hub.Db, hub.Model);
        })));
        Assert.Equal(Migrations.All(keeper.Model, engine == Engine.Postgres).Count, runs.Sum(r => r.Count));
        Assert.Single(runs, r => r.Count > 0);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_file_that_was_changed_after_it_ran_is_refused(Engine engine)
    {
        await using var hub = await Opened.On(await Databases.Fresh(engine));
        await hub.Db.Database.ExecuteSqlRawAsync("update hub_migration set hash = 'planted' where module = 'Places' and number = 1");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrations.Run(hub.Db, hub.Model));
        Assert.Contains("0001_places.sql was changed", refused.Message);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_database_of_a_newer_program_is_refused(Engine engine)
    {
        await using var hub = await Opened.On(await Databases.Fresh(engine));
        await hub.Db.Database.ExecuteSqlRawAsync("insert into hub_migration (module, number, name, hash) values ('Learn', 1, '0001_learn.sql', 'x')");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrations.Run(hub.Db, hub.Model));
        Assert.Contains("Learn 1", refused.Message);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_file_with_a_mistake_leaves_the_database_as_it_was(Engine engine)
    {
        await using var hub = await Opened.On(await Databases.Fresh(engine));
        var before = await Catalogue.Of(hub.Db, Apart);
        await hub.Db.Database.ExecuteSqlRawAsync("delete from hub_migration where module = 'Reflect'");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Migrations.Run(hub.Db, hub.Model));
        await using var after = await Opened.On(hub.Settings, keep: true);
        Assert.Equal(before, await Catalogue.Of(after.Db, Apart));
    }

    /// <summary>A database with services around it, dropped at the end unless another one drops it.</summary>
    private sealed class Opened(Settings settings, IAsyncDisposable app, AsyncServiceScope scope, bool keep) : IAsyncDisposable
    {
        public Settings Settings => settings;

        public HubDb Db { get; } = scope.ServiceProvider.GetRequiredService<HubDb>();

        public HubModel Model { get; } = scope.ServiceProvider.GetRequiredService<HubModel>();

        public static Task<Opened> On(Settings settings, bool keep = false)
        {
            var app = Hub.Build(settings, TestHub.Modules);
            return Task.FromResult(new Opened(settings, app, app.Services.CreateAsyncScope(), keep));
        }

        public async ValueTask DisposeAsync()
        {
            await scope.DisposeAsync();
            await app.DisposeAsync();
            if (!keep) await Databases.Drop(settings);
        }
    }
}
