namespace Meent.Monitor.Statements;

/// <summary>Indicators that come from what schools state about their connection and devices.</summary>
internal static class StatedIndicator
{
    public const string GigabitSchools = "schools-with-gigabit", GigabitLearners = "learners-with-gigabit", Devices = "devices-per-learner";

    public static IReadOnlyList<string> All { get; } = [GigabitSchools, GigabitLearners, Devices];

    /// <summary>Fewest schools of an area whose sum is shown.</summary>
    public const int Fewest = 3;

    /// <param name="denominator">greater than 0</param>
    /// <returns>in the unit of the series, to four decimals</returns>
    public static decimal Value(string unit, long numerator, long denominator) =>
        Math.Round((unit == IndicatorUnit.Percent ? 100m : 1m) * numerator / denominator, 4);
}
