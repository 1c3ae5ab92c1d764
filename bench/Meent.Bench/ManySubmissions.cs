using System.Security.Cryptography;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Reflect;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Meent.Bench;

/// <summary>Fills a database with submissions of a thousand schools, in key order and in few transactions, as no hub would.</summary>
internal static class ManySubmissions
{
    private const int Schools = 1_000;

    public static async Task Fill(Settings settings, int submissions)
    {
        Console.WriteLine($"storing {submissions:N0} submissions …");
        var (_, rounds, items) = await BenchRounds.Make(settings, Schools);
        var answers = RandomNumberGenerator.GetBytes(items.Count);
        foreach (var round in rounds.OrderBy(r => r.PlaceId))
        {
            var ids = Enumerable.Range(0, submissions / Schools).Select(_ => Ids.Random()).Order().ToList();
            if (settings.IsPostgres) await Postgres(settings, round, ids, answers);
            else Sqlite(settings, round, ids, answers);
        }
    }

    private static void Sqlite(Settings settings, Round round, List<Guid> ids, byte[] answers)
    {
        using var connection = new SqliteConnection(Storage.SqliteConnectionString(settings));
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var insert = new SqliteCommand("insert into reflect_submission (place_id, round_id, id, audience, answers) values (@p, @r, @i, 'teachers', @a)", connection, transaction);
        insert.Parameters.AddWithValue("@p", round.PlaceId);
        insert.Parameters.AddWithValue("@r", round.Id);
        insert.Parameters.AddWithValue("@a", answers);
        var id = insert.Parameters.AddWithValue("@i", Guid.Empty);
        foreach (var one in ids)
        {
            id.Value = one;
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static async Task Postgres(Settings settings, Round round, List<Guid> ids, byte[] answers)
    {
        await using var connection = new NpgsqlConnection(settings.Database);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy reflect_submission (place_id, round_id, id, audience, answers) from stdin (format binary)");
        foreach (var one in ids)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(round.PlaceId, NpgsqlDbType.Uuid);
            await copy.WriteAsync(round.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(one, NpgsqlDbType.Uuid);
            await copy.WriteAsync("teachers", NpgsqlDbType.Text);
            await copy.WriteAsync(answers, NpgsqlDbType.Bytea);
        }
        await copy.CompleteAsync();
    }
}
