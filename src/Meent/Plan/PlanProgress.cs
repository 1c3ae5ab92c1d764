namespace Meent.Plan;

/// <summary>How far something is, from steps that were ticked. Never typed in.</summary>
/// <param name="Total">0 where there are no steps: then nothing can be said</param>
public sealed record StepProgress(int Done, int Total)
{
    public static StepProgress Of(Measure measure) => new(measure.Steps.Count(s => s.DoneOn is not null), measure.Steps.Count);

    public static StepProgress Of(IEnumerable<Measure> measures) => measures.Select(Of).Aggregate(new StepProgress(0, 0), (a, b) => new(a.Done + b.Done, a.Total + b.Total));

    public static StepProgress Of(PlanContent plan) => Of(plan.Measures);
}

/// <summary>How far an indicator is on the way from where it was to where it should be.</summary>
/// <param name="From">the value at the start</param>
/// <param name="Now">the newest value</param>
/// <param name="To">the target; another value than <paramref name="From"/></param>
public sealed record IndicatorProgress(decimal From, decimal Now, decimal To)
{
    /// <summary>Share of the way: 0 at the start, 1 at the target, below 0 where it went the other way, above 1 where it went further.</summary>
    public decimal Share => (Now - From) / (To - From);

    public bool IsReached => Share >= 1;

    /// <summary>Where the figure would be on a straight line from start to target.</summary>
    /// <param name="time">share of the time that has passed between both, 0..1</param>
    public decimal Expected(decimal time) => From + ((To - From) * Math.Clamp(time, 0, 1));

    /// <summary>Whether the figure is at least where a straight line would have it.</summary>
    public bool IsOnTrack(decimal time) => IsReached || (To > From ? Now >= Expected(time) : Now <= Expected(time));

    /// <returns>null where start, target or newest value are missing, or start and target are the same: then no way is left to measure</returns>
    public static IndicatorProgress? Of(decimal? from, decimal? now, decimal? to) => (from, now, to) is ({ } start, { } here, { } target) && start != target ? new(start, here, target) : null;
}
