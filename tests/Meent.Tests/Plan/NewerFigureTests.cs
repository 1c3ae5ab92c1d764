using Meent.Monitor;
using Meent.Plan;

namespace Meent.Tests.Plan;

public class NewerFigureTests
{
    private static readonly Series Schools = new() { Id = 1, Indicator = "school-teaching", Breakdown = Breakdowns.Total, Unit = "score", Source = ObservationSource.Schools };

    private static Observed Own(string day, decimal value) => new(Guid.Empty, Schools, day, value, null, null, 20, null, null, "2025/2026", 0);

    private static readonly Observed[] Reports = [Own("2025-10-12", 2.88m), Own("2026-05-20", 3.1m)];

    [Theory]
    [InlineData("2025/2026", 2.9, "2026-05-20")]
    [InlineData("2025-10-12", 2.9, "2026-05-20")]
    [InlineData("2025", 2.9, "2026-05-20")]
    [InlineData("2026-02", 2.5, "2026-05-20")]
    [InlineData("2025/2026", 3.1, null)]
    [InlineData("2026-05", 3.1, null)]
    [InlineData("October 2025", 2.9, null)]
    [InlineData(null, 2.9, null)]
    public void A_value_of_the_same_school_year_is_later_where_its_day_is_and_the_one_it_began_with_is_no_progress(string? period, double start, string? later) =>
        Assert.Equal(later, NewerFigure.Of(Reports, (decimal)start, period)?.Period);

    [Theory]
    [InlineData("2025/2026")]
    [InlineData("2025-10")]
    [InlineData("2025")]
    public void The_only_report_is_never_later_than_the_start_that_was_taken_from_it(string period) => Assert.Null(NewerFigure.Of(Reports[..1], 2.9m, period));

    [Fact]
    public void A_bound_is_no_figure_to_begin_with_or_to_come_to()
    {
        Observed[] line = [.. Reports, Own("2026-11-01", 4m) with { Status = Observed.OrHigher }];
        Assert.Equal("2026-05-20", NewerFigure.Newest(line[..^1])?.Period);
        Assert.Null(NewerFigure.Newest(line));
        Assert.Null(NewerFigure.Of(line, 2.9m, "2025/2026"));
        Assert.False(NewerFigure.IsOf(line[^1], new(2026, 11, 1)));
        Assert.True(NewerFigure.IsOf(line[1], new(2026, 5, 20)));
    }

    [Fact]
    public void Figures_of_others_are_told_by_what_they_are_about()
    {
        var official = new Observed(Guid.Empty, new Series { Id = 2, Indicator = "i", Breakdown = Breakdowns.Total, Unit = "PC", Source = ObservationSource.Desi }, "2026", 60m, null, null, null, null, null, "2025", 4);
        Assert.Null(NewerFigure.Of([official], 55m, "2025"));
        Assert.Same(official, NewerFigure.Of([official], 55m, "2023"));
    }

    [Theory]
    [InlineData("2025", 2026)]
    [InlineData("2025-Q4", 2026)]
    [InlineData("2025-12", 2026)]
    [InlineData("2025-12-31", 2026)]
    public void Periods_end(string period, int end) => Assert.Equal(end, (double)PeriodMath.End(period)!.Value, 6);
}
