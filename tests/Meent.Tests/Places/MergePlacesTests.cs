using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary>Places that go into one another, close and come back, on both engines.</summary>
public class MergePlacesTests
{
    private static readonly DateOnly Opened = new(2020, 8, 1);
    private static readonly DateOnly Today = new(2026, 3, 4);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_merged_board_leads_its_schools_identifiers_and_name_to_the_other(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (north, south) = (await Add(hub, "Noorderlicht", PlaceKind.Board, ids: ("nl-board", "111")), await Add(hub, "Zuiderzon", PlaceKind.Board, ids: ("nl-board", "222")));
        var school = await Add(hub, "De Wilg", PlaceKind.School, north);
        Assert.Null(await hub.With(p => p.Merge(north, south, Today)));
        Assert.Equal(south, (await hub.With(p => p.Parent(school, LinkRole.Board)))?.PlaceId);
        Assert.Equal(north, (await hub.With(p => p.Parent(school, LinkRole.Board, Today.AddDays(-1))))?.PlaceId);
        Assert.Equal(south, (await hub.With(p => p.Known("nl-board", "111")))?.PlaceId);
        Assert.Equal([south], (await hub.Search("noorderlicht")).Best.Select(f => f.PlaceId));
        Assert.Equal(Today, (await hub.With(p => p.Find(north)))?.ClosedOn);
        Assert.Equal(south, await hub.Look(db => PlacesModule.Survivor(db, north, Today)));
        Assert.Equal(north, await hub.Look(db => PlacesModule.Survivor(db, north, Today.AddDays(-1))));
        Assert.IsType<PlaceIsMerged>(await hub.With(p => p.Merge(north, south, Today)));
        Assert.IsType<PlaceIsClosed>(await hub.With(p => p.Merge(south, north, Today)));
        Assert.IsType<PlacesOfDifferentKinds>(await hub.With(p => p.Merge(school, south, Today)));
        Assert.IsType<NoSuchPlace>(await hub.With(p => p.Merge(school, Ids.New(), Today)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_a_place_has_it_has_from_all_that_went_into_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var schools = new List<Guid>();
        foreach (var name in (string[])["Een", "Twee", "Drie", "Vier"]) schools.Add(await Add(hub, name, PlaceKind.School));
        Assert.Null(await hub.With(p => p.Merge(schools[0], schools[1], Today.AddDays(-2))));
        Assert.Null(await hub.With(p => p.Merge(schools[1], schools[2], Today)));
        var part = await hub.Look(db => PlacesModule.WithMerged(db, [schools[2], schools[3]], Today));
        Assert.Equal(new Dictionary<Guid, Guid> { [schools[0]] = schools[2], [schools[1]] = schools[2], [schools[2]] = schools[2], [schools[3]] = schools[3] }, part);
        Assert.Single(await hub.Look(db => PlacesModule.WithMerged(db, [schools[2]], Today.AddDays(-1))));
        Assert.Equal(schools[2], await hub.Look(db => PlacesModule.Survivor(db, schools[0], Today)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_merger_can_be_taken_back(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var board = await Add(hub, "Elzen Board", PlaceKind.Board);
        var (wilg, iep) = (await Add(hub, "De Wilg", PlaceKind.School, board, ("brin", "01AA")), await Add(hub, "De Iep", PlaceKind.School, board, ("brin", "01BB")));
        Assert.Null(await hub.With(p => p.Merge(wilg, iep, Today)));
        Assert.Null(await hub.With(p => p.Reopen(wilg, Today)));
        Assert.Equal(wilg, (await hub.With(p => p.Known("brin", "01AA")))?.PlaceId);
        Assert.Equal([wilg], (await hub.Search("wilg")).Best.Select(f => f.PlaceId));
        Assert.Equal(board, (await hub.With(p => p.Parent(wilg, LinkRole.Board)))?.PlaceId);
        Assert.Empty(await hub.Look(db => db.Read<PlaceLink>().Where(l => l.Role == LinkRole.Merged).ToListAsync()));
        Assert.Empty(await hub.Look(db => db.Read<PastClosure>().ToListAsync()));
        Assert.IsType<PlaceIsOpen>(await hub.With(p => p.Reopen(wilg, Today)));

        Assert.Null(await hub.With(p => p.Close(wilg, Today)));
        Assert.Null(await hub.With(p => p.Reopen(wilg, Today.AddDays(30))));
        Assert.Null(await hub.With(p => p.Parent(wilg, LinkRole.Board, Today.AddDays(29))));
        Assert.Equal(board, (await hub.With(p => p.Parent(wilg, LinkRole.Board, Today.AddDays(30))))?.PlaceId);
        Assert.Equal(Today.AddDays(30), (await hub.Look(db => db.Read<PastClosure>().SingleAsync())).ReopenedOn);
        Assert.Null((await hub.With(p => p.Find(wilg)))?.ClosedOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_first_merger_of_a_chain_can_be_taken_back(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (wilg, iep, es) = (await Add(hub, "De Wilg", PlaceKind.School, null, ("brin", "01AA")), await Add(hub, "De Iep", PlaceKind.School, null, ("brin", "01BB")), await Add(hub, "De Es", PlaceKind.School, null, ("brin", "01CC")));
        Assert.Null(await hub.With(p => p.Merge(wilg, iep, Today.AddDays(-2))));
        Assert.Null(await hub.With(p => p.Merge(iep, es, Today)));
        foreach (var typed in (string[])["wilg", "iep", "01aa", "01bb"]) Assert.Equal([es], (await hub.Search(typed)).Best.Select(f => f.PlaceId));
        Assert.Null(await hub.With(p => p.Reopen(wilg, Today)));
        foreach (var typed in (string[])["wilg", "01aa"]) Assert.Equal([wilg], (await hub.Search(typed)).Best.Select(f => f.PlaceId));
        foreach (var typed in (string[])["iep", "01bb", "es"]) Assert.Equal([es], (await hub.Search(typed)).Best.Select(f => f.PlaceId));
        Assert.Equal([wilg], await hub.Look(db => db.Read<PlaceIdentifier>().Where(i => i.Value == "01AA").Select(i => i.PlaceId).ToListAsync()));
        Assert.Equal(["De Iep"], await hub.Look(db => db.Read<PlaceName>().Select(n => n.Name).ToListAsync()));
        Assert.Equal(wilg, (await hub.With(p => p.Known("brin", "01AA")))?.PlaceId);
        Assert.Null(await hub.With(p => p.Reopen(iep, Today)));
        foreach (var (typed, found) in new[] { ("wilg", wilg), ("iep", iep), ("es", es), ("01bb", iep) }) Assert.Equal([found], (await hub.Search(typed)).Best.Select(f => f.PlaceId));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Until_the_day_of_a_merger_that_is_set_ahead_both_places_are_found(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (wilg, iep) = (await Add(hub, "De Wilg", PlaceKind.School, null, ("brin", "01AA")), await Add(hub, "De Iep", PlaceKind.School));
        Assert.Null(await hub.With(p => p.Merge(wilg, iep, Today.AddDays(10))));
        Assert.Contains(wilg, (await hub.Search("wilg")).Best.Select(f => f.PlaceId));
        Assert.Contains(wilg, (await hub.Search("01aa")).Best.Select(f => f.PlaceId));
        hub.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal([iep], (await hub.Search("wilg")).Best.Select(f => f.PlaceId));
        Assert.Equal([iep], (await hub.Search("01aa")).Best.Select(f => f.PlaceId));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Other_modules_follow_in_the_same_transaction(Engine engine)
    {
        var told = new List<PlaceChange>();
        var fail = false;
        var follower = new PlaceFollower(async (services, change, cancel) =>
        {
            told.Add(change);
            services.GetRequiredService<HubDb>().Add(new PlaceName { PlaceId = change.PlaceId, Language = "nl", Name = $"followed {told.Count}" });
            await services.GetRequiredService<HubDb>().SaveChangesAsync(cancel);
            if (fail) throw new TimeoutException();
        });
        await using var hub = await TestHub.Start(engine, s => s, s => s.AddSingleton(follower));
        var (wilg, iep) = (await Add(hub, "De Wilg", PlaceKind.School), await Add(hub, "De Iep", PlaceKind.School));
        Assert.Null(await hub.With(p => p.Merge(wilg, iep, Today)));
        Assert.Null(await hub.With(p => p.Reopen(wilg, Today)));
        Assert.Null(await hub.With(p => p.Close(wilg, Today)));
        Assert.Equal([new(PlaceEvent.Merged, wilg, iep, Today), new(PlaceEvent.Reopened, wilg, iep, Today), new(PlaceEvent.Closed, wilg, null, Today)], told);
        fail = true;
        await Assert.ThrowsAsync<TimeoutException>(() => hub.With(p => p.Close(iep, Today)));
        Assert.Null((await hub.With(p => p.Find(iep)))?.ClosedOn);
        Assert.Equal(3, await hub.Look(db => db.Read<PlaceName>().CountAsync(n => n.Kind == null)));
        Assert.IsType<PlaceIsClosed>(await hub.With(p => p.Close(wilg, Today)));
        Assert.Equal(4, told.Count);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Several_acts_at_once_on_the_same_places_leave_a_tree(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var boards = new List<Guid>();
        for (var i = 0; i < 4; i++) boards.Add(await Add(hub, $"Board {i}", PlaceKind.Board));
        var schools = new List<Guid>();
        for (var i = 0; i < 4; i++) schools.Add(await Add(hub, $"School {i}", PlaceKind.School, boards[i]));
        var acts = Enumerable.Range(0, 4).SelectMany(i => new Func<PlaceDirectory, Task<Refusal?>>[]
        {
            // Each into the next, round in a ring: at least one must be refused.
            p => p.Merge(boards[i], boards[(i + 1) % 4], Today),
            p => p.Move(schools[i], LinkRole.Board, boards[(i + 2) % 4], Today),
            p => p.Close(schools[i], Today),
            p => p.Close(schools[i], Today),
        }).Select(act => Task.Run(() => hub.With(act)));
        var refusals = await Task.WhenAll(acts);
        Assert.True(refusals.Count(r => r is PlaceIsClosed or ParentIsClosed) >= 5);
        var history = new TreeHistory(await hub.Look(db => db.Read<PlaceLink>().ToListAsync()), await hub.Look(db => db.Read<Place>().Select(p => new PlaceLife(p.PlaceId, p.OpenedOn, p.ClosedOn)).ToListAsync()), []);
        Assert.InRange(history.Lives.Count(l => boards.Contains(l.PlaceId) && l.ClosedOn is null), 1, 4);
        Assert.All(boards, b => Assert.Null(history.Lives.Single(l => l.PlaceId == history.Tree.Survivor(b, Today)).ClosedOn));
        Assert.All(schools, s => Assert.Null(history.Tree.Parent(s, LinkRole.Board, Today)));
        Assert.All(schools, s => Assert.Equal(boards[schools.IndexOf(s)], history.Tree.Parent(s, LinkRole.Board, Today.AddDays(-1))));
    }

    private static async Task<Guid> Add(TestHub hub, string name, string kind, Guid? board = null, params (string Scheme, string Value)[] ids)
    {
        var place = new Place { PlaceId = Ids.New(), Kind = kind, Name = name, Town = "Elzenhof", Country = "NL" };
        await hub.With(async p =>
        {
            await p.Add(place, Opened, null, board, [.. ids.Select(i => new PlaceIdentifier { PlaceId = place.PlaceId, Scheme = i.Scheme, Value = i.Value })]);
            return true;
        });
        return place.PlaceId;
    }
}
