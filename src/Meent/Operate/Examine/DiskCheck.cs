using Meent.Foundation;
using Meent.Foundation.Data;

namespace Meent.Operate.Examine;

/// <summary>Whether the data folder can be written to, and has room.</summary>
public static class DiskCheck
{
    private const string Check = "disk";

    private const long Least = 200L << 20, Little = 2L << 30;

    public static IEnumerable<Finding> Examine(Settings settings)
    {
        var folder = Path.GetFullPath(settings.DataFolder);
        if (!Directory.Exists(folder))
        {
            yield return Finding.Warn(Check, $"The folder {folder} is not there yet.", "The first start makes it. If it should be there, check MEENT_DATA and that the disk is mounted.");
            yield break;
        }
        yield return Written(folder);
        var database = settings.IsPostgres || !File.Exists(settings.SqliteFile) ? 0 : new FileInfo(settings.SqliteFile).Length;
        yield return Room(new DriveInfo(folder).AvailableFreeSpace, database);
    }

    /// <param name="free">bytes that this user may still write</param>
    /// <param name="database">bytes of the database in the same folder: a backup needs as much again</param>
    public static Finding Room(long free, long database)
    {
        var says = $"{Words(free)} free, the database has {Words(database)}.";
        if (free < Least) return Finding.Fail(Check, says, "Make room now: with a full disk no answer can be accepted.");
        return free < Math.Max(Little, database)
            ? Finding.Warn(Check, says, "Make room soon: backups and upgrades need as much as the database again.")
            : Finding.Ok(Check, says);
    }

    private static Finding Written(string folder)
    {
        var file = Path.Combine(folder, $".doctor-{Ids.Code()}");
        try
        {
            File.WriteAllText(file, "written by meent doctor");
            File.Delete(file);
            return Finding.Ok(Check, $"{folder} can be written to.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(Check, $"{folder} cannot be written to: {e.Message}", "Give the folder to the user that the hub runs as: chown -R meent FOLDER.");
        }
    }

    private static string Words(long bytes) => bytes >= 1L << 30 ? $"{bytes / (double)(1L << 30):0.0} GB" : $"{bytes / (double)(1L << 20):0.0} MB";
}
