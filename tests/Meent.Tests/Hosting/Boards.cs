using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Hosting;

/// <summary>Boards above the schools of a test.</summary>
public static class Boards
{
    public static readonly DateOnly Since = new(2020, 8, 1);

    /// <summary>A board that has run these schools for years.</summary>
    public static async Task<Place> AddBoard(this TestHub hub, string name, params IReadOnlyCollection<Place> schools)
    {
        var board = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Board, Name = name, Country = "NL" };
        await hub.Change(db =>
        {
            db.Add(board);
            db.AddRange(schools.Select(s => new PlaceLink { PlaceId = s.PlaceId, Role = LinkRole.Board, ValidFrom = Since, ParentId = board.PlaceId }));
        });
        return board;
    }

    /// <summary>An agency that has served the country of these places for years.</summary>
    public static async Task<Place> AddAgency(this TestHub hub, string name, params IReadOnlyCollection<Place> places)
    {
        var country = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Country, Name = "Nederland", Country = "NL" };
        var agency = new Place { PlaceId = Ids.New(), Kind = PlaceKind.Organisation, Type = OrganisationType.Agency, Name = name, Country = "NL" };
        await hub.Change(db =>
        {
            db.AddRange(country, agency);
            db.AddRange(places.Select(p => new PlaceLink { PlaceId = p.PlaceId, Role = LinkRole.Admin, ValidFrom = Since, ParentId = country.PlaceId }));
            db.Add(new PlaceLink { PlaceId = agency.PlaceId, Role = LinkRole.Serves, ValidFrom = Since, ParentId = country.PlaceId });
        });
        return agency;
    }

    /// <summary>Lets another board run the school from a day on.</summary>
    public static async Task Move(this TestHub hub, Place school, Place board, DateOnly on)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Move(school.PlaceId, LinkRole.Board, board.PlaceId, on));
    }
}
