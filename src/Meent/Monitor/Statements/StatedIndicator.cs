namespace Meent.Monitor.Statements;

/// <summary>Indicators that come from what schools state about their connection and devices.</summary>
internal static class StatedIndicator
{
    public const string GigabitSchools = "schools-with-gigabit", GigabitLearners = "learners-with-gigabit", Devices = "devices-per-learner";

    public static IReadOnlyList<string> All { get; } = [GigabitSchools, GigabitLearners, Devices];

    /// <summary>Fewest schools of a board whose sum is shown to its people, who may read each school's numbers as well.</summary>
    public const int Fewest = 3;

    /// <summary>Fewest schools of an area whose figure is shown to everybody.</summary>
    public const int FewestOfArea = 10;

    /// <summary>One school with more than so many per cent of what is counted would be read off.</summary>
    public const int MostOfOne = 80;

    private const int Step = 5;

    /// <param name="denominator">greater than 0</param>
    /// <returns>in the unit of the series, to four decimals</returns>
    public static decimal Value(string unit, long numerator, long denominator) =>
        Math.Round((unit == IndicatorUnit.Percent ? 100m : 1m) * numerator / denominator, 4);

    /// <summary>What everybody reads of an area: a whole per cent or a hundredth, and a number of schools rounded down to five; never what was added up.</summary>
    /// <param name="largest">the greatest denominator of one school</param>
    public static (decimal? Value, long? N, string? Confidentiality) OfArea(string unit, long numerator, long denominator, int places, long largest)
    {
        if (places < FewestOfArea) return (null, null, "A");
        if (100m * largest > (decimal)MostOfOne * denominator) return (null, null, "O");
        return (Math.Round(Value(unit, numerator, denominator), unit == IndicatorUnit.Percent ? 0 : 2, MidpointRounding.AwayFromZero), places - (places % Step), null);
    }
}
