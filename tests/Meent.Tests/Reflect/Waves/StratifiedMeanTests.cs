using Meent.Reflect.EstimateWave;

namespace Meent.Tests.Reflect.Waves;

public class StratifiedMeanTests
{
    [Fact]
    public void Gives_mean_and_standard_error_as_worked_out_by_hand()
    {
        // N = 30, 20, 50; n = 3, 2, 5; means 3, 4, 2; s² = 1, 2, 0.875. Mean = 0.3·3 + 0.2·4 + 0.5·2 = 2.7.
        // Variance = 0.09·0.9·1/3 + 0.04·0.9·2/2 + 0.25·0.9·0.875/5 = 0.027 + 0.036 + 0.039375.
        var estimate = StratifiedMean.Of([new(30, [2, 3, 4]), new(20, [3, 5]), new(50, [1, 1.5, 2, 2, 3.5])])!;
        Assert.Equal(2.7, estimate.Mean, 12);
        Assert.Equal(Math.Sqrt(0.102375), estimate.StandardError!.Value, 12);
        Assert.Equal((10, 0), (estimate.Schools, estimate.Joined));
        Assert.Equal(0.1, estimate.LargestWeight, 12);
    }

    [Fact]
    public void All_schools_are_no_sample()
    {
        var estimate = StratifiedMean.Of([new(2, [1, 2]), new(1, [5])])!;
        Assert.Equal(8.0 / 3, estimate.Mean, 12);
        Assert.Equal((0.0, 0), (estimate.StandardError!.Value, estimate.Joined));
    }

    [Fact]
    public void Strata_that_were_asked_in_full_make_nobody_surer_of_the_spread()
    {
        // 2 of 40, and two complete strata of 3 and 4: the spread rests on the first alone.
        Assert.Equal(1, StratifiedMean.Of([new(40, [2, 3]), new(3, [1, 2, 3]), new(4, [1, 1, 2, 4])])!.Freedom);
        Assert.Equal(7, StratifiedMean.Of([new(30, [2, 3, 4]), new(20, [3, 5]), new(50, [1, 1.5, 2, 2, 3.5])])!.Freedom);
    }

    [Fact]
    public void A_stratum_with_one_answer_is_joined_with_the_next_and_the_last_with_the_one_before()
    {
        // The first two are one of N = 20 with 1, 2 and 3; the last two one of N = 30 with 4 and 5.
        var joined = StratifiedMean.Of([new(10, [1]), new(10, [2, 3]), new(20, [4, 5]), new(10, [])])!;
        Assert.Equal((0.4 * 2) + (0.6 * 4.5), joined.Mean, 12);
        Assert.Equal(Math.Sqrt((0.16 * 0.85 * 1 / 3) + (0.36 * (28.0 / 30) * 0.5 / 2)), joined.StandardError!.Value, 12);
        Assert.Equal(2, joined.Joined);
    }

    [Fact]
    public void One_school_alone_has_no_standard_error_and_nobody_has_no_mean()
    {
        Assert.Null(StratifiedMean.Of([new(10, [3]), new(5, [])])!.StandardError);
        Assert.Null(StratifiedMean.Of([new(10, []), new(5, [])]));
    }

    [Fact]
    public void Over_all_samples_of_a_small_country_neither_mean_nor_variance_is_off()
    {
        double[][] country = [[1.2, 2.8, 3.1, 4.4], [2.0, 2.5, 4.9], [3.3, 3.4, 1.1, 4.0, 2.2]];
        int[] n = [2, 2, 3];
        var all = country.SelectMany(s => s).ToList();
        var estimates = (
            from a in Samples(country[0], n[0])
            from b in Samples(country[1], n[1])
            from c in Samples(country[2], n[2])
            select StratifiedMean.Of([new(4, a), new(3, b), new(5, c)])!).ToList();
        Assert.Equal(6 * 3 * 10, estimates.Count);
        Assert.Equal(all.Average(), estimates.Average(e => e.Mean), 12);
        var variance = estimates.Average(e => Math.Pow(e.Mean - all.Average(), 2));
        Assert.Equal(variance, estimates.Average(e => e.StandardError!.Value * e.StandardError.Value), 12);
    }

    private static IEnumerable<double[]> Samples(double[] schools, int n) => n == 0
        ? [[]]
        : Enumerable.Range(0, schools.Length).SelectMany(i => Samples(schools[(i + 1)..], n - 1).Select(rest => (double[])[schools[i], .. rest]));
}
