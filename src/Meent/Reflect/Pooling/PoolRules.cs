namespace Meent.Reflect.Pooling;

/// <summary>When the answers of several schools' small groups may be shown together: as everything that leaves a place.</summary>
public static class PoolRules
{
    /// <summary>Answers from which anything is shown.</summary>
    public const int Answers = 10;

    /// <summary>Schools with at least one answer.</summary>
    public const int Schools = 3;

    /// <summary>No school may have more than this share of the answers, in percent.</summary>
    public const int MostPercent = 80;

    /// <summary>Days after the campaign's last day on which a round of its pool may still end.</summary>
    public const int DaysAfter = 28;

    /// <summary>The latest day on which a round of a pool may end.</summary>
    /// <param name="closesOn">last day of the campaign</param>
    public static DateOnly LastDay(DateOnly closesOn) => closesOn.AddDays(DaysAfter);
}
