using System.Security.Cryptography;
using System.Text;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>The second step after a password: an authenticator app, and codes on paper for when it is lost.</summary>
internal sealed partial class SecondSteps(HubDb db, IDataProtectionProvider keys, TimeProvider clock, ILoggerFactory logs)
{
    public const int Codes = 10;

    // No 0/o, 1/l/i: they are copied by hand.
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

    private readonly IDataProtector seal = keys.CreateProtector("Meent.People.Authenticator");

    /// <summary>Makes a key for the app. It counts only when a code of the app has confirmed it; until then it may be made anew.</summary>
    /// <returns>false where the second step is on: then its key is shown to nobody</returns>
    public Task<bool> Begin(Guid person) => db.InTransaction(async () =>
    {
        if (await Hold(person) is not { TwoFactorEnabled: false }) return false;
        await db.Set<Authenticator>().Where(a => a.PersonId == person).ExecuteDeleteAsync();
        db.Add(new Authenticator { PersonId = person, Secret = seal.Protect(Convert.ToBase64String(Totp.NewSecret())) });
        await db.SaveChangesAsync();
        return true;
    });

    /// <returns>the key that waits to be confirmed; null where there is none, or where the second step is on</returns>
    public async Task<byte[]?> Waiting(Person person) =>
        !person.TwoFactorEnabled && await db.Read<Authenticator>().SingleOrDefaultAsync(a => a.PersonId == person.Id) is { } row ? Open(row) : null;

    /// <summary>Turns the second step on with a code of the app.</summary>
    /// <returns>the codes for paper, shown this once; null where the code does not fit</returns>
    public Task<IReadOnlyList<string>?> Confirm(Guid person, string typed) => db.InTransaction(async () =>
    {
        if (await Hold(person) is not { TwoFactorEnabled: false } || !await AppFits(person, Figures(typed))) return null;
        await db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.TwoFactorEnabled, true));
        db.Record(person, "turned second step on", Guid.Empty, person, clock.Now());
        return await Renew(person);
    });

    /// <summary>Ten new codes for paper; the old ones are good for nothing from then on.</summary>
    public Task<IReadOnlyList<string>?> NewCodes(Guid person) => db.InTransaction(async () =>
    {
        if (await Hold(person) is not { TwoFactorEnabled: true }) return null;
        db.Record(person, "made recovery codes", Guid.Empty, person, clock.Now());
        return await Renew(person);
    });

    /// <param name="by">who turns it off: the person, or an operator</param>
    /// <returns>false where it was off already</returns>
    public Task<bool> TurnOff(Guid person, Guid by) => db.InTransaction(async () =>
    {
        var on = await Hold(person) is { TwoFactorEnabled: true };
        await db.Set<Authenticator>().Where(a => a.PersonId == person).ExecuteDeleteAsync();
        await db.Set<RecoveryCode>().Where(c => c.PersonId == person).ExecuteDeleteAsync();
        if (!on) return false;
        await db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.TwoFactorEnabled, false));
        db.Record(by, "turned second step off", Guid.Empty, person, clock.Now());
        await db.SaveChangesAsync();
        return true;
    });

    /// <summary>Whether a code is right: of the app, or one on paper. Either is good once.</summary>
    public async Task<SecondStep> Check(Guid person, string typed)
    {
        if (Figures(typed) is { Length: 6 } figures && !typed.Any(char.IsAsciiLetter)) return await db.InTransaction(() => AppFits(person, figures)) ? SecondStep.App : SecondStep.Wrong;
        var hash = HashOf(person, typed);
        return await db.InTransaction(() => db.Set<RecoveryCode>().Where(c => c.PersonId == person && c.Hash == hash).ExecuteDeleteAsync()) == 1 ? SecondStep.Paper : SecondStep.Wrong;
    }

    public Task<int> CodesLeft(Guid person) => db.Read<RecoveryCode>().CountAsync(c => c.PersonId == person);

    // Every change writes the person's row first, so that two at once take turns.
    private async Task<Person?> Hold(Guid person)
    {
        await db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString()));
        return await db.Read<Person>().SingleOrDefaultAsync(p => p.Id == person);
    }

    private async Task<bool> AppFits(Guid person, string figures)
    {
        if (await db.Read<Authenticator>().SingleOrDefaultAsync(a => a.PersonId == person) is not { } row || Open(row) is not { } secret || Totp.Match(secret, figures, clock.GetUtcNow()) is not { } step) return false;
        // Whoever saw the code over a shoulder comes too late: of two with the same code, one moves the mark.
        return await db.Set<Authenticator>().Where(a => a.PersonId == person && a.LastStep < step).ExecuteUpdateAsync(s => s.SetProperty(a => a.LastStep, step)) == 1;
    }

    private async Task<IReadOnlyList<string>?> Renew(Guid person)
    {
        await db.Set<RecoveryCode>().Where(c => c.PersonId == person).ExecuteDeleteAsync();
        List<string> codes = [.. Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Alphabet, 12)).Select(c => $"{c[..4]}-{c[4..8]}-{c[8..]}")];
        db.AddRange(codes.Select(c => new RecoveryCode { PersonId = person, Hash = HashOf(person, c) }));
        await db.SaveChangesAsync();
        return codes;
    }

    // Keys of the hub that were lost, or a database brought back beside the wrong ones: no code fits then, and codes on paper still do.
    private byte[]? Open(Authenticator row)
    {
        try
        {
            return Convert.FromBase64String(seal.Unprotect(row.Secret));
        }
        catch (CryptographicException e)
        {
            LogUnreadable(logs.CreateLogger("Meent"), e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key of an authenticator app cannot be opened with the keys of this hub. Are the keys in the database or the folder those it was sealed with?")]
    private static partial void LogUnreadable(ILogger logger, Exception error);

    private static string Figures(string typed) => string.Concat(typed.Where(char.IsAsciiDigit));

    // 59 bits of chance need no slow hash against guessing here; these rounds are for who has a copy of the table.
    private static string HashOf(Guid person, string typed)
    {
        var code = string.Concat(typed.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code.Length > 100 ? "" : code), person.ToByteArray(), 20_000, HashAlgorithmName.SHA256, 20));
    }
}

/// <summary>What a code of the second step was.</summary>
internal enum SecondStep { Wrong, App, Paper }
