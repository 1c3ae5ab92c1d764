namespace Meent.Reflect.Results;

/// <summary>A figure of a release that can be put beside another one: read from what is shown, and nothing else.</summary>
/// <param name="Value">mean with its 95 % interval; without width for a team, which has said what it has said</param>
/// <param name="Bound">a mean near an end of the scale is "… or higher / lower"; its interval then reaches to that end</param>
/// <param name="N">answers, rounded down to a multiple of five; for a team its members</param>
public readonly record struct Measured(Estimate Value, Bound Bound, int N)
{
    public bool IsOfGroup => Value.High > Value.Low;

    /// <returns>null where the cell shows no mean</returns>
    public static Measured? Of(AreaCell? cell) => cell is { State: CellState.Shown, Mean: { } m }
        ? new(cell.Estimate ?? new(m, m, m), cell.Bound ?? Bound.Exact, cell.AtLeast ?? 0)
        : null;

    /// <inheritdoc cref="Of(AreaCell?)"/>
    /// <param name="scale">steps of the scale on which people answered</param>
    /// <remarks>A mean that is only known as a bound has no interval in the release. Here it gets a wide one: to the end of the scale on
    /// one side, and from the spread that is assumed where the real one is not shown on the other.</remarks>
    public static Measured? Of(ItemCell? cell, int scale)
    {
        if (cell is not { State: CellState.Shown, Mean: { } m }) return null;
        var (n, bound) = (cell.AtLeast ?? 0, cell.Bound ?? Bound.Exact);
        if (cell.Estimate is { } estimate) return new(estimate, bound, n);
        if (bound == Bound.Exact) return new(new(m, m, m), bound, n);
        var around = Estimates.Mean(m, Cells.AssumedSpread(1, scale), Math.Max(2, n), null);
        return new(bound == Bound.AtLeast ? new(m, Math.Max(1, around.Low), scale) : new(m, 1, Math.Min(scale, around.High)), bound, n);
    }

    /// <summary>The mean over some items of one area and audience.</summary>
    /// <param name="items">at least one</param>
    /// <param name="together">how far a person's answers go together, 0..1: <see cref="Together"/></param>
    /// <param name="scale">steps of the scale</param>
    /// <remarks>Standard error of a mean of k equally correlated items: √((1 + (k − 1) ρ) / k) times that of one (Kish 1965, §5.6, with items in
    /// the place of the members of a cluster). Where a mean is only a bound its interval does not shrink: what is hidden there is no chance.</remarks>
    public static Measured Over(IReadOnlyCollection<Measured> items, double together, int scale)
    {
        bool above = items.Any(i => i.Bound == Bound.AtLeast), below = items.Any(i => i.Bound == Bound.AtMost);
        var narrower = above || below ? 1 : Math.Sqrt((1 + ((items.Count - 1) * together)) / items.Count);
        var mean = items.Average(i => i.Value.Value);
        return new(
            new(mean,
                Math.Max(1, mean - (narrower * items.Average(i => i.Value.Value - i.Value.Low))),
                Math.Min(scale, mean + (narrower * items.Average(i => i.Value.High - i.Value.Value)))),
            above == below ? Bound.Exact : above ? Bound.AtLeast : Bound.AtMost,
            items.Min(i => i.N));
    }

    /// <summary>How far the answers of a person go together within an area, read back from what is shown: the area's interval, which is of
    /// persons, beside the intervals of its items.</summary>
    /// <returns>0: not at all; 1: whoever is high on one item is as high on all, and also where the release does not tell</returns>
    public static double Together(Release release, string area, string audience)
    {
        var items = release.AskedIn(area, audience).Values.Select(c => Of(c, release.Scale)).OfType<Measured>().Where(i => i.Bound == Bound.Exact).ToList();
        if (items.Count < 2 || Of(release.Areas.FirstOrDefault(a => a.Id == area)?.Find(audience)) is not { Bound: Bound.Exact, IsOfGroup: true } whole) return 1;
        var ratio = (whole.Value.High - whole.Value.Low) / items.Average(i => i.Value.High - i.Value.Low);
        return Math.Clamp(((items.Count * ratio * ratio) - 1) / (items.Count - 1), 0, 1);
    }
}
