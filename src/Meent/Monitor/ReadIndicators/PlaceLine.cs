using Meent.Foundation;
using Meent.Places;

namespace Meent.Monitor.ReadIndicators;

/// <summary>One line over time: the figures of one place for one indicator, one per period that they are about.</summary>
/// <param name="Observed">in the order of time</param>
public sealed record PlaceLine(Place Place, IReadOnlyList<Observed> Observed)
{
    private IReadOnlyList<Figure>? figures;

    private IReadOnlyList<string>? known;

    public IReadOnlyList<Figure> Figures => figures ??= [.. Observed.Select(o => new Figure(o.About, o.Value, (double?)o.StandardError, o.Status))];

    /// <summary>Periods that have a value, oldest first.</summary>
    public IReadOnlyList<string> Known => known ??= [.. Figures.Where(f => f.Value is not null && PeriodMath.Middle(f.Period) is not null).OrderBy(f => PeriodMath.Middle(f.Period)).Select(f => f.Period)];

    /// <summary>The last that has a value; null where none has.</summary>
    public Observed? Newest => Known is [.., var last] ? At(last) : null;

    public Observed? At(string period) => Observed.FirstOrDefault(o => o.About == period);

    /// <summary>Half the width of the 95 % interval of one of its figures, in the unit of the indicator; null where nothing is known of it.</summary>
    /// <remarks>A ceiling that is stated for a source does not hold for a figure that the source marks as little reliable.</remarks>
    public double? Half(Observed observed, Precision precision)
    {
        var figure = new Figure(observed.About, observed.Value, (double?)observed.StandardError, observed.Status);
        return figure.Value is null || (figure.Error is null && figure.Has('u')) ? null : Normal.Point975 * precision.Of(figure);
    }

    public Change Between(string from, string to, Precision precision) => Change.Between([.. Figures], from, to, precision);
}

/// <summary>What an indicator says of itself, in the terms in which figures are compared.</summary>
public static class Terms
{
    public static Direction Better(Indicator indicator) => indicator.Better switch { "higher" => Direction.Higher, "lower" => Direction.Lower, _ => Direction.Neither };

    /// <summary>Which way is better on the way to a target: where the indicator does not say, the way that its source states for the target goes there.</summary>
    public static Direction Better(Indicator indicator, Target target) => Better(indicator) is not Direction.Neither and var stated ? stated
        : TargetWay.Of(target, [])?.Start.Value is not { } start || start == target.Value ? Direction.Neither
        : start < target.Value ? Direction.Higher : Direction.Lower;

    /// <summary>Whether a figure of a place and that of the whole it is part of measure alike: shares, means and scores do, of counts the whole has the sum.</summary>
    public static bool StandsBesideWhole(Indicator indicator) => indicator.OverPlace switch
    {
        "sum" => false,
        IndicatorContent.WeightedMean => true,
        _ => indicator.Unit is not (IndicatorUnit.Number or IndicatorUnit.Euro) || indicator.MainUnit.Contains("_PER_", StringComparison.Ordinal),
    };

    /// <summary>A stated ceiling holds for one country that was sampled, not for a part of it. The Union is a mean of many samples and has a ceiling of its own, where one is known. Schools that take part are no sample.</summary>
    public static Precision Precision(Indicator indicator, Place place) => indicator.Error switch
    {
        { Kind: IndicatorError.Ceiling, UnionPoints: { } points } when place.Kind == PlaceKind.Union => new((double)points),
        { Kind: IndicatorError.Ceiling, Points: { } points } when place.Kind != PlaceKind.Region => new((double)points),
        { Kind: IndicatorError.StandardError } when indicator.From is null => new(),
        _ => Monitor.Precision.Unknown,
    };
}

/// <summary>Places in addresses: countries and the Union by the code that the EU uses, others by their id. Whoever knows the NUTS code of a region can write that, too.</summary>
public static class PlaceKey
{
    public static string Of(Place place) => place.Kind switch
    {
        PlaceKind.Union => "EU",
        PlaceKind.Country when place.Country is { } code => code,
        _ => place.PlaceId.ToString(),
    };
}
