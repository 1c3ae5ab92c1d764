namespace Meent.Reflect.DrawWave;

/// <summary>How many schools each stratum gives to a sample.</summary>
public static class Allocation
{
    /// <summary>Proportional to the number of schools, by largest remainders, with a minimum in each stratum.</summary>
    /// <param name="frame">schools there are per stratum, together at least 1</param>
    /// <param name="total">schools wanted in all; more than there are means all of them</param>
    /// <param name="minimum">fewest of each stratum, at least 0; a smaller stratum gives all that it has</param>
    /// <returns>schools per stratum, never more than there are, <paramref name="total"/> together; null where the minimum of all strata is already more than that</returns>
    /// <remarks>
    /// Largest remainders after Hamilton: everybody gets the whole part of their quota, what is left goes to the largest remainders; of equal ones the larger
    /// stratum first, then the earlier. Strata below the minimum get it first, and the others share what is left. All in whole numbers.
    /// </remarks>
    public static IReadOnlyList<int>? Proportional(IReadOnlyList<int> frame, int total, int minimum)
    {
        var all = frame.Sum();
        if (total >= all) return [.. frame];
        var given = new int[frame.Count];
        if (frame.Sum(n => Math.Min(n, minimum)) > total) return null;
        // A stratum whose quota is below its minimum gets the minimum; that lowers the quotas of the others, so look again.
        var open = Enumerable.Range(0, frame.Count).ToList();
        var left = total;
        while (open.Count > 0)
        {
            var sum = open.Sum(h => (long)frame[h]);
            var small = open.Where(h => left * (long)frame[h] < Math.Min(frame[h], minimum) * sum).ToList();
            if (small.Count == 0) break;
            foreach (var h in small) left -= given[h] = Math.Min(frame[h], minimum);
            open = [.. open.Except(small)];
        }
        Share(frame, open, left, given);
        return given;
    }

    /// <summary>The same number in each stratum; a smaller one gives all that it has.</summary>
    /// <param name="each">at least 1</param>
    public static IReadOnlyList<int> Equal(IReadOnlyList<int> frame, int each) => [.. frame.Select(n => Math.Min(n, each))];

    private static void Share(IReadOnlyList<int> frame, List<int> open, int left, int[] given)
    {
        if (open.Count == 0) return;
        var sum = open.Sum(h => (long)frame[h]);
        foreach (var h in open) given[h] = (int)(left * (long)frame[h] / sum);
        var rest = left - open.Sum(h => given[h]);
        foreach (var h in open.OrderByDescending(h => left * (long)frame[h] % sum).ThenByDescending(h => frame[h]).ThenBy(h => h).Take(rest)) given[h]++;
    }
}
