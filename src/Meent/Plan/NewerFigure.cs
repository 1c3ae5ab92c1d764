using Meent.Monitor;

namespace Meent.Plan;

/// <summary>Which value of a line is newer than the start of an objective.</summary>
public static class NewerFigure
{
    /// <summary>The last value of a line that is later than the one that an objective began with.</summary>
    /// <param name="line">of one place, indicator and breakdown, in any order</param>
    /// <param name="start">the value at the start; null where none was written down</param>
    /// <param name="period">what that value is about: "2025", "2025/2026", "2025-11"</param>
    /// <returns>null where nothing is later, where what is last is a bound, and where <paramref name="period"/> is missing or no period that we know: then nothing can be said</returns>
    /// <remarks>
    /// Within the period of the start itself only a value after the one that it was taken from is later: two reports of one school year are
    /// two values, and the first of them is no progress. Which one it was taken from is told by the value, at as many decimals as were written.
    /// </remarks>
    public static Observed? Of(IEnumerable<Observed> line, decimal? start, string? period)
    {
        if (PeriodMath.End(period) is not { } end || PeriodMath.Middle(period) is not { } middle) return null;
        var begin = middle - (end - middle);
        var known = Dated(line);
        var taken = known.Find(o => o.At >= begin && o.At <= end && start is { } value && decimal.Round(o.Observed.Value!.Value, value.Scale) == value);
        return Exact(known.LastOrDefault(o => o.At > (taken.At ?? end)).Observed);
    }

    /// <summary>The last value of a line; null where it has none, or the last is a bound: an older one is not how it stands.</summary>
    public static Observed? Newest(IEnumerable<Observed> line) => Exact(Dated(line).LastOrDefault().Observed);

    /// <summary>Values whose time is known, oldest first.</summary>
    private static List<(Observed Observed, decimal? At)> Dated(IEnumerable<Observed> line) =>
        [.. line.Where(o => o.Value is not null).Select(o => (Observed: o, At: PeriodMath.Middle(When(o)))).Where(o => o.At is not null).OrderBy(o => o.At)];

    /// <summary>A figure of an objective that begins with this value.</summary>
    public static MeasuredBy Begin(MeasuredBy by, Observed start) => by with { Base = decimal.Round(start.Value!.Value, 2), BasePeriod = When(start) };

    /// <summary>The day or period that places a value in time. What a school says of itself names its school year beside the day; of two in one year the day tells which is later.</summary>
    public static string When(Observed observed) => IsOwn(observed) ? observed.Period : observed.About;

    /// <summary>Whether a value is about one day: that on which a round closed.</summary>
    public static bool IsOf(Observed observed, DateOnly day) => Exact(observed) is not null && When(observed) == Typed.Day(day);

    // Of "4.0 or higher" nobody can say how far it is from anything.
    private static Observed? Exact(Observed? observed) => observed is { Value: not null, IsBound: false } ? observed : null;

    private static bool IsOwn(Observed observed) => observed is { Vintage: 0, Series.Source: ObservationSource.Schools };
}
