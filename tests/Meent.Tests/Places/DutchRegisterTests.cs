using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Meent.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>The Dutch layout, with made-up schools: locations, boards by number, provinces, towns in capitals.</summary>
public class DutchRegisterTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Every_row_of_the_sample_becomes_a_school_under_its_board_and_province(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var s = (await Import(hub, "nl-vestigingen-bo")).Summary!;
        Assert.Equal((39, 39), (s.Rows, s.Created));
        var main = await Known(hub, "nl-vestiging-bo", "99AD00");
        Assert.Equal(("De Regenplas", "Verzonnenstad", "primary", "0 1"), (main.Name, main.Town, main.Sector, main.Isced));
        // In the file the further locations of this school stand before it.
        Assert.Equal(["De Regenplas locatie Haven", "De Regenplas locatie Oost"], (await hub.With(p => p.Below(main.PlaceId, LinkRole.Part))).Select(p => p.Name));
        Assert.Equal(["Overijssel", "Netherlands", "European Union"], (await hub.With(p => p.Above(main.PlaceId))).Select(p => p.Name));
        Assert.Equal("Bevoegd gezag 99901", (await hub.With(p => p.Parent(main.PlaceId, LinkRole.Board)))?.Name);
        Assert.Equal("Nergensweg 22-B", (await Known(hub, "nl-vestiging-bo", "99AD01")).Address);
        Assert.Equal(3, (await hub.Search("99AD")).All);
        Assert.Equal("NL21", await hub.Look(async db => (await db.Read<PlaceIdentifier>().SingleAsync(i => i.Scheme == "nuts" && i.Value == "NL21")).Value));
        Assert.Equal(39, (await Import(hub, "nl-vestigingen-bo")).Summary!.Unchanged);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Files_of_secondary_schools_and_of_boards_close_nothing_of_the_first(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, "nl-vestigingen-bo");
        Assert.Equal((3, 0), (await Import(hub, "nl-vestigingen-vo")).Summary is { } vo ? (vo.Created, vo.Closed) : default);
        Assert.Equal(("secondary", "2 3"), await Levels(hub, "99YA00"));
        Assert.Equal(("secondary vocational", "2"), await Levels(hub, "99YA01"));
        Assert.Equal(("secondary special", "2"), await Levels(hub, "99YB00"));
        var boards = (await Import(hub, "nl-bevoegd-gezag", "--some")).Summary!;
        Assert.Equal((2, 0), (boards.Changed, boards.Created));
        Assert.Equal(("Stichting Verzonnen Scholen", "Elzenhof"), ((await Known(hub, "nl-bevoegd-gezag", "99900")).Name, (await Known(hub, "nl-bevoegd-gezag", "99900")).Town));
        Assert.Equal(39, (await Import(hub, "nl-vestigingen-bo")).Summary!.Unchanged);
    }

    [Fact]
    public void Provinces_have_the_codes_of_the_list_of_regions()
    {
        var mapping = MappingFile.Read(MappingFile.Find("nl-vestigingen-bo")!).Mapping!;
        var nuts = File.ReadAllLines(Repository.PathOf("content", "registers", "nuts.csv")).Where(l => l.Contains(';', StringComparison.Ordinal)).Select(l => l.Split(';')).ToDictionary(c => c[0], c => c[1]);
        Assert.Equal(12, mapping.Regions.Values.Distinct().Count());
        Assert.All(mapping.Regions.Values, r => Assert.StartsWith(r.Name, nuts[r.Code], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"), InlineData("'S-GRAVENHAGE", "'s-Gravenhage"), InlineData("DEN HAAG", "Den Haag"), InlineData("SINT-OEDENRODE", "Sint-Oedenrode")]
    [InlineData("NEUSTADT AN DER WALD", "Neustadt an der Wald"), InlineData("Elzenhof", "Elzenhof"), InlineData("", ""), InlineData("12", "12"), InlineData("ΌΝΕΙΡΟ", "Όνειρο"), InlineData("L'ÎLE-SUR-RIEN", "L'Île-sur-Rien")]
    public void Capitals_become_small_letters(string written, string read) => Assert.Equal(read, Capitals.Lowered(written));

    private static async Task<(string?, string?)> Levels(TestHub hub, string id)
    {
        var school = await Known(hub, "nl-vestiging-vo", id);
        return (school.Sector, school.Isced);
    }

    private static Task<ImportResult> Import(TestHub hub, string map, string run = "") => hub.Import(
        new ImportOrder(Repository.PathOf("tests", "Meent.Tests", "Places", "Registers", map + ".csv"), "NL", map, new DateOnly(2026, 3, 4), Path.Combine(hub.Settings.DataFolder, $"report{run}.csv")));

    private static async Task<Place> Known(TestHub hub, string scheme, string id) => (await hub.With(p => p.Known(scheme, id)))!;
}
