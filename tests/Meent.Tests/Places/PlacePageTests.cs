using Meent.Foundation.Data;
using Meent.Places;

namespace Meent.Tests.Places;

/// <summary>What everybody reads on the page of a place: today, on another day, and of its past.</summary>
public class PlacePageTests
{
    private static readonly DateOnly Opened = new(2020, 8, 1);
    private static readonly DateOnly Today = new(2026, 3, 4);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_history_is_told_in_words_with_dates(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (north, south) = (await Add(hub, "Noord", PlaceKind.Board), await Add(hub, "Zuid", PlaceKind.Board));
        var (wilg, iep) = (await Add(hub, "De Wilg", PlaceKind.School, north), await Add(hub, "De Iep", PlaceKind.School, south));
        await hub.Change(db => db.Add(new PlaceName { PlaceId = wilg, Language = "nl", Name = "Wilgenschool", Kind = PlaceName.Former, ValidTo = new DateOnly(2022, 1, 1) }));
        Assert.Null(await hub.With(p => p.Move(wilg, LinkRole.Board, south, new DateOnly(2023, 8, 1))));
        Assert.Null(await hub.With(p => p.Merge(iep, wilg, new DateOnly(2024, 8, 1))));
        Assert.Null(await hub.With(p => p.Close(wilg, new DateOnly(2026, 8, 1))));
        var visitor = hub.Visitor();
        await visitor.Get($"/places/{wilg}");
        Assert.Equal(
            ["1 August 2020 Opened.", "1 August 2020 Run by Noord from then on.", "1 January 2022 Was called Wilgenschool until then.", "1 August 2023 Went from Noord to Zuid.", "1 August 2024 De Iep went into it.", "1 August 2026 Will close."],
            Lines(visitor));
        Assert.Contains("It closes on 1 August 2026", visitor.Text, StringComparison.Ordinal);
        await visitor.Get($"/places/{iep}");
        Assert.NotNull(visitor.Page.QuerySelector($"main [class*=alert] a[href='/places/{wilg}']"));
        Assert.Equal("1 August 2024 Went into De Wilg.", Lines(visitor)[^1]);
        await visitor.Get($"/places/{south}");
        Assert.Contains("1 August 2023 De Wilg came from Noord.", Lines(visitor));
        await visitor.Get($"/places/{north}");
        Assert.Contains("1 August 2023 De Wilg went to Zuid.", Lines(visitor));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_page_shows_where_a_place_belonged_on_a_day(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (north, south) = (await Add(hub, "Noord", PlaceKind.Board), await Add(hub, "Zuid", PlaceKind.Board));
        var wilg = await Add(hub, "De Wilg", PlaceKind.School, north);
        Assert.Null(await hub.With(p => p.Move(wilg, LinkRole.Board, south, new DateOnly(2023, 8, 1))));
        var visitor = hub.Visitor();
        await visitor.Get($"/places/{north}");
        Assert.Null(visitor.Page.QuerySelector($"main .place-list a[href^='/places/{wilg}']"));
        await visitor.Get($"/places/{north}?on=2023-07-31");
        Assert.NotNull(visitor.Page.QuerySelector($"main .place-list a[href='/places/{wilg}?on=2023-07-31']"));
        Assert.Contains("This is how it was on 31 July 2023", visitor.Text, StringComparison.Ordinal);
        await visitor.Get($"/places/{wilg}?on=2019-01-01");
        Assert.Contains("The place was not open on that day.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, (await visitor.Get($"/places/{wilg}?on=yesterday")).Status);
        Assert.Equal("yesterday", visitor.Page.QuerySelector("main input[name=on]")?.GetAttribute("value"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Schools_of_a_large_board_are_listed_page_by_page(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var board = await Add(hub, "Noord", PlaceKind.Board);
        await hub.Change(db =>
        {
            foreach (var n in Enumerable.Range(1, 130))
            {
                var place = new Place { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = $"School {n:000}", Country = "NL" };
                db.Add(place);
                db.Add(new PlaceLink { PlaceId = place.PlaceId, Role = LinkRole.Board, ValidFrom = Opened, ParentId = board });
            }
        });
        var visitor = hub.Visitor();
        await visitor.Get($"/places/{board}");
        Assert.Equal(25, visitor.Page.QuerySelectorAll("main .place-list li").Length);
        await visitor.Get(visitor.Page.QuerySelector("main a[href*='list=school']")!.GetAttribute("href")!);
        Assert.Equal("School 001", visitor.Page.QuerySelector("main .place-list a")?.TextContent);
        Assert.Equal(100, visitor.Page.QuerySelectorAll("main .place-list li").Length);
        await visitor.Get(visitor.Page.QuerySelector("main nav a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal("School 101", visitor.Page.QuerySelector("main .place-list a")?.TextContent);
        Assert.Equal(30, visitor.Page.QuerySelectorAll("main .place-list li").Length);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.Get($"/places/{board}?list=nonsense&page=-3")).Status);
    }

    private static List<string> Lines(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll("main .history li").Select(l => string.Join(' ', l.TextContent.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal))];

    private static async Task<Guid> Add(TestHub hub, string name, string kind, Guid? board = null)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name, Town = "Elzenhof", Country = "NL", OpenedOn = Opened };
        await hub.With(async p => { await p.Add(place, Opened, null, board); return true; });
        return place.PlaceId;
    }
}
