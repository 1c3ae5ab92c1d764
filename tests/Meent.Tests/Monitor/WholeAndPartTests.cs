using Meent.Foundation.Localisation;
using Meent.Monitor;

namespace Meent.Tests.Monitor;

/// <summary>A country beside the Union, where the Union's figure is a count of all, and where a target says nothing of its direction.</summary>
public class WholeAndPartTests
{
    private const string File = """
        place,period,indicator,unit,value,target
        EU,2023,unicorns,NB_UNICORNS,300,
        EU,2025,unicorns,NB_UNICORNS,324,
        NL,2023,unicorns,NB_UNICORNS,34,
        NL,2025,unicorns,NB_UNICORNS,37,
        BE,2025,unicorns,NB_UNICORNS,3,
        EU,2030,unicorns,NB_UNICORNS,,500
        EU,2023,cloud,PC_ENT,54,
        EU,2025,cloud,PC_ENT,62,
        NL,2023,cloud,PC_ENT,80.07,
        NL,2025,cloud,PC_ENT,79.67,
        BE,2025,cloud,PC_ENT,70,
        EU,2030,cloud,PC_ENT,,75

        """;

    [Fact]
    public async Task What_all_countries_are_to_have_together_is_no_target_of_one()
    {
        await using var hub = await Start();
        using var visitor = hub.Visitor();
        Assert.DoesNotContain("500", (await visitor.Get($"/places/{await hub.PlaceOf("NL")}/indicators")).Text, StringComparison.Ordinal);
        var text = (await visitor.Get("/indicators/unicorns?place=NL")).Text;
        Assert.Contains("37 in 2025. +3 since 2023", text, StringComparison.Ordinal);
        foreach (var none in new[] { "500", "against the Union", "37.0" }) Assert.DoesNotContain(none, text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll(".bullet"));
        Assert.NotEmpty(visitor.Page.QuerySelectorAll("a[href*='/among.svg']"));
        Assert.Contains("35.2 a year needed until 2030 for 500, against 12.0 a year made since 2023.", (await visitor.Get("/indicators/unicorns")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Above_a_target_that_says_no_direction_no_way_back_is_needed()
    {
        await using var hub = await Start();
        using var visitor = hub.Visitor();
        foreach (var path in new[] { "/indicators/cloud?place=NL", $"/places/{await hub.PlaceOf("NL")}/indicators" })
        {
            var text = (await visitor.Get(path)).Text;
            Assert.Contains("The target for 2030 is 75 %; it stands at 79.67 %. The target is that of the Union as a whole.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("a year needed", text, StringComparison.Ordinal);
        }
        Assert.Contains("above the target", (await visitor.Get("/indicators/cloud?place=NL")).Text, StringComparison.Ordinal);
        Assert.Contains("against the Union", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("On course for 75 % in 2030: 2.6 points a year needed", (await visitor.Get("/indicators/cloud")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_calls_its_indicators_is_marked_as_its_language_and_other_units_are_named()
    {
        await using var hub = await Start();
        await hub.Change(db => db.Add(new CodeName { Kind = CodeName.Unit, Code = "PC_IND_IU3", Name = LocalizedText.Of("en", "Share of those who are online") }));
        await ObservationImportTests.Import(hub, "place,period,indicator,unit,value\nNL,2025,cloud,PC_IND_IU3,88\n", o => o with { Mapping = "own", Source = "desi" });
        await hub.CountReleases();
        using var visitor = hub.Visitor("nl");
        await visitor.Get("/indicators/cloud?place=NL");
        Assert.Equal("en", visitor.Page.QuerySelector("h1")!.GetAttribute("lang"));
        Assert.Equal("Share of those who are online", visitor.Page.QuerySelector("dd span[lang=en]")!.TextContent);
        Assert.Equal("en", (await visitor.Get($"/places/{await hub.PlaceOf("NL")}/indicators")).Page.QuerySelector(".card-title")!.GetAttribute("lang"));
        Assert.NotNull(visitor.Page.QuerySelector("details a[lang=en][href*='unicorns']"));
        Assert.NotNull((await visitor.Get("/releases/1")).Page.QuerySelector("th a[lang=en]"));
        using var english = hub.Visitor();
        Assert.Null((await english.Get("/indicators/cloud?place=NL")).Page.QuerySelector("h1")!.GetAttribute("lang"));
    }

    private static async Task<TestHub> Start()
    {
        var hub = await TestHub.Start(Engine.Sqlite);
        Assert.Null((await ObservationImportTests.Import(hub, File, o => o with { Mapping = "own", Source = "desi" })).Problem);
        return hub;
    }
}
