using Meent.Design.Charts;

namespace Meent.Tests.Design;

/// <summary>Where points of a history stand, so that little does not look like much and no label lies on another.</summary>
public class TrendModelTests
{
    [Theory]
    // lowest and highest figure, and the points of the scale between which they are drawn
    [InlineData(2.4, 3.6, 2, 4)]
    [InlineData(3.1, 3.4, 2, 4)]
    [InlineData(1.0, 1.2, 1, 3)]
    [InlineData(4.6, 5.0, 3, 5)]
    [InlineData(1.0, 5.0, 1, 5)]
    public void The_scale_has_whole_points_and_at_least_two_steps(double low, double high, int from, int to)
    {
        var model = Of([2024, 2026], new TrendDot(0, ValueState.Shown, 0, low), new TrendDot(1, ValueState.Shown, 0, high));
        Assert.Equal((from, to), model.Scale);
        Assert.InRange(model.Up(low), 0, model.Up(high));
        Assert.InRange(model.Up(high), 0, 1);
    }

    [Fact]
    public void The_interval_has_room_too() =>
        Assert.Equal((1, 5), Of([2024], new TrendDot(0, ValueState.Shown, 0, 3, 1.9, 4.1)).Scale);

    [Fact]
    public void Rounds_stand_by_their_day_and_never_on_top_of_each_other()
    {
        var model = Of([2020, 2023, 2024]);
        Assert.True(model.Across(1) - model.Across(0) > 2 * (model.Across(2) - model.Across(1)));
        var days = new TrendModel("", [new(new(2020, 5, 1), "a", "a"), new(new(2020, 5, 2), "b", "b"), new(new(2024, 5, 1), "c", "c")], [], "", "");
        Assert.True(days.Across(1) - days.Across(0) > 0.03);
        Assert.Equal(0.5, Of([2026]).Across(0));
    }

    [Fact]
    public void Only_labels_with_room_are_written()
    {
        Assert.Equal([true, true, true], Labels(Of([2022, 2024, 2026])));
        Assert.Equal([true, false, true], Labels(Of([2022, 2023, 2026])));
        Assert.Equal([true, false, false, false, false, false, true], Labels(Of([2020, 2021, 2025, 2025, 2025, 2025, 2026])));

        static IEnumerable<bool> Labels(TrendModel model) => Enumerable.Range(0, model.Times.Count).Select(model.IsLabelled);
    }

    private static TrendModel Of(int[] years, params TrendDot[] dots) => new(
        "Finding", [.. years.Select(y => new TrendTime(new(y, 5, 1), $"{y}", $"{y}"))], [new("Area", [new("teachers", "Teachers", dots, "words")])], "Source", "Area");
}
