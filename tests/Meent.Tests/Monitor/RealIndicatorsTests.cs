using System.Text.Json;
using Meent.Monitor;
using Meent.Places;
using Meent.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>All files of ../shared/data/indicators, as they are. Where they are not there, the trial is skipped.</summary>
public class RealIndicatorsTests
{
    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "indicators");

    public static IEnumerable<TheoryDataRow<Engine>> Engines => Databases.Engines.Select(e =>
        Directory.Exists(Folder) ? e : new TheoryDataRow<Engine>(e.Data) { Skip = "The folder ../shared/data/indicators is not on this machine." });

    [Theory, MemberData(nameof(Engines))]
    public async Task Together_they_give_digital_skills_of_27_countries_and_the_Union_for_three_years(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var labels = await ObservationImportTests.ImportFile(hub, Path.Combine(Folder, "eurostat-isoc_sk_dskl_i21.csv"));
        Assert.Equal((null, 3476L, 0L, 94L, 3382L, 0), (labels.Problem, labels.Rows, labels.Refused, labels.LeftOut, labels.Observations, labels.Labels));
        foreach (var list in new[] { "desi-indicator.json", "desi-breakdown.json", "desi-unit.json", "desi-datasource.json" })
        {
            var terms = await ObservationImportTests.ImportFile(hub, Path.Combine(Folder, list));
            Assert.True(terms is { Problem: null, Terms: > 0 }, list);
        }
        var facts = await ObservationImportTests.ImportFile(hub, Path.Combine(Folder, "desi-country-profile-facts.json"));
        Assert.Equal((null, 677L, 0L, 0L, 663L, 14), (facts.Problem, facts.Rows, facts.Refused, facts.LeftOut, facts.Observations, facts.Targets));
        Assert.True(await hub.Look(db => db.Read<StoredIndicator>().CountAsync()) > 400);

        using var visitor = hub.Visitor();
        var listed = await hub.Look(db => db.Read<Series>().Where(s => s.Source == ObservationSource.Desi).Select(s => s.Indicator).Distinct().ToListAsync());
        Assert.Equal(24, listed.Count);
        foreach (var id in listed) Assert.DoesNotContain("No figures", (await visitor.Get($"/indicators/{id}?place=NL")).Text, StringComparison.Ordinal);
        Assert.Matches(@"\d\s%", (await visitor.Get("/indicators/desi_cloud?place=NL")).Text);
        Assert.Matches(@"until 2030 for 75(\.0+)?\s%", (await visitor.Get("/indicators/desi_cloud")).Text);
        Assert.DoesNotMatch(@"\d\s%", (await visitor.Get("/indicators/desi_edge?place=NL")).Text);

        var members = Countries.All.Values.Where(c => c.Joined is not null && c.Left is null).Select(c => c.Code).Append("EU").ToList();
        Assert.Equal(28, members.Count);
        var indicator = IndicatorContent.Load(Hub.Shipped("content")).Find("digital-skills-basic")!;
        foreach (var code in members)
        {
            var line = await ObservationImportTests.Ask(hub, async (o, place) => Observations.Official(await o.Of(place, indicator.Id, Breakdowns.Total), indicator), code);
            Assert.Equal(["2021", "2023", "2025"], line.Select(o => o.About));
            Assert.All(line, o => Assert.NotNull(o.Value));
        }
        var union = await ObservationImportTests.Ask(hub, async (o, place) => (Line: Observations.Official(await o.Of(place, indicator.Id, Breakdowns.Total), indicator), Targets: await o.Targets(place, indicator.Id)), "EU");
        Assert.Equal([53.92m, 55.56m, 60.39m], union.Line.Select(o => o.Value!.Value));
        Assert.Equal(("2030", 80m, "PC_IND"), (Assert.Single(union.Targets).DuePeriod, union.Targets[0].Value, union.Targets[0].Unit));
    }

    /// <summary>The replies are recorded with their requests around them; the bodies are what Eurostat sent.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task Every_recorded_reply_comes_in(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var came = new HashSet<string>();
        foreach (var (name, body) in Directory.GetFiles(Path.Combine(Folder, "eurostat-replies"), "*.json").Order(StringComparer.Ordinal).SelectMany(Bodies))
        {
            var path = Path.Combine(hub.Settings.DataFolder, $"{name}.json");
            await File.WriteAllBytesAsync(path, body);
            var result = await ObservationImportTests.ImportFile(hub, path);
            // A reply about the structure of a data set has no figures in it.
            if (result.Problem is null && result.Observations > 0) came.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(body)));
            else Assert.Contains("structure", name);
        }
        Assert.Equal(3, came.Count);
        var homes = await ObservationImportTests.Ask(hub, (o, place) => o.Of(place, "homes-with-a-computer"), "EL");
        Assert.True(homes.Count > 10);
    }

    private static IEnumerable<(string Name, byte[] Body)> Bodies(string file)
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(file));
        var at = 0;
        foreach (var exchange in recorded.RootElement.GetProperty("http_interactions").EnumerateArray())
        {
            var kind = exchange.GetProperty("request").GetProperty("uri").GetString()!.Contains("/structure/", StringComparison.Ordinal) ? "structure" : "data";
            yield return ($"{Path.GetFileNameWithoutExtension(file)}-{kind}-{++at}", exchange.GetProperty("response").GetProperty("body").GetProperty("base64_string").GetBytesFromBase64());
        }
    }
}
