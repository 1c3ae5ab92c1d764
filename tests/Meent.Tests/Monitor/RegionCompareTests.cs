using System.Net;
using System.Xml.Linq;
using Meent.Design.Charts;

namespace Meent.Tests.Monitor;

/// <summary>Regions with official figures stand side by side as countries do, and never beside a region that they lie in.</summary>
public class RegionCompareTests
{
    private const string Compare = "/indicators/digital-skills-basic/compare";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_goes_from_a_country_to_its_regions_and_sets_them_side_by_side(Engine engine)
    {
        await using var hub = await Start(engine);
        using var visitor = hub.Visitor();
        await visitor.Get("/indicators/digital-skills-basic?place=NL");
        Assert.Contains($"{Compare}?regions=NL-2", visitor.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain("regions=", (await visitor.Get("/indicators/digital-skills-basic?place=AT")).Page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);

        Assert.Contains("Gelderland", (await visitor.Get("/indicators/digital-skills-basic?place=nl22")).Page.QuerySelector(".page-kicker")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"{Compare}?place=NL22&place=NL21")).Status);

        await visitor.Get(Compare);
        Assert.Equal(["", "BE-2", "NL-2", "EU-2"], visitor.Page.QuerySelectorAll("select[name=regions] option").Select(o => o.GetAttribute("value")));
        Assert.Contains("Netherlands: 3 regions", visitor.Text, StringComparison.Ordinal);
        await visitor.Get($"{Compare}?regions=NL-2&from=2023&to=2025");
        Assert.Equal("Compare regions and years", visitor.Page.QuerySelector("h1")!.TextContent.Trim());
        var rows = visitor.Page.QuerySelectorAll("main table")[^1].QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim()))).ToList();
        Assert.Equal(4, rows.Count);
        Assert.StartsWith("Netherlands | ", rows[0], StringComparison.Ordinal);
        Assert.Equal("Gelderland | 60.00 | 70.00 | +10.0 | cannot compare", rows[2]);
        Assert.Contains("That is stated for countries; how sure the figures of their regions are, nobody published.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(4, visitor.Page.QuerySelectorAll("input[name=place]").Length);

        var file = visitor.Page.QuerySelector("a[href*='/slope.svg']")!.GetAttribute("href")!;
        Assert.Contains("&regions=NL-2", file, StringComparison.Ordinal);
        await visitor.Get(file);
        var svg = XDocument.Parse(await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "text" && e.Value == "70.0 NL22");
        Assert.Contains("NL21 Overijssel, NL22 Gelderland, NL23 Flevoland.", svg.Root!.Value, StringComparison.Ordinal);
        Assert.Equal(4, svg.Descendants().Count(e => e.Attribute("stroke-dasharray")?.Value == "2 5"));
        Assert.Contains("It takes figures of two years.", (await visitor.Get($"{Compare}?regions=AT-2")).Text, StringComparison.Ordinal);
        foreach (var wrong in new[] { "XX-2", "NL-9", "N", "nothing" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Compare}?regions={wrong}")).Status);
    }

    [Fact]
    public void A_line_joins_what_was_measured_alike_and_nothing_over_a_break()
    {
        var row = new SlopeRow("Gelderland", "NL22", 60, 70, Movement.CannotCompare, "cannot compare");
        Assert.False(row.IsJoined);
        Assert.True((row with { IsUnsure = true }).IsJoined);
        Assert.False((row with { IsUnsure = true, Before = null }).IsJoined);
        Assert.True((row with { Movement = Movement.Rose }).IsJoined);
    }

    /// <summary>Three regions of the Netherlands and two of Belgium with figures of two years, and one larger that holds the first.</summary>
    private static async Task<TestHub> Start(Engine engine)
    {
        var hub = await TestHub.Start(engine);
        await hub.AddDigitalSkills();
        await hub.AddRegions(("NL2", "Oost-Nederland", 58, 68), ("NL21", "Overijssel", 50, 60), ("NL22", "Gelderland", 60, 70), ("NL23", "Flevoland", 70, 80), ("BE21", "Antwerpen", 40, 50), ("BE22", "Limburg", 45, 55));
        return hub;
    }
}
