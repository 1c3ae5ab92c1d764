using Meent.Formats.Statistics;

namespace Meent.Monitor;

/// <summary>The way to a target: from where it begins, over its stations, to the period in which it is due; straight between two of them.</summary>
/// <param name="Stations">at least the first and the last, in the order of time</param>
/// <param name="IsStated">the source says where it begins or names stations; else it is a straight line from a figure that we chose</param>
public sealed record TargetWay(IReadOnlyList<StatStation> Stations, bool IsStated)
{
    public StatStation Start => Stations[0];

    /// <summary>Stations between the first and the last.</summary>
    public IReadOnlyList<StatStation> Between => [.. Stations.Skip(1).SkipLast(1)];

    /// <param name="line">figures of the place: without a stated beginning the way begins at the earliest that compares with the newest</param>
    /// <returns>null where it has no beginning, or one that is not before its end</returns>
    public static TargetWay? Of(Target target, IReadOnlyCollection<Figure> line)
    {
        var due = new StatStation(target.DuePeriod, target.Value);
        List<StatStation> stated = [.. StatPath.Written(target.Path), due];
        if (target is { BaseValue: { } value, BasePeriod: { } period }) stated.Insert(0, new(period, value));
        if (stated.Count > 1) return Goes(stated) ? new(stated, true) : null;
        var from = Pace.Made(line)?.From;
        var first = line.FirstOrDefault(f => f.Period == from && f.Value is not null);
        return first is null || !Goes([new(first.Period, 0), due]) ? null : new([new(first.Period, first.Value!.Value), due], false);
    }

    /// <summary>Where a figure should stand in a period.</summary>
    /// <returns>null where the period is not known to us, or lies outside the way</returns>
    public decimal? At(string period)
    {
        if (PeriodMath.Middle(period) is not { } at) return null;
        return Stations.Zip(Stations.Skip(1)).Where(s => Middle(s.First) <= at && at <= Middle(s.Second))
            .Select(s => (decimal?)Pace.Expected(s.First.Value, s.First.Period, s.Second.Value, s.Second.Period, period)).FirstOrDefault();
    }

    /// <summary>The first period of a row that does not lie after the one before it, or not before the target is due; null where all do.</summary>
    public static string? Stray(StatRow row)
    {
        List<string> periods = [.. StatPath.Written(row.Target?.Path).Select(s => s.Period), row.Period];
        if (row.Target?.BasePeriod is { } start) periods.Insert(0, start);
        if (periods.Find(p => PeriodMath.Middle(p) is null) is { } unknown) return unknown;
        var at = periods.Zip(periods.Skip(1)).FirstOrDefault(p => PeriodMath.Years(p.First, p.Second) <= 0);
        return at.Second == row.Period ? at.First : at.Second;
    }

    private static bool Goes(List<StatStation> stations) =>
        stations.TrueForAll(s => PeriodMath.Middle(s.Period) is not null) && stations.Zip(stations.Skip(1)).All(s => Middle(s.First) < Middle(s.Second));

    private static decimal Middle(StatStation station) => PeriodMath.Middle(station.Period)!.Value;
}
