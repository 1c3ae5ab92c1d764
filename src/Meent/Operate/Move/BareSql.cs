using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Operate.Move;

/// <summary>Statements whose words are names of tables and columns, which no parameter can carry. The names come from the database itself.</summary>
internal static class BareSql
{
    public static async Task Run(HubDb db, string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<long> Number(HubDb db, string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
    }
}
