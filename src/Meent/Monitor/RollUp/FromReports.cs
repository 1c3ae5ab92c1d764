using Meent.Foundation;
using Meent.Reflect;

namespace Meent.Monitor.RollUp;

/// <summary>Values of indicators from what a report or an edition shows: pure functions.</summary>
public static class FromReports
{
    /// <summary>Scores are summed in hundredths of a step, so that sums are of whole numbers.</summary>
    public const int Hundred = 100;

    /// <summary>What a report says of each indicator. A value needs all of its statements, so that the same is always measured by the same.</summary>
    public static IReadOnlyList<Part> Of(IEnumerable<Indicator> indicators, ShownRound round) =>
        [.. indicators.Where(i => i.From?.Instrument == round.Instrument).Select(i => i.From!.Area is { } area ? OfArea(i, area, round) : OfItems(i, round)).OfType<Part>()];

    // The area of a pulse is a few statements that the school chose: not what other rounds measure.
    private static Part? OfArea(Indicator indicator, string area, ShownRound round) =>
        !round.IsPulse && round.Means.FirstOrDefault(m => m.Item is null && m.Area == area && m.Audience == indicator.From!.Audience) is { } mean
            ? new(indicator, (long)mean.Hundredths * mean.N, (long)Hundred * mean.N, mean.N) { Shown = mean.Shown, Bound = mean.Bound } : null;

    private static Part? OfItems(Indicator indicator, ShownRound round)
    {
        var means = indicator.From!.Items.Select(item => round.Means.FirstOrDefault(m => m.Item == item && m.Audience == indicator.From.Audience)).ToList();
        if (means.Count == 0 || means.Contains(null)) return null;
        var bounds = means.Select(m => m!.Bound).OfType<string>().Distinct().ToList();
        // Of "4.5 or higher" and "2.0 or lower" together nobody knows on which side their mean lies.
        return new(indicator, means.Sum(m => (long)m!.Hundredths * m.N), means.Sum(m => (long)Hundred * m!.N), means.Max(m => m!.N))
        {
            Shown = bounds.Count > 1 ? null : means.Sum(m => m!.Shown * m.N) / means.Sum(m => m!.N), Bound = bounds is [var same] ? same : null,
        };
    }

    /// <summary>What an edition shows of each indicator: of all schools of the place, and of those of a sector.</summary>
    public static IReadOnlyList<Published> Of(IEnumerable<Indicator> indicators, ShownEdition edition) =>
    [
        .. from indicator in indicators
           where indicator.From?.Instrument == edition.Instrument
           from part in edition.Figures.Where(f => f.Audience == indicator.From!.Audience).GroupBy(f => f.Sector)
           let figures = Figures(indicator.From!, part)
           where figures.Count > 0
           select One(indicator, part.Key, figures),
    ];

    /// <returns>empty where the edition says nothing of one of the statements</returns>
    private static List<ShownFigure> Figures(IndicatorFrom source, IEnumerable<ShownFigure> part)
    {
        if (source.Area is { } area) return [.. part.Where(f => f.Item is null && f.Area == area)];
        var figures = source.Items.Select(item => part.Where(f => f.Item == item).MaxBy(f => f.Version)).OfType<ShownFigure>().ToList();
        return figures.Count == source.Items.Count ? figures : [];
    }

    /// <remarks>Statements of one school hang together, so the error of their mean is not smaller than the mean of their errors.</remarks>
    private static Published One(Indicator indicator, string? sector, IReadOnlyList<ShownFigure> figures)
    {
        var held = figures.Select(f => f.Held).FirstOrDefault(h => h is not null);
        if (held is not null) return new(indicator, sector, null, null, null, held);
        return new(indicator, sector, decimal.Round(figures.Average(f => f.Mean!.Value), 2), decimal.Round(figures.Average(f => (f.High!.Value - f.Low!.Value) / 2) / (decimal)Normal.Point975, 4), figures.Max(f => f.N), null);
    }
}

/// <summary>What one school adds to the sums of an indicator.</summary>
/// <param name="Denominator">greater than 0; what it adds is <paramref name="Numerator"/> by this</param>
/// <param name="N">people behind it</param>
public sealed record Part(Indicator Indicator, long Numerator, long Denominator, long N)
{
    /// <summary>What the school itself reads, as its report shows it; null where bounds on both sides leave nothing to say.</summary>
    public decimal? Shown { get; init; }

    /// <summary><c>&gt;=</c> or <c>&lt;=</c> where the report gives no exact mean: <see cref="Shown"/> or higher, or lower; else null.</summary>
    public string? Bound { get; init; }
}

/// <summary>A value of an area or a board as its edition shows it.</summary>
/// <param name="Sector">level of education; null for all schools</param>
/// <param name="Value">null where it is held back</param>
public sealed record Published(Indicator Indicator, string? Sector, decimal? Value, decimal? StandardError, long? N, HeldBack? Held)
{
    /// <summary>Codes of SDMX's list CL_CONF_STATUS: A small counts, O dominance by one unit, D secondary confidentiality set by the sender.</summary>
    public string? Confidentiality => Held switch { null => null, HeldBack.TooFew => "A", HeldBack.OneSchool => "O", _ => "D" };
}

/// <summary>School years as they stand in observations.</summary>
internal static class SchoolPeriod
{
    /// <param name="year">as Reflect writes it: "2025-2026"</param>
    /// <returns>"2025/2026"</returns>
    public static string Of(string year) => year.Replace('-', '/');

    /// <summary>The school year to which a day belongs.</summary>
    public static string Of(DateOnly day) => Of(SchoolYear.Of(day));
}
