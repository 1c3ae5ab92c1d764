namespace Meent.Plan;

/// <summary>Whether a plan is still looked at.</summary>
public enum PlanFreshness
{
    /// <summary>The next review is planned and some time away.</summary>
    Fresh,

    /// <summary>The review is within two weeks.</summary>
    ReviewSoon,

    /// <summary>The day of the review has passed and nobody wrote down what was decided.</summary>
    ReviewOverdue,

    /// <summary>No review is planned.</summary>
    NoReview,

    /// <summary>It is done or stopped, or its last day has passed and no review of it is due any more.</summary>
    Over,
}

/// <summary>How a plan stands on a day.</summary>
/// <param name="Day">of the review, or the plan's last; null where no review is planned</param>
public sealed record PlanStanding(PlanFreshness Freshness, DateOnly? Day)
{
    /// <summary>From so many days before a review on people are told.</summary>
    public const int SoonDays = 14;

    public bool IsStale => Freshness == PlanFreshness.ReviewOverdue;

    /// <param name="state">one of <see cref="PlanStates"/></param>
    /// <param name="to">the plan's last day</param>
    /// <param name="nextReview">the earliest review that was not held; null where none is planned</param>
    public static PlanStanding On(DateOnly today, string state, DateOnly to, DateOnly? nextReview) => nextReview switch
    {
        _ when state is PlanStates.Done or PlanStates.Stopped => new(PlanFreshness.Over, to),
        // What has not begun cannot be late.
        _ when state is PlanStates.Draft => new(PlanFreshness.NoReview, null),
        { } due when due < today => new(PlanFreshness.ReviewOverdue, due),
        { } due when due <= today.AddDays(SoonDays) => new(PlanFreshness.ReviewSoon, due),
        _ when to < today => new(PlanFreshness.Over, to),
        { } due => new(PlanFreshness.Fresh, due),
        null => new(PlanFreshness.NoReview, null),
    };
}

/// <summary>What a measure asks of the one who looks after it.</summary>
public enum MeasureCall
{
    Nothing,

    /// <summary>Its own day of review came, or nobody said for a quarter of a year how it goes.</summary>
    CheckIn,

    /// <summary>Its last day has passed and it is neither done nor stopped.</summary>
    PastItsEnd,
}

public static class MeasureStanding
{
    /// <summary>Without a day of its own, a measure that has begun is asked about after so many days.</summary>
    public const int QuietDays = 90;

    /// <param name="last">the newest check-in; null where there was none</param>
    /// <param name="planFrom">first day of the plan: counts as the beginning of a measure that names none</param>
    /// <returns>what it asks for, and since when</returns>
    public static (MeasureCall Call, DateOnly? Since) On(DateOnly today, Measure measure, LastCheckIn? last, DateOnly planFrom)
    {
        if (last is { State: MeasureState.Done or MeasureState.Stopped }) return (MeasureCall.Nothing, null);
        if (measure.End < today) return (MeasureCall.PastItsEnd, measure.End.AddDays(1));
        var day = Due(measure, last, planFrom);
        return day <= today ? (MeasureCall.CheckIn, day) : (MeasureCall.Nothing, null);
    }

    private static DateOnly Due(Measure measure, LastCheckIn? last, DateOnly planFrom)
    {
        var quiet = Later(measure.Start ?? planFrom, last?.On).AddDays(QuietDays);
        return measure.NextReview is { } review && !(last?.On >= review) && review < quiet ? review : quiet;
    }

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;
}

/// <summary>How a measure goes; without a check-in it is planned.</summary>
public enum MeasureState { Planned, UnderWay, Done, Stopped }

/// <summary>What the newest check-in of a measure said, and on which day.</summary>
/// <param name="Confidence">1 (it will not be reached) to 5 (it will)</param>
/// <param name="Value">of what is measured, where one was given</param>
public sealed record LastCheckIn(DateOnly On, MeasureState State, int Confidence, decimal? Value, string Line);
