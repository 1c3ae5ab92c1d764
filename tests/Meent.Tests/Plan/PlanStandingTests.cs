using Meent.Plan;

namespace Meent.Tests.Plan;

/// <summary>Whether a plan is still looked at, what a measure asks for, and how far things are.</summary>
public class PlanStandingTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Measure Plain = new("m1", "A course", "Few feel sure", "p1", Today.AddMonths(8));

    [Theory]
    [InlineData(PlanStates.Running, 200, -1, PlanFreshness.ReviewOverdue)]
    [InlineData(PlanStates.Running, -200, -1, PlanFreshness.ReviewOverdue)]
    [InlineData(PlanStates.Running, 200, 0, PlanFreshness.ReviewSoon)]
    [InlineData(PlanStates.Running, 200, 14, PlanFreshness.ReviewSoon)]
    [InlineData(PlanStates.Running, 200, 15, PlanFreshness.Fresh)]
    [InlineData(PlanStates.Running, 200, null, PlanFreshness.NoReview)]
    [InlineData(PlanStates.Running, 0, null, PlanFreshness.NoReview)]
    [InlineData(PlanStates.Running, -1, null, PlanFreshness.Over)]
    [InlineData(PlanStates.Done, 200, -1, PlanFreshness.Over)]
    [InlineData(PlanStates.Stopped, 200, -1, PlanFreshness.Over)]
    [InlineData(PlanStates.Draft, 200, -1, PlanFreshness.NoReview)]
    public void A_plan_is_stale_from_the_day_after_its_review(string state, int ends, int? review, PlanFreshness expected)
    {
        var standing = PlanStanding.On(Today, state, Today.AddDays(ends), review is { } days ? Today.AddDays(days) : null);
        Assert.Equal(expected, standing.Freshness);
        Assert.Equal(expected == PlanFreshness.ReviewOverdue, standing.IsStale);
    }

    [Theory]
    [InlineData("begun 89 days ago", MeasureCall.Nothing)]
    [InlineData("begun 90 days ago", MeasureCall.CheckIn)]
    [InlineData("begun long ago, spoken of last week", MeasureCall.Nothing)]
    [InlineData("spoken of 90 days ago", MeasureCall.CheckIn)]
    [InlineData("its review is today", MeasureCall.CheckIn)]
    [InlineData("its review is today, spoken of today", MeasureCall.Nothing)]
    [InlineData("its review is tomorrow", MeasureCall.Nothing)]
    [InlineData("ends today", MeasureCall.Nothing)]
    [InlineData("ended yesterday", MeasureCall.PastItsEnd)]
    [InlineData("ended yesterday, done", MeasureCall.Nothing)]
    [InlineData("ended yesterday, stopped", MeasureCall.Nothing)]
    [InlineData("begins next month", MeasureCall.Nothing)]
    public void A_measure_asks_for_a_word_when_its_day_comes_or_it_was_quiet_for_long(string given, MeasureCall expected)
    {
        var (measure, last) = given switch
        {
            "begun 89 days ago" => (Plain with { Start = Today.AddDays(-89) }, null),
            "begun 90 days ago" => (Plain with { Start = Today.AddDays(-90) }, null),
            "begun long ago, spoken of last week" => (Plain with { Start = Today.AddDays(-400) }, Said(-7)),
            "spoken of 90 days ago" => (Plain with { Start = Today.AddDays(-200) }, Said(-90)),
            "its review is today" => (Plain with { NextReview = Today }, Said(-1)),
            "its review is today, spoken of today" => (Plain with { NextReview = Today }, Said(0)),
            "its review is tomorrow" => (Plain with { NextReview = Today.AddDays(1) }, Said(-1)),
            "ends today" => (Plain with { End = Today }, Said(-1)),
            "ended yesterday" => (Plain with { End = Today.AddDays(-1) }, Said(0)),
            "ended yesterday, done" => (Plain with { End = Today.AddDays(-1) }, Said(-200) with { State = MeasureState.Done }),
            "ended yesterday, stopped" => (Plain with { End = Today.AddDays(-1) }, Said(-200) with { State = MeasureState.Stopped }),
            "begins next month" => (Plain with { Start = Today.AddMonths(1) }, (LastCheckIn?)null),
            _ => throw new ArgumentOutOfRangeException(nameof(given)),
        };
        Assert.Equal(expected, MeasureStanding.On(Today, measure, last, Today.AddDays(-30)).Call);
    }

    [Fact]
    public void Steps_count_where_they_are_ticked_and_no_steps_say_nothing()
    {
        var some = Plain with { Steps = [new("s1", "One", Today), new("s2", "Two")] };
        Assert.Equal(new StepProgress(1, 2), StepProgress.Of(some));
        Assert.Equal(new StepProgress(0, 0), StepProgress.Of(Plain));
        Assert.Equal(new StepProgress(1, 2), StepProgress.Of([some, Plain]));
    }

    [Theory]
    [InlineData(40, 50, 60, 0.5, true, false)]
    [InlineData(40, 49, 60, 0.45, false, false)]
    [InlineData(40, 30, 60, -0.5, false, false)]
    [InlineData(40, 70, 60, 1.5, true, true)]
    [InlineData(20, 15, 10, 0.5, true, false)]
    [InlineData(20, 16, 10, 0.4, false, false)]
    public void An_indicator_is_on_track_where_a_straight_line_would_have_it(int from, int now, int to, double share, bool onTrack, bool reached)
    {
        var progress = Assert.IsType<IndicatorProgress>(IndicatorProgress.Of(from, now, to));
        Assert.Equal((decimal)share, progress.Share);
        Assert.Equal(onTrack, progress.IsOnTrack(0.5m));
        Assert.Equal(reached, progress.IsReached);
    }

    [Fact]
    public void Without_start_newest_value_and_another_target_there_is_no_way_to_measure()
    {
        Assert.Null(IndicatorProgress.Of(null, 1, 2));
        Assert.Null(IndicatorProgress.Of(1, null, 2));
        Assert.Null(IndicatorProgress.Of(1, 2, null));
        Assert.Null(IndicatorProgress.Of(2, 3, 2));
    }

    private static LastCheckIn Said(int days) => new(Today.AddDays(days), MeasureState.UnderWay, 3, null, "");
}
