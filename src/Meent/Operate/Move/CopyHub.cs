using System.Data.Common;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Meent.Operate.Move;

/// <summary>How far a copy is: of one table, while it is written or, after that, read again and compared.</summary>
public sealed record CopyProgress(string Table, bool Comparing, long Rows, long Of);

/// <param name="Checksum">of all rows, the same on both engines and in any order</param>
public sealed record CopiedRows(string Table, long Rows, string Checksum);

/// <summary>How a copy ended.</summary>
/// <param name="Says">what to do next</param>
public sealed record CopyResult(bool Done, string Says, IReadOnlyList<CopiedRows> Tables)
{
    internal static CopyResult Refused(string says) => new(false, says, []);
}

/// <summary>Moves a whole hub into an empty database of either engine. What was broken off goes on where it was; at the end every row of both is compared.</summary>
/// <param name="part">rows at once; tests take few</param>
public sealed class CopyHub(Settings own, IReadOnlyList<HubModule> modules, string to, Action<CopyProgress> progress, int part = 5_000)
{
    private readonly HubModel model = new(modules);

    public async Task<CopyResult> Run(CancellationToken cancel = default)
    {
        if (!to.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !to.Contains("Data Source=", StringComparison.OrdinalIgnoreCase))
            return CopyResult.Refused("Say where to: --to \"Host=…;Database=…;Username=…\" for PostgreSQL, --to \"Data Source=…/meent.db\" for SQLite.");
        if (!own.IsPostgres && !File.Exists(new SqliteConnectionStringBuilder(Storage.SqliteConnectionString(own)).DataSource)) return CopyResult.Refused("There is no hub to copy. Check MEENT_DATA and MEENT_DATABASE.");
        var settings = own with { Database = to };
        try
        {
            await using var source = Open(own);
            await using var target = Open(settings);
            if (await Refusal(source, target, cancel) is { } refused) return CopyResult.Refused(refused);
            return await Copy(source, target, settings, cancel);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return CopyResult.Refused($"The copy is not whole: {e.Message} Mend it and say the same again: it goes on where it was.");
        }
    }

    private HubDb Open(Settings settings)
    {
        var options = new DbContextOptionsBuilder<HubDb>();
        Storage.Configure(options, settings);
        return new HubDb(options.Options, model, new WriteGate(oneAtATime: !settings.IsPostgres));
    }

    private async Task<string?> Refusal(HubDb source, HubDb target, CancellationToken cancel)
    {
        var state = await SchemaState.Of(source, model, cancel);
        if (state is not { Waiting: [], Changed: [], Unknown: [] }) return "The hub's own database is not at the state of this program. Run meent migrate first, or take the program that the hub runs with.";
        await target.Database.OpenConnectionAsync(cancel);
        var journal = new CopyJournal(target);
        var tables = await Tables(target, cancel);
        if (tables.Count == 0) return null;
        if (!tables.Contains(CopyJournal.Table)) return "The database named by --to has tables already. Name an empty one: a copy never writes into a hub that is there.";
        return await journal.SourceOf(cancel) == Named(source) ? null : "A copy of another hub was begun in the database named by --to. Empty it, or name another.";
    }

    private async Task<CopyResult> Copy(HubDb source, HubDb target, Settings to, CancellationToken cancel)
    {
        // One state of the source, whatever is written meanwhile.
        await using var state = await source.OneState(cancel);
        var journal = new CopyJournal(target);
        var resumed = (await Tables(target, cancel)).Contains(CopyJournal.Table);
        await journal.Make(Named(source), cancel);
        await Migrations.Run(target, model, cancel);
        await target.Database.OpenConnectionAsync(cancel);
        var (tables, there) = (await CopiedTable.Of(source, cancel), (await CopiedTable.Of(target, cancel)).ToDictionary(t => t.Name));
        if (tables.FirstOrDefault(t => !there.TryGetValue(t.Name, out var same) || !t.IsLike(same)) is { } odd) return CopyResult.Refused($"The table {odd.Name} is not the same in both databases. It is none of this program's.");
        var copy = new CopyTable(source, target, journal, part);
        var copied = new List<CopiedRows>();
        foreach (var table in tables)
        {
            var all = await BareSql.Number(source, $"select count(*) from {table.Name}", cancel);
            using var sum = await copy.Run(table, there[table.Name], rows => progress(new(table.Name, false, rows, all)), cancel);
            copied.Add(new(table.Name, sum.Rows, sum.Hex));
        }
        if (await Difference(source, target, there, tables, copied, resumed, cancel) is { } different)
            return CopyResult.Refused($"{different} was changed while the hub was copied. Stop the hub, empty the database named by --to, and copy again.");
        var keys = await CopyKeys.Run(own, source, to, target, cancel);
        await Finish(target, journal, cancel);
        return new(true, $"The hub is copied: {copied.Sum(c => c.Rows)} rows in {copied.Count} tables, every one compared; {(keys.Count == 1 ? "one key" : $"{keys.Count} keys")}, {keys.Where}. Start it with the new MEENT_DATABASE.", copied);
    }

    /// <summary>Reads everything again that was written; after an interruption also what it was written from.</summary>
    private async Task<string?> Difference(
        HubDb source, HubDb target, Dictionary<string, CopiedTable> there, IReadOnlyList<CopiedTable> tables, List<CopiedRows> copied, bool resumed, CancellationToken cancel)
    {
        foreach (var (table, expected) in tables.Zip(copied))
        {
            using var sum = await CopyTable.SumOf(target, there[table.Name], rows => progress(new(table.Name, true, rows, expected.Rows)), cancel);
            progress(new(table.Name, true, expected.Rows, expected.Rows));
            if ((sum.Rows, sum.Hex) != (expected.Rows, expected.Checksum)) return table.Name;
            if (!resumed) continue;
            using var now = await CopyTable.SumOf(source, table, _ => { }, cancel);
            if ((now.Rows, now.Hex) != (expected.Rows, expected.Checksum)) return table.Name;
        }
        return null;
    }

    private static async Task Finish(HubDb target, CopyJournal journal, CancellationToken cancel)
    {
        if (target.IsPostgres)
        {
            // Numbers that the database gives itself go on behind those that came along.
            var identities = await target.Database.SqlQueryRaw<string>("select table_name || '.' || column_name as \"Value\" from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'").ToListAsync(cancel);
            foreach (var (table, column) in identities.Select(i => i.Split('.')).Select(i => (i[0], i[1])))
                await BareSql.Run(target, $"select setval(pg_get_serial_sequence('{table}', '{column}'), (select coalesce(max({column}), 0) + 1 from {table}), false)", cancel);
        }
        await journal.Drop(cancel);
        await target.Database.ExecuteSqlRawAsync("analyze", cancel);
    }

    private static Task<List<string>> Tables(HubDb db, CancellationToken cancel) => db.Database.SqlQueryRaw<string>(db.IsPostgres
        ? "select tablename::text as \"Value\" from pg_tables where schemaname = current_schema()"
        : "select name as \"Value\" from sqlite_master where type = 'table' and name not like 'sqlite%'").ToListAsync(cancel);

    /// <summary>Which database it is, without who may enter.</summary>
    private static string Named(HubDb db)
    {
        if (!db.IsPostgres) return $"sqlite {Path.GetFullPath(db.Database.GetDbConnection().DataSource)}";
        var postgres = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        return $"postgres {postgres.Host}:{postgres.Port}/{postgres.Database}";
    }
}
