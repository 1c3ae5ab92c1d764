using System.Data.Common;
using System.Text.RegularExpressions;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Schema;

/// <summary>What a database says of its own tables, columns, keys and indexes: one line each, the same words on both engines.</summary>
public static partial class Catalogue
{
    private const string Postgres = """
        select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as "Value"
        from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
        union all
        select case when i.indisprimary then 'key ' else case when i.indisunique then 'unique index ' else 'index ' end end || c.relname || ' ('
          || (select string_agg(coalesce(a.attname, '?'), ', ' order by k.position) from unnest(i.indkey::int[]) with ordinality as k (number, position)
              left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number where k.position <= i.indnkeyatts) || ')'
        from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace
        """;

    private const string Sqlite = """
        select 'column ' || t.name || '.' || c.name || ' ' || c.type || case when c."notnull" or c.pk then ' not null' else '' end as "Value"
        from sqlite_master t join pragma_table_xinfo(t.name) c where t.type = 'table' and t.name not like 'sqlite_%' and t.sql not like 'create virtual%'
        union all
        select 'key ' || t.name || ' (' || (select group_concat(name, ', ') from (select name from pragma_table_info(t.name) where pk > 0 order by pk)) || ')'
        from sqlite_master t where t.type = 'table' and t.name not like 'sqlite_%' and exists (select 1 from pragma_table_info(t.name) where pk > 0)
        union all
        select case when i."unique" then 'unique index ' else 'index ' end || t.name || ' ('
          || (select group_concat(coalesce(name, '?'), ', ') from (select name from pragma_index_info(i.name) order by seqno)) || ')'
        from sqlite_master t join pragma_index_list(t.name) i where t.type = 'table' and i.origin = 'c'
        """;

    /// <summary>The lines of <paramref name="db"/>, sorted, types normalised, without the tables of <paramref name="apart"/>.</summary>
    public static async Task<IReadOnlyList<string>> Of(HubDb db, Func<string, bool> apart)
    {
        var lines = await db.Database.SqlQueryRaw<string>(db.IsPostgres ? Postgres : Sqlite).ToListAsync();
        return [.. lines.Where(l => !apart(TableOf(l))).Select(l => db.IsPostgres ? l : Storage(l)).Order(StringComparer.Ordinal)];
    }

    private static string TableOf(string line) => Table().Match(line).Groups[1].Value;

    // SQLite keeps five kinds of values; which one a column's declared type asks for is its affinity (sqlite.org/datatype3.html, section 3.1).
    // Guids and times are kept as texts by EF Core, so uuid and text say the same there.
    private static string Storage(string line)
    {
        if (!line.StartsWith("column ", StringComparison.Ordinal)) return line;
        var words = line.Split(' ');
        words[2] = words[2].ToLowerInvariant() switch
        {
            var t when t.Contains("int", StringComparison.Ordinal) || t is "boolean" => "integer",
            "uuid" or "text" or "timestamptz" or "date" or "jsonb" => "text",
            var t when t.StartsWith("numeric", StringComparison.Ordinal) => "text",
            "bytea" or "blob" => "blob",
            "real" or "double" => "real",
            var t => t,
        };
        return string.Join(' ', words);
    }

    [GeneratedRegex(@"^(?:column|key|unique index|index) ([^. ]+)")]
    private static partial Regex Table();
}
