using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Results;

/// <summary>Somebody who has read what was shown of one item, knows how it is made, and goes through everything that people may
/// have answered. Written apart from the code that it attacks.</summary>
internal static class Attacker
{
    /// <summary>Every way in which n people can answer one item on so many steps.</summary>
    public static IEnumerable<int[]> Readings(int n, int steps = 5) => steps == 1
        ? [[n]]
        : Enumerable.Range(0, n + 1).SelectMany(first => Readings(n - first, steps - 1).Select(rest => (int[])[first, .. rest]));

    /// <summary>What the attacker can tell for certain, one sentence each; empty where nothing.</summary>
    /// <param name="readings">what may have been answered</param>
    /// <param name="show">what is shown of it</param>
    /// <param name="barsFrom">answers from which the five counts are no secret</param>
    public static List<string> Attack(IEnumerable<int[]> readings, Func<int[], string> show, int barsFrom = 30) =>
        [.. readings.GroupBy(show).SelectMany(shown => Certain([.. shown], barsFrom).Select(c => $"{c} from {shown.Key}"))];

    private static IEnumerable<string> Certain(List<int[]> possible, int barsFrom)
    {
        int n = possible[0].Sum(), steps = possible[0].Length;
        for (var answer = 0; answer < steps; answer++)
        {
            var counts = possible.Select(p => p[answer]).Distinct().ToList();
            if (counts is [var only] && (n < barsFrom || only is 1 or 2)) yield return $"{only} of {n} answered {answer + 1}";
        }
        foreach (var (name, answers) in Groups[steps])
        {
            var counts = possible.Select(p => answers.Sum(a => p[a - 1])).Distinct().ToList();
            if (counts is [var only] && (n < 10 || only is 1 or 2)) yield return $"{only} of {n} {name}";
            if (possible.TrueForAll(p => answers.Sum(a => p[a - 1]) == n)) yield return $"all {n} {name}";
            for (var own = 1; own <= steps; own++)
            {
                var mine = possible.Where(p => p[own - 1] > 0).ToList();
                if (mine.Count > 0 && mine.TrueForAll(p => answers.Sum(a => p[a - 1] - (a == own ? 1 : 0)) == n - 1))
                    yield return $"whoever answered {own} knows that the other {n - 1} {name}";
            }
        }
    }

    /// <summary>Answers that mean about the same, per number of steps: to know that everybody is in one is to know everybody.</summary>
    private static readonly Dictionary<int, (string Name, int[] Answers)[]> Groups = new()
    {
        [4] = [("are low", [1, 2]), ("are high", [3, 4])],
        [5] = [("disagree", [1, 2]), ("partly agree", [3]), ("agree", [4, 5])],
        [6] = [("are low", [1, 2]), ("are in between", [3, 4]), ("are high", [5, 6])],
    };

    /// <summary>All that a release shows, but for the round's own facts.</summary>
    public static string Shown(Release release) => (release with { Round = Rounds.Facts }).ToJson();
}
