using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.ReadIndicators;

namespace Meent.Tests.Monitor;

public class PaceTests
{
    private static readonly Figure[] Line = [new("2025", 60), new("2021", 52), new("2023", 58)];

    [Theory]
    [InlineData("2025", 2025.5)]
    [InlineData("2025-A1", 2025.5)]
    [InlineData("2025-S2", 2025.75)]
    [InlineData("2025-Q1", 2025.125)]
    [InlineData("2025-M07", 2025.5417)]
    [InlineData("2025-07", 2025.5417)]
    [InlineData("2025-W01", 2025.0096)]
    [InlineData("2025-07-02", 2025.5)]
    [InlineData("2024/2025", 2025.0833)]
    [InlineData("2025-Q5", null)]
    [InlineData("2025-13", null)]
    [InlineData("2025-02-30", null)]
    [InlineData("2024/2026", null)]
    [InlineData("2025-", null)]
    [InlineData("desi_2026", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Periods_lie_where_their_middle_is(string? period, double? years) =>
        Assert.Equal(years, PeriodMath.Middle(period) is { } middle ? (double)Math.Round(middle, 4) : null);

    [Fact]
    public void The_pace_made_runs_from_the_first_figure_that_compares()
    {
        Assert.Equal(new Pace(2, "2021", "2025"), Pace.Made(Line));
        Assert.Equal(new Pace(1, "2023", "2025"), Pace.Made([.. Line.Where(f => f.Period != "2023"), new("2023", 58, null, "b")]));
        Assert.Equal(new Pace(2, "2021", "2025"), Pace.Made([.. Line, new("2026", null)]));
        Assert.Null(Pace.Made([.. Line.Where(f => f.Period != "2025"), new("2025", 60, null, "b")]));
        Assert.Null(Pace.Made([new("2025", 60)]));
    }

    [Fact]
    public void The_pace_needed_runs_to_the_day_of_the_target()
    {
        Assert.Equal(new Pace(4, "2025", "2030"), Pace.Needed(Line, 80, "2030"));
        Assert.Null(Pace.Needed(Line, 80, "2025"));
        Assert.Null(Pace.Needed([], 80, "2030"));
    }

    [Theory]
    [InlineData(80, "2030", "Higher", "TooSlow")]
    [InlineData(70, "2030", "Higher", "OnCourse")]
    [InlineData(60, "2030", "Higher", "Reached")]
    [InlineData(61, "2024", "Higher", "Missed")]
    [InlineData(50, "2030", "Lower", "Away")]
    [InlineData(70, "2030", "Lower", "Reached")]
    [InlineData(80, "2030", "Neither", "TooSlow")]
    [InlineData(55, "2030", "Neither", "Reached")]
    [InlineData(60, "2030", "Neither", "Reached")]
    [InlineData(50, "2030", "Neither", "Beside")]
    [InlineData(50, "2024", "Neither", "Beside")]
    public void The_pace_made_leads_to_the_target_or_not(int target, string due, string better, string course) =>
        Assert.Equal(course, Courses.Of(Line, target, due, Enum.Parse<Direction>(better)).ToString());

    [Fact]
    public void A_figure_that_went_below_a_target_from_above_needs_nothing() =>
        Assert.Equal(Course.Beside, Courses.Of([new("2019", 12), new("2025", 8.5m)], 9, "2030", Direction.Neither));

    [Fact]
    public void Without_figures_nothing_is_said_of_the_course()
    {
        Assert.Equal(Course.Unknown, Courses.Of([], 80, "2030", Direction.Higher));
        Assert.Equal(Course.Unknown, Courses.Of([new("2025", 60)], 80, "2030", Direction.Higher));
    }

    [Theory]
    [InlineData("neither", 40, null, "Higher")]
    [InlineData("neither", 60, null, "Lower")]
    [InlineData("neither", 50, null, "Neither")]
    [InlineData("neither", null, "2026=45; 2028=48", "Higher")]
    [InlineData("neither", null, null, "Neither")]
    [InlineData("lower", 40, null, "Lower")]
    public void A_stated_way_tells_which_way_is_better_where_the_indicator_does_not(string better, int? start, string? path, string way)
    {
        var indicator = new Indicator { Id = "cloud", Name = LocalizedText.Of("en", "Cloud"), Unit = IndicatorUnit.Percent, Better = better };
        var target = new Target(Guid.Empty, "cloud", Breakdowns.Total, "PC", "ministry", "2030", 50, start, start is null ? null : "2020", path, 1);
        Assert.Equal(way, Terms.Better(indicator, target).ToString());
    }

    [Theory]
    [InlineData("2021", 50.0)]
    [InlineData("2025", 62.0)]
    [InlineData("2031", 80.0)]
    [InlineData("2032", null)]
    [InlineData("2020", null)]
    public void A_target_says_where_to_be_on_the_way(string at, double? expected) =>
        Assert.Equal(expected, (double?)Pace.Expected(50, "2021", 80, "2031", at));
}
