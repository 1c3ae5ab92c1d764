using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Meent.Reflect.Answer;

/// <summary>
/// Lets several processes on one PostgreSQL refuse a used code at once, before its mark is written: advisory locks, which the server
/// keeps in memory only and which end with the process.
/// </summary>
/// <remarks>
/// The key of a lock comes from the code itself, not from the hash that is stored, so a list of locks cannot be laid beside the table
/// of codes. The server has room for some thousands of locks of everybody together: past <see cref="Most"/> codes are kept by each
/// process alone.
/// </remarks>
/// <param name="purpose">what the locks are for: those of another purpose do not meet them</param>
internal sealed class CodeLocks(string connectionString, string purpose = "claimed") : IAsyncDisposable
{
    private const int Most = 1_000;

    private readonly SemaphoreSlim turn = new(1);
    private readonly HashSet<long> held = [];
    private NpgsqlConnection? connection;

    /// <returns>false where another process has the code</returns>
    public async Task<bool> Take(string code)
    {
        await turn.WaitAsync();
        try
        {
            if (held.Count >= Most) return true;
            var key = KeyOf(code);
            if (!await Run("select pg_try_advisory_lock($1)", key)) return false;
            held.Add(key);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks only, and takes nothing: somebody else may just be taking it.</summary>
    public async Task<bool> IsTaken(string code)
    {
        await turn.WaitAsync();
        try
        {
            return !await Run("""
                select not exists (select 1 from pg_locks where locktype = 'advisory' and objsubid = 1 and ((classid::bigint << 32) | objid::bigint) = $1
                  and database = (select oid from pg_database where datname = current_database()))
                """, KeyOf(code));
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task Release(IEnumerable<string> codes)
    {
        await turn.WaitAsync();
        try
        {
            foreach (var key in codes.Select(KeyOf))
            {
                if (held.Remove(key)) await Run("select pg_advisory_unlock($1)", key);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        turn.Dispose();
    }

    // Without the database there are no locks, and no answers that need one either.
    private async Task<bool> Run(string sql, long key)
    {
        try
        {
            await Open();
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = key } } };
            return (bool)(await command.ExecuteScalarAsync())!;
        }
        catch (NpgsqlException)
        {
            if (connection is not null) await connection.DisposeAsync();
            connection = null;
            return true;
        }
    }

    private async Task Open()
    {
        if (connection is not null) return;
        connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "meent codes" }.ToString());
        await connection.OpenAsync();
        foreach (var key in held)
        {
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
            await command.ExecuteNonQueryAsync();
        }
    }

    private long KeyOf(string code) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}:{code}")));
}
