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
        Assert.Equal(["LI", "LU", "MT"], map.Places.Values.Where(p => p.IsDot).Select(p => p.Code).Order());
        Assert.True(map.Places["SE"].At.Y < map.Places["DE"].At.Y && map.Places["PT"].At.X < map.Places["EL"].At.X);
    }

    private static MapModel Map(params double?[] values) => new("Finding", [.. values.Select((v, i) => new MapPlace("P" + i, "Place", v))], Share, "Note", "Country", "2025");
}
