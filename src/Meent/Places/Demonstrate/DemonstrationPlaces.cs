using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places.ImportRegions;

namespace Meent.Places.Demonstrate;

/// <summary>A made-up board with four schools and a past, in a town that is on no map; an agency and a library.</summary>
internal sealed class DemonstrationPlaces(PlaceDirectory places, HubDb db, DateOnly today)
{
    private static readonly DateOnly Since = new(2020, 8, 1);

    private static readonly (string Key, string Name, string Sector, string Address, int Opened)[] Schools =
    [
        (DemonstrationSchool.Elzenhof, "Elzenhof school", "primary", "Elzenpad 2", 1987),
        (DemonstrationSchool.Wilgenroos, "De Wilgenroos", "primary", "Roosstraat 41", 1994),
        (DemonstrationSchool.KleineBeuk, "De Kleine Beuk", "primary", "Beukenlaan 7", 2003),
        (DemonstrationSchool.Molenwiek, "Lyceum Molenwiek", "secondary", "Molenwiek 100", 1968),
    ];

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var (places, db) = (services.GetRequiredService<PlaceDirectory>(), services.GetRequiredService<HubDb>());
        if (await places.Find(DemonstrationSchool.Board, cancel) is not null) return;
        await db.InTransaction(() => new DemonstrationPlaces(places, db, services.GetRequiredService<TimeProvider>().Today()).Write(cancel), cancel);
    }

    private async Task Write(CancellationToken cancel)
    {
        await new RegionImport(db).Load(RegionFile.Read(RegionFile.Shipped), today, cancel);
        var country = (await Countries.Ensure(db, cancel))["NL"];
        var region = (await places.Known(RegionImport.Scheme, "NL22", cancel))!.PlaceId;
        var before = Ids.Named("demonstration board before");
        await places.Add(Board(DemonstrationSchool.Board, "Elzenhof Schools Board"), Since, country, null, Number(DemonstrationSchool.Board, "elzenhof-board", "90001"));
        await places.Add(Board(before, "Lindewoud Schools"), Since, country);
        foreach (var (key, name, sector, address, opened) in Schools)
        {
            var school = School(DemonstrationSchool.Id(key), name, sector, address, opened);
            var number = Number(school.PlaceId, "elzenhof-school", $"90{Array.FindIndex(Schools, s => s.Key == key) + 1}AA");
            await places.Add(school, Since, country, key == DemonstrationSchool.Molenwiek ? before : DemonstrationSchool.Board, number);
        }
        await History(country, region, before);
        await Others(country, region);
    }

    /// <summary>A school that moved to another board, two that became one, a former name, and the regions of today.</summary>
    private async Task History(Guid country, Guid region, Guid before)
    {
        var poplar = Ids.Named("demonstration school populier");
        await places.Add(School(poplar, "De Populier", "primary", "Populierweg 12", 1975), Since, country, DemonstrationSchool.Board, Number(poplar, "elzenhof-school", "909AA"));
        db.Add(new PlaceName { PlaceId = DemonstrationSchool.Id(DemonstrationSchool.Wilgenroos), Language = "nl", Name = "Roosschool", Kind = PlaceName.Former, ValidTo = new DateOnly(2022, 8, 1) });
        db.Add(new PlaceName { PlaceId = DemonstrationSchool.Board, Language = "nl", Name = "Bestuur Scholen Elzenhof" });
        await places.Move(DemonstrationSchool.Id(DemonstrationSchool.Molenwiek), LinkRole.Board, DemonstrationSchool.Board, new DateOnly(2023, 8, 1));
        Guid[] regional = [DemonstrationSchool.Board, before, poplar, .. DemonstrationSchool.All];
        foreach (var place in regional) await places.Move(place, LinkRole.Admin, region, new DateOnly(2024, 1, 1));
        await places.Merge(poplar, DemonstrationSchool.Id(DemonstrationSchool.KleineBeuk), new DateOnly(2024, 8, 1));
    }

    private async Task Others(Guid country, Guid region)
    {
        await places.Add(School(DemonstrationSchool.Id(DemonstrationSchool.Hogeschool), "Hogeschool Elzenhof", "higher", "Campuslaan 1", 1971), Since, region);
        await places.Add(School(DemonstrationSchool.Id(DemonstrationSchool.LanguageHouse), "Taalhuis Elzenhof", "adult", "Marktplein 9", 2012), Since, region);
        var agency = Organisation("agency", "Agency for Digital Schools", OrganisationType.Agency);
        await places.Add(agency, Since, country);
        await places.Move(agency.PlaceId, LinkRole.Serves, country, Since);
        var library = Organisation("library", "Library of Elzenhof", OrganisationType.Library);
        await places.Add(library, new DateOnly(2024, 1, 1), region);
        await places.Move(library.PlaceId, LinkRole.Serves, region, new DateOnly(2024, 1, 1));
    }

    private static Place Board(Guid id, string name) => new() { PlaceId = id, Kind = PlaceKind.Board, Name = name, Town = "Elzenhof", Country = "NL" };

    private static Place School(Guid id, string name, string sector, string address, int opened) => new()
    {
        PlaceId = id, Kind = PlaceKind.School, Name = name, Town = "Elzenhof", Address = address, Country = "NL", Sector = sector, OpenedOn = new DateOnly(opened, 8, 1),
    };

    private static Place Organisation(string key, string name, string type) => new()
    {
        PlaceId = Ids.Named("demonstration " + key), Kind = PlaceKind.Organisation, Name = name, Town = "Elzenhof", Country = "NL", Type = type,
    };

    private static PlaceIdentifier Number(Guid place, string scheme, string value) => new() { PlaceId = place, Scheme = scheme, Value = value, ValidFrom = Since };
}
