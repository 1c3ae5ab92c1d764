using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>Gives vintages and series their numbers, one writer at a time.</summary>
internal static class VintageBook
{
    private const long Lock = 0x4d65656e_6d6f6e69;

    /// <summary>Until the transaction ends, nobody else numbers vintages or series. SQLite has one writer anyway.</summary>
    public static async Task Hold(HubDb db, CancellationToken cancel)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancel);
    }

    /// <summary>The number of the next vintage; hold the book first.</summary>
    public static async Task<int> Next(HubDb db, CancellationToken cancel) => (await db.Read<Vintage>().Select(v => (int?)v.Number).MaxAsync(cancel) ?? 0) + 1;
}
