using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

public sealed class EstimatesTests
{
    [Theory]
    [InlineData(1, 12.70620)]
    [InlineData(2, 4.30265)]
    [InlineData(3, 3.18245)]
    [InlineData(4, 2.77645)]
    [InlineData(9, 2.26216)]
    [InlineData(11, 2.20099)]
    [InlineData(29, 2.04523)]
    [InlineData(30, 2.04227)]
    [InlineData(60, 2.00030)]
    [InlineData(120, 1.97993)]
    [InlineData(200, 1.97190)]
    [InlineData(1000, 1.96234)]
    public void T_is_as_in_the_printed_tables(int df, double expected) => Assert.Equal(expected, Estimates.T975(df), 4.9e-6);

    [Fact]
    public void T_falls_smoothly_where_the_sum_hands_over_to_the_expansion()
    {
        double before = Estimates.T975(199) - Estimates.T975(200), across = Estimates.T975(200) - Estimates.T975(201);
        Assert.InRange(across, before * 0.98, before);
    }

    // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_share_has_the_score_interval_of_Wilson(int yes, int n, double low, double high)
    {
        var share = Estimates.Share(yes, n, null);
        Assert.Equal(low, share.Low, 5e-5);
        Assert.Equal(high, share.High, 5e-5);
    }

    [Fact]
    public void A_mean_of_twelve_has_the_interval_of_the_textbook()
    {
        var mean = Estimates.Mean(3.5, 0.8, 12, null);
        Assert.Equal(3.5 - (2.20099 * 0.8 / Math.Sqrt(12)), mean.Low, 1e-4);
        Assert.Equal(mean.High - 3.5, 3.5 - mean.Low, 1e-12);
    }

    [Fact]
    public void The_more_of_all_answered_the_surer_we_are_and_all_is_sure()
    {
        static double Width(Estimate e) => e.High - e.Low;
        Assert.Equal(Width(Estimates.Mean(3, 1, 12, null)) * Math.Sqrt(8 / 19.0), Width(Estimates.Mean(3, 1, 12, 20)), 1e-12);
        Assert.Equal(0, Width(Estimates.Mean(3, 1, 12, 12)));
        Assert.Equal(0, Width(Estimates.Share(7, 12, 12)));
        Assert.InRange(Width(Estimates.Share(7, 12, 20)), 0.01, Width(Estimates.Share(7, 12, null)) - 0.01);
        Assert.Equal(Estimates.Mean(3, 1, 12, null), Estimates.Mean(3, 1, 12, 11));
    }

    [Fact]
    public void A_difference_is_never_surer_than_Welch() => Prop.ForAll(Sides, sides =>
    {
        var ((m1, s1, n1), (m2, s2, n2)) = sides;
        var ours = Estimates.Difference(Estimates.Mean(m1, s1, n1, null), Estimates.Mean(m2, s2, n2, null));
        double v1 = s1 * s1 / n1, v2 = s2 * s2 / n2;
        var df = (v1 + v2) * (v1 + v2) / ((v1 * v1 / (n1 - 1)) + (v2 * v2 / (n2 - 1)));
        var welch = Estimates.T975((int)Math.Ceiling(df)) * Math.Sqrt(v1 + v2);
        Assert.Equal(m1 - m2, ours.Value, 1e-9);
        Assert.True((ours.High - ours.Low) / 2 >= welch - 1e-9);
        Assert.True((ours.High - ours.Low) / 2 <= Estimates.T975(Math.Min(n1, n2) - 1) * Math.Sqrt(v1 + v2) + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_difference_counts_only_where_zero_is_outside()
    {
        Assert.True(Estimates.Difference(new(3.4, 3.2, 3.6), new(2.8, 2.6, 3.0)).ExcludesZero);
        Assert.True(Estimates.Difference(new(2.8, 2.6, 3.0), new(3.4, 3.2, 3.6)).ExcludesZero);
        Assert.False(Estimates.Difference(new(3.0, 2.8, 3.2), new(2.8, 2.6, 3.0)).ExcludesZero);
    }

    private static Arbitrary<((double M, double S, int N), (double M, double S, int N))> Sides
    {
        get
        {
            var side = from m in Gen.Choose(10, 50) from s in Gen.Choose(1, 20) from n in Gen.Choose(2, 150) select (m / 10.0, s / 10.0, n);
            return (from a in side from b in side select (a, b)).ToArbitrary();
        }
    }
}
