using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>A new address that was proved and waits for the old one: it counts when the old one agrees, or after a week.</summary>
public sealed class AddressChange
{
    /// <summary>How long the old address has to object.</summary>
    public static readonly TimeSpan Objection = TimeSpan.FromDays(7);

    public Guid PersonId { get; init; }

    /// <summary>Random: it stands in the link that stops the change.</summary>
    public Guid Id { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public DateTime AskedAt { get; init; }

    public DateTime EffectiveAt { get; init; }

    /// <summary>Of the code that went to the old address.</summary>
    public required string Hash { get; init; }

    public int TriesLeft { get; init; }

    /// <summary>The letter to the old address; null where it became a file, or nobody could be written to.</summary>
    public Guid? LetterId { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<AddressChange>(e =>
    {
        e.ToTable("people_address_change");
        e.HasKey(c => c.PersonId);
        e.HasIndex(c => c.Id).IsUnique();
        e.HasIndex(c => c.EffectiveAt);
    });
}
