using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A code that went to an address, to prove that who types it reads the mail of that address.</summary>
/// <remarks>
/// The code is typed into the page that the asking led to; there is no link that does it. So nobody can have another person's
/// click confirm an account whose password they chose themselves.
/// </remarks>
internal sealed class EmailCode
{
    public const string ForSignUp = "sign-up";
    public const string ForRecovery = "recover";
    public const string ForInstitution = "institution";

    /// <summary>For a new address of one person, who alone can use the code.</summary>
    public static string ForAddress(Guid person) => $"address {person:N}";

    public static readonly TimeSpan Valid = TimeSpan.FromMinutes(30);
    private const int Tries = 5;

    /// <summary>Random: it stands in the address of the page where the code is typed.</summary>
    public Guid Id { get; init; }

    public required string Purpose { get; init; }

    public required string Email { get; init; }

    public string? Name { get; init; }

    public string? Language { get; init; }

    public string? PasswordHash { get; init; }

    /// <summary>Null where no code fits: the address cannot do this, and the page must not tell.</summary>
    public string? Hash { get; init; }

    public DateTime ExpiresAt { get; init; }

    public int TriesLeft { get; init; }

    /// <summary>Makes a row and the code that fits it: eight figures.</summary>
    /// <param name="fits">false where no code is to fit</param>
    public static (EmailCode Row, string Code) Make(string purpose, string email, DateTime now, bool fits, string? name = null, string? language = null, string? passwordHash = null)
    {
        var id = Ids.Random();
        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        return (new EmailCode
        {
            Id = id, Purpose = purpose, Email = email, Name = name, Language = language, PasswordHash = passwordHash,
            Hash = fits ? HashOf(id, code) : null, ExpiresAt = now + Valid, TriesLeft = Tries,
        }, code);
    }

    /// <summary>Uses one try, and the code itself where it fits: it fits once.</summary>
    /// <returns>the row, gone from the database; null with <paramref name="gone"/> telling whether another try makes sense</returns>
    public static Task<(EmailCode? Row, bool Gone)> Use(HubDb db, string purpose, Guid id, string typed, DateTime now) => db.InTransaction(async () =>
    {
        var open = db.Set<EmailCode>().Where(c => c.Id == id && c.Purpose == purpose);
        if (await open.Where(c => c.TriesLeft > 0 && c.ExpiresAt > now).ExecuteUpdateAsync(s => s.SetProperty(c => c.TriesLeft, c => c.TriesLeft - 1)) == 0)
            return ((EmailCode?)null, true);
        var row = await open.AsNoTracking().SingleAsync();
        var hash = HashOf(id, string.Concat(typed.Where(char.IsAsciiDigit)));
        if (row.Hash is null || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(hash))) return (null, row.TriesLeft == 0);
        return await open.ExecuteDeleteAsync() == 1 ? (row, false) : (null, true);
    });

    public static Task<bool> IsOpen(HubDb db, string purpose, Guid id, DateTime now) =>
        db.Read<EmailCode>().AnyAsync(c => c.Id == id && c.Purpose == purpose && c.TriesLeft > 0 && c.ExpiresAt > now);

    /// <summary>Saves a code, and drops those whose time is up.</summary>
    public static Task Save(HubDb db, EmailCode row, DateTime now) => db.InTransaction(async () =>
    {
        await db.Set<EmailCode>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync();
        db.Add(row);
        await db.SaveChangesAsync();
    });

    internal static void Map(ModelBuilder model) =>
        model.Entity<EmailCode>(e => { e.ToTable("people_email_code"); e.HasKey(c => c.Id); e.HasIndex(c => c.ExpiresAt); });

    internal static string HashOf(Guid id, string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{id:N}{code}")));
}
