using Meent.Design;
using Meent.Foundation.Localisation;
using Meent.Monitor;

namespace Meent.Plan;

/// <summary>States, confidence and standing as people read them.</summary>
public static class FollowWords
{
    public static string State(MeasureState state, Texts T) => state switch
    {
        MeasureState.Planned => T["Planned"],
        MeasureState.UnderWay => T["Under way"],
        MeasureState.Done => T["Done"],
        _ => T["Stopped"],
    };

    /// <param name="confidence">1..5</param>
    public static string Confidence(int confidence, Texts T) => confidence switch
    {
        1 => T["It will not work any more"],
        2 => T["Rather not"],
        3 => T["It can go either way"],
        4 => T["Rather yes"],
        _ => T["Almost certain"],
    };

    /// <summary>Whether the plan is still looked at, in a sentence.</summary>
    public static string ReviewState(PlanStanding standing, Texts T) => standing switch
    {
        { Freshness: PlanFreshness.ReviewOverdue, Day: { } day } => T["The review was due on {0} and was not held. What stands here may no longer hold.", T.Date(day)],
        { Freshness: PlanFreshness.ReviewSoon or PlanFreshness.Fresh, Day: { } day } => T["The next review is on {0}.", T.Date(day)],
        { Freshness: PlanFreshness.NoReview } => T["No review is planned."],
        _ => T["No review is due any more."],
    };

    /// <summary>What a measure asks of the one who looks after it; null where that is nothing.</summary>
    public static string? Call(MeasureCall call, DateOnly? since, Texts T) => (call, since) switch
    {
        (MeasureCall.PastItsEnd, { } day) => T["It was to be done by {0}. Is it?", T.Date(day.AddDays(-1))],
        (MeasureCall.CheckIn, { } day) => T["A check-in has been due since {0}.", T.Date(day)],
        _ => null,
    };

    /// <summary>"2 of 5 steps"; null where there are none.</summary>
    public static string? Steps(StepProgress steps, Texts T) => steps.Total == 0 ? null : T.N(steps.Total, "{1} of one step", "{1} of {0} steps", steps.Done);

    /// <summary>How far a figure is on its way.</summary>
    /// <param name="when">the period or day of the newest value</param>
    /// <param name="unit">of an indicator of the hub; null where nobody says in what a figure is counted</param>
    /// <remarks>Reckoned from the numbers that it shows, so that readers who reckon along find the same.</remarks>
    public static string Progress(IndicatorProgress progress, string when, Texts T, string? unit = null)
    {
        var shown = Shown(progress);
        var (from, now, to) = (Number(shown.From, T, unit), Number(shown.Now, T, unit), Number(shown.To, T, unit));
        return shown switch
        {
            { IsReached: true } => T["Now {0} ({1}): the target of {2} is reached.", now, when, to],
            { Share: <= 0 } => T["Now {0} ({1}): no nearer to {3} than {2} at the start.", now, when, from, to],
            _ => T["Now {0} ({1}): {2} % of the way from {3} to {4}.", now, when, T.Number((double)Math.Min(99, decimal.Round(shown.Share * 100, MidpointRounding.AwayFromZero))), from, to],
        };
    }

    /// <summary>The newest value of a figure of which no way to a target can be told.</summary>
    /// <param name="start">null where none is known</param>
    /// <param name="when">the period or day of the newest value</param>
    /// <param name="unit">of an indicator of the hub; null where nobody says in what a figure is counted</param>
    public static string Now(decimal now, decimal? start, string when, Texts T, string? unit = null)
    {
        if (start is not { } begin) return T["Now {0} ({1}).", Number(decimal.Round(now, 2, MidpointRounding.AwayFromZero), T, unit), when];
        var newest = decimal.Round(now, Math.Max(2, (int)begin.Scale), MidpointRounding.AwayFromZero);
        return newest == begin ? T["Now {0} ({1}), as at the start.", Number(newest, T, unit), when] : T["Now {0} ({1}); {2} at the start.", Number(newest, T, unit), when, Number(begin, T, unit)];
    }

    /// <summary>Who says a value: "Eurostat", "reports of schools", "as said here".</summary>
    /// <param name="source">one of <see cref="ObservationSource"/>, or what an import calls it; null where somebody said it in a check-in</param>
    /// <param name="isStated">of schools: stated by them, and not counted from what people answered</param>
    public static string Source(string? source, bool isStated, Texts T) => source switch
    {
        null => T["as said here"],
        ObservationSource.Eurostat => T["Eurostat"],
        ObservationSource.Desi => T["Digital Decade"],
        ObservationSource.Schools when isStated => T["from what schools state"],
        ObservationSource.Schools => T["from reports of schools"],
        _ => source,
    };

    /// <summary>With two decimals, or as many as the way itself is told with; with more where the target would seem reached before it is.</summary>
    private static IndicatorProgress Shown(IndicatorProgress progress)
    {
        var decimals = Math.Max(2, Math.Max((int)progress.From.Scale, progress.To.Scale));
        while (progress.Now != progress.To && decimal.Round(progress.Now, decimals, MidpointRounding.AwayFromZero) == progress.To) decimals++;
        return progress with { Now = decimal.Round(progress.Now, decimals, MidpointRounding.AwayFromZero) };
    }

    /// <summary>With as many decimals as were given, in the language's own way.</summary>
    /// <param name="unit">of an indicator of the hub; null where nobody says in what a figure is counted</param>
    public static string Number(decimal number, Texts T, string? unit = null) => UnitWords.With(number.ToString("#,0.###############", T.Culture), unit, T);

    internal static AlertKind? Kind(MeasureState state) => state switch
    {
        MeasureState.UnderWay => AlertKind.Info,
        MeasureState.Done => AlertKind.Ok,
        MeasureState.Stopped => AlertKind.Warning,
        _ => null,
    };
}
