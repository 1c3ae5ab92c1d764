using Meent.Plan;

namespace Meent.Tests.Plan;

public class PlanTimelineTests
{
    private static readonly PlanContent Year = Of(new(2026, 9, 1), new(2027, 7, 31));

    [Fact]
    public void It_runs_over_whole_months_and_marks_today()
    {
        var timeline = PlanTimeline.Of(Year, new(2026, 9, 1));
        Assert.Equal((new DateOnly(2026, 9, 1), new DateOnly(2027, 8, 1)), (timeline.From, timeline.To));
        Assert.Equal(0, timeline.Today);
        Assert.Null(PlanTimeline.Of(Year, new(2026, 8, 31)).Today);
        Assert.Null(PlanTimeline.Of(Year, new(2027, 8, 1)).Today);
    }

    [Fact]
    public void A_measure_that_outlasts_the_plan_makes_the_timeline_longer()
    {
        var late = Year with { Objectives = [new("o1", "One") { Measures = [new("m1", "Late", "Why", "p1", new(2028, 2, 10)) { Start = new(2026, 7, 5) }] }] };
        var timeline = PlanTimeline.Of(late, new(2026, 9, 1));
        Assert.Equal((new DateOnly(2026, 7, 1), new DateOnly(2028, 3, 1)), (timeline.From, timeline.To));
    }

    [Fact]
    public void Bars_lie_from_the_first_to_the_end_of_the_last_day_and_without_a_first_day_there_is_only_the_end()
    {
        var plan = Year with
        {
            Objectives = [new("o1", "One") { Measures = [new("m1", "All", "Why", "p1", Year.To) { Start = Year.From }, new("m2", "End", "Why", "p1", Year.From)] }],
        };
        var bars = Assert.Single(PlanTimeline.Of(plan, Year.From).Groups).Bars;
        Assert.Equal((0d, 1d), (bars[0].From, bars[0].To));
        Assert.Null(bars[1].From);
        Assert.Equal(1 / 334d, bars[1].To, 6);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(11, 4)]
    [InlineData(36, 3)]
    [InlineData(300, 3)]
    public void Labels_are_few_and_evenly_apart(int months, int atLeast)
    {
        var timeline = PlanTimeline.Of(Of(new(2026, 9, 1), new DateOnly(2026, 9, 1).AddMonths(months)), new(2026, 9, 1));
        Assert.InRange(timeline.Ticks.Count, atLeast, 6);
        Assert.All(timeline.Ticks, t => Assert.InRange(t.At, 0, 0.9999));
        Assert.Single(timeline.Ticks.Zip(timeline.Ticks.Skip(1), (a, b) => ((b.Day.Year - a.Day.Year) * 12) + b.Day.Month - a.Day.Month).Distinct());
    }

    private static PlanContent Of(DateOnly from, DateOnly to) => new() { Title = "Plan", From = from, To = to };
}
