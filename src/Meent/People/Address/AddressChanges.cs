using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Changes an address when both agree: the new one by a code, the old one by a code, or by a week of silence.</summary>
public sealed class AddressChanges(HubDb db, Mailer mailer, Letters letters, IEnumerable<AddressFollower> followers, IServiceProvider services, TimeProvider clock)
{
    private const int Tries = 5;

    public Task<AddressChange?> Of(Guid person) => db.Read<AddressChange>().SingleOrDefaultAsync(c => c.PersonId == person);

    /// <summary>Sends a code to the new address. Who has an account with it already gets a letter instead, and no code fits.</summary>
    /// <returns>id of the page where the code is typed</returns>
    public async Task<Guid> Ask(Me me, string email, string language)
    {
        var normalized = Persons.NormalizedEmail(email);
        var taken = await db.Read<Person>().AnyAsync(p => p.NormalizedEmail == normalized);
        var (row, code) = EmailCode.Make(EmailCode.ForAddress(me.Id), email, clock.Now(), fits: !taken);
        await EmailCode.Save(db, row, clock.Now());
        if (taken) letters.AccountExists(email);
        else if (EmailAddress.TryParse(email, out var address)) mailer.Send(new Recipient(address, null, language), T => AddressLetterTexts.NewAddress(code, T), me.Id);
        return row.Id;
    }

    /// <summary>The new address is proved; from now on the old one may agree or object.</summary>
    /// <returns>why not; null where it is done</returns>
    public async Task<Refusal?> Prove(Me me, Guid codeId, string typed)
    {
        var now = clock.Now();
        // The one that waits keeps its letter and its link: nobody puts another in its place.
        if (await Of(me.Id) is not null) return new AddressWaits();
        var (row, gone) = await EmailCode.Use(db, EmailCode.ForAddress(me.Id), codeId, typed, now);
        if (row is null) return gone ? new CodeIsGone() : new WrongCode();
        var (id, code) = (Ids.Random(), RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            await db.InTransaction(async () =>
            {
                db.Add(new AddressChange
                {
                    PersonId = me.Id, Id = id, Email = row.Email, NormalizedEmail = Persons.NormalizedEmail(row.Email), AskedAt = now, EffectiveAt = now + AddressChange.Objection,
                    Hash = EmailCode.HashOf(id, code), TriesLeft = Tries,
                });
                db.Record(me.Id, "asked for another address", Guid.Empty, me.Id, now);
                await db.SaveChangesAsync();
                // Not before it is sure that no other waits.
                if (await db.RecipientOf(me.Id) is not { } old) return;
                var letter = mailer.Send(old, T => AddressLetterTexts.OldAddress(me.Name, row.Email, code, id, T));
                await db.Set<AddressChange>().Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.LetterId, letter));
            });
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            db.ChangeTracker.Clear();
            return new AddressWaits();
        }
        return null;
    }

    /// <summary>The old address agrees by the code that went to it: the new one counts at once.</summary>
    /// <returns>why not</returns>
    public async Task<Refusal?> Agree(Guid person, string typed)
    {
        var waiting = db.Set<AddressChange>().Where(c => c.PersonId == person);
        var open = await db.InTransaction(() => waiting.Where(c => c.TriesLeft > 0).ExecuteUpdateAsync(s => s.SetProperty(c => c.TriesLeft, c => c.TriesLeft - 1)));
        if (open == 0 || await Of(person) is not { } change) return new CodeIsGone();
        var hash = EmailCode.HashOf(change.Id, string.Concat(typed.Where(char.IsAsciiDigit)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(change.Hash), Encoding.ASCII.GetBytes(hash))) return new WrongCode();
        return await Apply(change) ? null : new ChangedMeanwhile();
    }

    /// <summary>The person, or whoever reads the old address, wants it to stay.</summary>
    /// <returns>false where there is nothing to stop (any more)</returns>
    public Task<bool> Stop(System.Linq.Expressions.Expression<Func<AddressChange, bool>> which) => db.InTransaction(async () =>
    {
        if (await db.Read<AddressChange>().Where(which).SingleOrDefaultAsync() is not { } change) return false;
        if (await db.Set<AddressChange>().Where(c => c.Id == change.Id).ExecuteDeleteAsync() == 0) return false;
        db.Record(change.PersonId, "kept the address", Guid.Empty, change.PersonId, clock.Now());
        await db.SaveChangesAsync();
        return true;
    });

    /// <summary>Carries out what nobody objected to for a week.</summary>
    public async Task ApplyDue(CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var change in await db.Read<AddressChange>().Where(c => c.EffectiveAt <= now).OrderBy(c => c.EffectiveAt).Take(100).ToListAsync(cancel))
            if (await CouldObject(change, now, cancel)) await Apply(change);
    }

    /// <summary>Whether the old address had its letter for a week; where it had not, the change waits until then.</summary>
    private async Task<bool> CouldObject(AddressChange change, DateTime now, CancellationToken cancel)
    {
        var letter = change.LetterId is { } id ? await MailLists.One(db, id, cancel) : null;
        if (letter is null || letter.SentAt + AddressChange.Objection <= now) return true;
        var later = (letter.SentAt ?? now) + AddressChange.Objection;
        await db.InTransaction(() => db.Set<AddressChange>().Where(c => c.Id == change.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.EffectiveAt, later), cancel), cancel);
        return false;
    }

    private async Task<bool> Apply(AddressChange change)
    {
        try
        {
            return await Write(change);
        }
        catch (Exception e) when (e is DbUpdateException or DbException)
        {
            // Somebody else has the address by now, or the account was changed at this moment: then the old one stays until asked again.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private Task<bool> Write(AddressChange change) => db.InTransaction(async () =>
    {
        if (await db.Set<AddressChange>().Where(c => c.Id == change.Id).ExecuteDeleteAsync() == 0) return false;
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == change.PersonId && p.EndedAt == null) is not { } person) return false;
        var old = person.Email ?? "";
        if (await db.Read<Person>().AnyAsync(p => p.NormalizedEmail == change.NormalizedEmail && p.Id != change.PersonId)) return false;
        (person.Email, person.UserName, person.NormalizedEmail, person.NormalizedUserName) = (change.Email, change.Email, change.NormalizedEmail, change.NormalizedEmail);
        (person.EmailConfirmed, person.ConcurrencyStamp) = (true, Ids.Random().ToString());
        db.Record(change.PersonId, "changed the address", Guid.Empty, change.PersonId, clock.Now());
        await db.SaveChangesAsync();
        foreach (var email in new[] { old, change.Email })
            if (EmailAddress.TryParse(email, out var address)) mailer.Send(new Recipient(address, person.Name, person.Language), T => AddressLetterTexts.AddressChanged(person.Name, change.Email, T));
        await Follow(new DataSubject(person.Id, person.Name, old), change);
        return true;
    });

    /// <summary>The old address goes wherever it stood: what is known of a person is found by the new one.</summary>
    private async Task Follow(DataSubject was, AddressChange change)
    {
        var open = db.Set<Invitation>().Where(i => i.AcceptedAt == null && i.EndedAt == null);
        // Where both addresses are invited, the invitation of the new one stays.
        await open.Where(i => i.NormalizedEmail == was.NormalizedEmail && open.Any(o => o.PlaceId == i.PlaceId && o.NormalizedEmail == change.NormalizedEmail)).ExecuteUpdateAsync(s => s.SetProperty(i => i.EndedAt, clock.Now()));
        await db.Set<Invitation>().Where(i => i.NormalizedEmail == was.NormalizedEmail).ExecuteUpdateAsync(s => s.SetProperty(i => i.Email, change.Email).SetProperty(i => i.NormalizedEmail, change.NormalizedEmail));
        await MailLists.Follow(db, was.Email, change.Email);
        foreach (var follower in followers) await follower.Follow(services, was, change.Email, CancellationToken.None);
    }
}

/// <summary>Looks every hour for addresses whose week is over.</summary>
internal sealed partial class AddressClock(IServiceScopeFactory scopes, ILoggerFactory logs) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.FromMinutes(1);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            wait = TimeSpan.FromHours(1);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<AddressChanges>().ApplyDue(stoppingToken);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or IOException)
            {
                Log(logs.CreateLogger("Meent"), e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes of address could not be looked at; they are tried again in an hour.")]
    private static partial void Log(ILogger logger, Exception error);
}
