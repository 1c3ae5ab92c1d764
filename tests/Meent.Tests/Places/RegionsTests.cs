using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportRegions;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>The regions of Europe between countries and schools.</summary>
public class RegionsTests
{
    private static readonly DateOnly Today = new(2026, 3, 4);

    private static readonly string[] Members = ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"];

    /// <summary>Numbers of regions of the 27 members in NUTS 2024: Eurostat, "NUTS - Nomenclature of territorial units for statistics, Background".</summary>
    [Fact]
    public void The_list_that_came_with_Meent_is_complete()
    {
        var file = RegionFile.Read(RegionFile.Shipped);
        Assert.Empty(file.Problems);
        Assert.Equal(new DateOnly(2024, 1, 1), file.ValidFrom);
        var ours = file.Regions.Where(r => Members.Contains(r.Country)).ToLookup(r => r.Code.Length);
        Assert.Equal((92, 244), (ours[3].Count(), ours[4].Count()));
        Assert.Equal(Members, ours[3].Select(r => r.Country).Distinct());
        Assert.All(file.Regions.Where(r => r.Code.Length == 4), r => Assert.Contains(file.Regions, above => above.Code == r.Code[..3]));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Regions_come_once_under_their_countries(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var file = RegionFile.Read(RegionFile.Shipped);
        var first = await Load(hub, file);
        Assert.Equal((file.Regions.Count, file.Regions.Count, 0), (first.Regions, first.Created, first.Refused.Count));
        var again = await Load(hub, file);
        Assert.Equal((0, 0, file.Regions.Count), (again.Created, again.Moved, again.Unchanged));
        var brabant = (await hub.With(p => p.Known("nuts", "NL41")))!;
        Assert.Equal(["Zuid-Nederland", "Netherlands", "European Union"], (await hub.With(p => p.Above(brabant.PlaceId))).Select(p => p.Name));
        Assert.Equal(["Zuid-Nederland"], (await hub.With(p => p.Above(brabant.PlaceId, new DateOnly(2024, 1, 1)))).Take(1).Select(p => p.Name));
        Assert.Empty(await hub.With(p => p.Above(brabant.PlaceId, new DateOnly(2023, 12, 31))));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_region_that_a_register_brought_stays_the_same_place_and_goes_where_it_belongs_from_today(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var country = (await hub.Look(db => db.InTransaction(() => Meent.Places.Countries.Ensure(db))))["NL"];
        var brabant = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Region, Name = "Brabant", Country = "NL" };
        await hub.With(async p => { await p.Add(brabant, new DateOnly(2010, 1, 1), country, null, new PlaceIdentifier { PlaceId = brabant.PlaceId, Scheme = "nuts", Value = "NL41" }); return true; });
        var loaded = await Load(hub, RegionFile.Parse("code;name\nNL4;Zuid\nNL41;Noord-Brabant\nNL411;West-Noord-Brabant\n"));
        Assert.Equal((2, 1, 0), (loaded.Created, loaded.Moved, loaded.Unchanged));
        Assert.Equal("Brabant", (await hub.With(p => p.Known("nuts", "NL41")))?.Name);
        Assert.Equal("Zuid", (await hub.With(p => p.Parent(brabant.PlaceId, LinkRole.Admin)))?.Name);
        Assert.Equal(country, (await hub.With(p => p.Parent(brabant.PlaceId, LinkRole.Admin, Today.AddDays(-1))))?.PlaceId);
        Assert.Equal(brabant.PlaceId, (await hub.With(async p => await p.Parent((await p.Known("nuts", "NL411"))!.PlaceId, LinkRole.Admin)))?.PlaceId);
    }

    /// <summary>The columns of NUTS_AT_2024.csv, as Eurostat publishes it, with rows made up after it.</summary>
    [Fact]
    public void A_list_as_Eurostat_publishes_it_is_read()
    {
        var file = RegionFile.Parse("NUTS_ID,CNTR_CODE,NAME_LATN,NUTS_NAME,LEVL_CODE\r\nEL,EL,Elláda,Ελλάδα,0\r\nEL4,EL,\"Nisia Aigaiou, Kriti\",\"Νησιά Αιγαίου, Κρήτη\",1\r\nEL43,EL,Kriti,Κρήτη,2\r\n");
        Assert.Empty(file.Problems);
        Assert.Null(file.ValidFrom);
        Assert.Equal([new("EL4", "Nisia Aigaiou, Kriti", 3), new("EL43", "Kriti", 4)], file.Regions);
    }

    [Theory]
    [InlineData("", "The file holds no regions.")]
    [InlineData("# only a remark", "The file holds no regions.")]
    [InlineData("code;name\n", "The file holds no regions.")]
    [InlineData("id;title\nNL4;Zuid", "The columns are id, title. Two are needed: code and name, or NUTS_ID and NAME_LATN.")]
    [InlineData("valid from;yesterday\ncode;name\nNL4;Zuid", "Line 1: \"yesterday\" is not a day. Write year-month-day, 2024-01-01.")]
    [InlineData("# a\ncode;name\nNL4;Zuid\nNL-4;West", "Line 4: \"NL-4\" is not the code of a region. NUTS codes are like NL4, NL41, NL411.")]
    [InlineData("code;name\nQQ4;Zuid", "Line 2: QQ4 begins with no country that this hub knows.")]
    [InlineData("code;name\nNL4", "Line 2: NL4 needs a name of at most 200 characters.")]
    [InlineData("code;name\nNL4;Zuid\nNL4;West", "Line 3: NL4 stands on line 2 as well.")]
    public void A_list_with_a_mistake_is_refused_with_its_line(string text, string problem) => Assert.Equal([problem], RegionFile.Parse(text).Problems);

    private static Task<RegionsLoaded> Load(TestHub hub, RegionFile file) => hub.Look(db => db.InTransaction(() => new RegionImport(db).Load(file, Today)));
}
