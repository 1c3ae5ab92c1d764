using Meent.Formats.Statistics;
using Meent.Monitor;

namespace Meent.Tests.Monitor;

/// <summary>The way to a target, as its source states it or as we draw it.</summary>
public class TargetWayTests
{
    private static readonly Figure[] Line = [new("2021", 53.9m), new("2023", 55.6m), new("2025", 60.4m)];

    private static Target Of(decimal? from, string? since, string? path) => new(Guid.Empty, "digital-skills-basic", Breakdowns.Total, "PC_IND", "ministry", "2030", 80, from, since, path, 1);

    [Fact]
    public void Without_a_stated_beginning_it_begins_at_the_first_figure_that_compares()
    {
        var way = TargetWay.Of(Of(null, null, null), Line)!;
        Assert.Equal((false, new StatStation("2021", 53.9m), 0), (way.IsStated, way.Start, way.Between.Count));
        var broken = TargetWay.Of(Of(null, null, null), [Line[0], Line[1] with { Status = "b" }, Line[2]])!;
        Assert.Equal("2023", broken.Start.Period);
        Assert.Null(TargetWay.Of(Of(null, null, null), []));
    }

    [Fact]
    public void A_stated_beginning_counts_before_any_figure()
    {
        var way = TargetWay.Of(Of(50, "2020", null), Line)!;
        Assert.Equal((true, 65m), (way.IsStated, way.At("2025")));
        Assert.Equal(80, TargetWay.Of(Of(50, "2020", null), [])!.At("2030"));
    }

    [Theory]
    [InlineData("2019", null)]
    [InlineData("2020", 50.0)]
    [InlineData("2022", 51.0)]
    [InlineData("2024", 52.0)]
    [InlineData("2026", 62.0)]
    [InlineData("2028", 72.0)]
    [InlineData("2029", 76.0)]
    [InlineData("2030", 80.0)]
    [InlineData("2031", null)]
    public void Between_two_stations_it_is_straight(string at, double? expected) =>
        Assert.Equal(expected, (double?)TargetWay.Of(Of(50, "2020", "2024=52; 2028=72"), Line)!.At(at));

    [Fact]
    public void Stations_alone_begin_at_the_first_of_them()
    {
        var way = TargetWay.Of(Of(null, null, "2024=52; 2028=72"), Line)!;
        Assert.Equal((true, "2024", "2028"), (way.IsStated, way.Start.Period, Assert.Single(way.Between).Period));
    }

    [Theory]
    [InlineData("2021", "2024=60; 2028=70", null)]
    [InlineData("2021", null, null)]
    [InlineData("2030", null, "2030")]
    [InlineData("2031", null, "2031")]
    [InlineData("2021", "2020=50", "2020")]
    [InlineData(null, "2028=70; 2024=60", "2024")]
    [InlineData(null, "2028=70; 2028=71", "2028")]
    [InlineData(null, "2032=70", "2032")]
    public void A_way_goes_forward(string? since, string? path, string? stray) =>
        Assert.Equal(stray, TargetWay.Stray(new(2, new("NL"), "2030", [], 80) { Target = new(since is null ? null : 50, since, path) }));
}
