namespace Meent.Plan;

/// <summary>Where the measures of a plan lie in time, as shares of the width.</summary>
/// <param name="From">first day of a month, at or before everything in the plan</param>
/// <param name="To">first day after the last month</param>
/// <param name="Today">0..1; null where today lies outside</param>
public sealed record PlanTimeline(DateOnly From, DateOnly To, IReadOnlyList<TimelineTick> Ticks, double? Today, IReadOnlyList<TimelineGroup> Groups)
{
    /// <summary>Labels stand apart from each other so far at least that a narrow screen can show them.</summary>
    private const int MostTicks = 5;

    private static readonly int[] MonthsApart = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120];

    public static PlanTimeline Of(PlanContent plan, DateOnly today)
    {
        var measures = plan.Measures.ToList();
        var first = measures.Select(m => m.Start ?? m.End).Append(plan.From).Append(plan.To).Min();
        var last = measures.Select(m => m.End).Append(plan.To).Append(plan.From).Max();
        var (from, to) = (FirstOfMonth(first), FirstOfMonth(last).AddMonths(1));
        double Across(DateOnly day) => (day.DayNumber - from.DayNumber) / (double)(to.DayNumber - from.DayNumber);
        return new(from, to, Labelled(from, to, Across), today >= from && today < to ? Across(today) : null,
        [
            .. plan.Objectives.Select(o => new TimelineGroup(o,
                [.. o.Measures.Select(m => new TimelineBar(m, m.Start is { } start ? Math.Min(Across(start), Across(m.End)) : null, Across(m.End.AddDays(1))))])),
        ]);
    }

    /// <summary>First days of months, evenly apart.</summary>
    private static List<TimelineTick> Labelled(DateOnly from, DateOnly to, Func<DateOnly, double> across)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        var apart = MonthsApart.FirstOrDefault(a => months <= a * MostTicks, MonthsApart[^1]);
        var ticks = new List<TimelineTick>();
        for (var day = Aligned(from, apart); day < to; day = day.AddMonths(apart)) ticks.Add(new(day, across(day)));
        return ticks;
    }

    /// <summary>The first month at or after a day that a calendar with this distance would name: January, April, July, October for three.</summary>
    private static DateOnly Aligned(DateOnly from, int apart)
    {
        var month = (from.Year * 12) + from.Month - 1;
        var rest = month % apart;
        return rest == 0 ? from : from.AddMonths(apart - rest);
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}

/// <param name="Day">first of a month</param>
/// <param name="At">0..1</param>
public sealed record TimelineTick(DateOnly Day, double At);

/// <param name="Bars">in the order of the plan</param>
public sealed record TimelineGroup(Objective Objective, IReadOnlyList<TimelineBar> Bars);

/// <summary>A measure from its first to its last day.</summary>
/// <param name="From">0..1; null where the measure names no first day: only its end is drawn</param>
/// <param name="To">the end of its last day, 0..1</param>
public sealed record TimelineBar(Measure Measure, double? From, double To);
