using System.Security.Cryptography;
using System.Text;
using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

/// <summary>The same attack on scales of four and six steps, on which people stand rather than agree.</summary>
public sealed class LadderAttackTests
{
    [Theory]
    [InlineData(4, 5), InlineData(4, 6), InlineData(4, 7), InlineData(4, 8), InlineData(4, 9), InlineData(4, 10), InlineData(4, 11)]
    [InlineData(4, 12), InlineData(4, 13), InlineData(4, 16), InlineData(4, 21), InlineData(4, 25), InlineData(4, 29), InlineData(4, 30)]
    [InlineData(4, 31), InlineData(4, 46), InlineData(4, 59)]
    [InlineData(6, 5), InlineData(6, 6), InlineData(6, 7), InlineData(6, 8), InlineData(6, 9), InlineData(6, 10), InlineData(6, 11)]
    [InlineData(6, 13), InlineData(6, 15)]
    public void No_release_of_an_item_tells_what_somebody_answered(int steps, int n) =>
        Assert.Empty(Attacker.Attack(Attacker.Readings(n, steps), Show).Take(5));

    /// <summary>Larger rounds on six steps: all readings in which some steps have few people, and many have none.</summary>
    [Theory]
    [InlineData(30), InlineData(46), InlineData(60)]
    public void Nor_does_one_of_a_larger_round_on_six_steps_with_few_on_most(int n) =>
        Assert.Empty(Attacker.Attack(MostlyFew(n), Show).Take(5));

    /// <summary>Three of 46 people as "0 %" told that the few beside them were exactly one.</summary>
    [Theory]
    [InlineData(41), InlineData(46), InlineData(48)]
    public void Nor_does_a_small_share_beside_a_few(int n) => Assert.Empty(Attacker.Attack(SmallBesideFew(n), Show).Take(5));

    [Theory]
    [InlineData(4), InlineData(6)]
    public void A_mean_reaches_over_the_scale_and_stops_short_of_its_ends(int steps)
    {
        var (low, high) = (Cell(steps, first: 8, last: 0), Cell(steps, first: 0, last: 8));
        Assert.Equal((Bound.AtMost, Bound.AtLeast), (low.Bound, high.Bound));
        Assert.True(low.Mean > 1 && high.Mean < steps && high.Mean > low.Mean + 1);
        var middle = Cell(steps, first: 4, last: 4);
        Assert.Equal((steps + 1) / 2.0, middle.Mean);
        Assert.InRange(middle.High!.Value, middle.Mean!.Value + 0.5, steps);
    }

    [Fact]
    public void A_release_names_its_steps_where_they_are_not_five()
    {
        Assert.DoesNotContain("steps", Rounds.Release(Rounds.Single("teachers", [2, 2, 2, 2, 2])).ToJson(), StringComparison.Ordinal);
        var six = Release.FromJson(Rounds.Release(Rounds.Single("teachers", [0, 6, 6, 6, 6, 6])).ToJson());
        Assert.Equal(6, six.Scale);
        Assert.Equal(6, six.Items[0].Cells[0].Bars!.Count);
        Assert.Equal(3, six.Items[0].Cells[0].Split!.Count);
    }

    [Theory]
    [InlineData(3), InlineData(7)]
    public void Other_scales_are_refused(int steps) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counter(Rounds.Asks("teachers", null, "a.1") with { Steps = steps }));

    [Fact]
    public void Does_not_apply_is_the_answer_after_the_highest_step()
    {
        var counts = Rounds.Count(Rounds.Asks("teachers", null, "a.1") with { Steps = 4 }, [[4], [5], [0]]);
        Assert.Equal([1, 0, 0, 0, 1, 1], counts.Items[0].Options);
        Assert.Equal((1, 1), (counts.Items[0].OnScale, counts.Areas[0].Persons));
    }

    /// <summary>What was released on five steps before other scales came stays as it was, to the letter: the audit decides anew.</summary>
    [Fact]
    public void Releases_on_five_steps_are_as_they_have_always_been()
    {
        var all = new StringBuilder();
        foreach (var n in new[] { 5, 7, 9, 10, 12, 13 })
            foreach (var reading in Attacker.Readings(n)) all.Append(Attacker.Shown(Rounds.Release(Rounds.Single("teachers", reading))));
        for (var n = 5; n < 130; n += 3) all.Append(Attacker.Shown(Rounds.Release(Many(n))));
        Assert.Equal("44b089fd41bad31bfbe717886bb34b70e403b3747749950b560d997d59eec1c2", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString()))));
    }

    /// <summary>An area with its spread, an own item, items left open and not applying.</summary>
    private static AudienceCounts Many(int n) => Rounds.Count(
        Rounds.Asks("teachers", n + 7, "a.1", "a.2", "a.3", "b.1", "b.2", "own.1"),
        Enumerable.Range(0, n).Select(p => Enumerable.Range(0, 6).Select(i => (byte)(((p * p) + (3 * i * p) + (p / 4)) % (i < 3 ? 6 : 7))).ToArray()));

    private static ItemCell Cell(int steps, int first, int last)
    {
        var counts = new int[steps];
        (counts[0], counts[^1]) = (first, last);
        return Rounds.Release(Rounds.Single("teachers", counts)).Items[0].Cells[0];
    }

    private static string Show(int[] counts) => Attacker.Shown(Rounds.Release(Rounds.Single("teachers", counts)));

    private static IEnumerable<int[]> SmallBesideFew(int n) =>
        from few in Enumerable.Range(0, 3)
        from small in Enumerable.Range(3, 7)
        from third in Enumerable.Range(3, n - few - small - 8)
        from fourth in Enumerable.Range(3, n - few - small - third - 5)
        let reading = new[] { few, third, fourth, n - few - small - third - fourth, small }
        // All readings of a small share are here; of a larger one only some.
        where Rounds.Release(Rounds.Single("teachers", reading)).Items[0].Cells[0].Bars![4].Percent <= 10
        select reading;

    private static IEnumerable<int[]> MostlyFew(int n) =>
        from first in Enumerable.Range(0, 2)
        from second in new[] { 3, 5 }
        from few in Attacker.Readings(4, 5)
        from most in Enumerable.Range(0, n - 3)
        let rest = few.Take(4).ToArray()
        let left = n - rest.Sum()
        where most <= left
        select Place(first, second, rest, most, left - most);

    private static int[] Place(int first, int second, int[] few, int a, int b)
    {
        var counts = new int[6];
        (counts[first], counts[second]) = (a, b);
        int[] others = [.. Enumerable.Range(0, 6).Where(i => i != first && i != second)];
        for (var i = 0; i < 4; i++) counts[others[i]] = few[i];
        return counts;
    }
}
