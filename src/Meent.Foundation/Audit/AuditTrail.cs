using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Audit;

/// <summary>How the trail was found.</summary>
/// <param name="Count">entries that are whole, from the first on</param>
/// <param name="Hash">of the last of them: worth noting somewhere else</param>
/// <param name="Problem">null where all is whole; else what is wrong first, and where</param>
/// <param name="SinceNumber">number of the entry whose hash was asked for; 0 is the empty trail, null where it was not asked for or not found</param>
public sealed record TrailState(long Count, string Hash, string? Problem, long? SinceNumber);

/// <summary>Reads the audit trail: verifies the chain, lists who did what.</summary>
public static class AuditTrail
{
    /// <summary>Whether this has the form of a hash, whatever the case and the space around it.</summary>
    public static bool IsHash(string typed) => typed.Trim() is { Length: 64 } hash && hash.All(char.IsAsciiHexDigit);

    /// <summary>Walks the whole chain, from the first entry to the head. The first thing that is wrong is told.</summary>
    /// <param name="since">a hash that was noted earlier; null for none</param>
    public static async Task<TrailState> Verify(HubDb db, string? since = null, CancellationToken cancel = default)
    {
        since = since?.Trim().ToLowerInvariant();
        var (count, hash, found) = (0L, AuditEntry.Genesis, since == AuditEntry.Genesis ? 0L : (long?)null);
        // An entry that is written meanwhile is not a break.
        await using var transaction = await db.OneState(cancel);
        if (await db.Read<AuditEntry>().Where(e => e.Number < 1).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel) is { } stranger)
            return Broken($"Entry {stranger} has no place in the chain: it was put in by hand.");
        await foreach (var entry in db.Read<AuditEntry>().Where(e => e.Number > 0).OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (Wrong(entry, count, hash) is { } problem) return Broken(problem);
            (count, hash) = (entry.Number, entry.Hash);
            if (hash == since) found = count;
        }
        var heads = await db.Read<AuditHead>().ToListAsync(cancel);
        if (heads is not [var head]) return Broken("The head of the trail is gone.");
        if (head.Count > count) return Broken($"Entries after number {count} are missing: there were {head.Count}.");
        if (head.Count < count || head.Hash != hash) return Broken($"The head does not fit the last entry, number {count}: one of them was changed.");
        if (since is not null && found is null) return Broken("No entry has the hash that was noted earlier: what stood before it was written anew.");
        return new(count, hash, null, found);

        TrailState Broken(string problem) => new(count, hash, problem, found);
    }

    /// <summary>Entries, the latest first.</summary>
    /// <param name="place">null for all places; an empty id for what belongs to none</param>
    /// <param name="person">null for everybody</param>
    /// <param name="before">only entries with a lower number; null from the end</param>
    public static async Task<IReadOnlyList<AuditEntry>> Entries(HubDb db, Guid? place, Guid? person, long? before, int atMost, CancellationToken cancel = default)
    {
        var entries = db.Read<AuditEntry>();
        if (place is { } p) entries = entries.Where(e => e.PlaceId == p);
        if (person is { } who) entries = entries.Where(e => e.PersonId == who);
        if (before is { } number) entries = entries.Where(e => e.Number < number);
        return await entries.OrderByDescending(e => e.Number).Take(atMost).ToListAsync(cancel);
    }

    /// <summary>What was done to a subject by somebody else, the latest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> EntriesOn(HubDb db, Guid subject, CancellationToken cancel = default) =>
        await db.Read<AuditEntry>().Where(e => e.SubjectId == subject && e.PersonId != subject).OrderByDescending(e => e.Number).ToListAsync(cancel);

    private static string? Wrong(AuditEntry entry, long count, string hash) =>
        entry.Number == count ? $"There are two entries with number {entry.Number}."
        : entry.Number > count + 2 ? $"Entries {count + 1} to {entry.Number - 1} are missing."
        : entry.Number > count + 1 ? $"Entry {count + 1} is missing."
        : entry.Hash != entry.HashAfter(hash, entry.Number) ? $"Entry {entry.Number} ({entry.Act}, {entry.At:yyyy-MM-dd HH:mm} UTC) is not what was written."
        : null;
}
