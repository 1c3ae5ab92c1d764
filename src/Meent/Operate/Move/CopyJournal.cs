using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Meent.Operate.Move;

/// <summary>How far a copy came, kept in the new database itself and written with every part: a copy that was broken off goes on from there.</summary>
/// <param name="Last">the key of the last row that arrived, as texts; null where none did</param>
internal sealed record CopyState(string[]? Last, long Rows, UInt128 Sum, bool Done)
{
    public static CopyState Begin { get; } = new(null, 0, 0, false);
}

/// <summary>The table that keeps it; it goes when all is done.</summary>
internal sealed class CopyJournal(HubDb target)
{
    public const string Table = "meent_copy";

    // The row that says where the data comes from; no table has this name.
    private const string Source = "";

    public Task Make(string source, CancellationToken cancel) => target.Database.ExecuteSqlRawAsync(
        $"create table if not exists {Table} (name text not null primary key, last_key text, rows bigint not null, sum text not null, done boolean not null); insert into {Table} (name, last_key, rows, sum, done) values ('{Source}', @source, 0, '', true) on conflict do nothing",
        [Parameter("@source", source)], cancel);

    public async Task<string?> SourceOf(CancellationToken cancel) =>
        (await target.Database.SqlQueryRaw<string>($"select last_key as \"Value\" from {Table} where name = '{Source}'").ToListAsync(cancel)).SingleOrDefault();

    public async Task<CopyState> Of(string table, CancellationToken cancel)
    {
        await using var command = target.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select last_key, rows, sum, done from {Table} where name = @name";
        command.Parameters.Add(Parameter("@name", table));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new(reader.IsDBNull(0) ? null : JsonSerializer.Deserialize<string[]>(reader.GetString(0)), reader.GetInt64(1), UInt128.Parse(reader.GetString(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture), reader.GetBoolean(3))
            : CopyState.Begin;
    }

    /// <summary>Within the transaction that is open.</summary>
    public async Task Note(string table, string[]? last, TableSum sum, bool done, CancellationToken cancel)
    {
        await using var command = target.Database.GetDbConnection().CreateCommand();
        command.Transaction = target.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"""
            insert into {Table} (name, last_key, rows, sum, done) values (@name, @last, @rows, @sum, @done)
            on conflict (name) do update set last_key = excluded.last_key, rows = excluded.rows, sum = excluded.sum, done = excluded.done
            """;
        foreach (var (name, value) in new (string, object)[] { ("@name", table), ("@last", last is null ? DBNull.Value : JsonSerializer.Serialize(last)), ("@rows", sum.Rows), ("@sum", sum.Hex), ("@done", done) })
            command.Parameters.Add(Parameter(name, value));
        await command.ExecuteNonQueryAsync(cancel);
    }

    public Task Drop(CancellationToken cancel) => target.Database.ExecuteSqlRawAsync($"drop table {Table}", cancel);

    private DbParameter Parameter(string name, object value)
    {
        using var command = target.Database.GetDbConnection().CreateCommand();
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        return parameter;
    }
}
