using System.Data.Common;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Meent.Operate.Move;

/// <summary>Copies one table part by part, in the order of its key: each part with the note of how far it came, in one transaction.</summary>
/// <param name="part">rows at once</param>
internal sealed class CopyTable(HubDb source, HubDb target, CopyJournal journal, int part)
{
    // Its one row is there from the beginning, and the database lets it only grow.
    private const string AuditHead = "hub_audit_head";

    /// <param name="from">the table as the source has it</param>
    /// <param name="to">the same table as the target has it</param>
    /// <param name="progress">rows so far</param>
    public async Task<TableSum> Run(CopiedTable from, CopiedTable to, Action<long> progress, CancellationToken cancel)
    {
        var state = await journal.Of(from.Name, cancel);
        var sum = new TableSum(from, state.Rows, state.Sum);
        if (state.Done) return sum;
        // What the schema itself wrote there is not what the source has.
        if (state.Last is null && from.Name != AuditHead) await BareSql.Run(target, $"delete from {from.Name}", cancel);
        for (var last = state.Last; ;)
        {
            var rows = await Read(from, last, cancel);
            foreach (var row in rows) sum.Add(row);
            if (rows.Count > 0) last = [.. from.Key.Select(k => CopiedValue.ToText(rows[^1][k]))];
            await using (var transaction = await target.Database.BeginTransactionAsync(cancel))
            {
                await Write(from, to, rows, cancel);
                await journal.Note(from.Name, last, sum, done: rows.Count == 0, cancel);
                await transaction.CommitAsync(cancel);
            }
            progress(sum.Rows);
            if (rows.Count == 0) return sum;
        }
    }

    /// <summary>The sum of a whole table as it lies there.</summary>
    public static async Task<TableSum> SumOf(HubDb db, CopiedTable table, Action<long> progress, CancellationToken cancel)
    {
        var sum = new TableSum(table);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.CommandTimeout) = ($"select {table.ColumnNames} from {table.Name}", 0);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            sum.Add(CopiedValue.Row(reader, table));
            if (sum.Rows % 10_000 == 0) progress(sum.Rows);
        }
        return sum;
    }

    private async Task<List<object?[]>> Read(CopiedTable table, string[]? last, CancellationToken cancel)
    {
        await using var command = source.Database.GetDbConnection().CreateCommand();
        command.CommandTimeout = 0;
        var after = last is null ? "" : $" where ({table.KeyNames}) > ({string.Join(", ", last.Select((_, i) => $"@k{i}"))})";
        command.CommandText = $"select {table.ColumnNames} from {table.Name}{after} order by {table.KeyNames} limit {part}";
        for (var i = 0; i < last?.Length; i++)
        {
            var column = table.Columns[table.Key[i]];
            CopiedValue.Bind(command, $"k{i}", CopiedValue.FromText(last[i], column.Kind), column);
        }
        var rows = new List<object?[]>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(CopiedValue.Row(reader, table));
        return rows;
    }

    private async Task Write(CopiedTable from, CopiedTable to, List<object?[]> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        if (target.IsPostgres && from.Name != AuditHead) await Stream(from, to, rows, cancel);
        else await Insert(from, to, rows, cancel);
    }

    private async Task Stream(CopiedTable from, CopiedTable to, List<object?[]> rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)target.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync($"copy {from.Name} ({from.ColumnNames}) from stdin (format binary)", cancel);
        var types = from.Columns.Select(c => CopiedValue.PostgresType(to.Columns.First(t => t.Name == c.Name).Kind)).ToArray();
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancel);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is { } value) await writer.WriteAsync(value, types[i], cancel);
                else await writer.WriteNullAsync(cancel);
            }
        }
        await writer.CompleteAsync(cancel);
    }

    private async Task Insert(CopiedTable from, CopiedTable to, List<object?[]> rows, CancellationToken cancel)
    {
        var columns = from.Columns.Select(c => to.Columns.First(t => t.Name == c.Name)).ToList();
        var head = from.Name == AuditHead ? $" on conflict (id) do update set count = excluded.count, hash = excluded.hash where excluded.count > {AuditHead}.count" : "";
        foreach (var row in rows)
        {
            await using var command = target.Database.GetDbConnection().CreateCommand();
            command.Transaction = target.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = $"insert into {from.Name} ({from.ColumnNames}) values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))}){head}";
            for (var i = 0; i < columns.Count; i++) CopiedValue.Bind(command, $"p{i}", row[i], columns[i]);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
