using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>What a person's authenticator app and the hub both know, and which code was used last.</summary>
public sealed class Authenticator
{
    public Guid PersonId { get; init; }

    /// <summary>The shared key, sealed with the keys of the hub.</summary>
    public required string Secret { get; init; }

    /// <summary>The time step of the last code that was accepted: that code, and older ones, are refused from then on. 0 before the first.</summary>
    public long LastStep { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<Authenticator>(e => { e.ToTable("people_authenticator"); e.HasKey(a => a.PersonId); });
}

/// <summary>One of the codes that stand in for a lost authenticator; gone once it was used.</summary>
public sealed class RecoveryCode
{
    public Guid PersonId { get; init; }

    public required string Hash { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<RecoveryCode>(e => { e.ToTable("people_recovery_code"); e.HasKey(c => new { c.PersonId, c.Hash }); });
}
