using System.Data.Common;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Examine;

/// <summary>Whether the database can be reached, is whole, and has the schema of this program.</summary>
public static class DatabaseCheck
{
    public const string Check = "database";

    public static Finding NotYet(Settings settings) =>
        Finding.Warn(Check, $"There is no database yet at {settings.SqliteFile}.", "Start the hub (meent serve) or run meent migrate: either makes it.");

    public static async Task<IReadOnlyList<Finding>> Examine(HubDb db, HubModel model, CancellationToken cancel)
    {
        try
        {
            return [await Reached(db, cancel), await Whole(db, cancel), await Current(db, model, cancel)];
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ArgumentException or TimeoutException)
        {
            return [Finding.Fail(Check, $"It cannot be reached: {e.GetBaseException().Message}", "Check MEENT_DATABASE, that the server runs, and that this user may read the file or sign in.")];
        }
    }

    private static async Task<Finding> Reached(HubDb db, CancellationToken cancel)
    {
        var version = await db.Database.SqlQueryRaw<string>(db.IsPostgres ? "select current_setting('server_version') as \"Value\"" : "select sqlite_version() as \"Value\"").SingleAsync(cancel);
        if (!db.IsPostgres) return Finding.Ok(Check, $"SQLite {version} opens.");
        var encoding = await db.Database.SqlQueryRaw<string>("select current_setting('server_encoding') as \"Value\"").SingleAsync(cancel);
        return encoding == "UTF8"
            ? Finding.Ok(Check, $"PostgreSQL {version} answers.")
            : Finding.Fail(Check, $"The database keeps text as {encoding}.", "Make one with encoding UTF8: create database meent encoding 'UTF8' template template0.");
    }

    // PostgreSQL checks the sums of its pages itself while reading; SQLite is asked to walk through its file.
    private static async Task<Finding> Whole(HubDb db, CancellationToken cancel)
    {
        if (db.IsPostgres)
        {
            var sums = await db.Database.SqlQueryRaw<string>("select current_setting('data_checksums') as \"Value\"").SingleAsync(cancel);
            return sums == "on"
                ? Finding.Ok(Check, "The server checks the sums of its pages.")
                : Finding.Warn(Check, "The server keeps no checksums, so that a failing disk goes unseen.", "Stop PostgreSQL and run pg_checksums --enable on its data folder.");
        }
        var problems = await db.Database.SqlQueryRaw<string>("select quick_check as \"Value\" from pragma_quick_check").ToListAsync(cancel);
        return problems is ["ok"]
            ? Finding.Ok(Check, "The file is whole.")
            : Finding.Fail(Check, $"The file is damaged: {string.Join("; ", problems.Take(3))}.", "Stop the hub, keep the file, and bring back the last backup: meent restore FILE --replace.");
    }

    private static async Task<Finding> Current(HubDb db, HubModel model, CancellationToken cancel)
    {
        var state = await SchemaState.Of(db, model, cancel);
        return state switch
        {
            { Unknown: [var step, ..] } => Finding.Fail(Check, $"It was written by a newer Meent (step {step}).", "Start that version again, or restore a backup that was made before the upgrade."),
            { Changed: [var file, ..] } => Finding.Fail(Check, $"The file {file.Module}/{file.Name} is not the one that ran here.", "Install a released version of Meent; its files never change."),
            { Waiting.Count: > 0 and var n } => Finding.Warn(Check, $"{n} steps of the schema have not run yet.", "Make a backup; then start the hub or run meent migrate."),
            _ => Finding.Ok(Check, "The schema is the one of this version."),
        };
    }
}
