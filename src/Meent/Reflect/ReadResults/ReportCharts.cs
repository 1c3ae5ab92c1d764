using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>The pictures of a report, from its release alone.</summary>
public sealed class ReportCharts(Report report, ReportNames names, Texts T)
{
    /// <summary>How many rows a picture has at most, where it shows a choice.</summary>
    private const int Most = 8;

    private readonly Release release = report.Release;

    private string Source => T["Source: {0}, closed {1}.", release.Round.Name, T.Date(release.Round.Closed)];

    /// <summary>There is more than one group to put side by side.</summary>
    public bool SeveralGroups => release.Areas.SelectMany(a => a.Cells).Where(c => c.Mean is not null).Select(c => c.Audience).Distinct().Count() > 1;

    /// <summary>Areas by audience, those that groups see most differently first.</summary>
    public DotPlotModel Areas() => new(
        Findings.Gaps(release) is [var gap, ..] ? T["“{0}” is where groups differ most", names.Area(gap.Area)]
            : SeveralGroups ? T["On no area do groups clearly differ"]
            : names.Word.Choose(T["How our school stands, area by area"], T["How our institution stands, area by area"], T["How our organisation stands, area by area"]),
        Series(),
        [
            .. Findings.ByDistance(release)
                .Select(a => new DotRow(names.Area(a.Id), [.. a.Cells.Select(Value)], $"{report.Path}/{a.Id}")),
        ],
        names.ScaleWords,
        $"{T["Mean of the answers per area, sorted by distance. “Does not apply” is left out. Bands: 95 %."]} {Source}",
        T["Area"]);

    /// <summary>The statements of one area by audience, in the order in which they were asked.</summary>
    public DotPlotModel Items(string area, IReadOnlyList<ReleasedItem> items) => new(
        T["How each group answers on “{0}”", area],
        Series(),
        [.. items.Select(Row)],
        names.ScaleWords,
        $"{T["Mean per statement. “Does not apply” is left out. Bands: 95 %, for groups under 30 worked out with a fixed spread."]} {Source}",
        T["Statement"]);

    /// <summary>The statements on which two groups clearly differ, the widest first; null where there are none.</summary>
    public DotPlotModel? WidestItems()
    {
        var widest = Widest(teams: false) is { Count: > 0 } ofGroups ? ofGroups : Widest(teams: true);
        return widest.Count == 0 ? null : new(
            T["“{0}” is the statement on which groups differ most", names.Item(widest[0])],
            Series(),
            [.. widest.Select(Row)],
            names.ScaleWords,
            $"{T["Mean per statement, sorted by distance. Only differences that are larger than chance."]} {Source}",
            T["Statement"]);
    }

    private List<ReleasedItem> Widest(bool teams) =>
        [.. release.Items.Select(i => (Item: i, Gap: Findings.Gap(i, teams))).Where(i => i.Gap > 0).OrderByDescending(i => i.Gap).Take(5).Select(i => i.Item)];

    /// <summary>What changed since the round before; null where nothing can be compared.</summary>
    public ChangeModel? Changes(Release before, IReadOnlyList<Compared> all)
    {
        var rows = all.Where(c => c.Difference is not null)
            .OrderBy(c => c.IsClear ? 0 : c.IsOfGroup ? 1 : 2)
            .ThenByDescending(c => Math.Abs(c.Difference!.Value.Value)).Take(Most).ToList();
        if (rows.Count == 0) return null;
        return new(
            rows[0].IsClear ? T["“{0}” changed most", names.Area(rows[0].Subject)] : T["Nothing changed clearly"],
            before.Round.Name, release.Round.Name, T["lower than before"], T["higher than before"],
            [.. rows.Select(c => Row(c, names.Area(c.Subject)))],
            T["Difference of the means in points of the scale, over the statements that both rounds asked; band: 95 %. “Clearly” counts in how many are compared here. Sources: {0}, closed {1}; {2}, closed {3}.",
                before.Round.Name, T.Date(before.Round.Closed), release.Round.Name, T.Date(release.Round.Closed)],
            T["Area and group"]);
    }

    /// <summary>The statements that changed clearly, the surest first; null where there are none.</summary>
    public ChangeModel? ItemChanges(Release before, IReadOnlyList<Compared> all)
    {
        var clear = all.Where(c => c.IsClear).OrderBy(c => c.Chance).Take(Most).ToList();
        return clear.Count == 0 ? null : new(
            T["“{0}” is the statement that changed most surely", Item(clear[0])],
            before.Round.Name, release.Round.Name, T["lower than before"], T["higher than before"],
            [.. clear.Select(c => Row(c, Item(c)))],
            T["Difference of the means in points of the scale; band: 95 %. {0} statements and groups were compared; of those named here, at most one in twenty is chance, on average. Sources: {1}, closed {2}; {3}, closed {4}.",
                all.Count(c => c.IsOfGroup), before.Round.Name, T.Date(before.Round.Closed), release.Round.Name, T.Date(release.Round.Closed)],
            T["Statement and group"]);
    }

    public string Words(Compared c) => ChangeWords.Of(c, T);

    /// <summary>"12 of 14", "joint view of 2"</summary>
    public string Detail(ReleasedAudience audience) =>
        audience.Kind == AudienceKind.Team ? T.N(audience.Answered, "view of one", "joint view of {0}")
        : audience.Invited is { } invited && invited >= audience.Answered ? T["{0} of {1}", audience.Answered, invited]
        : T.N(audience.Answered, "one answer", "{0} answers");

    private List<DotSeries> Series() =>
        [.. release.Audiences.Where(a => a.HasCells).Select(a => new DotSeries(a.Id, names.Audience(a.Id), Detail(a)))];

    private DotRow Row(ReleasedItem item) => new(names.Item(item), [.. item.Cells.Select(Value)]);

    private DotValue Value(AreaCell c) => Value(c.Audience, c.State, c.Mean, c.Bound, c.Low, c.High);

    private DotValue Value(ItemCell c) => Value(c.Audience, c.State, c.Mean, c.Bound, c.Low, c.High);

    private DotValue Value(string audience, CellState state, double? mean, Bound? bound, double? low, double? high) => new(
        audience, State(state), mean, low, high,
        mean is { } m && bound is Bound.AtLeast or Bound.AtMost ? names.Mean(m, bound.Value)
        : state == CellState.Shown && mean is null ? T["does not apply"]
        : null);

    private string Item(Compared c) => names.Item(release.Items.First(i => i.Id == c.Subject));

    private ChangeRow Row(Compared c, string name) => new(
        T["{0}: {1}", name, names.Within(c.Audience)], c.Audience, ValueState.Shown, Words(c),
        c.Before, c.After, c.Difference?.Value, Bounds(c)?.Low, Bounds(c)?.High);

    /// <summary>What a team said twice has no interval.</summary>
    private static Estimate? Bounds(Compared c) => c.Difference is { } d && d.High > d.Low ? d : null;

    internal static ValueState State(CellState state) => state switch
    {
        CellState.Shown => ValueState.Shown,
        CellState.Suppressed => ValueState.Suppressed,
        CellState.NotAsked => ValueState.NotAsked,
        _ => ValueState.NobodyAnswered,
    };
}
