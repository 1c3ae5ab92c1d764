using Meent.Foundation;

namespace Meent.Monitor;

/// <summary>How fast a figure moves, over a window that is always named with it.</summary>
/// <param name="PerYear">in the unit of the indicator; below 0 where it falls</param>
/// <param name="From">the first period of the window</param>
/// <param name="To">the last</param>
public sealed record Pace(decimal PerYear, string From, string To)
{
    /// <summary>The pace made: from the earliest figure that compares with the newest, to the newest.</summary>
    /// <param name="line">figures of one place, indicator and breakdown, in any order</param>
    /// <returns>null where there are not two that compare</returns>
    public static Pace? Made(IReadOnlyCollection<Figure> line)
    {
        var known = Known(line);
        if (known.Count < 2) return null;
        var last = known[^1];
        var first = known.Find(f => !Change.IsBroken(line, f.Period, last.Period) && f.Has('d') == last.Has('d'));
        return first is null || first == last ? null : Over(first.Value!.Value, first.Period, last.Value!.Value, last.Period);
    }

    /// <summary>The pace needed from the newest figure on to be at the target when it is due.</summary>
    /// <returns>null where it is due already, or where there is no figure</returns>
    public static Pace? Needed(IReadOnlyCollection<Figure> line, decimal target, string due) =>
        Newest(line) is { } last ? Over(last.Value!.Value, last.Period, target, due) : null;

    /// <summary>The newest figure that has a value; null where none has.</summary>
    public static Figure? Newest(IReadOnlyCollection<Figure> line) => Known(line).LastOrDefault();

    /// <summary>Where a figure should stand in a period if it went from base to target in a straight line.</summary>
    /// <returns>null where a period is not known to us, or lies outside the two</returns>
    public static decimal? Expected(decimal start, string startPeriod, decimal target, string due, string at) =>
        PeriodMath.Years(startPeriod, due) is { } whole && PeriodMath.Years(startPeriod, at) is { } part && whole > 0 && part >= 0 && part <= whole
            ? start + ((target - start) * part / whole)
            : null;

    private static Pace? Over(decimal first, string from, decimal last, string to) =>
        PeriodMath.Years(from, to) is { } years && years > 0 ? new((last - first) / years, from, to) : null;

    private static List<Figure> Known(IReadOnlyCollection<Figure> line) =>
        [.. line.Where(f => f.Value is not null && PeriodMath.Middle(f.Period) is not null).OrderBy(f => PeriodMath.Middle(f.Period))];
}

/// <summary>Which way is better.</summary>
public enum Direction { Higher, Lower, Neither }

/// <summary>Whether the pace made leads to the target.</summary>
public enum Course
{
    /// <summary>The target is met.</summary>
    Reached,

    /// <summary>Going on like this, it will be met in time.</summary>
    OnCourse,

    /// <summary>It moves the right way, too slowly.</summary>
    TooSlow,

    /// <summary>It stands still or moves away.</summary>
    Away,

    /// <summary>Nobody says on which side of the target the figure should lie.</summary>
    Beside,

    /// <summary>It was due, and not met.</summary>
    Missed,

    /// <summary>Without two figures that compare there is no pace.</summary>
    Unknown,
}

public static class Courses
{
    /// <param name="better">with <see cref="Direction.Neither"/> the way goes up to a target that lies above the newest figure, or above the first that compares with it; where it began above the target, nobody says whether it is to stay there</param>
    public static Course Of(IReadOnlyCollection<Figure> line, decimal target, string due, Direction better)
    {
        if (Pace.Newest(line)?.Value is not { } now) return Course.Unknown;
        if (now == target) return Course.Reached;
        var way = better switch { Direction.Higher => 1, Direction.Lower => -1, _ => Start(line) > target ? 0 : now < target || Start(line) < target ? 1 : 0 };
        if (way == 0) return Course.Beside;
        if ((target - now) * way <= 0) return Course.Reached;
        if (Pace.Needed(line, target, due) is not { } needed) return Course.Missed;
        if (Pace.Made(line) is not { } made) return Course.Unknown;
        return made.PerYear * way >= needed.PerYear * way ? Course.OnCourse : made.PerYear * way > 0 ? Course.TooSlow : Course.Away;
    }

    private static decimal? Start(IReadOnlyCollection<Figure> line) => Pace.Made(line) is { } made ? line.FirstOrDefault(f => f.Period == made.From)?.Value : null;

    /// <summary>Whether the newest figure lies further from the target than chance moves it: 1.96 × its standard error. What is not known is taken as it stands.</summary>
    public static bool IsClear(IReadOnlyCollection<Figure> line, decimal target, Precision precision) =>
        Pace.Newest(line) is not { Value: { } now } newest || precision.Of(newest) is not { } error || Math.Abs((double)(now - target)) > Normal.Point975 * error;
}
