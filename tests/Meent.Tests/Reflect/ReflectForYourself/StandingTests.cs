using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectForYourself;
using Meent.Tests.Reflect.Instruments;

namespace Meent.Tests.Reflect.ReflectForYourself;

/// <summary>Where somebody stands is worked out from nothing but the ladder and what they chose.</summary>
public class StandingTests
{
    private static readonly Ladder ladder = Six();

    [Fact]
    public void What_was_left_out_counts_nowhere()
    {
        var standing = Standing.Of(ladder, Marks(("roots.1", 2), ("roots.2", null), ("roots.3", 4)));
        var roots = Assert.Single(standing.Areas);
        Assert.Equal("roots", roots.Area.Id);
        Assert.Equal(2, standing.Placed);
        Assert.Equal([2, null, 4], roots.Items.Select(i => i.Level));
        Assert.Null(roots.Items[1].Here);
        Assert.Null(roots.Items[1].Next);
    }

    [Theory]
    [InlineData(new[] { 1, 2, 4 }, 2)]
    [InlineData(new[] { 4, 1, 1 }, 1)]
    // The lower of the two in the middle: nobody is told more than they said.
    [InlineData(new[] { 1, 4 }, 1)]
    [InlineData(new[] { 3 }, 3)]
    public void The_usual_level_is_the_one_in_the_middle(int[] levels, int usual) =>
        Assert.Equal(usual, Standing.Of(ladder, Marks([.. levels.Select((l, i) => ($"roots.{i + 1}", (int?)l))])).Areas[0].Usual);

    [Fact]
    public void The_next_level_is_the_one_above_and_the_top_has_none()
    {
        var items = Standing.Of(ladder, Marks(("roots.1", 3), ("roots.2", 4))).Areas[0].Items;
        Assert.Equal(("I find water.", "I share water."), (items[0].Here!.In("en"), items[0].Next!.In("en")));
        Assert.Equal(("I share water.", null), (items[1].Here!.In("en"), items[1].Next?.In("en")));
    }

    [Fact]
    public void Room_to_grow_is_where_one_stands_lowest_and_never_where_all_is_reached()
    {
        var standing = Standing.Of(ladder, Marks(("roots.1", 4), ("roots.2", 4), ("leaves.1", 3), ("leaves.2", 1), ("leaves.3", 2)));
        Assert.Equal(["leaves", "roots"], standing.FromLowest.Select(a => a.Area.Id));
        Assert.Equal(["leaves"], standing.ToGrow.Select(a => a.Area.Id));
        Assert.Equal(["leaves.2", "leaves.3"], standing.ToGrow[0].Lowest.Select(i => i.Item.Id));
        Assert.Equal((4, 2), (standing.MostOften!.Value.Level.Number, standing.MostOften.Value.Times));
    }

    [Fact]
    public void Change_is_told_of_items_that_mean_the_same_only()
    {
        var before = Marks(("roots.1", 1), ("roots.2", 3), ("roots.3", 2), ("leaves.1", 2));
        var now = Marks(("roots.1", 2), ("roots.2", 2), ("roots.3", 2), ("leaves.1", 4), ("leaves.2", 1));
        Assert.Equal((2, 1, 1), Standing.Of(ladder, now, (ladder, before)).Change);
        // The first item of the roots was reworded, the leaves were not asked then.
        var older = ladder with { Areas = [ladder.Areas[0] with { Items = [.. ladder.Areas[0].Items.Select((i, n) => n == 0 ? i with { Version = 7 } : i)] }] };
        var standing = Standing.Of(ladder, now, (older, before));
        Assert.Equal((0, 1, 1), standing.Change);
        Assert.Null(standing.Items.First().Before);
        Assert.False(Standing.Of(ladder, now).IsCompared);
    }

    [Fact]
    public void What_was_said_survives_being_stored_and_a_broken_text_is_nothing()
    {
        var marks = new Marks(new Dictionary<string, Mark> { ["a"] = new(3, "é \"x\""), ["b"] = new(null, "only a note") });
        var again = Meent.Reflect.ReflectForYourself.Marks.FromJson(marks.ToJson());
        Assert.Equal(marks.Of.OrderBy(m => m.Key), again.Of.OrderBy(m => m.Key));
        Assert.Equal(1, again.Count);
        Assert.Equal(0, Meent.Reflect.ReflectForYourself.Marks.FromJson("seed 7").Count);
    }

    private static Marks Marks(params (string Item, int? Level)[] levels) => new(levels.Where(l => l.Level is not null).ToDictionary(l => l.Item, l => new Mark(l.Level)));

    /// <summary>The tiny ladder with three items in each of its two areas.</summary>
    private static Ladder Six() => TinyLadder.Ladder with
    {
        Areas = [.. TinyLadder.Ladder.Areas.Select(a => a with { Items = [.. Enumerable.Range(1, 3).Select(n => a.Items[0] with { Id = $"{a.Id}.{n}" })] })],
    };
}
