using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Reflect.Results;

namespace Meent.Reflect.ReadResults;

/// <summary>How the answers of one audience to some statements are spread, as far as that may be shown.</summary>
internal static class Distribution
{
    /// <param name="area">its name</param>
    /// <returns>null where no statement shows a spread</returns>
    public static StackedBarModel? Of(string area, ReleasedAudience audience, IReadOnlyList<ReleasedItem> items, Release release, ReportNames names, Texts T)
    {
        var cells = items.Select(i => (Item: i, Cell: i.For(audience.Id))).Where(i => i.Cell.State != CellState.NotAsked).ToList();
        if (!cells.Exists(c => c.Cell.Split is not null || c.Cell.Bars is not null)) return null;
        // One picture has one scale: five answers only where every spread in it has five.
        var five = cells.TrueForAll(c => c.Cell.Bars is not null || c.Cell.Split is null);
        var rows = cells.Select(c => Row(names.Statement(c.Item, audience), c.Cell, five ? c.Cell.Bars : c.Cell.Split, names, T)).ToList();
        return new(
            T["“{0}”: how {1} answered", area, names.Within(audience.Id)],
            five ? names.ScaleWords : names.ThreeWords,
            rows,
            rows.Exists(r => r.DoesNotApply is not null) ? names.DoesNotApply : null,
            T["Shares in per cent, rounded. “Few” is fewer than 3 people, perhaps nobody. Source: {0}, closed {1}, {2} answers.",
                release.Round.Name, T.Date(release.Round.Closed), audience.Answered],
            T["Statement"]);
    }

    private static BarRow Row(string label, ItemCell cell, IReadOnlyList<Share>? shares, ReportNames names, Texts T)
    {
        var mean = cell is { Mean: { } m, Bound: { } bound } ? T["mean {0}", names.Mean(m, bound)] : null;
        if (cell.State != CellState.Shown) return new(label, null, ReportCharts.State(cell.State), []);
        var outside = cell.DoesNotApply is { IsFew: false, Percent: { } percent } ? percent / 100.0 : (double?)null;
        return shares is null
            ? new(label, null, ValueState.Shown, [], outside, Instead: T["{0}; shares beside it could point at people", mean])
            : new(label, mean, ValueState.Shown, Widths(shares), outside, FewOf(shares));
    }

    /// <summary>Shares to draw, adding up to 1: the few have what the others leave, in equal parts.</summary>
    internal static List<double> Widths(IReadOnlyList<Share> shares)
    {
        var few = shares.Count(s => s.IsFew);
        var left = 1 - (shares.Sum(s => s.Percent ?? 0) / 100.0);
        return [.. shares.Select(s => s.Percent is { } p ? p / 100.0 : left / few)];
    }

    internal static HashSet<int> FewOf(IReadOnlyList<Share> shares) => [.. Enumerable.Range(0, shares.Count).Where(i => shares[i].IsFew)];
}
