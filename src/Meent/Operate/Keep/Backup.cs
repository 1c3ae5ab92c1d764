using System.Data.Common;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.Data.Sqlite;

namespace Meent.Operate.Keep;

/// <summary>Copies a hub into one archive while it serves: every answer that was acknowledged before it began is in it.</summary>
public static class Backup
{
    public const string SqliteName = "database.sqlite", PostgresName = "database.dump";

    // Mail on its way holds addresses and links; files of figures that wait may be under embargo and go after a week; archives and half-made files are no part of a hub.
    private static readonly string[] LeftOut = ["mail/", "uploads/"];

    private static readonly string[] LeftOutEndings = [".zip", ".part", ".db", ".db-wal", ".db-shm", ".db-journal"];

    private static readonly string[] OfDatabase = ["", "-wal", "-shm", "-journal"];

    public static async Task<Outcome> Make(Settings settings, string target, TimeProvider clock, CancellationToken cancel = default)
    {
        if (File.Exists(target)) return new(false, $"{target} is there already. Name another file: a backup never overwrites one.");
        if (!settings.IsPostgres && settings.Database.Length == 0 && !File.Exists(settings.SqliteFile)) return new(false, $"There is no database at {settings.SqliteFile}. Check MEENT_DATA.");
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!).FullName;
        // Beside the target: there the operator has seen to room, and perhaps to encryption.
        var copy = Path.Combine(folder, $".meent-backup-{Ids.Code()}.part");
        try
        {
            if (await CopyDatabase(settings, copy, cancel) is { } problem) return new(false, problem);
            var (name, engine) = settings.IsPostgres ? (PostgresName, "postgres") : (SqliteName, "sqlite");
            var manifest = await Archive.Write(target, engine, clock.Now(), [(name, copy), .. Beside(settings)], cancel);
            return new(true, $"{target} holds the database and {manifest.Files.Count - 1} files of the data folder. It is as secret as the hub itself: keep it so.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            return new(false, $"The backup was not made: {e.Message}");
        }
        finally
        {
            File.Delete(copy);
        }
    }

    // VACUUM INTO reads one state of the database while others write, and leaves behind what was deleted.
    private static async Task<string?> CopyDatabase(Settings settings, string copy, CancellationToken cancel)
    {
        if (settings.IsPostgres) return await PostgresTools.Dump(settings.Database, copy, cancel);
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(Storage.SqliteConnectionString(settings)) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = ("vacuum into $copy", 0);
        command.Parameters.AddWithValue("$copy", copy);
        await command.ExecuteNonQueryAsync(cancel);
        return null;
    }

    /// <summary>What lies in the data folder beside the database: keys, own texts, brands, reports.</summary>
    private static IEnumerable<(string Name, string Path)> Beside(Settings settings)
    {
        var folder = settings.DataFolder;
        // Whatever it is called: the file that is in use, with its log beside it, is never copied as it lies there.
        var own = settings.IsPostgres ? null : Path.GetFullPath(new SqliteConnectionStringBuilder(Storage.SqliteConnectionString(settings)).DataSource);
        return from path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>()
               let name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')
               where !LeftOut.Any(l => name.StartsWith(l, StringComparison.Ordinal)) && !LeftOutEndings.Any(l => name.EndsWith(l, StringComparison.Ordinal))
               where own is null || !OfDatabase.Any(e => Path.GetFullPath(path) == own + e)
               select (name, path);
    }
}
