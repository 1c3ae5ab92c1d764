using System.Data.Common;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Move;

/// <summary>What a column holds, whatever an engine calls it.</summary>
internal enum ColumnKind { Uuid, Text, Integer, Long, Boolean, Date, Time, Bytes, Json, Decimal, Double }

/// <param name="KeepsOffset">SQLite holds the time as a text with its offset, as the framework's own tables do</param>
internal sealed record CopiedColumn(string Name, ColumnKind Kind, bool KeepsOffset);

/// <summary>A table as it is copied: all its columns, and those of its primary key.</summary>
/// <param name="Key">positions in <paramref name="Columns"/>, in the order of the key</param>
internal sealed record CopiedTable(string Name, IReadOnlyList<CopiedColumn> Columns, IReadOnlyList<int> Key)
{
    public string ColumnNames => string.Join(", ", Columns.Select(c => c.Name));

    public string KeyNames => string.Join(", ", Key.Select(k => Columns[k].Name));

    /// <summary>Same columns of the same kinds, in whatever order.</summary>
    public bool IsLike(CopiedTable other) => Columns.ToHashSet().SetEquals(other.Columns) && Key.Select(k => Columns[k].Name).SequenceEqual(other.Key.Select(k => other.Columns[k].Name));

    /// <summary>Made anew at the other end: what has run there, and what is worked out from places. Keys of sessions go their own way.</summary>
    private static bool IsLeftOut(string name) =>
        name is "hub_migration" or "hub_key" or CopyJournal.Table || name.StartsWith("places_search", StringComparison.Ordinal);

    /// <summary>The tables of a hub, by name.</summary>
    /// <exception cref="NotSupportedException">a column has a type that is not known here</exception>
    public static async Task<IReadOnlyList<CopiedTable>> Of(HubDb db, CancellationToken cancel)
    {
        var offsets = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties().Where(p => Nullable.GetUnderlyingType(p.ClrType) is { } under ? under == typeof(DateTimeOffset) : p.ClrType == typeof(DateTimeOffset))
            .Select(p => (e.GetTableName(), p.GetColumnName()))).ToHashSet();
        var found = new List<(string Table, string Column, string Type, int Key)>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db.IsPostgres ? Postgres : Sqlite;
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        return
        [
            .. from t in found.GroupBy(f => f.Table)
               where !IsLeftOut(t.Key)
               let columns = t.Select(c => new CopiedColumn(c.Column, KindOf(c.Type, t.Key, c.Column), offsets.Contains((t.Key, c.Column)))).ToList()
               select new CopiedTable(t.Key, columns, [.. t.Select((c, i) => (c.Key, Position: i)).Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Position)]),
        ];
    }

    private const string Sqlite = """
        select m.name, c.name, c.type, c.pk from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite\_%' escape '\' order by m.name, c.cid
        """;

    private const string Postgres = """
        select t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), coalesce(array_position(string_to_array(i.indkey::text, ' ')::int[], a.attnum::int), 0)
        from pg_class t
        join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema()
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        left join pg_index i on i.indrelid = t.oid and i.indisprimary
        where t.relkind in ('r', 'p') order by t.relname collate "C", a.attnum
        """;

    private static ColumnKind KindOf(string type, string table, string column) => type.ToLowerInvariant().Split('(')[0].Trim() switch
    {
        "uuid" => ColumnKind.Uuid,
        "text" or "varchar" or "character varying" => ColumnKind.Text,
        "integer" or "int" or "smallint" => ColumnKind.Integer,
        "bigint" => ColumnKind.Long,
        "boolean" => ColumnKind.Boolean,
        "date" => ColumnKind.Date,
        "timestamptz" or "timestamp with time zone" => ColumnKind.Time,
        "bytea" or "blob" => ColumnKind.Bytes,
        "jsonb" => ColumnKind.Json,
        "numeric" or "decimal" => ColumnKind.Decimal,
        "double precision" or "real" => ColumnKind.Double,
        // Tables that SQLite keeps for its own search have none; they are left out.
        _ when IsLeftOut(table) => ColumnKind.Text,
        _ => throw new NotSupportedException($"{table}.{column} has the type {type}, which meent copy does not know."),
    };
}
