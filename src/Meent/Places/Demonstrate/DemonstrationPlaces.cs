using Meent.Foundation.Data;
using Microsoft.EntityFrameworkCore;

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

    public static async Task Write(HubDb db, CancellationToken cancel)
    {
        var board = DemonstrationSchool.Board;
        if (await db.Read<Place>().AnyAsync(p => p.PlaceId == board, cancel)) return;
        db.Add(new Place { PlaceId = board, Kind = "board", Name = "Elzenhof Schools Board", Town = "Elzenhof", Country = "NL" });
        foreach (var (key, name, sector, address) in Schools)
        {
            var id = DemonstrationSchool.Id(key);
            db.Add(new Place { PlaceId = id, Kind = "school", Name = name, Town = "Elzenhof", Address = address, Country = "NL", Sector = sector });
            db.Add(new PlaceLink { PlaceId = id, Role = "board", ValidFrom = Since, ParentId = board });
        }
        await db.SaveChangesAsync(cancel);
    }
}
