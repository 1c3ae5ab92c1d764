using FsCheck;
using FsCheck.Fluent;
using Meent.Reflect.Results;
using Xunit;

namespace Meent.Tests.Reflect.Results;

public sealed class CounterTests
{
    private static readonly AskedAudience Teachers = Rounds.Asks("teachers", 20, "a.1", "a.2", "a.3", "b.1", "own.1");

    [Fact]
    public void Every_answer_is_tallied_under_its_item()
    {
        var counts = Rounds.Count(Teachers, [[1, 2, 0, 5, 6], [1, 3, 6, 5, 0]]);
        Assert.Equal(2, counts.Answered);
        Assert.Equal([0, 2, 0, 0, 0, 0, 0], counts.Items[0].Options);
        Assert.Equal([1, 0, 0, 0, 0, 0, 1], counts.Items[2].Options);
        Assert.Equal([1, 0, 0, 0, 0, 0, 1], counts.Items[4].Options);
        Assert.Equal([2, 2, 0, 2, 0], counts.Items.Select(i => i.OnScale));
    }

    [Fact]
    public void A_person_counts_in_an_area_with_half_of_its_items_on_the_scale()
    {
        // 3 of 3, 2 of 3, 1 of 3 (too few), none
        var area = Rounds.Count(Teachers, [[1, 2, 4, 0, 0], [5, 0, 4, 0, 0], [5, 6, 0, 0, 0], [6, 6, 6, 6, 6]]).Areas[0];
        Assert.Equal(2, area.Persons);
        Assert.Equal((AreaCount.Unit * 7 / 3) + (AreaCount.Unit * 9 / 2), area.Sum);
        Assert.Equal(Math.Sqrt(2) * (4.5 - (7 / 3.0)) / 2, area.Spread, 1e-12);
        Assert.Equal(0, Rounds.Count(Teachers, [[6, 6, 6, 6, 6]]).Areas[1].Persons);
    }

    [Fact]
    public void The_order_of_submissions_does_not_show() => Prop.ForAll(Submissions, submissions =>
    {
        var forwards = Rounds.Count(Teachers, submissions);
        var backwards = Rounds.Count(Teachers, submissions.Reverse());
        Assert.Equal(forwards.Areas, backwards.Areas);
        Assert.Equal(forwards.Items.SelectMany(i => i.Options), backwards.Items.SelectMany(i => i.Options));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_spread_is_that_of_the_persons_means() => Prop.ForAll(Submissions, submissions =>
    {
        double[] means = [.. submissions.Select(s => s.Take(3).Where(a => a is > 0 and < 6).Select(a => (double)a).ToList())
            .Where(s => s.Count >= 2).Select(s => s.Average())];
        var area = Rounds.Count(Teachers, submissions).Areas[0];
        Assert.Equal(means.Length, area.Persons);
        if (means.Length < 2) return;
        var mean = means.Average();
        Assert.Equal(Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (means.Length - 1)), area.Spread, 1e-6);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 7 })]
    public void What_was_not_packed_for_these_items_is_not_counted(byte[] answers) =>
        Assert.Throws<ArgumentException>(() => new Counter(Teachers).Add(answers));

    private static Arbitrary<byte[][]> Submissions =>
        Gen.Choose(0, 6).Select(a => (byte)a).ArrayOf(5).ArrayOf().ToArbitrary();
}
