using System.Net;
using System.Xml.Linq;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.ReadIndicators;

namespace Meent.Tests.Monitor;

/// <summary>Figures of one group: the choice, its names, and everything on the page that follows it.</summary>
public class BreakdownTests
{
    private const string Homes = "/indicators/homes-with-a-computer";

    private static readonly BreakdownContent Content = BreakdownContent.Of("""
        age:
          name: { en: Age, nl: Leeftijd }
          codes:
            Y16_24: { en: 16 to 24 years, nl: 16 tot en met 24 jaar }
            Y55_74: { en: 55 to 74 years, nl: 55 tot en met 74 jaar }
        sex:
          name: { en: Women and men, nl: Vrouwen en mannen }
          codes:
            F: { en: Women, nl: Vrouwen }
        """);

    private static readonly BreakdownNames Names = new(Content, new Dictionary<string, LocalizedText>(StringComparer.OrdinalIgnoreCase) { ["F"] = LocalizedText.Of("en", "Females"), ["NACE_J"] = LocalizedText.Of("en", "Publishing") });

    private static readonly Texts Dutch = new(new TextCatalogue(Hub.Shipped("Translations"), ["nl"], ""), "nl");

    [Theory]
    [InlineData("Y16_24", "16 tot en met 24 jaar")]
    [InlineData("F", "Vrouwen")]
    [InlineData("F.Y16_24", "Vrouwen, 16 tot en met 24 jaar")]
    [InlineData("NACE_J", "Publishing")]
    [InlineData("F.ZZ9", "Vrouwen, ZZ9")]
    [InlineData("ZZ9", "ZZ9")]
    public void A_code_is_called_what_we_call_it_else_what_its_file_called_it_else_by_itself(string code, string name) => Assert.Equal(name, Names.Of(code, Dutch));

    [Fact]
    public void Groups_stand_in_the_order_of_the_content_and_the_rest_after_them_by_name() =>
        Assert.Equal(["total", "Y16_24", "Y55_74", "F", "NACE_J", "ZZ9"], Names.InOrder(["ZZ9", "F", "NACE_J", "Y55_74", "total", "Y16_24", "F"], Dutch));

    [Fact]
    public void A_page_opens_with_all_together_and_with_the_first_group_where_there_are_figures_of_groups_alone()
    {
        Assert.Equal("total", GroupChoice.Of(Names, Dutch, "total", ["F", "total"], null).Chosen.Breakdown);
        Assert.Equal("Y55_74", GroupChoice.Of(Names, Dutch, "total", ["F", "Y55_74"], null).Chosen.Breakdown);
        Assert.Equal("&breakdown=F", GroupChoice.Of(Names, Dutch, "total", ["F", "total"], "F").Query);
        Assert.Equal("", GroupChoice.Of(Names, Dutch, "total", ["F", "total"], "total").Query);
    }

    [Fact]
    public void A_ceiling_that_is_stated_for_all_people_says_nothing_of_a_group()
    {
        var all = new Indicator { Id = "x", Name = LocalizedText.Of("en", "X"), Unit = "percent", Error = new(IndicatorError.Ceiling, 2, LocalizedText.Of("en", "stated")) };
        Assert.Equal(IndicatorError.Ceiling, all.Of(Breakdowns.Total).Error.Kind);
        Assert.Equal("none", all.Of("F").Error.Kind);
        Assert.Equal(IndicatorError.StandardError, (all with { Error = new(IndicatorError.StandardError) }).Of("F").Error.Kind);
    }

    [Fact]
    public void The_names_that_are_shipped_are_without_mistakes_and_in_both_languages()
    {
        var shipped = BreakdownContent.Load(Hub.Shipped("content"));
        Assert.Empty(shipped.Problems);
        foreach (var code in new[] { "Y16_24", "f_y16_74", "I0_2", "IND_DEG3", "A1_DCH", "primary", "ENT_SM_XFIN" }) Assert.Equal(["en", "nl"], shipped.Find(code)!.Name.All.Keys);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Sentence_charts_table_and_files_are_about_the_group_that_was_chosen(Engine engine)
    {
        await using var hub = await Start(engine);
        using var visitor = hub.Visitor();
        await visitor.Get($"{Homes}?place=NL");
        Assert.Equal(["", "A1_DCH", "A2"], visitor.Page.QuerySelectorAll("select[name=breakdown] option").Select(o => o.GetAttribute("value")));
        Assert.Contains("One adult: 95.33 % in 2017.", visitor.Text, StringComparison.Ordinal);
        await visitor.Get($"{Homes}?place=NL&breakdown=A1_DCH");
        Assert.Equal("Homes with a computer: One adult with children", visitor.Page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("One adult with children: 100 % in 2017. +5.0 points since 2015; we cannot compare: ", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("One adult with children: Netherlands among", visitor.Text, StringComparison.Ordinal);
        var austria = visitor.Page.QuerySelectorAll("main table tr").Single(r => r.QuerySelector("th a")?.TextContent == "Austria");
        Assert.Equal($"{Homes}?place=AT&breakdown=A1_DCH", austria.QuerySelector("a")!.GetAttribute("href"));
        foreach (var file in visitor.Page.QuerySelectorAll("a[href*='.svg?'], a[href*='/data.']").Select(a => a.GetAttribute("href")!).ToList()) Assert.Contains("breakdown=A1_DCH", file, StringComparison.Ordinal);
        Assert.All(visitor.Page.QuerySelectorAll("textarea"), t => Assert.Contains("breakdown=A1_DCH", t.TextContent, StringComparison.Ordinal));
        foreach (var wrong in new[] { $"{Homes}?place=NL&breakdown=ZZ9", $"{Homes}/trend.svg?place=NL&breakdown=ZZ9", $"{Homes}/compare?breakdown=ZZ9" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get(wrong)).Status);

        await visitor.Get($"{Homes}/data.csv?breakdown=A1_DCH");
        var lines = (await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length - 1, lines.Count(l => l.Contains(",A1_DCH,", StringComparison.Ordinal)));
        var netherlands = await hub.PlaceOf("NL");
        var (all, some) = (await Rows($"/places/{netherlands}/indicators/data.csv"), await Rows($"/places/{netherlands}/indicators/data.csv?breakdown=A2"));
        Assert.InRange(some, 1, all - 1);
        Assert.Contains("One adult with children", (await visitor.Get($"{Homes}/compare?breakdown=A1_DCH&from=2015&to=2017")).Text, StringComparison.Ordinal);

        await visitor.Get($"{Homes}/compare?from=2015&to=2017");
        Assert.Equal("Compare: Homes with a computer: One adult", visitor.Page.Title!.Split(" · ")[0]);
        Assert.Contains("One adult: ", visitor.Page.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Homes with a computer: One adult.", visitor.Page.QuerySelector(".chart-note")!.TextContent, StringComparison.Ordinal);
        await visitor.Get($"{Homes}/compare/slope.svg?from=2015&to=2017");
        Assert.Contains("Homes with a computer: One adult.", await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        async Task<int> Rows(string path) => (await (await visitor.Get(path)).Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
    }

    [Fact]
    public async Task Groups_stand_beside_each_other_as_a_picture_a_table_and_a_file()
    {
        await using var hub = await Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get($"{Homes}?place=NL");
        var figure = visitor.Page.QuerySelectorAll("figure").Single(f => f.QuerySelector("figcaption")!.TextContent.StartsWith("In 2017 between", StringComparison.Ordinal) && f.QuerySelector("a[href*='groups.svg']") is not null);
        Assert.Equal(["One adult|95.3 %|", "One adult with children|100.0 %|", "Two adults|98.2 %|"], figure.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
        Assert.Equal($"{Homes}?place=NL&breakdown=A2", figure.QuerySelectorAll("a").Single(a => a.TextContent == "Two adults").GetAttribute("href"));
        await visitor.Get($"{Homes}/groups.svg?place=NL");
        var svg = XDocument.Parse(await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "text" && e.Value.Contains("Two adults", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"{Homes}/groups/embed?place=NL")).Status);

        var netherlands = await hub.PlaceOf("NL");
        await visitor.Get($"/places/{netherlands}/indicators?breakdown=A2");
        Assert.Equal(["Homes with a computer: Two adults"], visitor.Page.QuerySelectorAll("main h2 a").Select(a => a.TextContent.Trim()));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/places/{netherlands}/indicators?breakdown=ZZ9")).Status);
    }

    private static async Task<TestHub> Start(Engine engine)
    {
        var hub = await TestHub.Start(engine);
        await hub.AddHomes();
        return hub;
    }
}
