using Meent.Reflect.Areas;
using Meent.Reflect.Results;

namespace Meent.Reflect.EstimateWave;

/// <summary>A school of a sample whose round counts.</summary>
/// <param name="Stratum">number of its stratum</param>
/// <param name="SameSums">the same text for schools that stand in the same figures of areas and boards, now and ever: places, level, and the publication in which they came</param>
/// <param name="Board">number of the board that runs it; null where there is none</param>
public sealed record SampledSchool(int Stratum, string SameSums, int? Board, CounterContent Content);

/// <summary>Makes the result of a sample: which figures may be shown, and what they are. A pure function.</summary>
/// <remarks>
/// <para>A figure is shown only of the whole area, and only where the area's own edition shows the statement. Beyond that:</para>
/// <para>1. at least <see cref="Schools"/> schools show the statement, no school makes more than a tenth of the mean, and no board runs more than half of the schools;
/// the mean is rounded to a tenth of a point. So somebody who knows all other schools learns of the last one a range of a whole point of the scale, no less.</para>
/// <para>2. with all sums of areas and boards that are shown, now and ever, no figure of one or two schools follows, which is the rule of <see cref="AreaDisclosure"/>: a
/// sum has each school with its answers, and schools with the same memberships always together. A combination with this mean could cancel only schools of the same
/// memberships whose weight per answer is the same; where at least three schools cannot be cancelled so, nothing lies on fewer than three.</para>
/// <para>3. it is not so near an end of the scale that it tells of each school what it says (<see cref="MeanRoom"/>), with the weights of the sample.</para>
/// </remarks>
public static class WaveEstimates
{
    /// <summary>Fewest schools behind a figure.</summary>
    public const int Schools = 10;

    /// <summary>Most that one school makes of a mean.</summary>
    public const double LargestWeight = 0.1;

    /// <param name="frame">schools there are, by number of the stratum, in the order in which strata are joined</param>
    /// <param name="shown">what the area's edition shows of all its schools</param>
    /// <param name="steps">points of the scale</param>
    /// <returns>a figure per statement that some school shows, and the most strata that were joined</returns>
    public static (IReadOnlyList<ItemFigure> Items, int Joined) Of(IReadOnlyList<(int Number, int Schools)> frame, IReadOnlyList<SampledSchool> schools, IReadOnlySet<CellKey> shown, int steps)
    {
        var columns = schools.SelectMany(s => s.Content.Cells.Select(c => (School: s, Cell: c))).GroupBy(x => new CellKey(x.Cell.Audience, x.Cell.Item, x.Cell.Version))
            .OrderBy(g => g.Key.Audience, StringComparer.Ordinal).ThenBy(g => g.Key.Item, StringComparer.Ordinal).ThenBy(g => g.Key.Version);
        var (items, joined) = (new List<ItemFigure>(), 0);
        foreach (var column in columns)
        {
            List<(SampledSchool School, CountedCell Cell)> cells = [.. column];
            var estimate = StratifiedMean.Of([.. frame.Select(h => new AnsweredStratum(h.Schools, [.. cells.Where(c => c.School.Stratum == h.Number).Select(c => c.Cell.Twentieths(steps) / 20.0)]))])!;
            var state = State(frame, cells, estimate, shown.Contains(column.Key), steps);
            items.Add(Figure(column.Key, cells, estimate, state, steps));
            if (state == FigureState.Shown) joined = Math.Max(joined, estimate.Joined);
        }
        return (items, joined);
    }

    private static FigureState State(IReadOnlyList<(int Number, int Schools)> frame, List<(SampledSchool School, CountedCell Cell)> cells, StratifiedMean estimate, bool areaShows, int steps)
    {
        if (Bars(estimate) is { } bar) return bar;
        if (cells.Where(c => c.School.Board is not null).CountBy(c => c.School.Board!.Value).Any(b => b.Value * 2 > cells.Count)) return FigureState.OneSchool;
        if (!areaShows || estimate.StandardError is null || Uncancelled(frame, cells) < AreaDisclosure.Schools) return FigureState.Withheld;
        var weights = Weights(frame, cells);
        return AreaDisclosure.Decide([.. cells.Select(c => MeanRoom.Of(c.Cell, steps, c.School.Board, Whole(weights[c.School.Stratum])))], [new AreaSum([.. Enumerable.Range(0, cells.Count)])])[0] ?? FigureState.Withheld;

        static long Whole((int N, int Answered) weight) => 1_000_000L * weight.N / weight.Answered;
    }

    private static Dictionary<int, (int N, int Answered)> Weights(IReadOnlyList<(int Number, int Schools)> frame, IReadOnlyList<(SampledSchool School, CountedCell Cell)> cells)
    {
        var weights = StratifiedMean.Weights([.. frame.Select(h => (h.Schools, cells.Count(c => c.School.Stratum == h.Number)))]);
        return frame.Select((h, i) => (h.Number, Weight: weights[i])).ToDictionary(h => h.Number, h => h.Weight);
    }

    /// <summary>Why there is no figure whatever the schools say: they are fewer than <see cref="Schools"/>, or one weighs too much. Null where there can be one.</summary>
    public static FigureState? Bars(StratifiedMean estimate) =>
        estimate.Schools < Schools ? FigureState.TooFew
        : estimate.LargestWeight > LargestWeight + 1e-9 ? FigureState.OneSchool
        : null;

    /// <summary>Half the 95 % interval as it is shown, in points of the scale: a tenth at least.</summary>
    /// <param name="estimate">with a standard error</param>
    /// <remarks>The spread is a second equation on the same schools, so it is rounded, too; up, so that nobody is too sure.</remarks>
    public static double HalfWidth(StratifiedMean estimate) =>
        Math.Max(1, Math.Ceiling(Math.Round(Estimates.T975(Math.Max(1, estimate.Freedom)) * estimate.StandardError!.Value * 10, 6))) / 10;

    /// <summary>Schools that stay in every combination of this mean with sums of areas and boards, at least.</summary>
    public static int Uncancelled(IReadOnlyList<(int Number, int Schools)> frame, IReadOnlyList<(SampledSchool School, CountedCell Cell)> cells)
    {
        var weightOf = Weights(frame, cells);
        return cells.GroupBy(c => c.School.SameSums).Sum(same => same.Count() - same.CountBy(PerAnswer).Max(g => g.Value));

        (long, long) PerAnswer((SampledSchool School, CountedCell Cell) c) => Lowest(weightOf[c.School.Stratum].N, weightOf[c.School.Stratum].Answered * (long)c.Cell.N);
    }

    private static (long, long) Lowest(long up, long down)
    {
        var (a, b) = (up, down);
        while (b != 0) (a, b) = (b, a % b);
        return (up / a, down / a);
    }

    private static ItemFigure Figure(CellKey key, List<(SampledSchool School, CountedCell Cell)> cells, StratifiedMean estimate, FigureState state, int steps)
    {
        var area = cells[0].Cell.Area;
        if (state != FigureState.Shown) return new(key.Audience, key.Item, key.Version, area, state);
        var mean = Math.Round(estimate.Mean * 10, MidpointRounding.AwayFromZero) / 10;
        var half = HalfWidth(estimate);
        return new(key.Audience, key.Item, key.Version, area, state, cells.Count, cells.Sum(c => c.Cell.N), mean, Math.Max(1, Math.Round(mean - half, 1)), Math.Min(steps, Math.Round(mean + half, 1)));
    }
}
