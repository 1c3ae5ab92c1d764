using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

/// <summary>Goes through every possible round of one item and asks what its release gives away.</summary>
public sealed class DisclosureAttackTests
{
    [Theory]
    [InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10), InlineData(11), InlineData(12)]
    [InlineData(13), InlineData(14), InlineData(17), InlineData(20), InlineData(24), InlineData(29)]
    [InlineData(30), InlineData(31), InlineData(34), InlineData(37)]
    public void No_release_of_an_item_tells_what_somebody_answered(int n) =>
        Assert.Empty(Attacker.Attack(Attacker.Readings(n), Show).Take(5));

    /// <summary>Larger rounds of which three categories are few: the others are worked out from what the few leave.</summary>
    [Theory]
    [InlineData(45), InlineData(59), InlineData(60), InlineData(75), InlineData(299), InlineData(300), InlineData(420)]
    public void Nor_does_one_of_a_larger_round_with_few_in_three_categories(int n) =>
        Assert.Empty(Attacker.Attack(ThreeFew(n), Show).Take(5));

    [Fact]
    public void The_attacker_finds_what_plain_rounding_gives_away()
    {
        static string Rounded(int[] counts) => string.Join(' ', counts.Select(c => Math.Round(100.0 * c / counts.Sum())));
        static string Mean(int[] counts) => $"{counts.Select((c, i) => c * (i + 1)).Sum() / (double)counts.Sum():0.0}";
        Assert.Contains(Attacker.Attack(Attacker.Readings(5), Mean), s => s.StartsWith("all 5 agree", StringComparison.Ordinal));
        Assert.Contains(Attacker.Attack(Attacker.Readings(12), Rounded), s => s.StartsWith("1 of 12 answered 1", StringComparison.Ordinal));
        Assert.Contains(Attacker.Attack(Attacker.Readings(12), c => Mean(c) + Rounded(Three(c))),
            s => s.StartsWith("whoever answered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12, 0.6), InlineData(20, 0.8), InlineData(29, 0.9)]
    public void And_still_most_items_show_a_split(int n, double atLeast)
    {
        var readings = Attacker.Readings(n).Where(r => r.Max() < n * 0.7).ToList();
        var split = readings.Count(r => Rounds.Release(Rounds.Single("teachers", r)).Items[0].Cells[0].Split is not null);
        Assert.InRange(split / (double)readings.Count, atLeast, 1);
    }

    private static string Show(int[] counts) => Attacker.Shown(Rounds.Release(Rounds.Single("teachers", counts)));

    private static int[] Three(int[] c) => [c[0] + c[1], c[2], c[3] + c[4]];

    private static IEnumerable<int[]> ThreeFew(int n) =>
        from few in new[] { (0, 1, 2), (0, 1, 3), (1, 2, 3), (2, 3, 4), (0, 3, 4), (0, 2, 4) }
        from a in Enumerable.Range(0, 3)
        from b in Enumerable.Range(0, 3)
        from c in Enumerable.Range(0, 3)
        from d in Enumerable.Range(3, n - a - b - c - 6)
        select Place(few, a, b, c, d, n);

    private static int[] Place((int A, int B, int C) few, int a, int b, int c, int d, int n)
    {
        var counts = new int[5];
        (counts[few.A], counts[few.B], counts[few.C]) = (a, b, c);
        int[] rest = [.. Enumerable.Range(0, 5).Except([few.A, few.B, few.C])];
        (counts[rest[0]], counts[rest[1]]) = (d, n - a - b - c - d);
        return counts;
    }
}
