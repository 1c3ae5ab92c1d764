using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Meent.Foundation.Data;

/// <summary>Two people did the same thing at the same moment, and the database let one of them.</summary>
public static class UniqueViolation
{
    /// <summary>Whether a write failed because another row has the same key or stands in a unique index.</summary>
    public static bool Is(Exception error) => (error as DbException ?? error.InnerException as DbException) switch
    {
        PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation,
        // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE
        SqliteException e => e.SqliteExtendedErrorCode is 1555 or 2067,
        _ => false,
    };
}
