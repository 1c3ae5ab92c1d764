using System.Net;
using System.Text.Json;
using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.ListData;
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
            ["People with at least basic digital skills|2021 – 2023|1|1|0", "Netherlands|People with at least basic digital skills per cent|2021|78|79.18"],
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
        DcatRules.Hold(catalogue);
        var dataset = Assert.Single(catalogue.GetProperty("dcat:dataset").EnumerateArray());
        foreach (var needed in new[] { "dct:title", "dct:description" }) Assert.Equal(["en", "nl"], dataset.GetProperty(needed).EnumerateArray().Select(t => t.GetProperty("@language").GetString()));
        Assert.Equal("2021–2023 BIENNIAL", $"{dataset.GetProperty("dct:temporal").GetProperty("dcat:startDate").GetProperty("@value")}–{dataset.GetProperty("dct:temporal").GetProperty("dcat:endDate").GetProperty("@value")} {dataset.GetProperty("dct:accrualPeriodicity").GetProperty("@id").GetString()!.Split('/')[^1]}");
        var distributions = dataset.GetProperty("dcat:distribution").EnumerateArray().ToList();
        Assert.Equal(3, distributions.Count);
        Assert.Equal(["EUR", "NLD"], dataset.GetProperty("dct:spatial").EnumerateArray().Select(a => a.GetProperty("@id").GetString()!.Split('/')[^1]));
        Assert.Equal(["EUR", "GRC", "NLD"], CountryAddress.Of(["EU", "NL", "EL"]).Select(a => a.Split('/')[^1]));
        Assert.All(Countries.All.Keys.Where(c => c != "XK"), code => Assert.NotNull(CountryAddress.Of(code)));
        foreach (var distribution in distributions)
        {
            Assert.EndsWith("/licence/CC_BY_4_0", distribution.GetProperty("dct:license").GetProperty("@id").GetString(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await visitor.Get(new Uri(distribution.GetProperty("dcat:downloadURL").GetProperty("@id").GetString()!).PathAndQuery)).Status);
        }
    }

    [Fact]
    public async Task The_catalogue_names_the_Union_where_two_countries_have_the_same_figure_from_schools()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddVintage([("NL", "2021", 78m), ("BE", "2021", 60m)]);
        await AddEdition(hub, ("EU", "2024/2025"), ("EU", "2025/2026"), ("NL", "2024/2025"), ("BE", "2025/2026"));
        await hub.Observe(await hub.PlaceOf("EU"), "2025/2026", 41, null, ObservationSource.Schools);
        await hub.CountReleases();
        using var visitor = hub.Visitor();
        Assert.Equal(["BEL", "NLD"], await Where("school-teaching"));
        Assert.Equal(["BEL", "NLD"], await Where("digital-skills-basic"));
        await AddEdition(hub, ("BE", "2024/2025"));
        await hub.CountReleases();
        Assert.Equal(["BEL", "EUR", "NLD"], await Where("school-teaching"));

        async Task<IEnumerable<string>> Where(string indicator) => (await Catalogue(visitor)).GetProperty("dcat:dataset").EnumerateArray().Single(d => d.GetProperty("@id").GetString()!.EndsWith($"/{indicator}", StringComparison.Ordinal))
            .GetProperty("dct:spatial").EnumerateArray().Select(a => a.GetProperty("@id").GetString()!.Split('/')[^1]);
    }

    [Fact]
    public async Task The_catalogue_has_rights_for_what_a_file_brought_and_tells_of_series_that_ended_and_of_editions()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await ObservationImportTests.Import(hub, "place,period,indicator,unit,value\nNL,2017,homes-with-a-computer,PC_HH,97\nNL,2025,from-elsewhere,PC,5\n", o => o with { Mapping = "own", Source = "oecd" });
        await AddEdition(hub);
        await hub.CountReleases();
        using var visitor = hub.Visitor();
        var catalogue = await Catalogue(visitor);
        DcatRules.Hold(catalogue);
        var datasets = catalogue.GetProperty("dcat:dataset").EnumerateArray().ToDictionary(d => d.GetProperty("@id").GetString()!.Split('/')[^1]);
        Assert.Equal(["figures", "from-elsewhere", "homes-with-a-computer", "school-teaching"], datasets.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("demonstration", catalogue.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("The terms of the source hold: oecd", datasets["from-elsewhere"].GetProperty("dcat:distribution")[0].GetProperty("dct:rights").GetProperty("dct:title").GetString());
        Assert.EndsWith("/frequency/UNKNOWN", datasets["from-elsewhere"].GetProperty("dct:accrualPeriodicity").GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("/frequency/NEVER", datasets["homes-with-a-computer"].GetProperty("dct:accrualPeriodicity").GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("/frequency/ANNUAL", datasets["school-teaching"].GetProperty("dct:accrualPeriodicity").GetProperty("@id").GetString(), StringComparison.Ordinal);
        var file = datasets["figures"].GetProperty("dcat:distribution")[0].GetProperty("dcat:downloadURL").GetProperty("@id").GetString()!;
        Assert.Equal((HttpStatusCode.OK, "/api/figures"), ((await visitor.Get(new Uri(file).PathAndQuery)).Status, new Uri(file).AbsolutePath));
    }

    [Fact]
    public async Task The_catalogue_of_a_demonstration_hub_says_which_datasets_are_made_up()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Demonstration = true });
        await hub.AddDigitalSkills();
        await AddEdition(hub);
        await hub.Observe(await hub.PlaceOf("BE"), "2025/2026", 41, null, ObservationSource.Schools);
        await hub.CountReleases();
        using var visitor = hub.Visitor();
        var catalogue = await Catalogue(visitor);
        DcatRules.Hold(catalogue);
        Assert.StartsWith("Demonstration: what schools say and state on this hub is made up. ", Said(catalogue, "dct:description", "en"), StringComparison.Ordinal);
        Assert.EndsWith(" (demonstration)", Said(catalogue, "dct:title", "en"), StringComparison.Ordinal);
        var datasets = catalogue.GetProperty("dcat:dataset").EnumerateArray().ToDictionary(d => d.GetProperty("@id").GetString()!.Split('/')[^1]);
        foreach (var made in new[] { "figures", "school-teaching" })
        {
            Assert.EndsWith(" (demonstration)", Said(datasets[made], "dct:title", "en"), StringComparison.Ordinal);
            Assert.StartsWith("Demonstration: these figures are made up. ", Said(datasets[made], "dct:description", "en"), StringComparison.Ordinal);
        }
        Assert.StartsWith("Demonstratie: deze cijfers zijn verzonnen. ", Said(datasets["school-teaching"], "dct:description", "nl"), StringComparison.Ordinal);
        var some = datasets["digital-skills-basic"];
        Assert.StartsWith("Demonstration: the figures whose source is “schools” are made up. ", Said(some, "dct:description", "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("demonstration", Said(some, "dct:title", "en"), StringComparison.Ordinal);
        var synthetic = datasets.Where(d => d.Value.TryGetProperty("dct:type", out var type) && type.GetProperty("@id").GetString()!.EndsWith("/dataset-type/SYNTHETIC_DATA", StringComparison.Ordinal));
        Assert.Equal(["digital-skills-basic", "figures", "school-teaching"], synthetic.Select(d => d.Key).Order(StringComparer.Ordinal));

        static string Said(JsonElement of, string property, string language) =>
            of.GetProperty(property).EnumerateArray().Single(t => t.GetProperty("@language").GetString() == language).GetProperty("@value").GetString()!;
    }

    [Fact]
    public async Task Every_release_is_reached_page_by_page()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddVintage([("NL", "2021", 78m)]);
        await hub.Look(async db =>
        {
            db.AddRange(Enumerable.Range(2, 60).Select(n => new Vintage { Number = n, Source = "oecd", MadeAt = hub.Clock.GetUtcNow().UtcDateTime.AddMinutes(n), Format = "csv", RowCount = 0 }));
            return await db.SaveChangesAsync();
        });
        using var visitor = hub.Visitor();
        var first = (await visitor.Get("/releases")).Page.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()).ToList();
        Assert.Equal("/releases?page=2", visitor.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        var second = (await visitor.Get("/releases?page=2")).Page.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()).ToList();
        Assert.Equal(("oecd, version 61", "Eurostat, version 1", 61), (first[0], second[^1], first.Concat(second).Distinct().Count()));
        using var runs = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        Assert.Equal("/operate/imports?page=2", (await runs.Get("/operate/imports")).Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Contains("skills.csv", (await runs.Get("/operate/imports?page=2")).Text, StringComparison.Ordinal);
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

    /// <summary>What an edition shows of one indicator of the Netherlands, or of others.</summary>
    private static Task<int> AddEdition(TestHub hub, params (string Code, string Period)[] of) => hub.Look(async db =>
    {
        var number = db.Read<Vintage>().Max(v => v.Number) + 1;
        var places = await db.Read<PlaceIdentifier>().Where(i => i.Scheme == Countries.Scheme).ToDictionaryAsync(i => i.Value, i => i.PlaceId);
        db.Add(new Vintage { Number = number, Source = ObservationSource.Schools, MadeAt = hub.Clock.GetUtcNow().UtcDateTime, Format = "edition", RowCount = 1 });
        var series = db.Read<Series>().Where(s => s.Indicator == "school-teaching").Select(s => (int?)s.Id).Min();
        if (series is null) db.Add(new Series { Id = (int)(series = db.Read<Series>().Max(s => s.Id) + 1), Indicator = "school-teaching", Breakdown = Breakdowns.Total, Unit = "score", Source = ObservationSource.Schools });
        db.AddRange((of.Length > 0 ? of : [("NL", "2025/2026")]).Select(o => new StoredObservation { PlaceId = places[o.Code], SeriesId = series.Value, Period = o.Period, Vintage = number, Value = 3.5m, N = 40 }));
        return await db.SaveChangesAsync();
    });

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
