using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary>What other modules ask of places, on both engines.</summary>
public class PlaceDirectoryTests
{
    private static readonly DateOnly Opened = new(2020, 8, 1);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_Union_and_its_countries_are_added_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var first = await Countries(hub);
        Assert.Equal(first.OrderBy(c => c.Key), (await Countries(hub)).OrderBy(c => c.Key));
        Assert.Equal(first.Count, await hub.Look(db => db.Read<Place>().CountAsync()));
        var union = first["EU"];
        Assert.Equal(27, await hub.With(p => p.CountBelow(union, LinkRole.Admin, new DateOnly(2026, 1, 1))));
        Assert.Equal(28, await hub.With(p => p.CountBelow(union, LinkRole.Admin, new DateOnly(2020, 1, 31))));
        Assert.Equal(6, await hub.With(p => p.CountBelow(union, LinkRole.Admin, new DateOnly(1958, 1, 1))));
        Assert.Superset(new HashSet<string>(["EL", "UK", "XK", "NO", "CH", "UA"]), first.Keys.ToHashSet());
        Assert.Empty(await hub.With(p => p.Above(first["NO"])));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Names_come_in_the_language_of_the_reader(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var greece = (await Countries(hub))["EL"];
        Assert.Equal("Greece", (await hub.With(p => p.Find(greece)))?.Name);
        Assert.Contains("Griekenland", (await hub.Visitor("nl").Get($"/places/{greece}")).Text, StringComparison.Ordinal);
        Assert.Null(await hub.With(p => p.Find(Ids.New())));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task However_many_are_asked_for_all_are_found_once_each_in_the_order_of_their_names(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        List<Place> all = [.. Enumerable.Range(0, 2100).Select(i => new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = $"School {(i * 11) % 2100:0000}", Country = "NL" })];
        await hub.Change(db =>
        {
            db.AddRange(all);
            db.Add(new PlaceName { PlaceId = all[^1].PlaceId, Language = "nl", Name = "A school" });
        });
        Guid[] ids = [.. all.Select(p => p.PlaceId), all[0].PlaceId, Ids.New()];
        var found = await hub.Look(db => PlacesModule.Find(db, ids));
        Assert.Equal(Enumerable.Range(0, 2100).Select(i => $"School {i:0000}"), found.Select(p => p.Name));
        Assert.Equal("A school", (await hub.Look(db => PlacesModule.Find(db, ids, "nl")))[0].Name);
        Assert.Equal(2100, (await hub.With(p => p.Some(ids))).Count);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_that_moves_is_on_each_day_where_it_was(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var countries = await Countries(hub);
        var (north, south) = (await Add(hub, "North", PlaceKind.Board, countries["NL"]), await Add(hub, "South", PlaceKind.Board, countries["NL"]));
        var school = await Add(hub, "De Wilg", PlaceKind.School, countries["NL"], north.PlaceId);
        var moved = new DateOnly(2024, 8, 1);
        Assert.Null(await hub.With(p => p.Move(school.PlaceId, LinkRole.Board, south.PlaceId, moved)));
        Assert.Equal("North", (await hub.With(p => p.Parent(school.PlaceId, LinkRole.Board, moved.AddDays(-1))))?.Name);
        Assert.Equal("South", (await hub.With(p => p.Parent(school.PlaceId, LinkRole.Board, moved)))?.Name);
        Assert.Null(await hub.With(p => p.Parent(school.PlaceId, LinkRole.Board, Opened.AddDays(-1))));
        Assert.Empty(await hub.With(p => p.Below(north.PlaceId, LinkRole.Board)));
        Assert.Single(await hub.With(p => p.Below(north.PlaceId, LinkRole.Board, moved.AddDays(-1))));
        Assert.Equal(["Netherlands", "European Union"], (await hub.With(p => p.Above(school.PlaceId))).Select(p => p.Name));
        Assert.Equal([school.PlaceId], await hub.With(p => p.AllBelow(countries["EU"], PlaceKind.School)));
        Assert.IsType<PlaceHasLaterChange>(await hub.With(p => p.Move(school.PlaceId, LinkRole.Board, north.PlaceId, Opened)));
        Assert.IsType<PlaceHasOthersBelow>(await hub.With(p => p.Close(south.PlaceId, moved)));
        Assert.Null(await hub.With(p => p.Close(school.PlaceId, new DateOnly(2025, 8, 1))));
        Assert.Empty(await hub.With(p => p.Above(school.PlaceId)));
        Assert.Equal(2, (await hub.With(p => p.Above(school.PlaceId, new DateOnly(2025, 7, 31)))).Count);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_is_added_and_moved_in_one_transaction_is_saved_or_undone_together(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var country = (await Countries(hub))["NL"];
        await using var scope = hub.Services.CreateAsyncScope();
        var (db, places) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<PlaceDirectory>());
        var school = new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = "De Iep", Country = "NL" };
        await Assert.ThrowsAsync<TimeoutException>(() => db.InTransaction(async () =>
        {
            await places.Add(school, Opened, country);
            Assert.Null(await places.Close(school.PlaceId, Opened.AddDays(9)));
            throw new TimeoutException();
        }));
        Assert.Null(await hub.With(p => p.Find(school.PlaceId)));
        Assert.Empty((await hub.Search("iep")).Best);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_page_of_a_place_says_where_it_belongs_and_what_one_can_do(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var country = (await Countries(hub))["NL"];
        var board = await Add(hub, "Elzen Board", PlaceKind.Board, country);
        var school = await Add(hub, "De Es", PlaceKind.School, country, board.PlaceId);
        var visitor = hub.Visitor();
        await visitor.Get($"/places/{school.PlaceId}");
        Assert.Contains("Elzen Board", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(["Find", "European Union", "Netherlands", "Elzen Board"], visitor.Page.QuerySelectorAll("main nav a").Select(a => a.TextContent.Trim()));
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/places/{school.PlaceId}/ask']"));
        Assert.Null(visitor.Page.QuerySelector($"a[href='/school/{school.PlaceId}/rounds']"));
        await visitor.Get($"/places/{board.PlaceId}");
        Assert.NotNull(visitor.Page.QuerySelector($"main a[href='/places/{school.PlaceId}']"));
        await visitor.Get($"/places/{country}");
        Assert.Null(visitor.Page.QuerySelector($"a[href='/places/{country}/ask']"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.Get($"/places/{Ids.New()}")).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.Get("/places/nonsense")).Status);

        var teacher = await hub.AddPerson("Ana Reader");
        await hub.Give(teacher, Meent.People.Role.Reader, school);
        using var signedIn = await hub.SignedIn(teacher);
        await signedIn.Get($"/places/{school.PlaceId}");
        Assert.NotNull(signedIn.Page.QuerySelector($"a[href='/school/{school.PlaceId}/rounds']"));
    }

    private static async Task<Dictionary<string, Guid>> Countries(TestHub hub) =>
        (await hub.Look(db => db.InTransaction(() => Meent.Places.Countries.Ensure(db)))).ToDictionary(c => c.Key, c => c.Value);

    private static async Task<Place> Add(TestHub hub, string name, string kind, Guid area, Guid? board = null)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name, Town = "Elzenhof", Country = "NL" };
        await hub.With(async p => { await p.Add(place, Opened, area, board); return true; });
        return place;
    }
}
