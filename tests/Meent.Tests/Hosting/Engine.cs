using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Meent.Tests.Hosting;

public enum Engine { Sqlite, Postgres }

/// <summary>Fresh databases, each a copy of one that was migrated once per run.</summary>
public static class Databases
{
    private static readonly Lazy<PostgresCluster> Cluster = new(() =>
    {
        var cluster = PostgresCluster.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        return cluster;
    });

    private static readonly Lazy<Task<string>> PostgresTemplate = new(async () =>
    {
        var name = "meent_template_" + Ids.Code(8);
        await Sql($"create database {name}");
        await Migrate(new Settings { DataFolder = Folder(), Database = $"{Cluster.Value.Connection};Database={name};Pooling=false" });
        return name;
    });

    private static readonly Lazy<Task<string>> SqliteTemplate = new(async () =>
    {
        var settings = new Settings { DataFolder = Folder() };
        await Migrate(settings);
        SqliteConnection.ClearAllPools();
        return settings.SqliteFile;
    });

    public static IEnumerable<TheoryDataRow<Engine>> Engines =>
    [
        new(Engine.Sqlite),
        new(Engine.Postgres) { Skip = PostgresCluster.Missing },
    ];

    /// <summary>Settings for a fresh, migrated database in a fresh folder.</summary>
    public static async Task<Settings> Fresh(Engine engine)
    {
        var settings = new Settings { DataFolder = Folder(), Urls = "http://127.0.0.1:0" };
        if (engine == Engine.Sqlite)
        {
            File.Copy(await SqliteTemplate.Value, settings.SqliteFile);
            return settings;
        }
        var name = "meent_" + Ids.Code(12);
        await CopyTemplate(name);
        return settings with { Database = $"{Cluster.Value.Connection};Database={name};Maximum Pool Size=12" };
    }

    /// <summary>Settings for a database without any table.</summary>
    public static async Task<Settings> Empty(Engine engine)
    {
        var settings = new Settings { DataFolder = Folder(), Urls = "http://127.0.0.1:0" };
        if (engine == Engine.Sqlite) return settings;
        var name = "meent_" + Ids.Code(12);
        await Sql($"create database {name}");
        return settings with { Database = $"{Cluster.Value.Connection};Database={name};Pooling=false" };
    }

    public static async Task Drop(Settings settings)
    {
        if (settings.IsPostgres)
        {
            var name = new NpgsqlConnectionStringBuilder(settings.Database).Database;
            CloseAll(settings);
            await Sql($"drop database if exists {name} with (force)");
        }
        if (Directory.Exists(settings.DataFolder)) Directory.Delete(settings.DataFolder, recursive: true);
    }

    /// <summary>Closes the connections that wait in the pool, as the end of a process would.</summary>
    public static void CloseAll(Settings settings)
    {
        if (settings.IsPostgres) using (var connection = new NpgsqlConnection(settings.Database)) NpgsqlConnection.ClearPool(connection);
        else using (var connection = new SqliteConnection(Storage.SqliteConnectionString(settings))) SqliteConnection.ClearPool(connection);
    }

    /// <summary>A fresh folder, gone when the tests end.</summary>
    public static string Folder()
    {
        var folder = Directory.CreateTempSubdirectory("meent-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => { if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true); };
        return folder;
    }

    private static readonly SemaphoreSlim Copying = new(1);

    private static async Task CopyTemplate(string name)
    {
        var template = await PostgresTemplate.Value;
        await Copying.WaitAsync();
        try
        {
            await Sql($"create database {name} template {template}");
        }
        finally
        {
            Copying.Release();
        }
    }

    private static async Task Migrate(Settings settings)
    {
        await using var app = Hub.Build(settings, TestHub.Modules);
        await using var scope = app.Services.CreateAsyncScope();
        await Migrations.Run(scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<HubModel>());
    }

    private static async Task Sql(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Cluster.Value.Connection};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
