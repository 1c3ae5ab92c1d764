using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Meent.Bench;

/// <summary>Fills tables as fast as the engine takes rows, without its care for a crash: what stands in a benchmark's database before it begins.</summary>
internal sealed class Bulk : IAsyncDisposable
{
    private readonly SqliteConnection? sqlite;
    private readonly NpgsqlConnection? postgres;
    private readonly Dictionary<string, SqliteCommand> inserts = [];

    public Bulk(Settings settings)
    {
        if (settings.IsPostgres)
        {
            (postgres = new NpgsqlConnection(settings.Database)).Open();
            return;
        }
        (sqlite = new SqliteConnection(Storage.SqliteConnectionString(settings))).Open();
        using var fast = sqlite.CreateCommand();
        fast.CommandText = "pragma journal_mode=wal; pragma synchronous=off; pragma cache_size=-400000; pragma wal_autocheckpoint=20000;";
        fast.ExecuteNonQuery();
    }

    /// <summary>Writes rows of some tables in one transaction.</summary>
    /// <param name="tables">table, columns parted by commas, rows</param>
    public async Task Write(params (string Table, string Columns, IEnumerable<object?[]> Rows)[] tables)
    {
        if (sqlite is not null) Sqlite(tables);
        else foreach (var (table, columns, rows) in tables) await Postgres(table, columns, rows);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            // As autovacuum would in time: plans are made from these figures.
            await using (var analyse = new NpgsqlCommand("vacuum analyze", postgres) { CommandTimeout = 0 }) await analyse.ExecuteNonQueryAsync();
            await postgres.DisposeAsync();
        }
        foreach (var insert in inserts.Values) insert.Dispose();
        if (sqlite is null) return;
        await using (var tidy = sqlite.CreateCommand())
        {
            tidy.CommandText = "pragma wal_checkpoint(truncate); pragma optimize";
            tidy.ExecuteNonQuery();
        }
        sqlite.Dispose();
    }

    private void Sqlite((string Table, string Columns, IEnumerable<object?[]> Rows)[] tables)
    {
        using var transaction = sqlite!.BeginTransaction();
        foreach (var (table, columns, rows) in tables)
        {
            var insert = Insert(table, columns);
            insert.Transaction = transaction;
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i] ?? DBNull.Value;
                insert.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }

    private SqliteCommand Insert(string table, string columns)
    {
        if (inserts.TryGetValue(table, out var known)) return known;
        var count = columns.Split(',').Length;
        var insert = sqlite!.CreateCommand();
        insert.CommandText = $"insert into {table} ({columns}) values ({string.Join(", ", Enumerable.Range(0, count).Select(i => $"@p{i}"))})";
        for (var i = 0; i < count; i++) insert.Parameters.AddWithValue($"@p{i}", DBNull.Value);
        return inserts[table] = insert;
    }

    private async Task Postgres(string table, string columns, IEnumerable<object?[]> rows)
    {
        await using var copy = await postgres!.BeginBinaryImportAsync($"copy {table} ({columns}) from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var value in row)
            {
                if (value is null) await copy.WriteNullAsync();
                else await copy.WriteAsync(value);
            }
        }
        await copy.CompleteAsync();
    }
}
