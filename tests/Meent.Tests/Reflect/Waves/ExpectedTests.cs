using Meent.Reflect.Areas;
using Meent.Reflect.DrawWave;
using Meent.Reflect.EstimateWave;

namespace Meent.Tests.Reflect.Waves;

public class ExpectedTests
{
    [Fact]
    public void The_width_is_that_of_the_formula_rounded_up_to_tenths()
    {
        // Variance 0.75² · (1 − 0.1) · 0.36/30 + 0.25² · (1 − 0.2) · 0.36/20 = 0.006075 + 0.0009; 48 degrees of freedom: 2.0106 · 0.0835 = 0.168.
        Assert.Equal(Math.Sqrt(0.006975), StratifiedMean.Planned([(300, 30), (100, 20)], 0.6)!.StandardError!.Value, 12);
        Assert.Equal(new Expected(0.2, null), Expected.Of([(300, 30), (100, 20)], 1));
        // 14 of 100: 2.160 · √(0.86 · 0.36/14) = 0.321.
        Assert.Equal(new Expected(0.4, null), Expected.Of([(100, 14)], 1));
        // All of them: nothing is left to chance, and the page still says a tenth.
        Assert.Equal(new Expected(0.1, null), Expected.Of([(30, 30)], 1));
    }

    [Theory]
    [InlineData(8, 1, FigureState.TooFew)]
    [InlineData(14, 0.6, FigureState.TooFew)]
    [InlineData(1, 0.1, FigureState.TooFew)]
    [InlineData(16, 0.6, null)]
    public void Fewer_than_ten_schools_give_no_figure(int drawn, double part, FigureState? why) => Assert.Equal(why, Expected.Of([(100, drawn)], part).Why);

    [Fact]
    public void A_school_that_stands_for_many_gives_no_figure()
    {
        // The two of the second stratum stand for a third of all schools: a sixth of the mean each.
        Assert.Equal(FigureState.OneSchool, Expected.Of([(60, 9), (30, 2)], 1).Why);
        // A stratum that nobody was drawn from stands behind its neighbour.
        Assert.Equal(FigureState.OneSchool, Expected.Of([(60, 10), (30, 2), (90, 0)], 1).Why);
    }

    [Fact]
    public void Of_many_small_strata_no_more_take_part_than_the_part_says() =>
        // One of each of fourteen: 60 % are eight schools, and not fourteen times one.
        Assert.Equal(FigureState.TooFew, Expected.Of([.. Enumerable.Repeat((10, 1), 14)], 0.6).Why);

    [Fact]
    public void What_is_planned_is_what_schools_of_that_spread_give()
    {
        // Half of the schools a spread below the middle and half above: with the factor their s² is that of the spread.
        static AnsweredStratum Stratum(int n, int schools) => new(n, [.. Enumerable.Range(0, schools).Select(i => 3 + ((i % 2 == 0 ? 0.6 : -0.6) * Math.Sqrt((schools - 1.0) / schools)))]);
        var heard = StratifiedMean.Of([Stratum(40, 4), Stratum(50, 6), Stratum(8, 8)])!;
        var planned = StratifiedMean.Planned([(40, 4), (50, 6), (8, 8)], 0.6)!;
        Assert.Equal(heard.StandardError!.Value, planned.StandardError!.Value, 12);
        Assert.Equal((heard.Schools, heard.LargestWeight, heard.Joined, heard.Freedom), (planned.Schools, planned.LargestWeight, planned.Joined, planned.Freedom));
        Assert.Equal((11, 2), (StratifiedMean.Planned([(10, 1), (10, 2), (20, 8), (10, 0)], 0.6)!.Schools, StratifiedMean.Planned([(10, 1), (10, 2), (20, 8), (10, 0)], 0.6)!.Joined));
    }
}
