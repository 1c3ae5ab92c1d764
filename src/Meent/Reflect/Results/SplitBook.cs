using System.Collections.Concurrent;

namespace Meent.Reflect.Results;

/// <summary>Which three-way splits of 10 to 29 answers may stand beside their mean.</summary>
/// <remarks>Mean and split together can give away more than either: ten answers with mean 3.4, few, 80 %, few leave one reading.
/// So for each number of answers the book goes through every reading there is (at most 40,920), writes each as it
/// would be shown, in steps of 10, else 20, 25 or 50 per cent, and keeps a code only if all readings behind it hide what
/// has to stay hidden. Readings without a safe split are shown with their mean alone, and this group is
/// checked in the same way. Which code a reading gets depends on the book and not on the round, so that the choice tells no more
/// than the code. The idea is that of auditing by enumeration (Dinur and Nissim 2003 show why rounding alone is no proof).</remarks>
internal sealed class SplitBook
{
    public const int From = 10, To = 29;

    private static readonly int[] Steps = [10, 20, 25, 50];
    private static readonly ConcurrentDictionary<int, Lazy<SplitBook>> Books = new();

    /// <summary>Codes that were decided on: shown, or given up so that the group without a split is safe.</summary>
    private readonly Dictionary<(int Mean, int Step, int Split), bool> shown = [];

    private SplitBook(int n)
    {
        foreach (var sameMean in Readings(n).GroupBy(r => Coding.MeanCode(r))) Publish([.. sameMean], sameMean.Key);
    }

    /// <summary>The split to show beside the mean of these answers; null where none may be shown.</summary>
    /// <param name="counts">people per answer 1..5, 10 to 29 in all</param>
    public static Share[]? Find(ReadOnlySpan<int> counts)
    {
        var n = 0;
        foreach (var c in counts) n += c;
        var book = Books.GetOrAdd(n, n => new(() => new(n))).Value;
        var mean = Coding.MeanCode(counts);
        var split = Coding.ThreeWay(counts);
        foreach (var step in Steps)
        {
            var shares = Coding.Shares(split, step);
            if (book.shown.TryGetValue((mean, step, Key(shares)), out var show)) return show ? shares : null;
        }
        return null;
    }

    /// <summary>Every way in which n people can answer on five points.</summary>
    internal static IEnumerable<int[]> Readings(int n)
    {
        for (var a = 0; a <= n; a++)
        for (var b = 0; a + b <= n; b++)
        for (var c = 0; a + b + c <= n; c++)
        for (var d = 0; a + b + c + d <= n; d++)
        {
            yield return [a, b, c, d, n - a - b - c - d];
        }
    }

    private void Publish(List<int[]> left, int mean)
    {
        var published = new List<(int Step, int Split, List<int[]> Readings)>();
        foreach (var step in Steps)
        {
            var next = new List<int[]>();
            foreach (var code in left.GroupBy(r => Key(Coding.Shares(Coding.ThreeWay(r), step))))
            {
                List<int[]> readings = [.. code];
                if (!Tells(readings)) published.Add((step, code.Key, readings));
                else next.AddRange(readings);
            }
            left = next;
        }
        // Those left without a split are a group too. While it gives something away, the smallest split joins it.
        foreach (var (step, split, readings) in published.OrderBy(p => p.Readings.Count).ThenBy(p => p.Step).ThenBy(p => p.Split))
        {
            var show = left.Count == 0 || !Tells(left);
            shown.Add((mean, step, split), show);
            if (!show) left.AddRange(readings);
        }
    }

    private static bool Tells(List<int[]> readings) => Attack.Conclusion(readings) is not null;

    private static int Key(Share[] shares) => shares.Aggregate(0, (key, s) => (key * 128) + (s.Percent ?? 127));
}
