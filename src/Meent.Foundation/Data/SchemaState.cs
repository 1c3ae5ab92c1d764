using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Data;

/// <summary>How the schema of a database stands to the files of this program; looking changes nothing.</summary>
/// <param name="Waiting">files that have not run yet; all of them where the database is empty</param>
/// <param name="Changed">files that ran and were changed since: this program refuses the database</param>
/// <param name="Unknown">steps that only a newer program knows</param>
public sealed record SchemaState(IReadOnlyList<Migration> Waiting, IReadOnlyList<Migration> Changed, IReadOnlyList<string> Unknown)
{
    private const string Journal = "select module as \"Module\", number as \"Number\", hash as \"Hash\" from hub_migration";

    public static async Task<SchemaState> Of(HubDb db, HubModel model, CancellationToken cancel = default)
    {
        var all = Migrations.All(model, db.IsPostgres);
        var done = await HasJournal(db, cancel) ? await db.Database.SqlQueryRaw<Ran>(Journal).ToListAsync(cancel) : [];
        return new(
            [.. all.Where(m => done.All(d => (d.Module, d.Number) != (m.Module, m.Number)))],
            [.. all.Where(m => done.Any(d => (d.Module, d.Number) == (m.Module, m.Number) && d.Hash != m.Hash))],
            [.. done.Where(d => all.All(m => (d.Module, d.Number) != (m.Module, m.Number))).Select(d => $"{d.Module} {d.Number}")]);
    }

    /// <summary>Whether any hub ever ran on this database.</summary>
    public static async Task<bool> HasJournal(HubDb db, CancellationToken cancel = default)
    {
        var sql = db.IsPostgres
            ? "select count(*)::int as \"Value\" from pg_tables where schemaname = current_schema() and tablename = 'hub_migration'"
            : "select count(*) as \"Value\" from sqlite_master where type = 'table' and name = 'hub_migration'";
        return await db.Database.SqlQueryRaw<int>(sql).SingleAsync(cancel) > 0;
    }

    private sealed record Ran(string Module, int Number, string Hash);
}
