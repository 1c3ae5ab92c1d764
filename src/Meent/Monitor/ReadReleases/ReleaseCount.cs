using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.ReadReleases;

/// <summary>What a vintage brought of one indicator.</summary>
public sealed class ReleaseCount
{
    public int Vintage { get; init; }

    public required string Indicator { get; init; }

    /// <summary>Observations that were not there before.</summary>
    public long Added { get; init; }

    /// <summary>Observations that have another value than before.</summary>
    public long Revised { get; init; }

    /// <summary>Observations that are as before.</summary>
    public long Kept { get; init; }

    /// <summary>The first period that its values are about.</summary>
    public required string FromPeriod { get; init; }

    public required string ToPeriod { get; init; }
}

/// <summary>An observation that a vintage changed much.</summary>
public sealed class KeptRevision
{
    public Guid PlaceId { get; init; }

    public int Vintage { get; init; }

    public int SeriesId { get; init; }

    public required string Period { get; init; }

    public decimal? Was { get; init; }

    public decimal? Value { get; init; }
}

internal static class ReleaseTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ReleaseCount>(e => { e.ToTable("monitor_release"); e.HasKey(r => new { r.Vintage, r.Indicator }); });
        model.Entity<KeptRevision>(e =>
        {
            e.ToTable("monitor_revision");
            e.HasKey(r => new { r.PlaceId, r.Vintage, r.SeriesId, r.Period });
            e.HasIndex(r => r.Vintage);
        });
    }
}
