namespace Meent.Monitor;

/// <summary>What an observation is about, apart from place and time.</summary>
public sealed class Series
{
    public int Id { get; init; }

    /// <summary>Id of the indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary><see cref="Breakdowns.Total"/>, or codes of the source parted by dots: "Y16_24", "F.Y16_24"</summary>
    public required string Breakdown { get; init; }

    /// <summary>As the source writes it, in capitals: "PC_IND"; of what schools give, one of <see cref="IndicatorUnit"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>One of <see cref="ObservationSource"/>, or what an import with a mapping of its own calls it.</summary>
    public required string Source { get; init; }

    /// <summary>The vintage that it came with, which is under embargo or not whole; null where everybody may know that there are figures of it.</summary>
    public int? ClosedWith { get; set; }
}

public static class ObservationSource
{
    public const string Eurostat = "eurostat";
    public const string Desi = "desi";

    /// <summary>Of a file that another hub wrote: its rows name sources of their own.</summary>
    public const string Hub = "hub";

    /// <summary>What schools say or state, summed by this hub.</summary>
    public const string Schools = "schools";
}

/// <summary>One value of an indicator for place and period. Zero, no value (<see cref="Value"/> is null) and no row are three things.</summary>
/// <param name="Period">as SDMX writes it: "2025", "2025-Q1", "2024/2025"; of an edition that of the edition</param>
/// <param name="Status">the source's flags, in lower case: "b" break in series, "e" estimated, "p" provisional, "u" unreliable …</param>
/// <param name="Confidentiality">the source's code where the value is not free; the value itself then is not kept</param>
/// <param name="Reference">the period that the value is about, where <paramref name="Period"/> is that of an edition</param>
public sealed record Observed(
    Guid PlaceId, Series Series, string Period, decimal? Value, decimal? Numerator, decimal? Denominator, long? N,
    string? Status, string? Confidentiality, string? Reference, int Vintage)
{
    /// <summary>What a report says of its school as "4.0 or higher".</summary>
    public const string OrHigher = ">=", OrLower = "<=";

    /// <summary>The true figure is this or higher, or this or lower: no difference can be made of it, and no line be drawn to it.</summary>
    public bool IsBound => Status is OrHigher or OrLower;

    /// <summary>The period that the value is about.</summary>
    public string About => Reference ?? Period;

    public bool IsOfSchools => Series.Source == ObservationSource.Schools;

    /// <summary>How sure the value is, in its own unit; null where nothing is known.</summary>
    public decimal? StandardError { get; init; }

    /// <summary>Of a sum that moves with what it is made of, the day of the newest part of it; null where a version or the period itself tells how new it is.</summary>
    public DateOnly? NewestOn { get; init; }
}
