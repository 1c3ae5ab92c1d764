namespace Meent.Monitor.Statements;

/// <summary>What a school stated, as it first came into a figure that everybody reads: so it stands there for the whole school year.</summary>
public sealed class CountedStatement
{
    public Guid PlaceId { get; init; }

    public int SeriesId { get; init; }

    /// <summary>School year: "2025/2026".</summary>
    public required string Period { get; init; }

    /// <summary>With which it came in.</summary>
    public int Vintage { get; init; }

    public long Numerator { get; init; }

    public long Denominator { get; init; }

    /// <summary>Areas and boards of the day on which it was stated: ids parted by spaces.</summary>
    public required string Areas { get; init; }
}
