using System.Globalization;
using Meent.Foundation.Localisation;
using Meent.Monitor;

namespace Meent.Plan;

/// <summary>Roles, states and sources as people read them.</summary>
public static class PlanWords
{
    public static string Role(string role, Texts T) => role switch
    {
        PlanRoles.Owner => T["Owner"],
        PlanRoles.Contributor => T["Contributor"],
        _ => T["Reader"],
    };

    public static string State(string state, Texts T) => state switch
    {
        PlanStates.Draft => T["Draft"],
        PlanStates.Running => T["Under way"],
        PlanStates.Done => T["Done"],
        _ => T["Stopped"],
    };

    /// <param name="source">one of <see cref="MoneySources"/>; another is shown as it is</param>
    public static string Source(string source, Texts T) => source switch
    {
        "own" => T["Own money"],
        "national" => T["National money"],
        "rrf" => T["Recovery and Resilience Facility"],
        "esf" => T["European Social Fund Plus"],
        "erdf" => T["European Regional Development Fund"],
        "jtf" => T["Just Transition Fund"],
        "erasmus" => "Erasmus+",
        "digital-europe" => T["Digital Europe Programme"],
        "horizon" => T["Horizon Europe"],
        "tsi" => T["Technical Support Instrument"],
        _ => source,
    };

    /// <summary>"1 September 2026 to 31 July 2028"</summary>
    public static string Lasts(PlanContent plan, Texts T) => T["{0} to {1}", T.Date(plan.From), T.Date(plan.To)];

    /// <summary>"2 objectives, 5 measures"</summary>
    public static string Size(PlanContent plan, Texts T) =>
        $"{T.N(plan.Objectives.Count, "one objective", "{0} objectives")}, {T.N(plan.Measures.Count(), "one measure", "{0} measures")}";

    /// <summary>When a measure runs: "from 1 September 2026, done by 31 January 2027".</summary>
    public static string Span(Measure measure, Texts T) =>
        measure.Start is { } start ? T["From {0}, done by {1}", T.Date(start), T.Date(measure.End)] : T["Done by {0}", T.Date(measure.End)];

    /// <summary>"2 of 4 steps are done"</summary>
    public static string Steps(Measure measure, Texts T) =>
        T.N(measure.Steps.Count, "{1} of one step is done", "{1} of {0} steps are done", measure.Steps.Count(s => s.DoneOn is not null));

    /// <summary>"€ 1,250.50"; cents only where there are any.</summary>
    public static string Euro(decimal amount, Texts T) => "€ " + amount.ToString(amount == decimal.Truncate(amount) ? "N0" : "N2", T.Culture);

    /// <summary>What some money comes to in a sentence; null where nobody wrote an amount.</summary>
    public static string? Sum(IEnumerable<Money> money, Texts T)
    {
        var all = money.Where(m => m.Planned is not null || m.Spent is not null).ToList();
        if (all.Count == 0) return null;
        var planned = all.Any(m => m.Planned is not null) ? T["Planned: {0}.", Euro(all.Sum(m => m.Planned ?? 0), T)] : null;
        var spent = all.Any(m => m.Spent is not null) ? T["Spent until now: {0}.", Euro(all.Sum(m => m.Spent ?? 0), T)] : null;
        return string.Join(' ', new[] { planned, spent }.OfType<string>());
    }

    /// <summary>The day that a period is; null where it is a longer one.</summary>
    public static DateOnly? OneDay(string? period) => DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Where a figure is and should be: "46 % in 2025, to be 60 % by 31 July 2028"; null where neither is known.</summary>
    /// <param name="unit">of an indicator of the hub; null where nobody says in what a figure is counted</param>
    public static string? Goal(MeasuredBy by, Texts T, string? unit = null)
    {
        string Value(decimal value) => UnitWords.With(value.ToString("#,##0.######", T.Culture), unit, T);
        var start = (by.Base, by.BasePeriod) switch
        {
            ({ } value, { } period) => OneDay(period) is { } day ? T["{0} on {1}", Value(value), T.Date(day)] : T["{0} in {1}", Value(value), period],
            ({ } value, null) => T["{0} at the start", Value(value)],
            _ => null,
        };
        var end = (by.Target, by.Due) switch
        {
            ({ } value, { } due) => T["to be {0} by {1}", Value(value), T.Date(due)],
            ({ } value, null) => T["to be {0}", Value(value)],
            _ => null,
        };
        return start is null && end is null ? null : string.Join(", ", new[] { start, end }.OfType<string>());
    }
}
