using System.Net;
using System.Xml.Linq;
using Meent.People;

namespace Meent.Tests.Monitor;

/// <summary>Charts as files, and in frames on other sites.</summary>
public class EmbedTests
{
    private const string Path = "/indicators/digital-skills-basic";

    [Fact]
    public async Task A_chart_is_a_file_and_may_stand_in_a_frame_and_no_other_page_may()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        using var visitor = hub.Visitor();
        foreach (var (page, file) in new[] { (Path, $"{Path}/map.svg?place=EU"), ($"{Path}/compare?place=NL&place=DE", $"{Path}/compare/slope.svg?from=2023&to=2025&place=DE&place=NL") }) await FilesAndFrames(visitor, page, file);
        await visitor.Get($"{Path}/compare?from=2021&to=2025&place=NL&place=DE");
        Assert.Contains("from=2021", visitor.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task FilesAndFrames(Visitor visitor, string page, string known)
    {
        await visitor.Get(page);
        Assert.Contains("frame-ancestors 'none'", Policy(visitor), StringComparison.Ordinal);
        var files = visitor.Page.QuerySelectorAll("a[href*='.svg?']").Select(a => a.GetAttribute("href")!).ToList();
        var frames = visitor.Page.QuerySelectorAll("textarea").Select(t => WebUtility.HtmlDecode(t.TextContent.Split('"')[1])).ToList();
        Assert.Contains(known, files);
        Assert.Equal(files.Count, frames.Count);
        foreach (var file in files)
        {
            await visitor.Get(file);
            Assert.Equal("image/svg+xml", visitor.Response.Content.Headers.ContentType!.MediaType);
            var svg = XDocument.Parse(await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
            Assert.Equal("svg", svg.Name.LocalName);
            var note = svg.Elements().Single(e => e.Name.LocalName == "desc").Value;
            Assert.StartsWith("People with at least basic digital skills. Source: Eurostat, survey on the use of ICT", note, StringComparison.Ordinal);
            Assert.Matches(" Licence: CC BY 4[.]0[.] Taken in( on 4 March 2026, version 2|: (2021, )?2023: Eurostat, version 1 of 4 March 2026; 2025: Digital Decade, version 2 of 4 March 2026)[.]", note);
        }
        foreach (var frame in frames)
        {
            await visitor.Get(new Uri(frame).PathAndQuery);
            Assert.Contains("frame-ancestors *", Policy(visitor), StringComparison.Ordinal);
            Assert.Contains("script-src 'self'", Policy(visitor), StringComparison.Ordinal);
            Assert.NotNull(visitor.Page.QuerySelector("main figure table"));
            Assert.Contains("Licence: CC BY 4.0. Taken in", visitor.Page.QuerySelector(".chart-note")!.TextContent, StringComparison.Ordinal);
            Assert.Empty(visitor.Page.QuerySelectorAll("form, script, header"));
            Assert.Equal("_blank", visitor.Page.QuerySelector("base")!.GetAttribute("target"));
        }
    }

    [Fact]
    public async Task A_frame_shows_nobody_what_is_for_some()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        await hub.AddVintage([("EU", "2027", 99m)], embargoUntil: hub.Clock.GetUtcNow().UtcDateTime.AddDays(1));
        var school = await hub.AddSchool("De Elzen");
        var runs = await hub.AddPerson("Olga", isOperator: true);
        await hub.Give(runs, Role.Leader, school);
        using var visitor = await hub.SignedIn(runs);
        Assert.Contains("2027", (await visitor.Get(Path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2027", (await visitor.Get($"{Path}/trend/embed?place=EU")).Text, StringComparison.Ordinal);
        Assert.Contains("2027", (await visitor.Get($"{Path}/compare?place=EU")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2027", (await visitor.Get($"{Path}/compare/slope/embed?place=EU")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Path}/compare/slope/embed?place={school.PlaceId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Path}/trend/embed?place={school.PlaceId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Path}/pie/embed?place=EU")).Status);
    }

    private static string Policy(Visitor visitor) => string.Join(';', visitor.Response.Headers.GetValues("Content-Security-Policy"));
}
