using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

public sealed class FalseDiscoveriesTests
{
    /// <summary>The worked example of Benjamini and Hochberg 1995, §4.1: of fifteen tests the first four are held.</summary>
    [Fact]
    public void The_published_example_comes_out()
    {
        double[] chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        Assert.Equal(0.0095, FalseDiscoveries.Limit(chances));
        Assert.Equal(0.0095, FalseDiscoveries.Limit([.. chances.Reverse()]));
        Assert.True(FalseDiscoveries.Limit([0.04, 0.6]) < 0);
        Assert.Equal(0.04, FalseDiscoveries.Limit([0.04]));
        Assert.True(FalseDiscoveries.Limit([]) < 0);
    }

    /// <summary>Quantiles of Student's t from any table: two-sided 0.05, 0.01 and 0.001.</summary>
    [Theory]
    [InlineData(11, 2.228, 0.05)]
    [InlineData(11, 3.169, 0.01)]
    [InlineData(5, 8.610, 0.001)]
    [InlineData(241, 2.596, 0.01)]
    [InlineData(2, 12.706, 0.05)]
    public void Chance_is_read_back_from_the_interval(int n, double t, double chance)
    {
        const double error = 0.1;
        var half = Estimates.T975(n - 1) * error;
        Assert.Equal(chance, Estimates.Chance(new(t * error, (t * error) - half, (t * error) + half), n), 0.0001 + (chance * 0.003));
        Assert.Equal(Estimates.Chance(new(t * error, (t * error) - half, 9), n), Estimates.Chance(new(-t * error, -9, half - (t * error)), n), 9);
    }

    [Fact]
    public void No_difference_is_chance_and_one_without_doubt_is_none()
    {
        Assert.Equal(1, Estimates.Chance(new(0, -1, 1), 9));
        Assert.Equal(0, Estimates.Chance(new(1, 1, 1), 9));
    }

    /// <summary>Two schools that are the same in truth, 2,000 times: the interval alone names a change on every other comparison of 24
    /// statements; weighed together it is rare.</summary>
    [Fact]
    public void Where_nothing_changed_a_change_is_rarely_named()
    {
        var random = new Random(1);
        int alone = 0, weighed = 0;
        const int worlds = 2000, items = 24, n = 20;
        for (var world = 0; world < worlds; world++)
        {
            var family = Enumerable.Range(0, items).Select(i =>
                Comparison.Of($"{i}", "teachers", Sample(random, n), Sample(random, n))).ToList();
            if (family.Exists(c => c.IsClear)) alone++;
            if (FalseDiscoveries.Weigh(family).Any(c => c.IsClear)) weighed++;
        }
        Assert.InRange(alone / (double)worlds, 0.5, 0.8);
        Assert.InRange(weighed / (double)worlds, 0.0, 0.055);
    }

    [Fact]
    public void What_a_team_said_does_not_count_among_the_chances()
    {
        var team = new Compared("a", "leaders", Verdict.Higher, 2, 4, new(2, 2, 2)) { Chance = 0 };
        var weak = new Compared("b", "teachers", Verdict.Higher, 2, 3, new(1, 0.01, 2)) { Chance = 0.049 };
        Assert.Equal([Verdict.Higher, Verdict.Higher], FalseDiscoveries.Weigh([team, weak]).Select(c => c.Verdict));
        Assert.Equal([Verdict.MayBeChance, Verdict.MayBeChance], FalseDiscoveries.Weigh([weak, weak with { Chance = 0.051 }]).Select(c => c.Verdict));
    }

    /// <summary>Mean, interval and number of n answers around 3 with a spread of one point.</summary>
    private static Measured Sample(Random random, int n)
    {
        var answers = Enumerable.Range(0, n).Select(_ => 3 + Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToList();
        var mean = answers.Average();
        return new(Estimates.Mean(mean, Math.Sqrt(answers.Sum(a => (a - mean) * (a - mean)) / (n - 1)), n, null), Bound.Exact, n);
    }
}
