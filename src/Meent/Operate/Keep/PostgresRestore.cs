using Meent.Foundation;
using Npgsql;

namespace Meent.Operate.Keep;

/// <summary>Puts a dump into a PostgreSQL database; the tables that were there step aside until it has gone well.</summary>
public static class PostgresRestore
{
    private const string Aside = "meent_replaced";

    /// <returns>null when done, else a sentence; then the database is as it was</returns>
    public static async Task<string?> Put(Settings settings, string dump, bool replace, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(settings.Database);
        await connection.OpenAsync(cancel);
        if (await Count(connection, "select count(*) from pg_tables where schemaname = 'public'", cancel) > 0)
        {
            if (!replace) return "The database has tables already. Name an empty one in MEENT_DATABASE, or say --replace to lose what is in it.";
            if (await Count(connection, "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'", cancel) > 0)
                return "The database is in use. Stop the hub, and every other program that is connected, and try again.";
        }
        if (await Count(connection, $"select count(*) from pg_namespace where nspname = '{Aside}'", cancel) > 0)
            return $"A restore was broken off here: the tables from before it lie in the schema {Aside}. Rename it to public, or drop it, and try again.";
        await Run(connection, $"alter schema public rename to {Aside}", cancel);
        var done = false;
        try
        {
            var problem = await PostgresTools.Restore(settings.Database, dump, cancel);
            done = problem is null;
            return problem;
        }
        finally
        {
            // Also where somebody broke it off: there is the old or the new, never nothing.
            await Run(connection, done
                ? $"drop schema {Aside} cascade"
                : $"begin; drop schema if exists public cascade; alter schema {Aside} rename to public; commit", CancellationToken.None);
        }
    }

    private static async Task<long> Count(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
