using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Meent.Foundation.Audit;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Data;

/// <summary>One numbered SQL file of a module, for the engine in use.</summary>
public sealed record Migration(string Module, int Number, string Name, string Sql)
{
    public string Hash => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>Brings the schema up to date: numbered SQL files per module, each once, in one transaction, under a lock.</summary>
/// <remarks>
/// Files are written once with PostgreSQL type names, which SQLite accepts. <c>/*sqlite: … */</c> and <c>/*postgres: … */</c> are
/// read as SQL on that engine only; a whole file for one engine ends in <c>.sqlite.sql</c> or <c>.postgres.sql</c>.
/// </remarks>
public static partial class Migrations
{
    private const string Journal =
        "create table if not exists hub_migration (module text not null, number integer not null, name text not null, hash text not null, primary key (module, number))";

    // The file that gives the audit trail its chain. SQLite has no SHA-256, so the entries from before are chained by the program.
    private const int AuditFile = 3;

    /// <summary>All files for one engine, in the order in which they run: Hub first, then the modules as listed.</summary>
    public static IReadOnlyList<Migration> All(HubModel model, bool postgres) =>
        [.. Of("Hub", typeof(Migrations).Assembly, postgres), .. model.Modules.SelectMany(m => Of(m.Name, m.Assembly, postgres))];

    /// <returns>the files that were run; none when the schema was up to date</returns>
    /// <exception cref="InvalidOperationException">a file that already ran was changed, or the database is newer than the program</exception>
    public static async Task<IReadOnlyList<Migration>> Run(HubDb db, HubModel model, CancellationToken cancel = default)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (db.IsPostgres) await Execute(connection, transaction, "select pg_advisory_xact_lock(7305511)");
        await Execute(connection, transaction, Journal);
        var done = await Done(connection, transaction);
        var all = All(model, db.IsPostgres);
        if (done.Keys.FirstOrDefault(k => all.All(m => (m.Module, m.Number) != k)) is { Module: not null } unknown)
            throw new InvalidOperationException($"The database has step {unknown.Module} {unknown.Number}, which this program does not know. Start the newer version that wrote it.");
        var ran = new List<Migration>();
        foreach (var step in all)
        {
            if (done.TryGetValue((step.Module, step.Number), out var hash))
            {
                if (hash != step.Hash) throw new InvalidOperationException($"{step.Module}/{step.Name} was changed after it ran on this database. Add a new file instead.");
                continue;
            }
            await Execute(connection, transaction, step.Sql);
            await Note(connection, transaction, step);
            ran.Add(step);
        }
        if (ran.Exists(s => (s.Module, s.Number) == ("Hub", AuditFile))) await ChainAudit(db, transaction, cancel);
        await transaction.CommitAsync(cancel);
        await db.Database.CloseConnectionAsync();
        return ran;
    }

    /// <summary>The text of a file as one engine reads it.</summary>
    public static string ForEngine(string sql, bool postgres) =>
        EngineBlock().Replace(sql, m => m.Groups[1].Value == (postgres ? "postgres" : "sqlite") ? m.Groups[2].Value : "");

    private static async Task ChainAudit(HubDb db, DbTransaction transaction, CancellationToken cancel)
    {
        await db.Database.UseTransactionAsync(transaction, cancel);
        await AuditChain.ChainOld(db, cancel);
        await db.Database.UseTransactionAsync(null, cancel);
    }

    private static IEnumerable<Migration> Of(string module, Assembly assembly, bool postgres)
    {
        var prefix = $"schema/{module}/";
        var other = postgres ? ".sqlite.sql" : ".postgres.sql";
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (resource.EndsWith(other, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var name = resource[prefix.Length..];
            yield return new Migration(module, int.Parse(name[..4], CultureInfo.InvariantCulture), name, ForEngine(reader.ReadToEnd(), postgres));
        }
    }

    private static async Task<Dictionary<(string Module, int Number), string>> Done(DbConnection connection, DbTransaction transaction)
    {
        var done = new Dictionary<(string, int), string>();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select module, number, hash from hub_migration";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) done[(reader.GetString(0), reader.GetInt32(1))] = reader.GetString(2);
        return done;
    }

    private static async Task Note(DbConnection connection, DbTransaction transaction, Migration step)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into hub_migration (module, number, name, hash) values (@module, @number, @name, @hash)";
        foreach (var (name, value) in new (string, object)[] { ("module", step.Module), ("number", step.Number), ("name", step.Name), ("hash", step.Hash) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Execute(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"/\*(sqlite|postgres):(.*?)\*/", RegexOptions.Singleline)]
    private static partial Regex EngineBlock();
}
