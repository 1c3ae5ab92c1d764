namespace Meent.Design.Charts;

/// <summary>Marks of one row that stand too close are drawn in lanes above and below the line, so that each stays readable.</summary>
public static class DotLanes
{
    private const double TooClose = 0.045;
    private const int LaneHeight = 15;

    /// <param name="positions">0..1 along the scale, in any order</param>
    /// <returns>vertical offset in pixels from the middle of the row, per mark in the same order; 0 where there is room</returns>
    public static IReadOnlyList<double> Offsets(IReadOnlyList<double> positions)
    {
        var offsets = new double[positions.Count];
        var order = Enumerable.Range(0, positions.Count).OrderBy(i => positions[i]).ToList();
        for (var start = 0; start < order.Count;)
        {
            var end = start + 1;
            while (end < order.Count && positions[order[end]] - positions[order[end - 1]] < TooClose) end++;
            for (var k = start; k < end; k++) offsets[order[k]] = (k - start - (end - start - 1) / 2.0) * LaneHeight;
            start = end;
        }
        return offsets;
    }

    /// <summary>Height of a row that holds these offsets.</summary>
    public static int Height(IReadOnlyList<double> offsets) => 40 + (int)Math.Max(0, 2 * offsets.Select(Math.Abs).DefaultIfEmpty().Max() - 8);
}
