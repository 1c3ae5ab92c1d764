using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>What is above many places is what is above each of them.</summary>
public class AboveEachTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_more_places_than_one_query_asks_about_all_is_found_by_both_roles_and_a_ring_ends(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var cancel = TestContext.Current.CancellationToken;
        var (country, region, board) = (Area(PlaceKind.Country), Area(PlaceKind.Region), Area(PlaceKind.Board));
        List<Place> schools = [.. Enumerable.Range(0, 1001).Select(_ => Area(PlaceKind.School))];
        var (one, other) = (Area(PlaceKind.Region), Area(PlaceKind.Region));
        await hub.Change(db => db.AddRange([country, region, board, one, other, .. schools]));
        await hub.Change(db => db.AddRange([
            Link(region, LinkRole.Admin, country), Link(board, LinkRole.Admin, country), Link(one, LinkRole.Admin, other), Link(other, LinkRole.Admin, one),
            .. schools.Select(s => Link(s, LinkRole.Admin, region)), .. schools.Select(s => Link(s, LinkRole.Board, board))]));
        Guid[] asked = [.. schools.Select(s => s.PlaceId), one.PlaceId, country.PlaceId];
        var (both, areas) = await hub.Look(async db =>
            (await PlacesModule.AboveEach(db, asked, [LinkRole.Admin, LinkRole.Board], hub.Clock.Today(), cancel), await PlacesModule.AboveEach(db, asked, [LinkRole.Admin], hub.Clock.Today(), cancel)));
        Assert.All(schools, s => Assert.Equal(new HashSet<Guid> { country.PlaceId, region.PlaceId, board.PlaceId }, both[s.PlaceId]));
        Assert.All(schools, s => Assert.Equal(new HashSet<Guid> { country.PlaceId, region.PlaceId }, areas[s.PlaceId]));
        Assert.Contains(other.PlaceId, areas[one.PlaceId]);
        Assert.Empty(both[country.PlaceId]);
    }

    private static Place Area(string kind) => new() { PlaceId = Ids.New(), Kind = kind, Name = "Place", Country = "NL" };

    private static PlaceLink Link(Place place, string role, Place parent) => new() { PlaceId = place.PlaceId, Role = role, ValidFrom = Boards.Since, ParentId = parent.PlaceId };
}
