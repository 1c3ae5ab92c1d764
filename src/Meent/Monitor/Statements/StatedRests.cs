using Meent.Reflect;

namespace Meent.Monitor.Statements;

/// <summary>What is left where one shown sum lies within another: of a publication without an earlier one, of a place without a part. It must not tell of its schools either.</summary>
/// <remarks>The rows that elimination gives are looked at before (<see cref="SchoolSums"/>). Of sums that overlap over time not every such rest is a row.</remarks>
internal static class StatedRests
{
    /// <summary>Fewest schools that keep a rest from its end: one of them may be the reader.</summary>
    private const int FromEnd = 2;

    /// <summary>Whether a sum may stand beside others that are shown.</summary>
    public static bool Leave(HashSet<int> sum, IReadOnlyCollection<HashSet<int>> shown, IReadOnlyList<SummedSchool> schools)
    {
        foreach (var other in shown)
        {
            var (whole, part) = sum.Count > other.Count ? (sum, other) : (other, sum);
            if (part.IsProperSubsetOf(whole) && !IsSafe(whole.Where(s => !part.Contains(s)), schools)) return false;
        }
        return true;
    }

    private static bool IsSafe(IEnumerable<int> rest, IReadOnlyList<SummedSchool> schools)
    {
        int count = 0, above = 0, below = 0;
        long all = 0, largest = 0;
        foreach (var school in rest.Select(s => schools[s]))
        {
            count++;
            above += school.Least ? 0 : 1;
            below += school.Most ? 0 : 1;
            all += school.N;
            largest = Math.Max(largest, school.N);
        }
        return count >= StatedIndicator.Fewest && above >= FromEnd && below >= FromEnd && 5 * largest <= 4 * all;
    }
}
