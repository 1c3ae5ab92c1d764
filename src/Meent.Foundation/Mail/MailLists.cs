using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Mail;

/// <summary>How many letters are where.</summary>
public sealed record MailCounts(int Waiting, int Uncertain, int Failed);

/// <summary>What operators see of the outbox.</summary>
public static class MailLists
{
    public static async Task<MailCounts> Counts(HubDb db, DateTime now, CancellationToken cancel = default)
    {
        var open = db.Read<StoredMail>().Where(m => m.SentAt == null);
        return new(
            await open.CountAsync(m => m.FailedAt == null && (m.HandingAt == null || m.ClaimedUntil > now), cancel),
            await open.CountAsync(m => m.FailedAt == null && m.HandingAt != null && (m.ClaimedUntil == null || m.ClaimedUntil <= now), cancel),
            await open.CountAsync(m => m.FailedAt != null, cancel));
    }

    /// <summary>Letters that no server has yet, what needs somebody first; without what they say.</summary>
    public static async Task<IReadOnlyList<StoredMail>> Open(HubDb db, int atMost, CancellationToken cancel = default) =>
        await Bare(db.Read<StoredMail>().Where(m => m.SentAt == null).OrderByDescending(m => m.HandingAt != null).ThenByDescending(m => m.FailedAt != null).ThenBy(m => m.NextAt).Take(atMost)).ToListAsync(cancel);

    /// <summary>Letters to an address in the last thirty days, the latest first.</summary>
    public static async Task<IReadOnlyList<StoredMail>> To(HubDb db, string address, int atMost = 50, CancellationToken cancel = default)
    {
        var hash = StoredMail.HashOf(address);
        return await Bare(db.Read<StoredMail>().Where(m => m.RecipientHash == hash).OrderByDescending(m => m.MadeAt).Take(atMost)).ToListAsync(cancel);
    }

    /// <summary>A letter without what it says; null where it is forgotten.</summary>
    public static Task<StoredMail?> One(HubDb db, Guid id, CancellationToken cancel = default) => Bare(db.Read<StoredMail>().Where(m => m.Id == id)).SingleOrDefaultAsync(cancel);

    /// <summary>Letters to an address count from now on as letters to the one that took its place, within the transaction that is open.</summary>
    public static Task<int> Follow(HubDb db, string old, string address, CancellationToken cancel = default)
    {
        var (from, to) = (StoredMail.HashOf(old), StoredMail.HashOf(address));
        return db.Set<StoredMail>().Where(m => m.RecipientHash == from).ExecuteUpdateAsync(s => s.SetProperty(m => m.RecipientHash, to), cancel);
    }

    /// <summary>Forgets every letter to an address, within the transaction that is open.</summary>
    public static Task<int> Forget(HubDb db, string address, CancellationToken cancel = default)
    {
        var hash = StoredMail.HashOf(address);
        return db.Set<StoredMail>().Where(m => m.RecipientHash == hash).ExecuteDeleteAsync(cancel);
    }

    private static IQueryable<StoredMail> Bare(IQueryable<StoredMail> mails) => mails.Select(m => new StoredMail
    {
        Id = m.Id, MadeAt = m.MadeAt, Subject = m.Subject, Recipient = m.Recipient, RecipientHash = m.RecipientHash, Tries = m.Tries, NextAt = m.NextAt,
        ClaimedUntil = m.ClaimedUntil, HandingAt = m.HandingAt, SentAt = m.SentAt, FailedAt = m.FailedAt, Why = m.Why,
    });
}
