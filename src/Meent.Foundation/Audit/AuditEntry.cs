using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Foundation.Audit;

/// <summary>Who did what to which place, without contents.</summary>
public sealed class AuditEntry
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    public Guid PlaceId { get; init; }

    public Guid Id { get; init; }

    public DateTime At { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>A past participle: "opened", "closed", "approved".</summary>
    public required string Act { get; init; }

    /// <summary>The round, role or report that it was done to; null where it is the place itself.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>1, 2, 3… over the whole hub, in the order of writing. Given when it is written.</summary>
    public long Number { get; internal set; }

    /// <summary>SHA-256 of this entry and of the hash before it, in small hexadecimal letters.</summary>
    public string Hash { get; internal set; } = "";

    /// <summary>The hash that belongs to this entry, behind one with the hash <paramref name="before"/>.</summary>
    /// <remarks>
    /// Of these lines in UTF-8, each but the last ended by one line feed: hash before, number, place, id, time as
    /// 2026-03-04T12:00:00.000000Z, person, subject or "-", act. Ids in small letters with hyphens. Written down in docs/operate/trail.md.
    /// </remarks>
    public string HashAfter(string before, long number)
    {
        var lines = string.Join('\n', before, number.ToString(CultureInfo.InvariantCulture), PlaceId.ToString("D"), Id.ToString("D"),
            Clock.Cut(At).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), PersonId.ToString("D"), SubjectId?.ToString("D") ?? "-", Act);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<AuditEntry>(e =>
        {
            e.ToTable("hub_audit");
            e.HasKey(a => new { a.PlaceId, a.Id });
            e.HasIndex(a => a.Number).IsUnique().HasFilter("number > 0");
            e.HasIndex(a => a.PersonId);
            e.HasIndex(a => a.SubjectId).HasFilter("subject_id is not null");
        });
        model.Entity<AuditHead>(e =>
        {
            e.ToTable("hub_audit_head");
            e.HasKey(h => h.Id);
            e.Property(h => h.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>The end of the trail: one row.</summary>
internal sealed class AuditHead
{
    public int Id { get; init; }

    public long Count { get; init; }

    public required string Hash { get; init; }
}
