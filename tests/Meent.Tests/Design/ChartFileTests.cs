using System.Globalization;
using System.Xml.Linq;
using Meent.Design;
using Meent.Design.Charts;
using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;

namespace Meent.Tests.Design;

/// <summary>Charts as files: whole without the hub, and of one brand.</summary>
public class ChartFileTests
{
    private static readonly Texts T = new(new TextCatalogue("", [], ""), "en");

    private static readonly ChartColours Colours = ChartColours.Of(Brand.Load(null));

    [Theory, InlineData("targets"), InlineData("countries"), InlineData("union"), InlineData("years"), InlineData("two-years"), InlineData("among")]
    public async Task Every_chart_is_a_file_that_says_all_and_asks_for_nothing(string name)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get("/design/figures");
        var figure = visitor.Page.QuerySelector($"a[href$='/{name}.svg']")!.Closest("figure")!;
        await visitor.Send(new(HttpMethod.Get, $"/design/figures/{name}.svg"));
        var file = visitor.Response;
        Assert.Equal("image/svg+xml", file.Content.Headers.ContentType!.MediaType);
        var svg = XDocument.Parse(await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        var said = string.Join(" ", svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.StartsWith(figure.QuerySelector("figcaption")!.TextContent, said, StringComparison.Ordinal);
        Assert.EndsWith(figure.QuerySelector(".chart-note")!.TextContent, said, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Name.LocalName is "script" or "style" or "image" or "a" or "foreignObject");
        Assert.All(svg.Descendants().Attributes().Where(a => a.Name.LocalName is "fill" or "stroke"), a => Assert.Matches("^(#[0-9a-f]{6}|none|url\\(#none\\))$", a.Value));
        var width = double.Parse(svg.Attribute("width")!.Value, CultureInfo.InvariantCulture);
        Assert.All(svg.Descendants().Attributes("x"), x => Assert.InRange(double.Parse(x.Value, CultureInfo.InvariantCulture), 0, width));
    }

    [Fact]
    public void Where_the_way_to_the_target_passes_above_a_point_its_figure_stands_below_as_on_the_page()
    {
        Assert.True(LabelOf(60.4).Y > LabelOf(60.4).Point);
        Assert.True(LabelOf(75).Y < LabelOf(75).Point);
        // A point at the foot of the picture has no room below it.
        Assert.True(LabelOf(54).Y < LabelOf(54).Point);

        (double Y, double Point) LabelOf(double value)
        {
            var line = new SeriesLine("Official", LineMark.Circle, [new(0, 53.9), new(1, value)], "");
            var model = new SeriesModel("Finding", [new("2021", 2021), new("2025", 2025)], [new("EU", [line]) { Aim = new(2021, 53.9, 2030, 80, "2030") }], new("{0} %", 1), "Note", "Place") { Scale = new(54, 80, 2) };
            var svg = XDocument.Parse(ChartSvg.Of(model, T, Colours)).Root!;
            var text = svg.Elements().Single(e => e.Name.LocalName == "text" && e.Value == model.Unit.Say(T, value));
            var point = svg.Elements().Last(e => e.Name.LocalName == "path" && e.Attribute("stroke")?.Value == Colours.Card).Attribute("transform")!.Value;
            return (double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture), double.Parse(point.Split(' ', ')')[1], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Changes_are_a_file_whose_marks_lie_on_their_side_of_zero()
    {
        var model = new ChangeModel("What became of it", "2023", "2025", "fell", "rose",
            [new("Denmark, spent: € 3,900,000", "other", ValueState.Shown, "rose", 60, 70, 10, 4, 16), new("Ireland", "other", ValueState.Shown, "no clear change", 60, 58, -2), new("Malta", "other", ValueState.NobodyAnswered, "")], "Source. Bands: 95 %.", "Place");
        var svg = XDocument.Parse(ChartSvg.Of(model, T, Colours)).Root!;
        var said = string.Join(' ', svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        foreach (var words in new[] { "What became of it", "← fell", "rose →", "rose", "60.0 → 70.0, +10.0 (+4.0 to +16.0)", "From 2023 to 2025. Source. Bands: 95 %.", "nobody answered" }) Assert.Contains(words, said, StringComparison.Ordinal);
        const string Rounded = "Differences are made from the exact figures and then rounded.";
        Assert.DoesNotContain(Rounded, said, StringComparison.Ordinal);
        Assert.Contains(Rounded, ChartSvg.Of(model with { Rows = [new("Malta", "other", ValueState.Shown, "rose", 3.64, 3.95, 0.31)], Note = "Source." }, T, Colours), StringComparison.Ordinal);
        var middle = Number(svg.Descendants().First(e => e.Name.LocalName == "line" && e.Attribute("x1")!.Value == e.Attribute("x2")!.Value).Attribute("x1")!.Value);
        var marks = svg.Descendants().Where(e => e.Name.LocalName == "path").Select(e => Number(e.Attribute("transform")!.Value.Split('(', ' ')[1])).ToList();
        Assert.Equal(2, marks.Count);
        Assert.True(marks[0] > middle && marks[1] < middle);
        var band = Assert.Single(svg.Descendants(), e => e.Attribute("opacity")?.Value == "0.28");
        Assert.InRange(marks[0], Number(band.Attribute("x")!.Value), Number(band.Attribute("x")!.Value) + Number(band.Attribute("width")!.Value));

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Words_of_people_cannot_become_markup_and_letters_that_XML_does_not_know_are_left_out()
    {
        var model = new BulletModel("A < B & \u0001C", [new("<script>", 1, "2025", "\"x\"")], new("{0} %"), "Note", "Place");
        var svg = XDocument.Parse(ChartSvg.Of(model, T, Colours)).Root!;
        Assert.Equal("A < B & C", svg.Elements().First(e => e.Name.LocalName == "title").Value);
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "script");
    }

    [Fact]
    public void Colours_are_those_of_the_brand_in_the_light_and_classes_grow_darker()
    {
        Assert.Equal("#1b6b50", Colours.Action);
        Assert.Equal("#ffffff", Colours.Card);
        Assert.Equal("#dbe7e3", Colours.Shade(1));
        Assert.Equal("#124a38", Colours.Shade(5));
        Assert.NotEqual(Colours.Action, ChartColours.Of(Brand.Load("lakeside")).Action);
        var lightness = Enumerable.Range(1, 5).Select(i => Convert.FromHexString(Colours.Shade(i)[1..]).Sum(b => b)).ToList();
        Assert.Equal(lightness.OrderDescending(), lightness);
    }
}
