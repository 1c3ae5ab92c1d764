using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>A report that was taken up.</summary>
public sealed class TakenUp
{
    public Guid PlaceId { get; init; }

    public Guid RoundId { get; init; }
}

/// <summary>What a school adds to one sum. It stands for ever with the areas of its day, wherever the school goes later.</summary>
public sealed class Contribution
{
    /// <summary>An area or board of that day, or the school itself.</summary>
    public Guid PlaceId { get; init; }

    public int SeriesId { get; init; }

    /// <summary>School year: "2025/2026".</summary>
    public required string Period { get; init; }

    public Guid SchoolId { get; init; }

    public long Numerator { get; init; }

    public long Denominator { get; init; }

    /// <summary>People behind it; of statements about a school its learners, or the devices that are counted.</summary>
    public long N { get; init; }

    public DateOnly CountedOn { get; init; }
}

/// <summary>The sum of all contributions of other places to one place, series and period.</summary>
/// <remarks>
/// Of a board, what its schools state is read by its people. The rest, all sums of areas and all sums of answers, nobody reads, since they move with every school: they are there so that each report and
/// statement is counted once, in its own transaction, for the places of its day, and that <c>meent verify rollups</c> can prove it.
/// </remarks>
public sealed class Rollup
{
    public Guid PlaceId { get; init; }

    public int SeriesId { get; init; }

    public required string Period { get; init; }

    public long Numerator { get; init; }

    public long Denominator { get; init; }

    public long N { get; init; }

    /// <summary>Schools in it.</summary>
    public int Places { get; init; }
}

/// <summary>What a school or a board reads of itself.</summary>
public sealed class OwnValue
{
    public Guid PlaceId { get; init; }

    public int SeriesId { get; init; }

    /// <summary>Of a school the day on which the round closed, "2026-06-08"; of a board a school year, "2025/2026".</summary>
    public required string Period { get; init; }

    public decimal? Value { get; init; }

    public long? N { get; init; }

    /// <summary><c>&gt;=</c> or <c>&lt;=</c> where the report gives no exact mean.</summary>
    public string? Status { get; init; }

    public string? Confidentiality { get; init; }

    /// <summary>The school year, where the period is a day.</summary>
    public string? Reference { get; init; }

    public decimal? StandardError { get; init; }

    internal Observed Read(Series series) => new(PlaceId, series, Period, Value, null, null, N, Status, Confidentiality, Reference, 0) { StandardError = StandardError };
}

internal static class RollUpTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<TakenUp>(e => { e.ToTable("monitor_taken"); e.HasKey(t => new { t.PlaceId, t.RoundId }); });
        model.Entity<Contribution>(e => { e.ToTable("monitor_contribution"); e.HasKey(c => new { c.PlaceId, c.SeriesId, c.Period, c.SchoolId }); });
        model.Entity<Rollup>(e => { e.ToTable("monitor_rollup"); e.HasKey(r => new { r.PlaceId, r.SeriesId, r.Period }); });
        model.Entity<OwnValue>(e => { e.ToTable("monitor_own"); e.HasKey(o => new { o.PlaceId, o.SeriesId, o.Period }); });
    }
}
