using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect;

/// <summary>One person's forms one after the other, where what is there decides what may be added.</summary>
internal static class PersonTurn
{
    /// <summary>Waits for what else is stored for the person this way, until the transaction ends. On SQLite one writes at a time anyway.</summary>
    public static Task Hold(HubDb db, Me me, CancellationToken cancel) =>
        db.IsPostgres ? db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({me.Id.ToString()}, 7305514))", cancel) : Task.CompletedTask;
}
