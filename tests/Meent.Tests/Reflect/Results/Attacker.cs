using Meent.Reflect.Results;

namespace Meent.Tests.Reflect.Results;

/// <summary>Somebody who has read what was shown of one item, knows how it is made, and goes through everything that people may
/// have answered. Written apart from the code that it attacks.</summary>
internal static class Attacker
{
    /// <summary>Every way in which n people can answer one item, 1..5.</summary>
    public static IEnumerable<int[]> Readings(int n) =>
        from a in Enumerable.Range(0, n + 1)
        from b in Enumerable.Range(0, n - a + 1)
        from c in Enumerable.Range(0, n - a - b + 1)
        from d in Enumerable.Range(0, n - a - b - c + 1)
        select new[] { a, b, c, d, n - a - b - c - d };

    /// <summary>What the attacker can tell for certain, one sentence each; empty where nothing.</summary>
    /// <param name="readings">what may have been answered</param>
    /// <param name="show">what is shown of it</param>
    /// <param name="barsFrom">answers from which the five counts are no secret</param>
    public static List<string> Attack(IEnumerable<int[]> readings, Func<int[], string> show, int barsFrom = 30) =>
        [.. readings.GroupBy(show).SelectMany(shown => Certain([.. shown], barsFrom).Select(c => $"{c} from {shown.Key}"))];

    private static IEnumerable<string> Certain(List<int[]> possible, int barsFrom)
    {
        var n = possible[0].Sum();
        for (var answer = 0; answer < 5; answer++)
        {
            var counts = possible.Select(p => p[answer]).Distinct().ToList();
            if (counts is [var only] && (n < barsFrom || only is 1 or 2)) yield return $"{only} of {n} answered {answer + 1}";
        }
        foreach (var (name, answers) in Groups)
        {
            var counts = possible.Select(p => answers.Sum(a => p[a - 1])).Distinct().ToList();
            if (counts is [var only] && (n < 10 || only is 1 or 2)) yield return $"{only} of {n} {name}";
            if (possible.TrueForAll(p => answers.Sum(a => p[a - 1]) == n)) yield return $"all {n} {name}";
            for (var own = 1; own <= 5; own++)
            {
                var mine = possible.Where(p => p[own - 1] > 0).ToList();
                if (mine.Count > 0 && mine.TrueForAll(p => answers.Sum(a => p[a - 1] - (a == own ? 1 : 0)) == n - 1))
                    yield return $"whoever answered {own} knows that the other {n - 1} {name}";
            }
        }
    }

    private static readonly (string Name, int[] Answers)[] Groups = [("disagree", [1, 2]), ("partly agree", [3]), ("agree", [4, 5])];

    /// <summary>All that a release shows, but for the round's own facts.</summary>
    public static string Shown(Release release) => (release with { Round = Rounds.Facts }).ToJson();
}
