using System.Data.Common;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.Data.Sqlite;

namespace Meent.Operate.Keep;

/// <summary>Brings back what a backup holds: all of it or, where anything is wrong, nothing.</summary>
public static class Restore
{
    public static async Task<Outcome> From(Settings settings, string source, bool replace, CancellationToken cancel = default)
    {
        if (!File.Exists(source)) return new(false, $"There is no file {source}.");
        Directory.CreateDirectory(settings.DataFolder);
        var folder = Path.Combine(settings.DataFolder, $".meent-restore-{Ids.Code()}.part");
        try
        {
            var (manifest, problem) = await Archive.Read(source, folder, cancel);
            if (manifest is null) return new(false, $"{source} was not restored. {problem}");
            if (manifest.Engine != (settings.IsPostgres ? "postgres" : "sqlite"))
                return new(false, $"{source} was made from {Named(manifest.Engine)}, and the settings point to {Named(settings.IsPostgres ? "postgres" : "sqlite")}. Check MEENT_DATABASE.");
            var database = Path.Combine(folder, manifest.Database);
            var refused = settings.IsPostgres
                ? await PostgresRestore.Put(settings, database, replace, cancel)
                : await PutSqlite(settings, database, replace, cancel);
            if (refused is not null) return new(false, refused);
            foreach (var file in manifest.Files.Where(f => f.Name != manifest.Database)) PutFile(folder, settings.DataFolder, file.Name);
            return new(true, $"The hub is as it was on {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC (Meent {manifest.Version}). Start it with meent serve.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            return new(false, $"{source} was not restored: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string?> PutSqlite(Settings settings, string database, bool replace, CancellationToken cancel)
    {
        var target = settings.Database.Length == 0 ? settings.SqliteFile : new SqliteConnectionStringBuilder(settings.Database).DataSource;
        if (await Ask(database, "pragma integrity_check", cancel) is not "ok") return "The database in the archive is damaged. Take another backup.";
        if (File.Exists(target))
        {
            if (!replace) return $"{target} is there already. Move it away, or say --replace to lose what is in it.";
            // Leaving WAL mode empties the log into the file and works only while nobody else has the file open.
            if (await Ask(target, "pragma journal_mode=delete", cancel) is not "delete") return $"{target} is in use. Stop the hub and try again.";
        }
        // The engine would play such a log into whatever database lies beside it.
        else if (File.Exists(target + "-wal")) return $"{target}-wal belongs to a database that was moved away. Move it away too and try again.";
        // One step of the file system: there is the old database or the new one, never half of it.
        File.Move(database, target, overwrite: true);
        return null;
    }

    private static async Task<string?> Ask(string file, string pragma, CancellationToken cancel)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 2 }.ToString());
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = pragma;
            return (string?)await command.ExecuteScalarAsync(cancel);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static void PutFile(string from, string to, string name)
    {
        var target = Path.Combine(to, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(from, name), target, overwrite: true);
    }

    private static string Named(string engine) => engine == "postgres" ? "PostgreSQL" : "SQLite";
}
