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

    /// <summary>Lets another board run the school from a day on.</summary>
    public static async Task Move(this TestHub hub, Place school, Place board, DateOnly on)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<PlaceDirectory>().Move(school.PlaceId, LinkRole.Board, board.PlaceId, on));
    }
}
