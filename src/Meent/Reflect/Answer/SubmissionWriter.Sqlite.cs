using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.Data.Sqlite;

namespace Meent.Reflect.Answer;

/// <summary>A connection of its own with prepared statements. It holds the gate for one batch at a time.</summary>
internal sealed class SqliteSubmissions(Settings settings, WriteGate gate) : SubmissionStore
{
    // Random ids touch a page each: with the engine's own 2 MB of cache most of them are read again for every batch (measured in
    // bench: a third of the submissions per second). A log of up to 64 MB is folded into the file about once a second under full load:
    // a longer one holds everybody up for longer, a shorter one more often.
    private const string Pragmas = Storage.SqlitePragmas + "pragma cache_size=-65536; pragma wal_autocheckpoint=16384;";

    private SqliteConnection? connection;
    private SqliteCommand count = null!;
    private SqliteCommand insert = null!;

    public override void Store(List<Waiting> batch)
    {
        using var pass = gate.Enter().AsTask().GetAwaiter().GetResult();
        Open();
        using var transaction = connection!.BeginTransaction();
        (count.Transaction, insert.Transaction) = (transaction, transaction);
        HashSet<(Guid, Guid, string)>? closed = null;
        foreach (var audience in PerAudience(batch))
        {
            if (!Count(audience.PlaceId, audience.RoundId, audience.Audience, audience.Count)) (closed ??= []).Add((audience.PlaceId, audience.RoundId, audience.Audience));
        }
        foreach (var one in batch)
        {
            one.Outcome = closed is not null && closed.Contains(one.Key) ? Outcome.Sealed : Outcome.Stored;
            if (one.Outcome == Outcome.Stored) Insert(one.Submission);
        }
        transaction.Commit();
    }

    /// <summary>Folds the write-ahead log into the file and cuts it to nothing.</summary>
    public override bool Settle()
    {
        using var pass = gate.Enter().AsTask().GetAwaiter().GetResult();
        using var command = connection!.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        using var reader = command.ExecuteReader();
        return reader.Read() && reader.GetInt32(0) == 0;
    }

    public override void Dispose()
    {
        if (connection is null) return;
        count.Dispose();
        insert.Dispose();
        connection.Dispose();
    }

    private bool Count(Guid placeId, Guid roundId, string audience, int n)
    {
        var p = count.Parameters;
        (p[0].Value, p[1].Value, p[2].Value, p[3].Value) = (n, placeId, roundId, audience);
        return count.ExecuteNonQuery() == 1;
    }

    private void Insert(Submission s)
    {
        var p = insert.Parameters;
        (p[0].Value, p[1].Value, p[2].Value, p[3].Value, p[4].Value) = (s.PlaceId, s.RoundId, s.Id, s.Audience, s.Answers);
        insert.ExecuteNonQuery();
    }

    private void Open()
    {
        if (connection is not null) return;
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder(Storage.SqliteConnectionString(settings)) { Pooling = false }.ToString());
        opened.Open();
        using (var pragmas = opened.CreateCommand())
        {
            pragmas.CommandText = Pragmas;
            pragmas.ExecuteNonQuery();
        }
        count = Prepare(opened, "update reflect_audience set answered = answered + @p0 where place_id = @p1 and round_id = @p2 and audience = @p3 and not sealed", 4);
        insert = Prepare(opened, "insert into reflect_submission (place_id, round_id, id, audience, answers) values (@p0, @p1, @p2, @p3, @p4)", 5);
        connection = opened;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        return command;
    }
}
