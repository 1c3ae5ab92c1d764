using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Meent.Foundation.Time;
using Npgsql;
using NpgsqlTypes;

namespace Meent.Operate.Move;

/// <summary>Values on their way from one engine to the other: Guid, string, int, long, bool, DateOnly, DateTime (UTC, whole microseconds), byte[], decimal, double or null.</summary>
internal static class CopiedValue
{
    public static object?[] Row(DbDataReader reader, CopiedTable table) => [.. table.Columns.Select((c, i) => reader.IsDBNull(i) ? null : Read(reader, i, c.Kind))];

    private static object Read(DbDataReader reader, int i, ColumnKind kind) => kind switch
    {
        ColumnKind.Uuid => reader.GetGuid(i),
        ColumnKind.Text or ColumnKind.Json => reader.GetString(i),
        ColumnKind.Integer => reader.GetInt32(i),
        ColumnKind.Long => reader.GetInt64(i),
        ColumnKind.Boolean => reader.GetBoolean(i),
        ColumnKind.Date => reader.GetFieldValue<DateOnly>(i),
        ColumnKind.Time => Time(reader.GetValue(i)),
        ColumnKind.Bytes => reader.GetFieldValue<byte[]>(i),
        ColumnKind.Decimal => reader.GetDecimal(i),
        _ => reader.GetDouble(i),
    };

    /// <summary>SQLite holds texts, with an offset or without; without one they are UTC.</summary>
    private static DateTime Time(object value) => Clock.Cut(value is DateTime time
        ? DateTime.SpecifyKind(time, DateTimeKind.Utc)
        : DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime);

    public static NpgsqlDbType PostgresType(ColumnKind kind) => kind switch
    {
        ColumnKind.Uuid => NpgsqlDbType.Uuid,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Json => NpgsqlDbType.Jsonb,
        ColumnKind.Integer => NpgsqlDbType.Integer,
        ColumnKind.Long => NpgsqlDbType.Bigint,
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Time => NpgsqlDbType.TimestampTz,
        ColumnKind.Bytes => NpgsqlDbType.Bytea,
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        _ => NpgsqlDbType.Double,
    };

    /// <summary>A parameter named @name.</summary>
    public static void Bind(DbCommand command, string name, object? value, CopiedColumn column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            DateTime time when column.KeepsOffset && command is not NpgsqlCommand => new DateTimeOffset(time, TimeSpan.Zero),
            _ => value,
        };
        if (parameter is NpgsqlParameter postgres) postgres.NpgsqlDbType = PostgresType(column.Kind);
        command.Parameters.Add(parameter);
    }

    /// <summary>Bytes that are the same on both engines, and different for different values.</summary>
    public static void Write(BinaryWriter writer, object? value, ColumnKind kind)
    {
        writer.Write(value is not null);
        switch (value)
        {
            case null: break;
            case Guid id: writer.Write(id.ToByteArray()); break;
            case string text: writer.Write(kind == ColumnKind.Json ? Sorted(JsonNode.Parse(text))?.ToJsonString() ?? "null" : text); break;
            case int number: writer.Write((long)number); break;
            case long number: writer.Write(number); break;
            case bool flag: writer.Write(flag); break;
            case DateOnly day: writer.Write(day.DayNumber); break;
            case DateTime time: writer.Write(time.Ticks); break;
            case byte[] bytes: writer.Write(bytes.Length); writer.Write(bytes); break;
            // 1.50 and 1.5 are one number.
            case decimal number: writer.Write((number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)); break;
            case double number: writer.Write(number); break;
            default: throw new NotSupportedException($"{value.GetType()} is not copied.");
        }
    }

    /// <summary>PostgreSQL keeps JSON by its meaning, in an order of its own.</summary>
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>The value of a key as a text, to go on from it after an interruption.</summary>
    public static string ToText(object? value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        DateOnly day => day.DayNumber.ToString(CultureInfo.InvariantCulture),
        DateTime time => time.Ticks.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static object FromText(string text, ColumnKind kind) => kind switch
    {
        ColumnKind.Uuid => Guid.Parse(text),
        ColumnKind.Integer => int.Parse(text, CultureInfo.InvariantCulture),
        ColumnKind.Long => long.Parse(text, CultureInfo.InvariantCulture),
        ColumnKind.Boolean => bool.Parse(text),
        ColumnKind.Date => DateOnly.FromDayNumber(int.Parse(text, CultureInfo.InvariantCulture)),
        ColumnKind.Time => new DateTime(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc),
        ColumnKind.Bytes => Convert.FromBase64String(text),
        ColumnKind.Decimal => decimal.Parse(text, CultureInfo.InvariantCulture),
        ColumnKind.Double => double.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}
