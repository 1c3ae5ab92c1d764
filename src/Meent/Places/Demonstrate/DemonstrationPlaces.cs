using Meent.Foundation.Data;

namespace Meent.Places.Demonstrate;

/// <summary>A made-up board with four schools, in a town that is on no map.</summary>
internal static class DemonstrationPlaces
{
    private static readonly DateOnly Since = new(2020, 8, 1);

    private static readonly (string Key, string Name, string Sector, string Address)[] Schools =
    [
        (DemonstrationSchool.Elzenhof, "Elzenhof school", "primary", "Elzenpad 2"),
        (DemonstrationSchool.Wilgenroos, "De Wilgenroos", "primary", "Roosstraat 41"),
        (DemonstrationSchool.KleineBeuk, "De Kleine Beuk", "primary", "Beukenlaan 7"),
        (DemonstrationSchool.Molenwiek, "Lyceum Molenwiek", "secondary", "Molenwiek 100"),
    ];

    public static async Task Write(IServiceProvider services, CancellationToken cancel)
    {
        var places = services.GetRequiredService<PlaceDirectory>();
        var db = services.GetRequiredService<HubDb>();
        var board = DemonstrationSchool.Board;
        if (await places.Find(board, cancel) is not null) return;
        await db.InTransaction(async () =>
        {
            var country = (await Countries.Ensure(db, cancel))["NL"];
            await places.Add(new Place { PlaceId = board, Kind = PlaceKind.Board, Name = "Elzenhof Schools Board", Town = "Elzenhof", Country = "NL" }, Since, country);
            foreach (var (key, name, sector, address) in Schools)
            {
                var school = new Place { PlaceId = DemonstrationSchool.Id(key), Kind = PlaceKind.School, Name = name, Town = "Elzenhof", Address = address, Country = "NL", Sector = sector };
                await places.Add(school, Since, country, board);
            }
        }, cancel);
    }
}
