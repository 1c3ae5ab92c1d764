using Meent.Reflect.Results;

namespace Meent.Reflect.Areas;

/// <summary>How near a school's mean is to what it could be at least and at most, so that the mean of several is not shown so near to an end that it tells each of them.</summary>
/// <remarks>
/// That the mean of three schools is 5.0 says of each that it is 5.0. So whoever knows the mean of some schools and takes away its own must be left with an <b>eighth of the scale</b> for
/// every other one: half a point of five steps. Near an end this rule sees to it; everywhere else that no school has over 80 % of what is left (<see cref="SumParts{T}"/>). For why that much, see docs/decisions on figures.
/// All numbers are twentieths of a point, times what the school weighs.
/// </remarks>
public static class MeanRoom
{
    private const int Point = 20;

    /// <summary>Answers up to which a mean near its end is shown as "… or higher", by answers as shown.</summary>
    private const int CodedUpTo = 25;

    /// <summary>A school as it stands in a mean.</summary>
    /// <param name="steps">points of the scale</param>
    /// <param name="board">number of the board that runs it; null where there is none</param>
    /// <param name="weight">what it weighs in the mean, in any unit</param>
    public static SchoolCell Of(CountedCell cell, int steps, int? board, long weight)
    {
        var (mean, edge, open) = (cell.Twentieths(steps), Edge(cell.N, cell.N, steps), Asked(steps));
        // With up to four answers more than are shown, "or higher" says the least that it can say.
        var told = Edge(cell.N, cell.N + 4, steps);
        return new(cell.N, board)
        {
            Above = cell.Bound == Bound.AtMost ? 0 : weight * Math.Max(0, mean - Point - edge),
            Below = cell.Bound == Bound.AtLeast ? 0 : weight * Math.Max(0, (Point * steps) - edge - mean),
            Room = 2 * told >= open ? 0 : weight * (open - told),
        };
    }

    /// <summary>An eighth of the scale, rounded up.</summary>
    private static int Asked(int steps) => ((Point * (steps - 1)) + 7) / 8;

    /// <summary>How far from the end of the scale a mean counts that is shown as "… or higher": the middle of what it may be (<see cref="CountedCell.Twentieths"/>, <c>Coding.Mean</c>).</summary>
    private static int Edge(int shown, int answers, int steps) => shown > CodedUpTo ? 0 : ((10 * (steps + 1)) + answers - 1) / answers;
}
