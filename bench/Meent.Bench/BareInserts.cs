using System.Diagnostics;
using System.Security.Cryptography;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Reflect;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Meent.Bench;

/// <summary>
/// What the database takes without anything around it: one loop, the same rows and counts in transactions as large as the hub's can get
/// (one submission per connection), the same durability. The measure beside which the hub's figure stands.
/// </summary>
internal static class BareInserts
{
    /// <returns>rows per second</returns>
    public static double Run(Settings settings, Round[] rounds, int batch, int items, TimeSpan duration)
    {
        using var connection = settings.IsPostgres ? new NpgsqlConnection(settings.Database) : (System.Data.Common.DbConnection)new SqliteConnection(Storage.SqliteConnectionString(settings));
        connection.Open();
        if (!settings.IsPostgres) Execute(connection, Storage.SqlitePragmas);
        using var count = connection.CreateCommand();
        count.CommandText = "update reflect_audience set answered = answered + @n where place_id = @p and round_id = @r and audience = 'teachers'";
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into reflect_submission (place_id, round_id, id, audience, answers) values (@p, @r, @i, 'teachers', @a)";
        foreach (var (command, names) in new[] { (count, "npr"), (insert, "pria") })
        {
            foreach (var name in names)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@{name}";
                command.Parameters.Add(parameter);
            }
        }
        var (watch, rows) = (Stopwatch.StartNew(), 0);
        while (watch.Elapsed < duration)
        {
            using var transaction = connection.BeginTransaction();
            (count.Transaction, insert.Transaction) = (transaction, transaction);
            foreach (var group in Enumerable.Range(0, batch).Select(_ => rounds[RandomNumberGenerator.GetInt32(rounds.Length)]).GroupBy(r => r).OrderBy(g => g.Key.PlaceId))
            {
                (count.Parameters[0].Value, count.Parameters[1].Value, count.Parameters[2].Value) = (group.Count(), group.Key.PlaceId, group.Key.Id);
                count.ExecuteNonQuery();
                foreach (var id in group.Select(_ => Ids.Random()).Order())
                {
                    var p = insert.Parameters;
                    (p[0].Value, p[1].Value, p[2].Value, p[3].Value) = (group.Key.PlaceId, group.Key.Id, id, RandomNumberGenerator.GetBytes(items));
                    insert.ExecuteNonQuery();
                }
            }
            transaction.Commit();
            rows += batch;
        }
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static void Execute(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
