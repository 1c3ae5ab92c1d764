using Meent.Reflect.Instruments;

namespace Meent.Reflect.ReadAppraisal;

/// <summary>What stands out in an appraisal.</summary>
public abstract record AppraisalFinding
{
    private AppraisalFinding() { }

    /// <summary>Areas that stand clearly below the highest one.</summary>
    /// <param name="Lowest">one, or several that stand equally low</param>
    public sealed record LagBehind(IReadOnlyList<AreaStanding> Lowest, AreaStanding Highest) : AppraisalFinding;

    /// <summary>No area is far from another.</summary>
    /// <param name="Low">mean of the lowest</param>
    /// <param name="High">mean of the highest</param>
    public sealed record KeepPace(int Areas, double Low, double High) : AppraisalFinding;

    /// <summary>Only one area was judged.</summary>
    public sealed record OneArea(AreaStanding Area) : AppraisalFinding;

    /// <summary>From where they stand to where they want to be, it is furthest in this area.</summary>
    public sealed record LongestWay(AreaStanding Area) : AppraisalFinding;

    /// <summary>A few topics stand lower than all others.</summary>
    /// <param name="Items">1 to 3, all at the same level</param>
    public sealed record LowestTopics(IReadOnlyList<ItemStanding> Items, int Level) : AppraisalFinding;

    /// <summary>They want to stay where they are, in all areas with a wish.</summary>
    public sealed record NoFurther : AppraisalFinding;

    /// <summary>Levels with something that shows them.</summary>
    /// <param name="With">items with a level and with evidence</param>
    /// <param name="Of">items with a level</param>
    public sealed record Shown(int With, int Of) : AppraisalFinding;

    public sealed record Moved(Since Since) : AppraisalFinding;

    /// <summary>Items without a level.</summary>
    public sealed record LeftOpen(int Items, int Of) : AppraisalFinding;
}

/// <summary>Finds what to say first. These are judgements of a few people on purpose and under their names: no interval belongs to them.</summary>
public static class AppraisalFindings
{
    /// <summary>An area lags behind when more than half of its topics would have to rise a level to catch up with the highest area.</summary>
    public const double Apart = 0.5;

    /// <summary>More topics than this are no news that anybody keeps in mind.</summary>
    private const int MostTopics = 3;

    /// <summary>Guards against sums of fractions that differ in the last digit.</summary>
    private const double Hair = 1e-9;

    /// <param name="ladder">in the version of the appraisal: what it asked for</param>
    public static IReadOnlyList<AppraisalFinding> Of(Ladder ladder, PlaceStanding standing, Since? since)
    {
        var judged = standing.Judged;
        if (judged.Count == 0) return [];
        var all = new List<AppraisalFinding> { Balance(judged) };
        if (Lowest(standing) is { } lowest) all.Add(lowest);
        if (ladder.Asks.Contains(LadderAsk.Wanted) && Wish(judged) is { } wish) all.Add(wish);
        if (since is { Moves.Count: > 0 } or { Reworded: > 0 }) all.Add(new AppraisalFinding.Moved(since));
        var said = standing.Items.Where(i => i.Said.Now is not null).ToList();
        if (ladder.Asks.Contains(LadderAsk.Evidence)) all.Add(new AppraisalFinding.Shown(said.Count(i => i.Said.Evidence is not null), said.Count));
        if (standing.Items.Count() is var items && items > said.Count) all.Add(new AppraisalFinding.LeftOpen(items - said.Count, items));
        return all;
    }

    /// <summary>Where to begin: areas that lag behind, then the one with the longest way, then the lowest; at most two, each once.</summary>
    public static IReadOnlyList<AreaStanding> BeginWith(PlaceStanding standing)
    {
        var judged = standing.Judged;
        if (judged.Count == 0) return [];
        var lowest = judged.Min(a => a.Now!.Value);
        var low = judged.First(a => a.Now!.Value <= lowest + Hair);
        return Longest(judged) is { } far && far != low ? [low, far] : [low];
    }

    private static AppraisalFinding Balance(IReadOnlyList<AreaStanding> judged)
    {
        if (judged is [var only]) return new AppraisalFinding.OneArea(only);
        var (low, high) = (judged.Min(a => a.Now!.Value), judged.Max(a => a.Now!.Value));
        if (high - low <= Apart + Hair) return new AppraisalFinding.KeepPace(judged.Count, low, high);
        return new AppraisalFinding.LagBehind([.. judged.Where(a => a.Now!.Value <= low + Hair)], judged.First(a => a.Now!.Value >= high - Hair));
    }

    private static AppraisalFinding.LowestTopics? Lowest(PlaceStanding standing)
    {
        var judged = standing.Items.Where(i => i.Said.Now is not null).OrderBy(i => i.Said.Now).ToList();
        var (low, high) = (judged[0].Said.Now!.Value, judged[^1].Said.Now!.Value);
        return low < high && judged.Where(i => i.Said.Now == low).ToList() is { Count: <= MostTopics } few ? new(few, low) : null;
    }

    private static AppraisalFinding? Wish(IReadOnlyList<AreaStanding> judged) =>
        judged.All(a => a.Wanted is null) ? null : Longest(judged) is { } far ? new AppraisalFinding.LongestWay(far) : new AppraisalFinding.NoFurther();

    private static AreaStanding? Longest(IReadOnlyList<AreaStanding> judged) => judged.Where(a => Way(a) > Hair).OrderByDescending(a => Math.Round(Way(a), 6)).FirstOrDefault();

    private static double Way(AreaStanding area) => (area.Wanted ?? area.Now!.Value) - area.Now!.Value;
}
