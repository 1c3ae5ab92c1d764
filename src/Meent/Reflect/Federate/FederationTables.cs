using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Federate;

/// <summary>The key with which this hub signs, made when it is first needed.</summary>
public sealed class StoredSigningKey
{
    /// <summary>What it is for.</summary>
    public required string Id { get; init; }

    /// <summary>PKCS#8 in PEM.</summary>
    public required string Pem { get; init; }

    public DateTime MadeAt { get; init; }
}

/// <summary>Figures of an area that another hub published. They stand at the area and at every area above it as it was on the day they came.</summary>
public sealed class PartnerFigure
{
    /// <summary>The area, or one above it.</summary>
    public Guid PlaceId { get; init; }

    /// <summary>Id of the key that signed them.</summary>
    public required string Partner { get; init; }

    /// <summary>The area that they are of.</summary>
    public Guid AreaId { get; init; }

    public required string Instrument { get; init; }

    public required string Period { get; init; }

    /// <summary>Of the edition, at the partner.</summary>
    public int Number { get; init; }

    /// <summary>What the operator here calls the partner, else what it calls itself.</summary>
    public required string Hub { get; init; }

    /// <summary>The day on which the partner published it.</summary>
    public DateOnly MadeOn { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>An <c>Areas.Edition</c> as JSON.</summary>
    public required string Content { get; init; }
}

internal static class FederationTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StoredSigningKey>(e => { e.ToTable("reflect_signing_key"); e.HasKey(k => k.Id); });
        model.Entity<PartnerFigure>(e => { e.ToTable("reflect_partner_figure"); e.HasKey(f => new { f.PlaceId, f.Partner, f.AreaId, f.Instrument, f.Period }); });
    }
}
