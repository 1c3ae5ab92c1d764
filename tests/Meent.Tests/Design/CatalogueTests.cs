namespace Meent.Tests.Design;

/// <summary>What holds for every component, looked at on the page that shows them all.</summary>
public class CatalogueTests
{
    [Fact]
    public async Task The_catalogue_is_only_on_demonstration_hubs()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/design");
        Assert.Equal(404, (int)visitor.Status);
    }

    [Theory, InlineData("/design"), InlineData("/design/figures"), InlineData("/design/questionnaire")]
    public async Task Nothing_is_styled_or_scripted_inside_a_page(string path)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get(path);
        Assert.Equal(200, (int)visitor.Status);
        Assert.Empty(visitor.Page.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(visitor.Page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory, InlineData("/design"), InlineData("/design/figures"), InlineData("/design/questionnaire")]
    public async Task Ids_are_unique_and_whatever_is_referred_to_is_there(string path)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get(path);
        var ids = visitor.Page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        Assert.Equal(ids.Distinct().Order(), ids.Order());
        var wanted = ((string[])["for", "aria-describedby", "aria-labelledby", "popovertarget"])
            .SelectMany(a => visitor.Page.QuerySelectorAll($"[{a}]").SelectMany(e => e.GetAttribute(a)!.Split(' ')));
        Assert.Empty(wanted.Except(ids));
    }

    [Theory, InlineData("/design", 5), InlineData("/design/figures", 6)]
    public async Task Every_chart_states_its_finding_gives_its_numbers_as_a_table_and_says_where_they_are_from(string path, int number)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get(path);
        var charts = visitor.Page.QuerySelectorAll("figure.chart");
        Assert.Equal(number, charts.Length);
        foreach (var chart in charts)
        {
            Assert.NotEmpty(chart.QuerySelector("figcaption")!.TextContent.Trim());
            Assert.NotEmpty(chart.QuerySelectorAll("details tbody tr"));
            Assert.Contains("Source", chart.QuerySelector(".chart-note")!.TextContent, StringComparison.Ordinal);
            Assert.All(chart.QuerySelectorAll("svg[role=img]"), svg => Assert.NotEmpty(svg.GetAttribute("aria-label")!));
        }
    }

    [Fact]
    public async Task Suppressed_not_asked_and_nobody_answered_are_three_words_and_no_mark()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get("/design");
        var plot = visitor.Page.QuerySelector(".dot-plot")!;
        Assert.Empty(plot.QuerySelectorAll(".chart-row .mark-families"));
        Assert.Contains(plot.QuerySelectorAll(".chart-legend li"), li => li.TextContent.Contains("Families, 3 of 240: not shown", StringComparison.Ordinal) && li.QuerySelector(".suppressed-dots") is not null);
        var bars = visitor.Page.QuerySelectorAll(".stacked-bar .chart-state");
        Assert.Equal(["not shown", "nobody answered", "not asked"], bars.Select(b => b.TextContent.Trim()));
        Assert.Equal([true, false, false], bars.Select(b => b.QuerySelector("svg") is not null));
    }

    [Fact]
    public async Task The_layout_speaks_the_language_marks_where_one_is_and_says_that_it_is_a_demonstration()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true, HubName = "Hub of the North" });
        using var visitor = hub.Visitor();
        await visitor.Get("/design?x=1");
        var page = visitor.Page;
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Design · Hub of the North", page.Title);
        Assert.Equal("#main", page.Body!.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/nl/design?x=1", page.QuerySelector("a[hreflang=nl]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector(".demonstration"));
        await visitor.Get("/");
        Assert.Equal("Home", visitor.Page.QuerySelector("nav [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task A_form_with_errors_keeps_what_was_typed_and_links_each_error_to_its_field()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        using var visitor = hub.Visitor();
        await visitor.Get("/design");
        foreach (var link in visitor.Page.QuerySelectorAll(".error-summary a"))
        {
            var field = visitor.Page.GetElementById(link.GetAttribute("href")![1..])!;
            Assert.Contains(link.TextContent, visitor.Page.GetElementById(field.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal("2026-06-12", visitor.Page.QuerySelector("input[name=closes]")!.GetAttribute("value"));
        Assert.NotNull(visitor.Page.QuerySelector("form[method=post] input[type=hidden]"));
    }

    [Fact]
    public async Task Many_languages_are_a_list_at_the_end_of_the_page_and_one_link_beside_the_menu()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, WithLanguages("de", "el", "fr"));
        using var visitor = hub.Visitor();
        await visitor.Get("/el/");
        Assert.Equal("#languages", visitor.Page.QuerySelector("header .side-link")!.GetAttribute("href"));
        Assert.Equal(5, visitor.Page.QuerySelectorAll("#languages a[hreflang]").Length);
        Assert.Equal("el", visitor.Page.QuerySelector("#languages [aria-current]")!.GetAttribute("lang"));
    }

    private static Func<Meent.Foundation.Settings, Meent.Foundation.Settings> WithLanguages(params string[] tags) => settings =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "translations")).FullName;
        foreach (var tag in tags)
            File.WriteAllText(Path.Combine(folder, tag + ".po"), $"msgid \"\"\nmsgstr \"\"\n\"Language: {tag}\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n");
        return settings;
    };
}
