using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReadResults;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReflectInGroup;

/// <summary>What a group says, in sentences and pictures, from its release alone.</summary>
internal sealed class GroupCharts(Release release, Ladder ladder, Texts T)
{
    private readonly ReleasedAudience members = release.Audiences.Single();

    /// <summary>There is anything to show.</summary>
    public bool Any => Means.Count > 0;

    /// <summary>How many answered.</summary>
    public int Answered => members.Answered;

    /// <summary>Areas that are shown, from the lowest to the highest.</summary>
    public IReadOnlyList<(LadderArea Area, AreaCell Cell)> Means =>
    [
        .. ladder.Areas.Select(a => (Area: a, Cell: release.Areas.First(r => r.Id == a.Id).For(members.Id))).Where(a => a.Cell.Mean is not null).OrderBy(a => a.Cell.Mean),
    ];

    public IReadOnlyList<string> Findings
    {
        get
        {
            var means = Means;
            var answered = T.N(Answered, "One of {1} people answered.", "{0} of {1} people answered.", members.Invited);
            if (means.Count < 2) return [answered];
            var ((low, l), (high, h)) = (means[0], means[^1]);
            return [answered, l.High < h.Low
                ? T["You are clearly furthest in “{0}”. There is most room to grow in “{1}”.", high.Name.In(T.Language), low.Name.In(T.Language)]
                : T["No area clearly stands out above the others."]];
        }
    }

    public DotPlotModel Areas() => new(
        T["Where the group stands, area by area"],
        [Series],
        [.. ladder.Areas.Select(a => Row(a.Name.In(T.Language), release.Areas.First(r => r.Id == a.Id).For(members.Id)))],
        LevelNames,
        $"{T["Mean of the levels that were chosen. Bands: 95 %."]} {Source}",
        T["Area"]);

    public DotPlotModel Items(LadderArea area) => new(
        T["{0}: where the group stands", area.Name.In(T.Language)],
        [Series],
        [.. ItemsOf(area).Select(i => Row(i.Item.Name.In(T.Language), i.Cell))],
        LevelNames,
        $"{T["Mean of the levels that were chosen. Bands: 95 %, for groups under 30 worked out with a fixed spread."]} {Source}",
        T["Competence"]);

    /// <summary>How many chose which level, as far as that may be shown; null where nothing of it may.</summary>
    public StackedBarModel? Spread(LadderArea area)
    {
        var items = ItemsOf(area);
        if (!items.Exists(i => i.Cell.Split is not null || i.Cell.Bars is not null)) return null;
        var whole = items.TrueForAll(i => i.Cell.Bars is not null || i.Cell.Split is null);
        return new(
            T["{0}: who chose which level", area.Name.In(T.Language)],
            whole ? LevelNames : SplitNames,
            [.. items.Select(i => Bar(i.Item.Name.In(T.Language), i.Cell, whole ? i.Cell.Bars : i.Cell.Split))],
            null,
            $"{T["Shares in per cent, rounded. “Few” is fewer than 3 people, perhaps nobody."]} {Source}",
            T["Competence"])
        {
            IsLadder = true,
        };
    }

    private List<(LadderItem Item, ItemCell Cell)> ItemsOf(LadderArea area) =>
        [.. area.Items.Select(i => (i, release.Items.First(r => r.Id == i.Id && r.Version == i.Version).For(members.Id)))];

    private IReadOnlyList<string> LevelNames => [.. ladder.Levels.Select(l => l.Name.In(T.Language))];

    /// <summary>Neighbouring levels that a split counts together: "Aware, Trying out".</summary>
    private IReadOnlyList<string> SplitNames =>
        [.. ladder.Levels.GroupBy(l => Coding.GroupOf(l.Number - 1, ladder.Steps)).Select(g => string.Join(", ", g.Select(l => l.Name.In(T.Language))))];

    private DotSeries Series => new("team", T["Our group"], members.Invited is { } invited && invited >= Answered ? T["{0} of {1}", Answered, invited] : T.N(Answered, "one answer", "{0} answers"));

    private string Source => T["Source: {0}, closed {1}.", release.Round.Name, T.Date(release.Round.Closed)];

    private DotRow Row(string label, AreaCell c) => new(label, [Value(c.State, c.Mean, c.Bound, c.Low, c.High)]);

    private DotRow Row(string label, ItemCell c) => new(label, [Value(c.State, c.Mean, c.Bound, c.Low, c.High)]);

    private DotValue Value(CellState state, double? mean, Bound? bound, double? low, double? high) =>
        new("team", ReportCharts.State(state), mean, low, high, mean is { } m ? End(m, bound) : null);

    private string? End(double mean, Bound? bound) => bound switch
    {
        Bound.AtLeast => T["{0} or higher", T.Number(mean, 1)],
        Bound.AtMost => T["{0} or lower", T.Number(mean, 1)],
        _ => null,
    };

    private BarRow Bar(string label, ItemCell cell, IReadOnlyList<Share>? shares)
    {
        if (cell.State != CellState.Shown) return new(label, null, ReportCharts.State(cell.State), []);
        var mean = T["mean {0}", End(cell.Mean!.Value, cell.Bound) ?? T.Number(cell.Mean.Value, 1)];
        return shares is null
            ? new(label, null, ValueState.Shown, [], Instead: T["{0}; shares beside it could point at people", mean])
            : new(label, mean, ValueState.Shown, Distribution.Widths(shares), Few: Distribution.FewOf(shares));
    }
}
