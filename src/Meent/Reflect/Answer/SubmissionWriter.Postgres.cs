using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Meent.Reflect.Answer;

/// <summary>A connection of its own; two statements per batch, however many submissions it holds.</summary>
internal sealed class PostgresSubmissions(string connectionString) : SubmissionStore
{
    // Rows are locked in the order of their key, as sealing does and as every other process does: nobody waits in a circle.
    private const string CountSql = """
        with n as (select * from unnest($1, $2, $3, $4) as n (place_id, round_id, audience, n)),
        locked as materialized (
          select a.place_id, a.round_id, a.audience, n.n from reflect_audience a join n using (place_id, round_id, audience)
          where not a.sealed order by a.place_id, a.round_id, a.audience for update of a)
        update reflect_audience a set answered = a.answered + l.n from locked l
        where a.place_id = l.place_id and a.round_id = l.round_id and a.audience = l.audience
        returning a.place_id, a.round_id, a.audience, txid_current()
        """;

    private const string InsertSql =
        "insert into reflect_submission (place_id, round_id, id, audience, answers) select * from unnest($1, $2, $3, $4, $5)";

    /// <summary>How long is asked for the fate of a transaction whose answer was lost: a server that was started anew is back by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private NpgsqlConnection? connection;
    private NpgsqlCommand count = null!;
    private NpgsqlCommand insert = null!;
    private long transactionId;

    public override void Store(List<Waiting> batch)
    {
        var committing = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Open();
                using var transaction = connection!.BeginTransaction();
                (count.Transaction, insert.Transaction) = (transaction, transaction);
                var open = Count(batch);
                foreach (var one in batch) one.Outcome = open.Contains(one.Key) ? Outcome.Stored : Outcome.Sealed;
                Insert(batch);
                committing = true;
                transaction.Commit();
                return;
            }
            catch (NpgsqlException) when (attempt == 1 && !committing)
            {
                // A connection that was cut, or two who waited for each other: nothing was stored, so once more on a new one.
                Close();
            }
            catch (NpgsqlException)
            {
                Close();
                if (committing && WasCommitted()) return;
                throw;
            }
        }
    }

    public override void Dispose() => Close();

    /// <summary>
    /// Whether a transaction was committed whose line was cut before the answer came. Who is told to send again although the answers are
    /// stored would count twice.
    /// </summary>
    private bool WasCommitted()
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; Thread.Sleep(200))
        {
            try
            {
                Open();
                using var ask = new NpgsqlCommand("select txid_status($1)", connection) { Parameters = { new() { Value = transactionId } } };
                var status = ask.ExecuteScalar() as string;
                if (status != "in progress") return status == "committed";
            }
            catch (NpgsqlException)
            {
                Close();
            }
        }
        return false;
    }

    private HashSet<(Guid, Guid, string)> Count(List<Waiting> batch)
    {
        var per = PerAudience(batch);
        var p = count.Parameters;
        p[0].Value = per.ConvertAll(a => a.PlaceId);
        p[1].Value = per.ConvertAll(a => a.RoundId);
        p[2].Value = per.ConvertAll(a => a.Audience);
        p[3].Value = per.ConvertAll(a => a.Count);
        var open = new HashSet<(Guid, Guid, string)>();
        using var reader = count.ExecuteReader();
        while (reader.Read())
        {
            open.Add((reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2)));
            transactionId = reader.GetInt64(3);
        }
        return open;
    }

    private void Insert(List<Waiting> batch)
    {
        var stored = batch.FindAll(w => w.Outcome == Outcome.Stored).ConvertAll(w => w.Submission);
        if (stored.Count == 0) return;
        var p = insert.Parameters;
        p[0].Value = stored.ConvertAll(s => s.PlaceId);
        p[1].Value = stored.ConvertAll(s => s.RoundId);
        p[2].Value = stored.ConvertAll(s => s.Id);
        p[3].Value = stored.ConvertAll(s => s.Audience);
        p[4].Value = stored.ConvertAll(s => s.Answers);
        insert.ExecuteNonQuery();
    }

    private void Open()
    {
        if (connection is not null) return;
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "meent submissions" }.ToString());
        try
        {
            opened.Open();
            using (var durable = new NpgsqlCommand("select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'", opened)) durable.ExecuteNonQuery();
            count = Prepare(opened, CountSql, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Integer);
            insert = Prepare(opened, InsertSql, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Text, NpgsqlDbType.Bytea);
            connection = opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    private static NpgsqlCommand Prepare(NpgsqlConnection connection, string sql, params NpgsqlDbType[] types)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var type in types) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        command.Prepare();
        return command;
    }
}
