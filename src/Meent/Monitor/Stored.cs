using Meent.Foundation.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>An <see cref="Observed"/> as it is kept.</summary>
public sealed class StoredObservation
{
    public Guid PlaceId { get; init; }

    public int SeriesId { get; init; }

    public required string Period { get; init; }

    public int Vintage { get; init; }

    public decimal? Value { get; init; }

    public decimal? Numerator { get; init; }

    public decimal? Denominator { get; init; }

    public long? N { get; init; }

    public string? Status { get; init; }

    public string? Confidentiality { get; init; }

    public string? Reference { get; init; }

    public decimal? StandardError { get; init; }

    internal Observed Read(Series series) => new(PlaceId, series, Period, Value, Numerator, Denominator, N, Status, Confidentiality, Reference, Vintage) { StandardError = StandardError };
}

/// <summary>A <see cref="Target"/> as it is kept.</summary>
public sealed class StoredTarget
{
    public Guid PlaceId { get; init; }

    public required string Indicator { get; init; }

    public required string Breakdown { get; init; }

    public required string Unit { get; init; }

    public required string Source { get; init; }

    public required string DuePeriod { get; init; }

    public int Vintage { get; init; }

    public decimal Value { get; init; }

    public decimal? BaseValue { get; init; }

    public string? BasePeriod { get; init; }

    public string? Path { get; init; }

    internal Target Read() => new(PlaceId, Indicator, Breakdown, Unit, Source, DuePeriod, Value, BaseValue, BasePeriod, Path, Vintage);
}

/// <summary>A word of a foreign file that matched nothing, and what an operator said it means.</summary>
public sealed class ForeignLabel
{
    /// <summary>So many of one file are kept: a file with more is another one than it should be.</summary>
    public const int MostWaiting = 500;

    public required string Source { get; init; }

    /// <summary>"geo", "unit", "indic_is" …</summary>
    public required string Dimension { get; init; }

    public required string Label { get; init; }

    /// <summary>The code that it stands for; null while nobody said so.</summary>
    public string? Code { get; set; }

    /// <summary>Rows with it are left out of every import.</summary>
    public bool LeftOut { get; set; }

    /// <summary>The file that it was last seen in.</summary>
    public required string FileName { get; set; }

    public DateTime SeenAt { get; set; }
}

/// <summary>What a code says to people.</summary>
public sealed class CodeName
{
    /// <summary>"breakdown" or "unit"</summary>
    public required string Kind { get; init; }

    /// <summary>In capitals: "Y16_24"</summary>
    public required string Code { get; init; }

    public required LocalizedText Name { get; set; }

    public const string Breakdown = "breakdown", Unit = "unit";
}

internal static class MonitorTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StoredIndicator>(e => { e.ToTable("monitor_indicator"); e.HasKey(i => i.Id); e.Ignore(i => i.Indicator); });
        model.Entity<Series>(e =>
        {
            e.ToTable("monitor_series");
            e.HasKey(s => s.Id);
            e.Property(s => s.Id).ValueGeneratedNever();
            e.HasIndex(s => new { s.Indicator, s.Breakdown, s.Unit, s.Source }).IsUnique();
        });
        model.Entity<Vintage>(e => { e.ToTable("monitor_vintage"); e.HasKey(v => v.Number); e.Property(v => v.Number).ValueGeneratedNever(); });
        model.Entity<StoredObservation>(e => { e.ToTable("monitor_observation"); e.HasKey(o => new { o.PlaceId, o.SeriesId, o.Period, o.Vintage }); });
        model.Entity<StoredTarget>(e =>
        {
            e.ToTable("monitor_target");
            e.HasKey(t => new { t.PlaceId, t.Indicator, t.Breakdown, t.Unit, t.Source, t.DuePeriod, t.Vintage });
        });
        RollUp.RollUpTables.Map(model);
        Statements.StatementParts.Map(model);
        model.Entity<CodeName>(e => { e.ToTable("monitor_code"); e.HasKey(c => new { c.Kind, c.Code }); });
        ReadReleases.ReleaseTables.Map(model);
        StudyTables.Map(model);
        model.Entity<ForeignLabel>(e => { e.ToTable("monitor_label"); e.HasKey(l => new { l.Source, l.Dimension, l.Label }); });
    }
}
