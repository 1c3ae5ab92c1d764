using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor;

/// <summary>A <see cref="Study"/> as it is kept.</summary>
public sealed class StoredStudy
{
    public Guid PlaceId { get; init; }

    public Guid Id { get; init; } = Ids.New();

    public required string Title { get; set; }

    public required string Authors { get; set; }

    public required string Design { get; set; }

    public int Published { get; set; }

    public string? About { get; set; }

    public string? Address { get; set; }

    public string? Indicator { get; set; }

    public string? Measure { get; set; }

    public DateTime WrittenAt { get; set; }

    /// <summary>The highest number that a finding of it ever had; 0 where none was written down.</summary>
    public int LastFinding { get; set; }
}

/// <summary>A <see cref="StudyFinding"/> as it is kept.</summary>
public sealed class StoredFinding
{
    public Guid PlaceId { get; init; }

    public Guid StudyId { get; init; }

    public int Number { get; init; }

    public required string Sentence { get; init; }

    public required string Direction { get; init; }

    public decimal? Effect { get; init; }

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    public string? Unit { get; init; }

    public long? N { get; init; }

    public static StoredFinding Of(Guid placeId, Guid studyId, StudyFinding f) => new()
    {
        PlaceId = placeId, StudyId = studyId, Number = f.Number, Sentence = f.Sentence, Direction = f.Direction, Effect = f.Effect, Low = f.Low, High = f.High, Unit = f.Unit, N = f.N,
    };
}

internal static class StudyTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StoredStudy>(e => { e.ToTable("monitor_study"); e.HasKey(s => new { s.PlaceId, s.Id }); e.HasIndex(s => s.Id); e.HasIndex(s => s.Measure); });
        model.Entity<StoredFinding>(e => { e.ToTable("monitor_finding"); e.HasKey(f => new { f.PlaceId, f.StudyId, f.Number }); });
    }
}
