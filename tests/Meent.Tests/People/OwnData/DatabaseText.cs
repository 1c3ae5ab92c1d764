using System.Data.Common;
using System.Text;
using System.Text.Json;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People.OwnData;

/// <summary>The whole database as text, table by table, those included that the model does not know.</summary>
internal static class DatabaseText
{
    /// <summary>Where something of a person stands: "table: what".</summary>
    public static Task<IReadOnlyList<string>> Traces(TestHub hub, DataSubject who) => hub.Look<IReadOnlyList<string>>(async db =>
    {
        var traces = new List<string>();
        foreach (var (table, text) in await Tables(db))
            traces.AddRange(Needles(who).Where(n => text.Contains(n.Text, StringComparison.OrdinalIgnoreCase)).Select(n => $"{table}: {n.What}"));
        return [.. traces.Distinct().Order(StringComparer.Ordinal)];
    });

    private static IEnumerable<(string What, string Text)> Needles(DataSubject who) =>
    [
        ("id", who.Id.ToString("D")), ("id", who.Id.ToString("N")), ("id", Convert.ToHexString(who.Id.ToByteArray())),
        ("name", who.Name), ("name", JsonSerializer.Serialize(who.Name).Trim('"')), ("name", "renee o'brien-ete"),
        ("address", who.Email), ("address", StoredMail.HashOf(who.Email)), ("address", Convert.ToHexString(Encoding.UTF8.GetBytes(who.Email))),
    ];

    private static async Task<IReadOnlyList<(string Table, string Text)>> Tables(HubDb db)
    {
        var names = await db.Database.SqlQueryRaw<string>(db.IsPostgres
            ? "select tablename as \"Value\" from pg_tables where schemaname = 'public'"
            : "select name as \"Value\" from sqlite_master where type = 'table'").ToListAsync();
        await db.Database.OpenConnectionAsync();
        var tables = new List<(string, string)>();
        foreach (var name in names) tables.Add((name, await Text(db.Database.GetDbConnection(), name)));
        return tables;
    }

    private static async Task<string> Text(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = string.Concat("select * from \"", table, "\"");
        await using var reader = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await reader.ReadAsync())
            for (var i = 0; i < reader.FieldCount; i++)
                text.Append(reader.GetValue(i) is byte[] bytes ? $"{Convert.ToHexString(bytes)} {Encoding.Latin1.GetString(bytes)}" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
        return text.ToString();
    }
}
