using Meent.Monitor.ReadReleases;

namespace Meent.Monitor.ReadIndicators;

public sealed partial class IndicatorWords
{
    /// <summary>The target of what only schools say, which nobody calls a rise or a fall: what it is, from whom, and the way there where its source names one. "" without one.</summary>
    public string AimOfSchools(IndicatorLine line) => line.Target is { } target
        ? Sentences(T["The target is {0} in {1}.", FromSchools(target.Value), target.DuePeriod], line.TargetIsOwn ? "" : T["The target is that of the Union as a whole."], From(target), TargetWay.Of(target.Beside(line.Place.PlaceId), []) is { } way ? Way(way, FromSchools) : "") : "";

    /// <summary>Who set a target.</summary>
    public string From(Target target) => T["The target is from: {0}.", ReleaseWords.Source(T, target.Source)];

    /// <summary>How the way to a target goes, and who says so.</summary>
    public string Way(TargetWay way) => Way(way, v => Words.Value(v));

    private string Way(TargetWay way, Func<decimal, string> say) => (way.IsStated, way.Between) switch
    {
        (false, _) => T["Where it should be now: on a straight line from {0} to the target.", way.Start.Period],
        (_, []) => T["Where it should be now: on a straight line to the target from {0} in {1}, as the source of the target has it.", say(way.Start.Value), way.Start.Period],
        var (_, stations) => T["Where it should be now: on the way that the source of the target has: {0}.", string.Join("; ", stations.Prepend(way.Start).Select(s => T["{0} in {1}", say(s.Value), s.Period]))],
    };
}
