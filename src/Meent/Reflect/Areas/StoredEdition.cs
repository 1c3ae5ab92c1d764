namespace Meent.Reflect.Areas;

/// <summary>The figures of an area or a board as they were published once. A later one has a higher number; none is ever changed.</summary>
public sealed class StoredEdition
{
    /// <summary>The area or board.</summary>
    public Guid PlaceId { get; init; }

    public required string Instrument { get; init; }

    /// <summary>"2025-2026"</summary>
    public required string Period { get; init; }

    /// <summary>1, 2, 3 … within place, instrument and period.</summary>
    public int Number { get; init; }

    /// <summary>The publication: schools count here whose counter came in with it or before.</summary>
    public int Run { get; init; }

    public DateTime MadeAt { get; init; }

    /// <summary>An <see cref="Edition"/> as JSON.</summary>
    public required string Content { get; init; }
}
