using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Audit;

/// <summary>Writes entries behind the last one of the trail.</summary>
/// <remarks>
/// The row of the head is the lock. A transaction takes it as its very last act before the commit, and waits for nothing after it:
/// so whoever holds it always gets to the end, and two processes that write audit can wait for each other but never in a circle.
/// </remarks>
internal static class AuditChain
{
    /// <summary>Numbers the entries, chains and inserts them, within the transaction that is about to be committed.</summary>
    public static async Task Append(HubDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancel)
    {
        if (entries.Count == 0) return;
        var (number, hash) = await Hold(db, cancel);
        foreach (var entry in entries)
        {
            (entry.Number, entry.Hash) = (++number, entry.HashAfter(hash, number));
            hash = entry.Hash;
            await db.Database.ExecuteSqlAsync($"""
                insert into hub_audit (place_id, id, at, person_id, act, subject_id, number, hash)
                values ({entry.PlaceId}, {entry.Id}, {Clock.Cut(entry.At)}, {entry.PersonId}, {entry.Act}, {entry.SubjectId}, {entry.Number}, {entry.Hash})
                """, cancel);
        }
        await Move(db, number, hash, cancel);
    }

    /// <summary>Chains the entries that were written before there was a chain, in the order of their time.</summary>
    public static async Task ChainOld(HubDb db, CancellationToken cancel)
    {
        var old = await db.Read<AuditEntry>().Where(e => e.Number == 0).OrderBy(e => e.At).ToListAsync(cancel);
        if (old.Count == 0) return;
        var (number, hash) = await Hold(db, cancel);
        // Ids of one moment are sorted here: the engines differ in how they compare them.
        foreach (var entry in old.OrderBy(e => e.At).ThenBy(e => e.Id))
        {
            hash = entry.HashAfter(hash, ++number);
            await db.Database.ExecuteSqlAsync($"update hub_audit set number = {number}, hash = {hash} where place_id = {entry.PlaceId} and id = {entry.Id}", cancel);
        }
        await Move(db, number, hash, cancel);
    }

    // On SQLite a transaction has the only pen from its beginning; on PostgreSQL the row is held until the commit.
    private static async Task<(long Number, string Hash)> Hold(HubDb db, CancellationToken cancel)
    {
        var head = await db.Set<AuditHead>().FromSqlRaw(db.IsPostgres ? "select * from hub_audit_head where id = 1 for update" : "select * from hub_audit_head where id = 1")
            .AsNoTracking().ToListAsync(cancel);
        return head is [var row] ? (row.Count, row.Hash) : throw new InvalidOperationException("The head of the audit trail is gone. Restore a backup; “meent audit trail” says what is left.");
    }

    private static async Task Move(HubDb db, long number, string hash, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"update hub_audit_head set count = {number}, hash = {hash} where id = 1", cancel);
}
