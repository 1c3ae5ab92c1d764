namespace Meent.Reflect.Areas;

/// <summary>The figures of all statements in all targets: decided statement by statement, each with everything that was ever published of it.</summary>
internal sealed class FigureTable
{
    private readonly AreaFacts facts;
    private readonly IReadOnlyList<Target> targets;
    private readonly List<ItemFigure>[] items;
    private readonly IReadOnlyList<(int[] Schools, PublishedFigures Figures, string? Sector)> published;
    private readonly Dictionary<int, int> boards;

    public FigureTable(AreaFacts facts, int[] runs, IReadOnlyList<Target> targets)
    {
        (this.facts, this.targets) = (facts, targets);
        items = [.. targets.Select(_ => new List<ItemFigure>())];
        boards = facts.Places.Index().Where(p => p.Item.IsBoard).SelectMany(p => p.Item.Schools.Select(s => (School: s, p.Index))).DistinctBy(p => p.School).ToDictionary(p => p.School, p => p.Index);
        published =
        [
            .. from place in facts.Places
               from figures in place.Published
               from sector in figures.Shown.Select(s => s.Sector).Distinct()
               select (place.Schools.Where(s => runs[s] <= figures.Run && (sector is null || facts.Schools[s].Sector == sector)).ToArray(), figures, sector),
        ];
        foreach (var (key, area, column) in Columns()) Decide(key, area, column);
    }

    public IReadOnlyList<ItemFigure> Items(int target) => items[target];

    /// <summary>Which schools show a statement, and what.</summary>
    private IEnumerable<(CellKey Key, string Area, List<(int School, CountedCell Cell)> Column)> Columns()
    {
        var columns = new Dictionary<CellKey, List<(int, CountedCell)>>();
        for (var s = 0; s < facts.Schools.Count; s++)
        {
            foreach (var cell in facts.Schools[s].Content.Cells)
            {
                var key = new CellKey(cell.Audience, cell.Item, cell.Version);
                if (!columns.TryGetValue(key, out var column)) columns[key] = column = [];
                column.Add((s, cell));
            }
        }
        return columns.OrderBy(c => c.Key.Audience, StringComparer.Ordinal).ThenBy(c => c.Key.Item, StringComparer.Ordinal).ThenBy(c => c.Key.Version)
            .Select(c => (c.Key, c.Value[0].Item2.Area, c.Value));
    }

    private void Decide(CellKey key, string area, List<(int School, CountedCell Cell)> column)
    {
        var at = new int[facts.Schools.Count];
        Array.Fill(at, -1);
        for (var c = 0; c < column.Count; c++) at[column[c].School] = c;
        var cells = column.Select(c => MeanRoom.Of(c.Cell, facts.Steps, boards.TryGetValue(c.School, out var board) ? board : null, c.Cell.N)).ToList();
        var before = published.Where(p => p.Figures.Shown.Contains((p.Sector, key))).Select(p => new AreaSum(In(p.Schools), Published: true)).ToList();
        var sums = targets.Select(t => new AreaSum(In(t.Schools))).ToList();
        var states = AreaDisclosure.Decide(cells, [.. before, .. sums]);
        for (var t = 0; t < targets.Count; t++)
        {
            if (states[before.Count + t] is not { } state) continue;
            items[t].Add(state == FigureState.Shown ? Shown(key, area, [.. sums[t].Cells.Select(c => column[c].Cell)]) : TakenOver(targets[t], key) ?? new(key.Audience, key.Item, key.Version, area, state));
        }

        int[] In(int[] schools) => [.. schools.Where(s => at[s] >= 0).Select(s => at[s])];
    }

    private ItemFigure Shown(CellKey key, string area, List<CountedCell> cells)
    {
        var estimate = AreaEstimate.Of([.. cells.Select(c => (c.N, c.Twentieths(facts.Steps) / 20.0))], facts.Steps);
        return new(key.Audience, key.Item, key.Version, area, FigureState.Shown, cells.Count, cells.Sum(c => c.N), estimate.Value, estimate.Low, estimate.High);
    }

    /// <summary>What the edition before showed is known, and stays. A new figure beside it would tell of one or two new schools.</summary>
    private static ItemFigure? TakenOver(Target target, CellKey key)
    {
        if (target.Place.Last is not { } last) return null;
        var item = last.Of(target.Sector)?.Items.FirstOrDefault(i => i.Audience == key.Audience && i.Item == key.Item && i.Version == key.Version);
        return item is { State: FigureState.Shown } ? item with { Edition = item.Edition ?? last.About.Number } : null;
    }
}
