using Meent.Foundation;
using Meent.Foundation.Data;
using Npgsql;

namespace Meent.Bench;

/// <summary>A fresh folder and database, gone at the end.</summary>
internal sealed class BenchPlace(Settings settings, string? server, string? name) : IDisposable
{
    public Settings Settings { get; } = settings;

    public static async Task<BenchPlace> Make(Arguments arguments)
    {
        var folder = Directory.CreateTempSubdirectory("meent-bench-").FullName;
        var server = arguments.Text("database", "");
        if (server.Length == 0) return new(new Settings { DataFolder = folder }, null, null);
        var name = "meent_bench_" + Ids.Code(8);
        await Execute(server, $"create database {name}");
        return new(new Settings { DataFolder = folder, Database = $"{server};Database={name}" }, server, name);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (server is not null) Execute(server, $"drop database if exists {name} with (force)").GetAwaiter().GetResult();
        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
