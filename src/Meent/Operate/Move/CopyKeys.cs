using System.Xml.Linq;
using Meent.Foundation;
using Meent.Foundation.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Move;

/// <summary>Takes the keys along that sessions, links and second steps are sealed with: files beside a SQLite database, rows in PostgreSQL.</summary>
internal static class CopyKeys
{
    /// <returns>how many, and where they are now</returns>
    public static async Task<(int Count, string Where)> Run(Settings from, HubDb source, Settings to, HubDb target, CancellationToken cancel)
    {
        var keys = source.IsPostgres
            ? await source.Read<StoredKey>().OrderBy(k => k.Id).ToDictionaryAsync(k => k.Id, k => k.Xml, cancel)
            : Files(Path.Combine(from.DataFolder, "keys"));
        if (target.IsPostgres)
        {
            foreach (var (id, xml) in keys) await target.Database.ExecuteSqlAsync($"insert into hub_key (id, xml) values ({id}, {xml}) on conflict do nothing", cancel);
            return (keys.Count, "in the database");
        }
        var folder = PrivateFolder.Make(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(to.Database).DataSource))!, "keys")).FullName;
        foreach (var (id, xml) in keys) await File.WriteAllTextAsync(Path.Combine(folder, Path.GetFileName(id) + ".xml"), xml, cancel);
        return (keys.Count, folder);
    }

    private static Dictionary<string, string> Files(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal)
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => XElement.Load(f).ToString(SaveOptions.DisableFormatting));
}
