using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Meent.Foundation.Data;

/// <summary>Writes many new rows fast: a prepared statement on SQLite, a binary COPY on PostgreSQL.</summary>
public static class BulkInsert
{
    /// <summary>Inserts rows into a table, within the transaction that is open (see <see cref="HubDb.InTransaction(Func{Task}, CancellationToken)"/>).</summary>
    /// <param name="table">name of the table; like the columns it is written by us, never by a visitor</param>
    /// <param name="rows">values in the order of the columns: Guid, string, DateOnly, numbers, bool, byte[] or null</param>
    /// <exception cref="InvalidOperationException">there is no open transaction</exception>
    public static async Task BulkInsertInto(this HubDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel = default)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Many rows are written within a transaction, so that all or none are there.");
        if (transaction.Connection is NpgsqlConnection postgres) await Copy(postgres, table, columns, rows, cancel);
        else Insert(transaction, table, columns, rows, cancel);
    }

    private static async Task Copy(NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", cancel);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancel);
            foreach (var value in row)
            {
                if (value is null) await writer.WriteNullAsync(cancel);
                else await writer.WriteAsync(value, cancel);
            }
        }
        await writer.CompleteAsync(cancel);
    }

    // SQLite does no input and output that could be awaited.
    private static void Insert(DbTransaction transaction, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select((_, i) => "@p" + i))})";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i;
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
