using System.Collections.Concurrent;

namespace Meent.Reflect.Results;

/// <summary>Which splits of 10 to 29 answers may stand beside their mean.</summary>
/// <remarks>Mean and split together can give away more than either: ten answers with mean 3.4, few, 80 %, few leave one reading.
/// So for each mean of a number of answers the book goes through every reading that has it (of five steps at most 40,920 in all,
/// of six 278,256), writes each as it would be shown, in steps of 10, else 20, 25 or 50 per cent, and keeps a code only if all readings behind it hide what
/// has to stay hidden. Readings without a safe split are shown with their mean alone, and this group is
/// checked in the same way. Which code a reading gets depends on the book and not on the round, so that the choice tells no more
/// than the code. The idea is that of auditing by enumeration (Dinur and Nissim 2003 show why rounding alone is no proof).</remarks>
internal sealed class SplitBook
{
    public const int From = 10, To = 29;

    private static readonly int[] Steps = [10, 20, 25, 50];
    private static readonly ConcurrentDictionary<(int Steps, int N, int Mean), Lazy<SplitBook>> Books = new();

    /// <summary>Codes that were decided on: shown, or given up so that the group without a split is safe.</summary>
    private readonly Dictionary<(int Step, int Split), bool> shown = [];

    private SplitBook(List<int[]> sameMean) => Publish(sameMean);

    /// <summary>The split to show beside the mean of these answers; null where none may be shown.</summary>
    /// <param name="counts">people per step, 10 to 29 in all</param>
    public static Share[]? Find(ReadOnlySpan<int> counts)
    {
        int n = 0, steps = counts.Length;
        foreach (var c in counts) n += c;
        var mean = Coding.MeanCode(counts);
        var book = Books.GetOrAdd((steps, n, mean), key => new(() => new([.. Readings(key.N, key.Steps).Where(r => Coding.MeanCode(r) == key.Mean).Select(r => r.ToArray())]))).Value;
        var split = Coding.Split(counts);
        foreach (var step in Steps)
        {
            var shares = Coding.Shares(split, step);
            if (book.shown.TryGetValue((step, Key(shares)), out var show)) return show ? shares : null;
        }
        return null;
    }

    /// <summary>Every way in which n people can answer on so many steps.</summary>
    /// <returns>people per step, always in the same array: copy what is to be kept</returns>
    internal static IEnumerable<int[]> Readings(int n, int steps)
    {
        var counts = new int[steps];
        counts[^1] = n;
        while (true)
        {
            yield return counts;
            // The next in order: one more on the last step that still can take one from those after it.
            var rest = counts[^1];
            var i = steps - 2;
            for (; i >= 0 && rest == 0; i--) (rest, counts[i]) = (counts[i], 0);
            if (i < 0) yield break;
            counts[i]++;
            counts[^1] = rest - 1;
        }
    }

    private void Publish(List<int[]> left)
    {
        var published = new List<(int Step, int Split, List<int[]> Readings)>();
        foreach (var step in Steps)
        {
            var next = new List<int[]>();
            foreach (var code in left.GroupBy(r => Key(Coding.Shares(Coding.Split(r), step))))
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
            shown.Add((step, split), show);
            if (!show) left.AddRange(readings);
        }
    }

    private static bool Tells(List<int[]> readings) => Attack.Conclusion(readings) is not null;

    private static int Key(Share[] shares) => shares.Aggregate(0, (key, s) => (key * 128) + (s.Percent ?? 127));
}
