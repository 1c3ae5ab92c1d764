using System.Text;
using System.Xml.Linq;
using Meent.Monitor;

namespace Meent.Tests.Monitor;

/// <summary>Targets of a country from a plain file, with where the way begins and its stations: told, drawn, and taken home.</summary>
public class StatedTargetTests
{
    private const string Skills = "/indicators/digital-skills-basic";
    private const string Head = "Country,Due,Target,From,Since,Way\n";

    private const string Mapping = """
        columns: { place: Country, period: Due, target: Target, base: From, base_period: Since, path: Way }
        constants: { indicator: digital-skills-basic, unit: PC_IND }
        """;

    private static async Task<Meent.Monitor.ImportObservations.ImportResult> Import(TestHub hub, string rows)
    {
        var mapping = Path.Combine(hub.Settings.DataFolder, "targets.yaml");
        await File.WriteAllTextAsync(mapping, Mapping);
        return await ObservationImportTests.Import(hub, Head + rows, o => o with { Mapping = mapping, Source = "ministry" });
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_stated_way_is_told_drawn_and_taken_home(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.AddDigitalSkills();
        var result = await Import(hub, "NL,2030,90,70,2020,2024=82; 2026=85\nES,2030,77,60,2019,\n");
        Assert.Equal((null, 0L, 2), (result.Problem, result.Observations, result.Targets));
        using var visitor = hub.Visitor();

        var text = (await visitor.Get(Skills + "?place=NL")).Text;
        Assert.Contains("until 2030 for 90 %", text, StringComparison.Ordinal);
        Assert.DoesNotContain("The target is that of the Union as a whole.", text, StringComparison.Ordinal);
        Assert.Contains("The target is from: ministry. Where it should be now: on the way that the source of the target has: 70 % in 2020; 82 % in 2024; 85 % in 2026.", text, StringComparison.Ordinal);
        Assert.Equal("83.5 %", visitor.Page.QuerySelectorAll(".bullet td")[2].TextContent.Trim());
        Assert.Equal(3, visitor.Page.QuerySelectorAll(".series-aim[y1]:not([y1='10'])").Length);
        await visitor.Get($"{Skills}/trend.svg?place=NL");
        var svg = XDocument.Parse(await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants();
        Assert.Equal(3, svg.Count(e => e.Name.LocalName == "line" && (string?)e.Attribute("stroke-dasharray") == "5 5" && (double)e.Attribute("y1")! != (double)e.Attribute("y2")!));

        Assert.Contains("The target is from: ministry. Where it should be now: on a straight line to the target from 60 % in 2019, as the source of the target has it.", (await visitor.Get(Skills + "?place=ES")).Text, StringComparison.Ordinal);
        Assert.Contains("The target is from: Digital Decade. Where it should be now: on a straight line from 2021 to the target.", (await visitor.Get(Skills)).Text, StringComparison.Ordinal);

        await visitor.Get(Skills + "/data.csv");
        var file = await visitor.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains("NL,Netherlands,2030,digital-skills-basic,People with at least basic digital skills,total,", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        await using var other = await TestHub.Start(engine);
        var path = Path.Combine(other.Settings.DataFolder, "again.csv");
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        Assert.Equal((null, 3), await Taken(other, path));
        foreach (var country in new[] { "NL", "ES", "EU" })
            Assert.Equal(await Targets(hub, country), await Targets(other, country));
        Assert.Equal("2024=82; 2026=85", Assert.Single(await Targets(other, "NL")).Path);
    }

    [Fact]
    public async Task The_way_of_the_Union_is_not_that_of_a_country()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        await Import(hub, "EU,2029,78,54,2020,2026=65\n");
        using var visitor = hub.Visitor();
        Assert.Contains("54 % in 2020; 65 % in 2026", (await visitor.Get(Skills)).Text, StringComparison.Ordinal);
        var text = (await visitor.Get(Skills + "?place=ES")).Text;
        Assert.Contains("The target is that of the Union as a whole.", text, StringComparison.Ordinal);
        Assert.Contains("on a straight line from 2021 to the target.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("54 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_version_of_a_target_counts_and_the_same_file_changes_nothing()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddDigitalSkills();
        var first = (await Import(hub, "NL,2030,90,70,2020,2024=82\n")).Vintage;
        Assert.Equal(first, (await Import(hub, "NL,2030,90,70,2020,2024=82\n")).Vintage);
        var second = (await Import(hub, "NL,2030,90,70,2020,2024=83\n")).Vintage;
        Assert.NotEqual(first, second);
        Assert.Equal("2024=83", Assert.Single(await Targets(hub, "NL")).Path);
        Assert.Equal("2024=82", Assert.Single(await ObservationImportTests.Ask(hub, (o, nl) => o.Targets(nl, "digital-skills-basic", new Reading(first)))).Path);
    }

    [Theory]
    [InlineData("NL,2030,190,,,", "190 is no share: digital-skills-basic goes from 0 to 100 per cent.")]
    [InlineData("NL,2030,90,-7,2020,", "-7 is no share: digital-skills-basic goes from 0 to 100 per cent.")]
    [InlineData("NL,2030,90,,,2024=820", "820 is no share: digital-skills-basic goes from 0 to 100 per cent.")]
    [InlineData("NL,2030,90,70,2031,", "2031 does not lie on the way to a target for 2030. A way goes forward, from its start to the period in which the target is due.")]
    [InlineData("NL,2030,90,70,,", "Where a way begins is a value with its period. One of the two is missing.")]
    [InlineData("NL,2030,90,,,later", "“later” is no way to a target. Write its stations as periods with whole numbers, or with decimals as elsewhere in the file: 2026=65; 2028=72. Where “;” parts the columns, put the way in quotation marks.")]
    public async Task A_wrong_target_keeps_out_the_file_and_says_why(string row, string why)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var result = await Import(hub, row + "\n");
        Assert.Null(result.Vintage);
        Assert.Equal(why, Assert.Single(result.NotTaken).Why);
    }

    private static async Task<(string? Problem, int Targets)> Taken(TestHub hub, string path)
    {
        var result = await ObservationImportTests.ImportFile(hub, path, o => o with { Mapping = "own", Source = "elsewhere" });
        return (result.Problem, result.Targets);
    }

    /// <summary>All that is said of them but the place's id and the version, which each hub gives itself.</summary>
    private static async Task<IReadOnlyList<Target>> Targets(TestHub hub, string country) =>
        [.. (await ObservationImportTests.Ask(hub, (o, place) => o.Targets(place, "digital-skills-basic"), country)).Select(t => t with { PlaceId = default, Vintage = 0 })];
}
