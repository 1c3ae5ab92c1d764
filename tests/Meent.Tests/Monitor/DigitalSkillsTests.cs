using System.Globalization;
using System.Text.Json;
using Meent.Formats.Statistics;
using Meent.Design.Charts;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Tests.House;

namespace Meent.Tests.Monitor;

/// <summary>What is said of the digital skills of 27 countries and the Union, from the published figures of 2021, 2023 and 2025.</summary>
public class DigitalSkillsTests
{
    private const string Absent = "The folder ../shared/data/indicators is not on this machine.";

    private static readonly string Folder = Repository.PathOf("..", "shared", "data", "indicators");

    [Fact]
    public void The_Union_stands_at_60_and_needs_more_than_twice_its_pace()
    {
        var union = Lines()["EU"];
        var change = Change.Between(union, "2023", "2025", new(0.7));
        Assert.Equal((Movement.Rose, 4.83m), (change.Movement, change.Difference));
        var words = new MovementWords(English, IndicatorUnit.Percent);
        Assert.Equal("60.39 %", words.Value(Pace.Newest(union)!.Value!.Value));
        Assert.Equal("+4.8 points since 2023: it rose clearly.", words.Sentence(change));
        Assert.Equal("3.9 points a year needed until 2030 for 80 %, against 1.6 a year made since 2021.", words.Pace(union, 80, "2030", Direction.Higher, new(1)));
    }

    [Theory]
    [InlineData(83.6, "The figure reaches the target of 80 % for 2030, but not clearly: chance may have moved it that far.")]
    [InlineData(84.0, "The target of 80 % for 2030 is met.")]
    public void A_target_is_met_clearly_or_not_as_changes_are_clear_or_not(double now, string said) =>
        Assert.Equal(said, new MovementWords(English, IndicatorUnit.Percent).Pace([new("2023", 79), new("2025", (decimal)now)], 80, "2030", Direction.Higher, new(2)));

    [Theory]
    [InlineData("Neither", "The target for 2030 is 75 %; it stands at 79.67 %.")]
    [InlineData("Higher", "The target of 75 % for 2030 is met.")]
    [InlineData("Lower", "−0.9 points a year needed until 2030 for 75 %, against −0.2 a year made since 2023.")]
    public void Without_a_direction_no_pace_backwards_is_needed(string better, string said) =>
        Assert.Equal(said, new MovementWords(English, IndicatorUnit.Percent).Pace([new("2023", 80.07m), new("2025", 79.67m)], 75, "2030", Enum.Parse<Direction>(better), Precision.Unknown));

    [Fact]
    public void Seven_of_27_countries_rose_clearly()
    {
        var countries = Lines().Where(l => l.Key != "EU").ToDictionary(l => l.Key, l => Change.Between(l.Value, "2023", "2025", new(2)));
        var count = MovementCount.Count(countries.Values);
        Assert.Equal(new(7, 0, 20, 0), count);
        Assert.Equal(["CY", "DE", "DK", "FR", "IE", "IT", "PL"], countries.Where(c => c.Value.Movement == Movement.Rose).Select(c => c.Key).Order(StringComparer.Ordinal));
        var words = new MovementWords(English, IndicatorUnit.Percent);
        Assert.Equal("7 of 27 countries rose clearly since 2023.", words.Count(count, "2023"));
        Assert.Equal("None fell clearly. In 20 there is no clear change.", words.Rest(count));
    }

    private static Texts English { get; } = new(new TextCatalogue(Repository.PathOf("src", "Meent", "Translations"), ["en"], ""), "en");

    private static Dictionary<string, Figure[]> Lines()
    {
        Assert.SkipUnless(Directory.Exists(Folder), Absent);
        var labels = Labels();
        var newest = from fact in Facts()
                     where Field(fact, "indicator") == "desi_dsk_bab" && Field(fact, "breakdown") == "ind_total"
                     select (Country: Field(fact, "country"), Value: fact.GetProperty("value").GetDecimal());
        return newest.ToDictionary(c => c.Country, c => (Figure[])[.. labels[Name(c.Country)], new("2025", c.Value)]);
    }

    private static Dictionary<string, List<Figure>> Labels()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "eurostat-isoc_sk_dskl_i21.csv"));
        var read = Assert.IsType<ReadableStatistics>(SdmxCsvReader.Read(file));
        var (skill, unit) = (read.Head.IndexOf("indic_is"), read.Head.IndexOf("unit"));
        return read.Lines.OfType<StatRow>()
            .Where(r => r.Key[skill].Id.StartsWith("Individuals with basic or above basic overall digital skills", StringComparison.Ordinal) && r.Key[unit].Id == "Percentage of individuals")
            .GroupBy(r => r.Geo.Id).ToDictionary(g => g.Key, g => g.Select(r => new Figure(r.Period, r.Value, null, r.Status)).ToList(), StringComparer.Ordinal);
    }

    private static IEnumerable<JsonElement> Facts() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "desi-country-profile-facts.json"))).RootElement.EnumerateArray().Select(f => f.GetProperty("fields"));

    private static string Field(JsonElement fact, string name) => fact.GetProperty(name)[0].GetString()!;

    private static string Name(string code) => code switch
    {
        "EU" => "European Union - 27 countries (from 2020)",
        "CZ" => "Czechia",
        "EL" => "Greece",
        _ => new RegionInfo(code).EnglishName,
    };
}
