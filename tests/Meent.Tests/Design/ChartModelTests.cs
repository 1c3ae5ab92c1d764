using FsCheck;
using FsCheck.Fluent;
using Meent.Design;
using Meent.Design.Charts;

namespace Meent.Tests.Design;

public class ChartModelTests
{
    private static DotPlotModel Plot(params DotRow[] rows) =>
        new("Finding", [new("leaders", "Leaders"), new("teachers", "Teachers")], rows, ["1", "2", "3", "4", "5"], "Note", "Area");

    private static ChangeModel Change(params ChangeRow[] rows) => new("Finding", "2025", "2026", "lower", "higher", rows, "Note", "Area");

    [Theory, InlineData(1, 0), InlineData(3, 0.5), InlineData(4.5, 0.875), InlineData(5, 1), InlineData(5.2, 1)]
    public void A_mean_stands_where_the_scale_says(double mean, double position) => Assert.Equal(position, Plot().Position(mean), 6);

    [Fact]
    public void An_audience_that_is_hidden_in_every_row_is_named_once()
    {
        var model = Plot(
            new DotRow("A", [new("leaders", ValueState.Suppressed), new("teachers", ValueState.Shown, 3)]),
            new DotRow("B", [new("leaders", ValueState.Suppressed), new("teachers", ValueState.Suppressed)]));
        Assert.Equal(ValueState.Suppressed, model.HiddenEverywhere(model.Series[0]));
        Assert.Null(model.HiddenEverywhere(model.Series[1]));
        Assert.Equal(ValueState.NotAsked, Plot(new DotRow("A", [])).HiddenEverywhere(model.Series[0]));
    }

    [Fact]
    public void Three_segments_take_the_ends_and_the_middle_of_the_five_colours()
    {
        StackedBarModel Of(int n) => new("F", [.. Enumerable.Range(0, n).Select(i => $"{i}")], [], null, "N", "R");
        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(0, 5).Select(Of(5).Colour));
        Assert.Equal([1, 3, 5], Enumerable.Range(0, 3).Select(Of(3).Colour));
        Assert.Equal([1, 5], Enumerable.Range(0, 2).Select(Of(2).Colour));
    }

    [Fact]
    public void Room_for_does_not_apply_is_kept_only_where_somebody_chose_it()
    {
        StackedBarModel Of(string? words, params double?[] outside) =>
            new("F", ["a", "b"], [.. outside.Select(o => new BarRow("r", null, ValueState.Shown, [0.5, 0.5], o))], words, "N", "R");
        Assert.Equal(0, Of("does not apply", 0, null).Outside);
        Assert.Equal(0, Of(null, 0.4).Outside);
        Assert.Equal(0.43, Of("does not apply", 0.1, 0.4).Outside, 6);
    }

    [Fact]
    public void The_axis_of_a_change_has_zero_in_the_middle_and_holds_every_interval()
    {
        Assert.Equal(0.5, Change().Reach);
        var model = Change(new ChangeRow("A", "teachers", ValueState.Shown, "Higher", Difference: 0.4, Low: 0.1, High: 0.7));
        Assert.Equal(1.0, model.Reach);
        Assert.Equal(0.5, model.Position(0));
        Assert.Equal(0.85, model.Position(0.7), 6);
    }

    [Theory]
    [InlineData(3.64, 3.95, 0.31, true)]
    [InlineData(3.6, 4.0, 0.4, false)]
    [InlineData(3.04, 3.56, 0.52, true)]
    [InlineData(3.0, 2.5, -0.5, false)]
    public void A_difference_that_readers_would_reckon_otherwise_is_explained_and_no_other(double before, double after, double difference, bool apart)
    {
        var row = new ChangeRow("A", "teachers", ValueState.Shown, "Higher", before, after, difference);
        Assert.Equal(apart, Change(row).IsRoundedApart);
        Assert.False(Change(row with { State = ValueState.Suppressed }, row with { Before = null }).IsRoundedApart);
        Assert.Equal(apart, Rounding.Disagrees((decimal)before, (decimal)after, (decimal)difference, 1, 1));
        // With as many decimals as there are, nothing is rounded apart.
        Assert.False(Rounding.Disagrees((decimal)before, (decimal)after, (decimal)difference, 2, 1));
    }

    [Fact]
    public void Marks_that_would_cover_each_other_are_drawn_apart_and_others_stay_on_the_line()
    {
        Assert.Equal([0, 0], DotLanes.Offsets([0.2, 0.8]));
        Assert.Equal([-7.5, 7.5], DotLanes.Offsets([0.50, 0.52]));
        Assert.Equal([15, 0, -15], DotLanes.Offsets([0.56, 0.53, 0.50]));
        Assert.Equal(40, DotLanes.Height([0, 0]));
    }

    [Fact]
    public void No_two_marks_ever_share_a_place() =>
        Prop.ForAll(Gen.Choose(0, 100).Select(i => i / 100.0).ListOf().ToArbitrary(), positions =>
        {
            var offsets = DotLanes.Offsets([.. positions]);
            var marks = positions.Zip(offsets).ToList();
            return marks.SelectMany((a, i) => marks.Skip(i + 1).Select(b => (a, b)))
                .All(m => Math.Abs(m.a.First - m.b.First) >= 0.045 || Math.Abs(m.a.Second - m.b.Second) >= 15);
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Theory, InlineData(0.125, "12.5%"), InlineData(1, "100%"), InlineData(1.0 / 3, "33.33%")]
    public void A_share_is_written_for_SVG_in_every_language(double share, string written)
    {
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("nl");
        Assert.Equal(written, Percent.Of(share));
    }
}
