using Meent.Foundation.Data;
using Meent.Reflect.Pooling;
using Meent.Reflect.Results;
using Made = Meent.Tests.Reflect.Results.Rounds;

namespace Meent.Tests.Reflect.Campaigns;

public class PoolDecisionTests
{
    [Theory]
    [InlineData(true, 4, 4, 4)]
    [InlineData(true, 4, 3, 2, 1)]
    [InlineData(false, 4, 4, 1)]
    [InlineData(false, 4, 4)]
    [InlineData(false, 5, 5, 5)]
    [InlineData(false, 4, 4, 0, 20)]
    public void Ten_answers_for_three_schools_that_show_none_alone(bool shown, params int[] answered)
    {
        var pooled = Of([.. answered.Select(n => School(n, 4))]);
        Assert.Equal(shown, pooled.Release is not null);
        Assert.Equal(shown ? answered.Length : 0, pooled.Counted.Count);
    }

    [Fact]
    public void No_school_has_more_than_four_fifths_of_the_answers()
    {
        var strict = DisclosurePolicy.Raised(30, 60, 180)!;
        Assert.NotNull(Of(School(20, 4, strict), School(3, 4, strict), School(2, 4, strict)).Release);
        Assert.Null(Of(School(25, 4, strict), School(3, 4, strict), School(2, 4, strict)).Release);
    }

    [Fact]
    public void What_was_promised_at_one_school_holds_for_all()
    {
        var strict = DisclosurePolicy.Raised(15, 30, 90)!;
        Assert.Equal(15, Of(School(9, 4, strict), School(4, 4), School(4, 4)).Release!.Thresholds.MeansFrom);
        Assert.Equal(10, Of(School(4, 4), School(4, 4), School(4, 4)).Release!.Thresholds.MeansFrom);
    }

    [Fact]
    public void A_school_with_enough_answers_is_not_in_it_and_changes_nothing()
    {
        var (few, many) = (new[] { School(4, 4), School(4, 3), School(3, 2) }, (Agreeing: School(9, 5), Disagreeing: School(30, 1)));
        var alone = Of(few);
        Assert.Equal(alone.Release!.ToJson(), Of([.. few, many.Agreeing]).Release!.ToJson());
        Assert.Equal(alone.Release.ToJson(), Of([.. few, many.Disagreeing]).Release!.ToJson());
        Assert.DoesNotContain(many.Agreeing.PlaceId, Of([.. few, many.Agreeing]).Counted.Select(c => c.PlaceId));
    }

    [Fact]
    public void A_statement_that_two_schools_answered_is_held_back_and_leaves_no_trace()
    {
        // Twelve people at two schools answer the second statement: enough answers, from too few schools.
        var strict = DisclosurePolicy.Raised(8, 16, 48)!;
        PoolMember[] Schools(byte second) =>
        [
            Member([.. Enumerable.Repeat(new byte[] { 4, second }, 6)], strict), Member([.. Enumerable.Repeat(new byte[] { 4, second }, 6)], strict), Member([.. Enumerable.Repeat(new byte[] { 3, 0 }, 4)]),
        ];
        var release = Of(Schools(5)).Release!;
        Assert.Equal([CellState.Shown, CellState.Suppressed], release.Items.Select(i => i.For("trainers").State));
        Assert.Equal(release.ToJson(), Of(Schools(1)).Release!.ToJson());
        Assert.Equal(15, release.Items[0].For("trainers").AtLeast);
    }

    [Fact]
    public void How_many_answered_is_said_in_steps_of_five()
    {
        Assert.Equal(10, Of(School(4, 4), School(4, 3), School(4, 2)).Release!.Audiences.Single().Answered);
        Assert.Equal(15, Of(School(4, 4), School(4, 3), School(4, 2), School(3, 3)).Release!.Audiences.Single().Answered);
    }

    private static Pooled Of(params PoolMember[] members) => PoolDecision.Decide(members, Made.Facts, ["a"]);

    /// <summary>A school where so many trainers all gave one answer.</summary>
    private static PoolMember School(int people, byte answer, DisclosurePolicy? promise = null) => Member([.. Enumerable.Repeat(new[] { answer, answer }, people)], promise);

    private static PoolMember Member(byte[][] people, DisclosurePolicy? promise = null) =>
        new(Ids.New(), Ids.New(), promise ?? DisclosurePolicy.Default, Made.Count(Made.Asks("trainers", null, "a.1", "a.2"), people));
}
