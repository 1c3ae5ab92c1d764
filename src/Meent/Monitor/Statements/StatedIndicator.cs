namespace Meent.Monitor.Statements;

/// <summary>Indicators that come from what schools state about their connection and devices.</summary>
internal static class StatedIndicator
{
    public const string GigabitSchools = "schools-with-gigabit", GigabitLearners = "learners-with-gigabit", Devices = "devices-per-learner", OldDevices = "devices-older-than-five-years";

    public static IReadOnlyList<string> All { get; } = [GigabitSchools, GigabitLearners, Devices, OldDevices];

    /// <summary>Those that say something of one school by itself: its people read its own value. A gigabit a school has or has not.</summary>
    public static IReadOnlyList<string> OfOneSchool { get; } = [Devices, OldDevices];

    /// <summary>Fewest schools of a board whose sum is shown to its people, who may read each school's numbers as well; and fewest new ones with which figures of areas come out.</summary>
    public const int Fewest = 3;

    /// <summary>Fewest schools of an area whose figure is shown to everybody.</summary>
    public const int FewestOfArea = 10;

    private const int Step = 5;

    /// <param name="denominator">greater than 0</param>
    /// <returns>in the unit of the series, to four decimals</returns>
    public static decimal Value(string unit, long numerator, long denominator) =>
        Math.Round((unit == IndicatorUnit.Percent ? 100m : 1m) * numerator / denominator, 4);

    /// <summary>As everybody reads it of an area: a whole per cent, or a hundredth.</summary>
    public static decimal Rounded(string unit, long numerator, long denominator) =>
        Math.Round(Value(unit, numerator, denominator), unit == IndicatorUnit.Percent ? 0 : 2, MidpointRounding.AwayFromZero);

    /// <summary>A number of schools, rounded down to five.</summary>
    public static long Rounded(int schools) => schools - (schools % Step);
}
