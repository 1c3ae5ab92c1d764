using FsCheck;
using FsCheck.Fluent;
using Meent.Design.Charts;
using Meent.Foundation.Localisation;

namespace Meent.Tests.Design;

/// <summary>Scales, classes and words of the charts of indicators.</summary>
public class IndicatorChartTests
{
    private static readonly ChartUnit Share = new("{0} %", 1);

    private static Texts T(string language = "en") => new(new TextCatalogue("", [], ""), language);

    [Theory]
    [InlineData(new[] { 29.7, 84.2 }, false, 20, 100, 20)]
    [InlineData(new[] { 29.7, 84.2 }, true, 0, 100, 20)]
    [InlineData(new[] { 54.0, 60.4 }, false, 54, 62, 2)]
    [InlineData(new[] { -0.3, 0.4 }, false, -0.4, 0.4, 0.2)]
    [InlineData(new[] { 7.0 }, true, 0, 8, 2)]
    [InlineData(new[] { 0.0, 0.0 }, false, 0, 1, 0.2)]
    [InlineData(new double[0], false, 0, 1, 1)]
    public void A_scale_has_round_figures_and_holds_all_values(double[] values, bool fromZero, double from, double to, double step) =>
        Assert.Equal(new(from, to, step), ChartScale.Fit(values, fromZero));

    [Fact]
    public void A_scale_of_any_values_holds_them_in_at_most_five_steps() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat[]>(),
        many =>
        {
            var values = many.Select(m => m.Get).Where(v => Math.Abs(v) is < 1e9 and (0 or > 1e-4)).ToList();
            var scale = ChartScale.Fit(values);
            var ticks = scale.Ticks;
            return ticks.Count is >= 2 and <= 6 && ticks[0] == scale.From && Math.Abs(ticks[^1] - scale.To) < scale.Step * 1e-6
                && values.All(v => v >= scale.From - (scale.Step * 1e-6) && v <= scale.To + (scale.Step * 1e-6));
        }).QuickCheckThrowOnFailure();

    [Theory, InlineData(2, 0), InlineData(0.5, 1), InlineData(0.25, 2), InlineData(50, 0)]
    public void An_axis_writes_the_decimals_that_its_steps_need(double step, int decimals) => Assert.Equal(decimals, new ChartScale(0, step * 4, step).Decimals);

    [Fact]
    public void A_figure_is_written_with_its_unit_and_a_set_one_without_needless_decimals()
    {
        Assert.Equal("60.4 %", Share.Say(T(), 60.39));
        Assert.Equal("60,4 %", Share.Say(T("nl"), 60.39));
        Assert.Equal("80 %", Share.Brief(T(), 80));
        Assert.Equal("80.5 %", Share.Brief(T(), 80.5));
        Assert.Equal("80.3 %", Share.Brief(T(), 80.26));
        Assert.Equal("", Share.Say(T(), null));
    }

    [Fact]
    public void Classes_of_a_map_end_at_round_figures_and_a_figure_on_the_edge_belongs_above()
    {
        var model = Map(29.7, 40, 59.9, 84.2, null);
        Assert.Equal([40, 60, 80], model.Breaks);
        Assert.Equal([0, 1, 1, 3, null], model.Places.Select(model.Class));
        Assert.Equal(["under 40 %", "40 % to under 60 %", "60 % to under 80 %", "80 % or more"], Enumerable.Range(0, model.Classes).Select(c => model.Words(T(), c)));
        Assert.Equal([1, 2, 4, 5], Enumerable.Range(0, model.Classes).Select(model.Shade));
    }

    [Fact]
    public void A_map_of_one_value_or_none_has_two_classes_at_least()
    {
        Assert.True(Map(12).Classes >= 2);
        Assert.Equal(2, Map(null, null).Classes);
    }

    [Fact]
    public void Classes_of_any_values_are_five_at_most_and_grow_with_the_value() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat[]>(),
        many =>
        {
            var model = Map([.. many.Select(m => (double?)m.Get).Where(v => Math.Abs(v!.Value) < 1e9)]);
            var classes = model.Places.OrderBy(p => p.Value).Select(p => model.Class(p)!.Value).ToList();
            return model.Classes is >= 2 and <= 5 && classes.SequenceEqual(classes.Order()) && model.Shade(0) == 1 && model.Shade(model.Classes - 1) == 5;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_country_of_the_union_and_beside_it_is_on_the_map_within_the_sheet()
    {
        var map = EuropeMap.Standard;
        Assert.Equal(
            "AL AT BA BE BG CH CY CZ DE DK EE EL ES FI FR HR HU IE IS IT LI LT LU LV MD ME MK MT NL NO PL PT RO RS SE SI SK TR UA UK XK".Split(' '),
            map.Places.Keys.Order(StringComparer.Ordinal));
        Assert.All(map.Places.Values, p => Assert.True(p.At.X > 0 && p.At.X < map.Width && p.At.Y > 0 && p.At.Y < map.Height && p.Path.StartsWith('M'), p.Code));
        Assert.Equal(["CY", "LI", "LU", "MT"], map.Places.Values.Where(p => p.IsDot).Select(p => p.Code).Order());
        Assert.True(map.Places["SE"].At.Y < map.Places["DE"].At.Y && map.Places["PT"].At.X < map.Places["EL"].At.X);
    }

    [Fact]
    public void Labels_of_a_slope_stand_apart_in_the_order_of_their_values_and_move_no_further_than_needed()
    {
        Assert.Equal([20, 60, 100], SlopeModel.Spread([20, 60, 100], 19, 0, 200));
        Assert.Equal([41, 60, 22, 120], SlopeModel.Spread([41, 42, 40, 120], 19, 0, 200));
        Assert.Equal([200, 181], SlopeModel.Spread([199, 198], 19, 0, 200));
        Assert.Equal([0, 10, 20], SlopeModel.Spread([5, 5, 5], 19, 0, 20));
        Assert.Empty(SlopeModel.Spread([], 19, 0, 20));
    }

    [Theory, InlineData(2), InlineData(12), InlineData(27)]
    public void No_label_of_a_slope_reaches_into_the_years_above(int rows)
    {
        var model = new SlopeModel("", "2023", "2025", [.. Enumerable.Range(0, rows).Select(i => new SlopeRow($"{i}", $"{i}", 83 - (i / 10.0), 84 - (i / 10.0), Movement.NoClearChange, ""))], Share, "", "Country");
        // The foot of the years is at 14 pixels, their tails reach to 19; letters of a label are 15 pixels high.
        Assert.All(model.Labels(after: true).Concat(model.Labels(after: false)), at => Assert.InRange(at!.Value, 36, model.Height - 6));
        Assert.All(model.Rows, r => Assert.InRange(model.Down(r.After!.Value), 36, model.Height));
    }

    [Fact]
    public void Labels_of_any_slope_stand_apart_within_bounds() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var spread = SlopeModel.Spread([.. bytes.Take(20).Select(b => (double)b)], 10, 0, 256);
            var sorted = spread.Order().ToList();
            return sorted.Zip(sorted.Skip(1)).All(p => p.Second - p.First >= 10 - 1e-6) && sorted.All(p => p is >= -1e-6 and <= 256 + 1e-6)
                && Enumerable.Range(0, spread.Count).All(i => Enumerable.Range(0, spread.Count).All(j => bytes[i] >= bytes[j] || spread[i] < spread[j]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_stops_at_a_break_and_at_a_missing_figure_but_goes_over_a_year_without_a_survey()
    {
        var line = new SeriesLine("A", LineMark.Circle, [new(0, 1), new(2, 2), new(3, null), new(4, 3), new(5, 4) { IsBreak = true }, new(6, 0)], "");
        Assert.Equal([(0, 2), (5, 6)], line.Steps.Select(s => (s.First.Time, s.Second.Time)));
        Assert.Equal(5, line.Shown.Count);
    }

    [Fact]
    public void Years_stand_as_far_apart_as_they_are_and_none_writes_over_another()
    {
        SeriesTime[] times = [new("2015", 2015), new("2019", 2019), new("2021", 2021), new("2023", 2023), new("2025", 2025)];
        var model = new SeriesModel("", times, [new("EU", []) { Aim = new(2021, 53.9, 2030, 80, "2030") }], Share, "", "Place");
        Assert.Equal((2015, 2030), model.Span);
        Assert.Equal(0.4, model.Across(2021), 6);
        Assert.Equal([true, false, true, false, false], Enumerable.Range(0, 5).Select(i => model.IsLabelled(i)));
        Assert.Equal([true, true, true, true, true], Enumerable.Range(0, 5).Select(i => model.IsLabelled(i, 0.1)));
        var short3 = new SeriesModel("", times[2..], [new("EU", [])], Share, "", "Place");
        Assert.Equal([true, true, true], Enumerable.Range(0, 3).Select(i => short3.IsLabelled(i)));
        var crowded = new SeriesModel("", [new("2023", 2023), new("2024", 2024), new("Q3", 2024.9), new("2025", 2025)], [], Share, "", "Place");
        Assert.Equal([true, true, false, true], Enumerable.Range(0, 4).Select(i => crowded.IsLabelled(i)));
    }

    [Theory]
    [InlineData(60.4, null, true, "start")]
    [InlineData(75, null, false, "middle")]
    [InlineData(60.4, 55.0, false, "middle")]
    public void A_figure_stands_below_its_point_where_the_way_to_the_target_passes_above_and_there_is_room(double value, double? low, bool below, string anchor)
    {
        var point = new SeriesPoint(1, value) { Low = low, High = low is null ? null : value };
        var panel = new SeriesPanel("EU", [new("Official", LineMark.Circle, [new(0, 53.9), point], "")]) { Aim = new(2021, 53.9, 2030, 80, "2030") };
        var model = new SeriesModel("", [new("2021", 2021), new("2025", 2025)], [panel], Share, "", "Place") { Scale = new(54, 80, 2) };
        Assert.Equal(new(below, anchor), model.Label(panel, point, 0.1));
        Assert.Equal((65.5, null, null), (Math.Round(panel.Aim!.At(2025)!.Value, 1), panel.Aim.At(2020), panel.Aim.At(2030)));
    }

    [Fact]
    public void A_range_tells_the_lowest_the_middle_and_the_highest_with_the_own_place_among_them()
    {
        Assert.Equal((1, 2.5, 9), new RangeRow("", [new("A", 2), new("B", 1), new(null, 3)], 9, 4, "").Spread);
        Assert.Equal((3, 3, 3), new RangeRow("", [new(null, 3)], null, null, "").Spread);
        Assert.Null(new RangeRow("", [], null, 4, "").Spread);
    }

    private static MapModel Map(params double?[] values) => new("Finding", [.. values.Select((v, i) => new MapPlace("P" + i, "Place", v))], Share, "Note", "Country", "2025");
}
