using System.Net;
using System.Xml.Linq;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>What schools say of an indicator, drawn and beside official figures.</summary>
public class SchoolsPictureTests
{
    private const string Teaching = "/indicators/school-teaching", Skills = "/indicators/digital-skills-basic";

    [Fact]
    public async Task Schools_are_drawn_over_the_years_as_a_file_and_in_a_frame_and_never_called_a_rise()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var country = await WithTwoYears(hub);
        using var visitor = hub.Visitor();
        await visitor.Get($"{Teaching}?place={country.PlaceId}");
        var figure = visitor.Page.QuerySelector($"a[href='{Teaching}/schools.svg?place=NL']")!.Closest("figure")!;
        Assert.Contains("From 2.10 in 2024/2025 to ", figure.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        var said = figure.QuerySelector(".trend-words")!.TextContent;
        Assert.Contains(" points since 2024/2025", said, StringComparison.Ordinal);
        Assert.Contains("2024/2025: at least 40 answers; 2025/2026: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("rose", said, StringComparison.Ordinal);
        Assert.Contains("2.10 (1.90 to 2.30)", figure.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2.10 ± 0.20", visitor.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // The country of these schools has no code, so it is asked for by its id.
        var svg = await Svg(visitor, $"{Teaching}/schools.svg?place={country.PlaceId}");
        var note = svg.Elements().Single(e => e.Name.LocalName == "desc").Value;
        Assert.StartsWith("Teaching with digital means, as teachers see it. From reports of schools, on a scale from 1 to 5. Licence: CC BY 4.0. Published on 4 March 2026, version ", note, StringComparison.Ordinal);
        Assert.Contains("if other schools like these had taken part (95 %).", note, StringComparison.Ordinal);
        Assert.Contains("2024/2025: at least 40 answers", string.Join(' ', svg.Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"{Teaching}/schools/embed?place={country.PlaceId}")).Status);
        Assert.NotNull(visitor.Page.QuerySelector("main figure table"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Teaching}/trend.svg?place={country.PlaceId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Teaching}/schools.svg?place=EU")).Status);

        // Of two years there are figures, but none that countries could be measured with.
        Assert.DoesNotContain("It takes figures of two years", (await visitor.Get($"{Teaching}/compare")).Text, StringComparison.Ordinal);
        Assert.Contains("Here official figures stand side by side, and of this indicator there are none.", visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='{Teaching}']"));
    }

    [Fact]
    public async Task Made_up_figures_say_so_in_every_picture_frame_and_file_that_leaves_the_hub()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        await hub.AddDigitalSkills();
        var country = await hub.PlaceOf("NL");
        foreach (var (year, value) in new[] { ("2023", 40m), ("2025", 41.4m) }) await hub.Observe(country, year, value, null, ObservationSource.Schools);
        using var visitor = hub.Visitor();
        var svg = await Svg(visitor, $"{Skills}/schools.svg?place=NL");
        Assert.StartsWith("Demonstration: these figures are made up. People with at least basic", svg.Elements().Single(e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);
        await visitor.Get($"{Skills}/schools/embed?place=NL");
        Assert.StartsWith("Demonstration: these figures are made up.", visitor.Page.QuerySelector(".chart-note")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("people and answers on this hub are made up", visitor.Page.QuerySelector("main > p")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("From a demonstration hub.", (await Svg(visitor, $"{Skills}/map.svg?place=EU")).Elements().Single(e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);

        var data = $"/places/{country}/indicators/data";
        var lines = (await Body(visitor, $"{data}.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()).ToList();
        Assert.EndsWith(",demonstration", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains(",schools,", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), l => Assert.EndsWith(l.Contains(",schools,", StringComparison.Ordinal) ? ",true" : ",false", l, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.EndsWith(",false", StringComparison.Ordinal));
        var sdmx = (await Body(visitor, $"{data}.sdmx")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()).ToList();
        Assert.EndsWith(",DEMONSTRATION", sdmx[0], StringComparison.Ordinal);
        Assert.All(sdmx.Skip(1), l => Assert.EndsWith(l.Contains(",schools,", StringComparison.Ordinal) ? ",true" : ",false", l, StringComparison.Ordinal));
        var json = await Body(visitor, $"{data}.json");
        Assert.Contains("\"note\":[\"Demonstration: the figures whose source is “schools” are made up.\"]", json, StringComparison.Ordinal);
        Assert.Matches("\"demonstration\":{\"\\d+\":true", json);
    }

    [Fact]
    public async Task What_a_school_reads_of_itself_has_a_day_and_no_licence_and_is_a_file_for_its_own_people()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddFigures();
        var (school, reader) = (await hub.AddSchool("De Elzen"), await hub.AddPerson("Reader"));
        await hub.Give(reader, Role.Reader, school);
        await hub.Change(db =>
        {
            var series = db.Read<Series>().Single(s => s.Indicator == "school-teaching" && s.Breakdown == Breakdowns.Total).Id;
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = series, Period = "2025-06-10", Reference = "2024/2025", Value = 3.15m, N = 10 });
            db.Add(new OwnValue { PlaceId = school.PlaceId, SeriesId = series, Period = "2026-02-03", Reference = "2025/2026", Value = 3.27m, N = 15 });
        });
        var path = $"{Teaching}/schools.svg?place={school.PlaceId}";
        using var visitor = await hub.SignedIn(reader);
        var svg = await Svg(visitor, path);
        Assert.Equal("Teaching with digital means, as teachers see it. From reports of schools, on a scale from 1 to 5. The newest is of 3 February 2026.", svg.Elements().Single(e => e.Name.LocalName == "desc").Value);
        Assert.Contains(svg.Elements(), e => e.Value == "From schools: +0.12 points since 2024/2025");
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Visitor().Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"{Teaching}/schools/embed?place={school.PlaceId}")).Status);
        Assert.Empty((await visitor.Get($"{Teaching}?place={school.PlaceId}")).Page.QuerySelectorAll("textarea"));
    }

    [Fact]
    public async Task Where_official_figures_and_those_from_schools_are_read_the_page_says_why_they_differ()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var country = await WithTwoYears(hub);
        using var visitor = hub.Visitor();
        var (union, netherlands) = (await hub.PlaceOf("EU"), await hub.PlaceOf("DE"));
        Assert.DoesNotContain("Why the two differ", (await visitor.Get($"/figures/{country.PlaceId}")).Text, StringComparison.Ordinal);
        await hub.Observe(country.PlaceId, "2025", 66.5m, null);
        foreach (var path in new[] { $"/figures/{country.PlaceId}", $"/places/{country.PlaceId}/indicators" })
        {
            Assert.Contains("Why the two differ", (await visitor.Get(path)).Text, StringComparison.Ordinal);
            Assert.Contains("They ask other people and put other questions, often of another year.", visitor.Text, StringComparison.Ordinal);
        }
        foreach (var path in new[] { $"/figures/{netherlands}", $"/places/{netherlands}/indicators", "/indicators/digital-skills-basic" })
            Assert.DoesNotContain("Why the two differ", (await visitor.Get(path)).Text, StringComparison.Ordinal);
        const string OfUnion = "What schools say is shown of the Union where two of its countries have figures.";
        Assert.Contains(OfUnion, (await visitor.Get($"{Teaching}?place={union}")).Text, StringComparison.Ordinal);
        Assert.Contains(OfUnion, (await visitor.Get(Teaching)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(OfUnion, (await visitor.Get("/indicators/digital-skills-basic")).Text, StringComparison.Ordinal);
        Assert.Contains("Schools do not answer on this indicator.", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standard_error_of_the_source_is_drawn_and_stands_in_the_tables()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddVintage([("NL", "2025", 84m)]);
        await hub.Change(db =>
        {
            db.Add(new StoredIndicator { Id = "sampled", Content = """{"id":"sampled","name":{"en":"Sampled"},"unit":"percent","mainUnit":"PC","mainBreakdown":"total","error":{"kind":"standard-error"}}""" });
            db.Add(new Series { Id = 77, Indicator = "sampled", Breakdown = Breakdowns.Total, Unit = "PC", Source = ObservationSource.Eurostat });
        });
        var place = await hub.PlaceOf("NL");
        await hub.Change(db => db.AddRange(
            new StoredObservation { PlaceId = place, SeriesId = 77, Period = "2023", Vintage = 1, Value = 50, StandardError = 1 },
            new StoredObservation { PlaceId = place, SeriesId = 77, Period = "2025", Vintage = 1, Value = 60, StandardError = 2 }));
        using var visitor = hub.Visitor();
        await visitor.Get("/indicators/sampled?place=NL");
        var cells = visitor.Page.QuerySelectorAll("main td.number").Select(c => c.TextContent.Trim()).ToList();
        Assert.Contains("60 ± 3.9", cells);
        Assert.Contains("60.0 % (56.1 % to 63.9 %)", cells);
        Assert.Contains("±: how far chance may have moved it (95 %).", visitor.Text, StringComparison.Ordinal);
        const string Rounded = "Differences are made from the exact figures and then rounded.";
        Assert.DoesNotContain(Rounded, visitor.Text, StringComparison.Ordinal);
        var svg = await Svg(visitor, "/indicators/sampled/trend.svg?place=NL");
        Assert.Equal(2, svg.Elements().Count(e => e.Name.LocalName == "line" && e.Attribute("opacity") is not null));
        // 39.8549 stands as 39.85: who takes it from 50 finds 10.15, which is 10.2, and the exact difference is 10.1.
        await hub.Change(db => db.Add(new StoredObservation { PlaceId = place, SeriesId = 77, Period = "2021", Vintage = 1, Value = 39.8549m, StandardError = 1 }));
        Assert.Contains(Rounded, (await visitor.Get("/indicators/sampled?place=NL")).Text, StringComparison.Ordinal);
        Assert.EndsWith("The bars show how far chance may have moved a figure (95 %).", svg.Elements().Single(e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);
    }

    private static async Task<string> Body(Visitor visitor, string path)
    {
        await visitor.Get(path);
        return await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<XElement> Svg(Visitor visitor, string path)
    {
        await visitor.Get(path);
        return XDocument.Parse(await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
    }

    /// <summary>A country whose schools have an edition of this school year, and a figure of the one before.</summary>
    private static async Task<Place> WithTwoYears(TestHub hub)
    {
        var country = await hub.AddFigures();
        await hub.Change(db =>
        {
            var series = db.Read<Series>().Single(s => s.Indicator == "school-teaching" && s.Breakdown == Breakdowns.Total);
            var vintage = db.Read<StoredObservation>().Where(o => o.PlaceId == country.PlaceId).Max(o => o.Vintage);
            db.Add(new StoredObservation { PlaceId = country.PlaceId, SeriesId = series.Id, Period = "2024/2025", Vintage = vintage, Value = 2.1m, N = 40, StandardError = 0.1m });
        });
        return country;
    }
}
