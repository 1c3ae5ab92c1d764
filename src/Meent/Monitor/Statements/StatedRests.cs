using Meent.Reflect;

namespace Meent.Monitor.Statements;

/// <summary>What is left where one shown sum lies within another: of a publication without an earlier one, of a place without a part. It must not tell of its schools either.</summary>
/// <remarks>The rows that elimination gives are looked at before (<see cref="SchoolSums"/>). Of sums that overlap over time not every such rest is a row.</remarks>
public static class StatedRests
{
    /// <summary>Whether a sum may stand beside others that are shown.</summary>
    /// <param name="sum">indexes of its schools</param>
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
        List<SummedSchool> left = [.. rest.Select(s => schools[s])];
        return left.Count >= StatedIndicator.Fewest && SchoolSums.AreSafe(left);
    }
}
