using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Meent.Foundation.Mail;

/// <summary>The letters in the database: put in with the change that they tell of, taken out one by one, by one process each.</summary>
public sealed class MailOutbox(HubDb db, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Longer than a conversation with a server may take.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Between the tries; after the last the letter counts as failed.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    /// <summary>Stores a letter within the transaction that is open, else at once. A letter that is there already stays as it is.</summary>
    internal static void Put(HubDb db, Guid id, string? subject, EmailAddress to, byte[] message, DateTime now, DateTime? failedAt = null, string? why = null, Guid? about = null) => db.Execute($"""
        insert into hub_mail (id, made_at, subject, recipient, recipient_hash, message, tries, next_at, failed_at, why, about)
        values ({id}, {now}, {subject}, {to.Value}, {StoredMail.HashOf(to.Value)}, {message}, {0}, {now}, {failedAt}, {why}, {about})
        on conflict do nothing
        """);

    /// <summary>Takes the letter that has waited longest, for this attempt alone; null where none is due.</summary>
    public async Task<StoredMail?> Take(CancellationToken cancel)
    {
        var (now, claim) = (clock.Now(), Ids.Random());
        var due = db.Read<StoredMail>().Where(m => m.SentAt == null && m.FailedAt == null && m.HandingAt == null && m.NextAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil <= now));
        foreach (var id in await due.OrderBy(m => m.NextAt).ThenBy(m => m.Id).Select(m => m.Id).Take(20).ToListAsync(cancel))
        {
            var until = now + Claim;
            // Asked again in the write itself: whoever writes first has it, on both engines.
            if (await Change(due.Where(m => m.Id == id), s => s.SetProperty(m => m.ClaimedBy, claim).SetProperty(m => m.ClaimedUntil, until), cancel))
                return await db.Read<StoredMail>().SingleOrDefaultAsync(m => m.Id == id && m.ClaimedBy == claim, cancel);
        }
        return null;
    }

    /// <summary>From here on the server may have the letter, and nobody sends it again unasked.</summary>
    /// <returns>false where the letter is no longer this attempt's: then it must not be completed</returns>
    public Task<bool> Hand(StoredMail mail)
    {
        var now = clock.Now();
        return Change(Mine(mail).Where(m => m.HandingAt == null), s => s.SetProperty(m => m.HandingAt, now));
    }

    /// <summary>The server has it: what it said, and to whom, is forgotten.</summary>
    public Task Sent(StoredMail mail) => MarkSent(Mine(mail));

    /// <summary>The server did not take it and may later; nobody has it in hand any more.</summary>
    public Task PutOff(StoredMail mail, TimeSpan pause, string why)
    {
        var next = clock.Now() + pause;
        return Change(Mine(mail), s => s.SetProperty(m => m.Tries, m => m.Tries + 1).SetProperty(m => m.NextAt, next).SetProperty(m => m.Why, why)
            .SetProperty(m => m.HandingAt, (DateTime?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null));
    }

    /// <summary>The program stops before anything was handed over: the next start tries at once.</summary>
    public Task LetGo(StoredMail mail) => Change(Mine(mail).Where(m => m.HandingAt == null), s => s.SetProperty(m => m.ClaimedUntil, (DateTime?)null));

    public Task Fail(StoredMail mail, string why)
    {
        var now = clock.Now();
        return Change(Mine(mail), s => s.SetProperty(m => m.FailedAt, now).SetProperty(m => m.Why, why).SetProperty(m => m.HandingAt, (DateTime?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null));
    }

    /// <summary>Nobody knows whether the server has it.</summary>
    public Task LeaveUncertain(StoredMail mail, string why) => Change(Mine(mail), s => s.SetProperty(m => m.Why, why).SetProperty(m => m.ClaimedUntil, (DateTime?)null));

    /// <summary>An operator wants it tried again from the beginning.</summary>
    /// <returns>false where it is sent, on its way, or gone</returns>
    public Task<bool> Again(Guid id)
    {
        var now = clock.Now();
        return Change(Stuck(id, now), s => s.SetProperty(m => m.Tries, 0).SetProperty(m => m.NextAt, now).SetProperty(m => m.Why, (string?)null)
            .SetProperty(m => m.FailedAt, (DateTime?)null).SetProperty(m => m.HandingAt, (DateTime?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null));
    }

    /// <summary>An operator says that an uncertain letter has arrived.</summary>
    public Task<bool> Leave(Guid id) => MarkSent(Stuck(id, clock.Now()).Where(m => m.HandingAt != null));

    /// <summary>An operator does not want it sent.</summary>
    public Task<bool> Drop(Guid id) => db.InTransaction(async () => await Stuck(id, clock.Now()).ExecuteDeleteAsync() == 1);

    /// <summary>Forgets letters that were sent, or got nowhere, more than thirty days ago.</summary>
    public Task<int> ForgetOld(CancellationToken cancel)
    {
        var oldest = clock.Now() - Kept;
        return db.InTransaction(() => db.Set<StoredMail>().Where(m => (m.SentAt ?? m.MadeAt) < oldest).ExecuteDeleteAsync(cancel), cancel);
    }

    private IQueryable<StoredMail> Mine(StoredMail mail) => db.Set<StoredMail>().Where(m => m.Id == mail.Id && m.ClaimedBy == mail.ClaimedBy && m.SentAt == null);

    private IQueryable<StoredMail> Stuck(Guid id, DateTime now) => db.Set<StoredMail>().Where(m => m.Id == id && m.SentAt == null && (m.ClaimedUntil == null || m.ClaimedUntil <= now));

    private Task<bool> MarkSent(IQueryable<StoredMail> mail)
    {
        var now = clock.Now();
        return Change(mail, s => s.SetProperty(m => m.SentAt, now).SetProperty(m => m.Subject, (string?)null).SetProperty(m => m.Recipient, (string?)null)
            .SetProperty(m => m.Message, (byte[]?)null).SetProperty(m => m.About, (Guid?)null).SetProperty(m => m.Why, (string?)null).SetProperty(m => m.FailedAt, (DateTime?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null));
    }

    private Task<bool> Change(IQueryable<StoredMail> mail, Action<UpdateSettersBuilder<StoredMail>> set, CancellationToken cancel = default) =>
        db.InTransaction(async () => await mail.ExecuteUpdateAsync(set, cancel) == 1, cancel);
}
