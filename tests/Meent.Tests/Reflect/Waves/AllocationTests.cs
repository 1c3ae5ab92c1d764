using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect.DrawWave;

namespace Meent.Tests.Reflect.Waves;

public class AllocationTests
{
    [Theory]
    [InlineData("500 300 200", 10, 0, "5 3 2")]
    // Quotas 4.55, 3.30 and 2.15: the whole parts are 9, and the largest remainder is the first.
    [InlineData("455 330 215", 10, 0, "5 3 2")]
    // Quotas 1.5, 1.5 and 7: of equal remainders the earlier of strata of one size.
    [InlineData("15 15 70", 10, 0, "2 1 7")]
    // The small one gets its minimum; the others share 8 as 90 to 70 = 4.5 to 3.5: the larger stratum first.
    [InlineData("90 70 4", 10, 2, "5 3 2")]
    // Fewer than the minimum: all that it has.
    [InlineData("100 100 1", 11, 3, "5 5 1")]
    // More than there are means all of them.
    [InlineData("4 6", 50, 2, "4 6")]
    // Minimum and total are the same: nothing is left to share.
    [InlineData("100 10 10", 6, 2, "2 2 2")]
    public void Shares_out_by_largest_remainders(string frame, int total, int minimum, string expected) =>
        Assert.Equal(expected, string.Join(' ', Allocation.Proportional(Numbers(frame), total, minimum)!));

    [Fact]
    public void Cannot_give_more_at_least_than_in_all() => Assert.Null(Allocation.Proportional([100, 100, 1], 4, 2));

    [Fact]
    public void Gives_each_stratum_the_same_as_far_as_it_has_schools() => Assert.Equal([5, 3, 5], Allocation.Equal([90, 3, 5], 5));

    [Fact]
    public void Gives_all_that_was_asked_for_never_more_than_there_are_and_never_less_than_the_minimum() => Prop.ForAll(Worlds(), world =>
    {
        var (frame, total, minimum) = world;
        if (Allocation.Proportional(frame, total, minimum) is not { } given) return frame.Sum(n => Math.Min(n, minimum)) > total;
        return given.Sum() == Math.Min(total, frame.Sum()) && given.Zip(frame).All(s => s.First <= s.Second && s.First >= Math.Min(s.Second, minimum));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Without_a_minimum_is_less_than_one_school_from_the_quota() => Prop.ForAll(Worlds(), world =>
    {
        var (frame, total, _) = world;
        var wanted = Math.Min(total, frame.Sum());
        return Allocation.Proportional(frame, total, 0)!.Zip(frame).All(s => Math.Abs(s.First - ((double)wanted * s.Second / frame.Sum())) < 1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Arbitrary<(int[] Frame, int Total, int Minimum)> Worlds() => Arb.From(
        from count in Gen.Choose(1, 12)
        from frame in Gen.ArrayOf(Gen.Choose(1, 60), count)
        from total in Gen.Choose(1, 200)
        from minimum in Gen.Choose(0, 6)
        select (frame, total, minimum));

    private static int[] Numbers(string text) => [.. text.Split(' ').Select(int.Parse)];
}
