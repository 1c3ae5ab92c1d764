using Meent.Foundation.Web;
using Meent.Reflect.Results;

namespace Meent.Reflect;

/// <summary>What may be done with a round and when: facts in, decision out, without database, clock or web.</summary>
public static class RoundDecisions
{
    /// <summary>Days from the first to the last.</summary>
    public const int LongestDays = 120;

    /// <summary>Days from today to the first.</summary>
    public const int FarthestDays = 365;

    public const int MostOwnItems = 10;

    /// <summary>The strictest that can be chosen: above it most groups would see nothing at all.</summary>
    public const int MostMeansFrom = 30;

    /// <summary>Days between two rounds that ask the same people the same: closer together, most say what they said before, and the difference
    /// between the two results is what somebody said who answered only one of them.</summary>
    public const int DaysBetween = 28;

    /// <summary>A draft becomes a round that can be answered; from then on the promise is fixed.</summary>
    /// <param name="groups">audiences that have a link</param>
    /// <param name="instrumentKnown">the hub has the version that the draft was made with</param>
    /// <param name="meansFrom">answers from which results of a group are shown</param>
    /// <param name="others">days of the other opened rounds that ask any of these groups the same; null where there are none</param>
    /// <returns><see cref="Opened"/> or <see cref="Refused"/>; a first day that passed while the draft lay becomes today</returns>
    public static Decision Open(Round round, int groups, bool instrumentKnown, int meansFrom, DateOnly today, IReadOnlyList<AskedOn>? others = null)
    {
        var opensOn = round.OpensOn < today ? today : round.OpensOn;
        return round.State(today) switch
        {
            RoundState.Cancelled => new Refused(new RoundWasCancelled()),
            not RoundState.Draft => new Refused(new RoundIsOpenAlready()),
            _ when !instrumentKnown => new Refused(new InstrumentIsGone()),
            _ when groups == 0 => new Refused(new RoundHasNoAudience()),
            _ when Dates(opensOn, round.ClosesOn, today) is { } wrong => new Refused(wrong),
            _ when TooClose(opensOn, round.ClosesOn, others) => new Refused(new AskedTooRecently(DaysBetween)),
            _ when PolicyFrom(meansFrom) is { } promise => new Opened(opensOn, promise),
            _ => new Refused(new PromiseOutOfBounds(DisclosurePolicy.Default.MeansFrom, MostMeansFrom)),
        };
    }

    /// <summary>Other days for an opened round: the last while it can be answered, the first too while that is still to come.</summary>
    /// <param name="others">as at the opening: a round is not opened far from another and then moved up to it</param>
    /// <returns><see cref="Moved"/> or <see cref="Refused"/></returns>
    public static Decision Move(Round round, DateOnly opensOn, DateOnly closesOn, DateOnly today, IReadOnlyList<AskedOn>? others = null) => round.State(today) switch
    {
        RoundState.Draft => new Refused(new RoundIsNotOpenYet()),
        RoundState.Cancelled => new Refused(new RoundWasCancelled()),
        RoundState.Closed => new Refused(new RoundIsClosed()),
        RoundState.Ended => new Refused(new RoundHasEnded()),
        RoundState.Open when opensOn != round.OpensOn => new Refused(new FirstDayIsFixed()),
        RoundState.Waiting when opensOn < today => new Refused(new FirstDayHasPassed()),
        _ when Dates(opensOn, closesOn, today) is { } wrong => new Refused(wrong),
        _ when TooClose(opensOn, closesOn, others) => new Refused(new AskedTooRecently(DaysBetween)),
        _ => new Moved(opensOn, closesOn),
    };

    /// <summary>The end of answering, by a coordinator before the last day or by the hub after it.</summary>
    /// <returns><see cref="ToClose"/> or <see cref="Refused"/></returns>
    public static Decision Close(Round round, DateOnly today) => round.State(today) switch
    {
        RoundState.Draft => new Refused(new RoundIsNotOpenYet()),
        RoundState.Cancelled => new Refused(new RoundWasCancelled()),
        RoundState.Closed => new Refused(new RoundIsClosed()),
        RoundState.Waiting => new Refused(new RoundHasNotBegun()),
        _ => new ToClose(),
    };

    /// <summary>Giving a round up. A draft is thrown away; of an opened one the answers are deleted, and that it was cancelled is kept.</summary>
    /// <returns><see cref="ToDiscard"/>, <see cref="ToCancel"/> or <see cref="Refused"/></returns>
    public static Decision Cancel(Round round, DateOnly today) => round.State(today) switch
    {
        RoundState.Draft => new ToDiscard(),
        RoundState.Cancelled => new Refused(new RoundWasCancelled()),
        RoundState.Closed => new Refused(new RoundIsClosed()),
        RoundState.Ended => new Refused(new RoundHasEnded()),
        _ => new ToCancel(),
    };

    /// <summary>Why the leaders cannot give their joint view now; null where they can: from the opening until the last day.</summary>
    public static Refusal? AnswerAsTeam(Round round, DateOnly today) => round.State(today) switch
    {
        RoundState.Draft => new RoundIsNotOpenYet(),
        RoundState.Cancelled => new RoundWasCancelled(),
        RoundState.Closed => new RoundIsClosed(),
        RoundState.Ended => new RoundHasEnded(),
        _ => null,
    };

    /// <summary>The policy that starts at a number of answers and keeps the proportions of the hub's own.</summary>
    /// <returns>null where it would be weaker than the hub's own, or stricter than can be chosen</returns>
    public static DisclosurePolicy? PolicyFrom(int meansFrom)
    {
        var own = DisclosurePolicy.Default;
        return meansFrom > MostMeansFrom ? null
            : DisclosurePolicy.Raised(meansFrom, meansFrom * own.SplitFrom / own.MeansFrom, meansFrom * own.BarsFrom / own.MeansFrom);
    }

    /// <summary>Less than <see cref="DaysBetween"/> from the end of one to the beginning of the next, whichever comes first.</summary>
    private static bool TooClose(DateOnly opensOn, DateOnly closesOn, IReadOnlyList<AskedOn>? others) => (others ?? []).Any(o =>
        opensOn.DayNumber < o.Last.DayNumber + DaysBetween && o.First.DayNumber < closesOn.DayNumber + DaysBetween);

    /// <summary>What is wrong with a first and a last day; null where nothing is.</summary>
    public static Refusal? Dates(DateOnly opensOn, DateOnly closesOn, DateOnly today) =>
        closesOn < today ? new LastDayHasPassed()
        : closesOn < opensOn ? new ClosesBeforeItOpens()
        : opensOn.DayNumber - today.DayNumber > FarthestDays ? new OpensTooFarAhead(FarthestDays)
        : closesOn.DayNumber - opensOn.DayNumber > LongestDays ? new RoundTooLong(LongestDays)
        : null;
}

/// <summary>First and last day on which a round asks people, or asked them.</summary>
public readonly record struct AskedOn(DateOnly First, DateOnly Last);

/// <summary>What was decided about a round; the caller carries it out.</summary>
public abstract record Decision;

public sealed record Opened(DateOnly OpensOn, DisclosurePolicy Promise) : Decision;

public sealed record Moved(DateOnly OpensOn, DateOnly ClosesOn) : Decision;

public sealed record ToClose : Decision;

public sealed record ToCancel : Decision;

public sealed record ToDiscard : Decision;

public sealed record Refused(Refusal Why) : Decision;
