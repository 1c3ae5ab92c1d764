using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.EstimateWave;
using Meent.Tests.Reflect.Areas;

namespace Meent.Tests.Reflect.Waves;

public class WaveEstimatesTests
{
    private static readonly CellKey Key = new("teachers", "plan", 1);

    [Fact]
    public void Twelve_schools_of_three_strata_give_a_mean_in_tenths_and_its_interval()
    {
        // Means 3, 4 and 2 in strata of 40, 40 and 20 schools: 0.4·3 + 0.4·4 + 0.2·2 = 3.2. Four schools each: the largest weight is a tenth.
        var figure = Assert.Single(Of([(1, 40), (2, 40), (3, 20)], [.. Enumerable.Range(0, 12).Select(i => School((i % 3) + 1, (new[] { 30, 40, 20 })[i % 3] + (new[] { -4, 0, 0, 4 })[i / 3], 10 + (5 * (i % 4))))]));
        Assert.Equal((FigureState.Shown, 12, 3.2), (figure.State, figure.Schools, figure.Mean));
        // s² = 0.32 / 3 in each; variance = (0.16 · 0.9 + 0.16 · 0.9 + 0.04 · 0.8) · s²/4 = 0.00853; 2.262 · 0.0924 = 0.209, up to 0.3.
        Assert.Equal((2.9, 3.5), (figure.Low, figure.High));
    }

    [Theory]
    [InlineData(9, 100, null, true, FigureState.TooFew)]
    [InlineData(12, 100, null, true, FigureState.Shown)]
    // Six of twelve schools are not more than half, seven are.
    [InlineData(12, 100, 6, true, FigureState.Shown)]
    [InlineData(12, 100, 7, true, FigureState.OneSchool)]
    // The area's edition does not show it.
    [InlineData(12, 100, null, false, FigureState.Withheld)]
    public void Is_shown_under_the_rules_of_areas_only(int schools, int frame, int? ofBoard, bool areaShows, FigureState expected)
    {
        List<SampledSchool> sampled = [.. Enumerable.Range(0, schools).Select(i => School(1, 25 + i, 10 + (5 * (i % 3))) with { Board = i < ofBoard ? 1 : null })];
        Assert.Equal(expected, Assert.Single(WaveEstimates.Of([(1, frame)], sampled, areaShows ? new HashSet<CellKey> { Key } : [], 5).Items).State);
    }

    [Fact]
    public void A_school_that_stands_for_many_is_not_to_be_read_off_the_mean()
    {
        // Eleven schools; the two of the second stratum stand for a third of all schools, a sixth of the mean each.
        List<SampledSchool> sampled = [.. Enumerable.Range(0, 11).Select(i => School(i < 9 ? 1 : 2, 25 + i, 10 + (5 * (i % 3))))];
        Assert.Equal(FigureState.OneSchool, Assert.Single(Of([(1, 60), (2, 30)], sampled)).State);
    }

    [Theory, InlineData(50, FigureState.Withheld), InlineData(10, FigureState.Withheld), InlineData(47, FigureState.Shown)]
    public void A_mean_at_an_end_of_the_scale_would_say_the_same_of_each_school(int mean, FigureState expected) =>
        Assert.Equal(expected, Assert.Single(Of([(1, 60), (2, 40)], [.. Enumerable.Range(0, 15).Select(i => School((i % 2) + 1, mean, 40 + (5 * (i % 3))))])).State);

    [Fact]
    public void A_mean_that_is_a_sum_of_the_area_in_other_words_is_withheld()
    {
        // Same memberships, same answers, same weights: but for two schools the mean is a multiple of what the area shows.
        List<SampledSchool> sampled = [.. Enumerable.Range(0, 12).Select(i => School(1, 25 + i, i < 2 ? 15 : 10))];
        Assert.Equal(FigureState.Withheld, Assert.Single(Of([(1, 100)], sampled)).State);
        sampled[2] = School(1, 27, 20);
        Assert.Equal(FigureState.Shown, Assert.Single(Of([(1, 100)], sampled)).State);
    }

    /// <summary>Whole worlds in arithmetic of the test's own: where three schools cannot be cancelled, sums and mean together give nobody away who was safe before.</summary>
    [Fact]
    public void With_all_sums_of_areas_nothing_lies_on_one_or_two_schools() => Prop.ForAll(Worlds(), world =>
    {
        var (signatures, answers, strata) = world;
        var cells = signatures.Select((s, i) => (School: School(strata[i], 30, answers[i]) with { SameSums = $"{s}" }, Cell: new CountedCell("teachers", "plan", 1, "a", answers[i], 30, null))).ToList();
        (int, int)[] frame = [(1, 40), (2, 90)];
        if (WaveEstimates.Uncancelled(frame, cells) < 3) return true;
        // A sum is a set of schools with the same signature, or some of them together; columns are what a school adds to it.
        List<BigInteger[]> sums = [.. Enumerable.Range(0, 3).Select(bit => signatures.Select(s => new BigInteger((s >> bit) & 1)).ToArray())];
        var weights = StratifiedMean.Weights([(40, strata.Count(s => s == 1)), (90, strata.Count(s => s == 2))]);
        BigInteger[] mean = [.. strata.Select((s, i) => weights[s - 1].N * Denominator(weights, answers) / (weights[s - 1].Answered * answers[i]))];
        return Attack(sums).Count > 0 || Attack([.. sums, mean]).Count == 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_attack_finds_two_schools_that_were_not_cancelled()
    {
        // Two regions of six schools; all but two have one weight per answer, so the mean less both sums lies on those two.
        List<BigInteger[]> sums = [[1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]];
        Assert.Empty(Attack(sums));
        Assert.Contains((0, 6), Attack([.. sums, [2, 3, 3, 3, 3, 3, 2, 3, 3, 3, 3, 3]]));
        List<(SampledSchool, CountedCell)> cells = [.. Enumerable.Range(0, 12).Select(i => (School(1, 30, 10) with { SameSums = i < 6 ? "north" : "south" }, new CountedCell("teachers", "plan", 1, "a", i % 6 == 0 ? 15 : 10, 30, null)))];
        Assert.Equal(2, WaveEstimates.Uncancelled([(1, 100)], cells));
    }

    private static List<(int, int)> Attack(List<BigInteger[]> rows)
    {
        var (all, columns) = (AreaWorld.Rank(rows, -1, -1), rows[0].Length);
        return [.. from a in Enumerable.Range(0, columns) from b in Enumerable.Range(a, columns - a) where AreaWorld.Rank(rows, a, b) < all select (a, b)];
    }

    private static BigInteger Denominator(IReadOnlyList<(int N, int Answered)> weights, int[] answers) =>
        answers.Aggregate(weights.Aggregate(BigInteger.One, (product, w) => product * Math.Max(1, w.Answered)), (product, n) => product * n);

    private static Arbitrary<(int[] Signatures, int[] Answers, int[] Strata)> Worlds() => Arb.From(
        from signatures in Gen.ArrayOf(Gen.Choose(1, 4), 12)
        from answers in Gen.ArrayOf(Gen.Elements(5, 10, 10, 10, 15), 12)
        from strata in Gen.ArrayOf(Gen.Choose(1, 2), 12)
        select (signatures, answers, strata));

    private static IReadOnlyList<ItemFigure> Of(IReadOnlyList<(int, int)> frame, IReadOnlyList<SampledSchool> schools) => WaveEstimates.Of(frame, schools, new HashSet<CellKey> { Key }, 5).Items;

    private static SampledSchool School(int stratum, int tenths, int n) => new(stratum, "all", null, new CounterContent([new("teachers", "plan", 1, "a", n, tenths, null)], []));
}
