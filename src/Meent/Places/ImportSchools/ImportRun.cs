using Microsoft.EntityFrameworkCore;

namespace Meent.Places.ImportSchools;

/// <summary>One run of an import: what was asked, how far it came, and how it ended. A run that was interrupted is gone on with.</summary>
public sealed class ImportRun
{
    /// <summary>The country.</summary>
    public Guid PlaceId { get; init; }

    public Guid ImportId { get; init; }

    /// <summary>Of the register.</summary>
    public required string Scheme { get; init; }

    public required string File { get; init; }

    /// <summary>Of file, mapping and what else decides: with another one it is another run.</summary>
    public required string Hash { get; init; }

    /// <summary>The day from which new schools and moves count.</summary>
    public DateOnly CountsFrom { get; init; }

    /// <summary>Parts that are written: the next one has this number.</summary>
    public int PartsDone { get; set; }

    public DateTime StartedAt { get; init; }

    /// <summary>Null while it runs, and where it was interrupted.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>The <see cref="ImportSummary"/> as JSON.</summary>
    public string? Summary { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<ImportRun>(e => { e.ToTable("places_import"); e.HasKey(r => new { r.PlaceId, r.ImportId }); });
        model.Entity<ImportPart>(e => { e.ToTable("places_import_part"); e.HasKey(p => new { p.PlaceId, p.ImportId, p.Part }); });
    }
}

/// <summary>What became of the schools of one part of a run; gone when the report is written.</summary>
public sealed class ImportPart
{
    public Guid PlaceId { get; init; }

    public Guid ImportId { get; init; }

    public int Part { get; init; }

    /// <summary>JSON</summary>
    public required string Outcomes { get; init; }
}
