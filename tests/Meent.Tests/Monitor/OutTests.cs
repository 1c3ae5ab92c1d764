using System.Net;
using System.Text.Json;
using Meent.Formats.Statistics;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>What leaves the hub: files, releases, the catalogue. Nothing under embargo, nothing of a school to others, and as it was then.</summary>
public class OutTests
{
    private const string Data = $"/indicators/{TestReleases.Skills}/data";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Files_hold_what_counts_for_the_reader_now_and_then(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Seed(hub);
        using var visitor = hub.Visitor();
        string[] now = ["EU 2021 0", "NL 2021 79.18", "NL 2023 82.71", "NO 2023 nothing"];
        Assert.Equal(now, await Rows(visitor, $"{Data}.csv"));
        Assert.Equal(now, await Rows(visitor, $"{Data}.json"));
        Assert.Equal(now, await Rows(visitor, $"{Data}.sdmx?labels=both"));
        Assert.Equal(["EU 2021 0", "NL 2021 78", "NO 2023 nothing"], await Rows(visitor, $"{Data}.csv?as-of=1"));
        Assert.Equal("text/csv", visitor.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("digital-skills-basic.csv", visitor.Response.Content.Headers.ContentDisposition!.FileName);
        foreach (var wrong in new[] { $"{Data}.xls", $"{Data}.csv?as-of=yesterday", "/indicators/nothing/data.csv" }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get(wrong)).Status);

        var netherlands = await hub.Look(db => db.Read<PlaceIdentifier>().SingleAsync(i => i.Scheme == Countries.Scheme && i.Value == "NL"));
        Assert.Equal(["NL 2021 79.18", "NL 2023 82.71"], await Rows(visitor, $"/places/{netherlands.PlaceId}/indicators/data.csv"));
        using var runs = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        Assert.Equal(["EU 2021 0", "NL 2021 99", "NL 2023 82.71", "NO 2023 nothing"], await Rows(runs, $"{Data}.csv"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_release_says_what_changed_and_one_under_embargo_only_when_it_comes(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Seed(hub);
        using var visitor = hub.Visitor();
        await visitor.Get("/releases");
        Assert.Contains("To come Eurostat, on 1 December 2026", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(["Eurostat, version 2", "Eurostat, version 1"], visitor.Page.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()));

        await visitor.Get("/releases/2");
        Assert.Contains("A better sample.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["People with at least basic digital skills|2021 – 2023|1|1|0", "Netherlands|People with at least basic digital skills PC_IND|2021|78|79.18"],
            visitor.Page.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))));

        await visitor.Get("/releases/3");
        Assert.Contains("These figures come out on 1 December 2026, 11:00 UTC.", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("99", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("skills", visitor.Text, StringComparison.Ordinal);
        using (var runs = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true))) Assert.Contains("99", (await runs.Get("/releases/3")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/releases/4")).Status);

        hub.Clock.SetDay(new(2026, 12, 2));
        Assert.Contains("99", (await visitor.Get("/releases/3")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await hub.CountReleases());
    }

    [Fact]
    public async Task A_revision_does_not_tell_what_was_still_hidden()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddVintage([("NL", "2021", 78m)], embargoUntil: new DateTime(2026, 12, 1, 11, 0, 0, DateTimeKind.Utc));
        await hub.AddVintage([("NL", "2021", 80m)]);
        using var visitor = hub.Visitor();
        Assert.DoesNotContain("78", (await visitor.Get("/releases/2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portals_find_each_dataset_with_its_files()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        Assert.Empty((await Catalogue(visitor)).GetProperty("dcat:dataset").EnumerateArray());
        await Seed(hub);
        var catalogue = await Catalogue(visitor);
        Assert.Equal("application/ld+json", visitor.Response.Content.Headers.ContentType!.MediaType);
        // Mandatory in DCAT-AP 3 of a catalogue, a dataset and a distribution.
        foreach (var needed in new[] { "dct:title", "dct:description", "dct:publisher", "dcat:dataset" }) Assert.True(catalogue.TryGetProperty(needed, out _), needed);
        var dataset = Assert.Single(catalogue.GetProperty("dcat:dataset").EnumerateArray());
        foreach (var needed in new[] { "dct:title", "dct:description" }) Assert.Equal(["en", "nl"], dataset.GetProperty(needed).EnumerateArray().Select(t => t.GetProperty("@language").GetString()));
        Assert.Equal("2021–2023 BIENNIAL", $"{dataset.GetProperty("dct:temporal").GetProperty("dcat:startDate").GetProperty("@value")}–{dataset.GetProperty("dct:temporal").GetProperty("dcat:endDate").GetProperty("@value")} {dataset.GetProperty("dct:accrualPeriodicity").GetProperty("@id").GetString()!.Split('/')[^1]}");
        var distributions = dataset.GetProperty("dcat:distribution").EnumerateArray().ToList();
        Assert.Equal(3, distributions.Count);
        foreach (var distribution in distributions)
        {
            Assert.EndsWith("/licence/CC_BY_4_0", distribution.GetProperty("dct:license").GetProperty("@id").GetString(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await visitor.Get(new Uri(distribution.GetProperty("dcat:downloadURL").GetProperty("@id").GetString()!).PathAndQuery)).Status);
        }
    }

    [Fact]
    public async Task Files_of_a_school_are_for_its_people()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var school = await hub.AddSchool("De Elzen");
        var (leader, other) = (await hub.AddPerson("Lea"), await hub.AddPerson("Otto"));
        await hub.Give(leader, Role.Leader, school);
        var path = $"/places/{school.PlaceId}/indicators/data.csv";
        using (var visitor = await hub.SignedIn(other)) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get(path)).Status);
        using (var visitor = await hub.SignedIn(leader)) Assert.Equal(HttpStatusCode.OK, (await visitor.Get(path)).Status);
    }

    /// <summary>Norway has a row without a value; 2021 of the Netherlands is revised twice, the second time under embargo.</summary>
    private static async Task Seed(TestHub hub)
    {
        await hub.AddVintage([("EU", "2021", 0m), ("NL", "2021", 78m), ("NO", "2023", null)]);
        await hub.AddVintage([("NL", "2021", 79.18m), ("NL", "2023", 82.71m)], note: "A better sample.");
        await hub.AddVintage([("NL", "2021", 99m)], embargoUntil: new DateTime(2026, 12, 1, 11, 0, 0, DateTimeKind.Utc));
    }

    private static async Task<JsonElement> Catalogue(Visitor visitor) => JsonDocument.Parse(await (await visitor.Get("/catalog.jsonld")).Response.Content.ReadAsStringAsync()).RootElement;

    private static async Task<IEnumerable<string>> Rows(Visitor visitor, string path)
    {
        await visitor.Get(path);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var bytes = await visitor.Response.Content.ReadAsByteArrayAsync();
        var read = Assert.IsType<ReadableStatistics>(StatFile.Read(() => new MemoryStream(bytes), StatMapping.Own));
        return [.. read.Lines.Select(Assert.IsType<StatRow>).OrderBy(r => r.Geo.Id, StringComparer.Ordinal).ThenBy(r => r.Period, StringComparer.Ordinal).Select(r => $"{r.Geo.Id} {r.Period} {r.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}")];
    }
}
