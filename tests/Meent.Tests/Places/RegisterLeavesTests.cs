using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>What a newer register says about boards, locations and regions, held against what this hub knows of them.</summary>
public class RegisterLeavesTests
{
    private const string Map = """
        title: Schools with boards
        country: NL
        separator: ";"
        columns: { id: ID, name: NAME, board: BOARD, institution: INSTITUTION, region: REGION, closed: UNTIL }
        scheme: test
        board_scheme: test-board
        main_location: "{INSTITUTION}0"
        regions:
          scheme: nuts
          since: 2020-01-01
          codes:
            U: { id: NL35, name: Utrecht }
        """;

    private const string Header = "ID;NAME;BOARD;INSTITUTION;REGION;UNTIL\n";

    private static readonly DateOnly First = new(2026, 3, 4);
    private static readonly DateOnly Later = new(2026, 8, 1);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_that_left_its_board_in_the_register_leaves_it_here(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, "1;De Wilg;901;;;\n2;De Iep;901;;;\n", First);
        var (wilg, iep) = (await Known(hub, "1"), await Known(hub, "2"));
        var (summary, report) = await Import(hub, "1;De Wilg;;;;\n2;De Iep;901;;;\n", Later);
        Assert.Equal((1, 1), (summary.Moved, summary.Unchanged));
        Assert.Equal("2,1,De Wilg,,moved,Changed: where it belongs.", report[1]);
        Assert.Null(await hub.With(p => p.Parent(wilg, LinkRole.Board, Later)));
        Assert.Equal("901", (await hub.With(p => p.Parent(wilg, LinkRole.Board, Later.AddDays(-1))))?.Name);
        Assert.NotNull(await hub.With(p => p.Parent(iep, LinkRole.Board, Later)));
        Assert.NotNull(await hub.With(p => p.Parent(wilg, LinkRole.Admin, Later)));
        Assert.Equal(2, (await Import(hub, "1;De Wilg;;;;\n2;De Iep;901;;;\n", Later.AddDays(1))).Summary.Unchanged);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_board_that_was_given_by_hand_stays_where_the_register_has_none(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, "1;De Wilg;;;;\n2;De Iep;901;;;\n", First);
        var (wilg, board) = (await Known(hub, "1"), new Place { PlaceId = Ids.New(), Kind = PlaceKind.Board, Name = "Zuiderzon", Country = "NL" });
        await hub.With(async p => { await p.Add(board, First); return await p.Move(wilg, LinkRole.Board, board.PlaceId, First); });
        Assert.Equal(2, (await Import(hub, "1;De Wilg;;;;\n2;De Iep;901;;;\n", Later)).Summary.Unchanged);
        Assert.Equal(board.PlaceId, (await hub.With(p => p.Parent(wilg, LinkRole.Board, Later)))?.PlaceId);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_main_location_changes_and_a_location_becomes_a_school_by_itself(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, "A0;De Wilg;;A;;\nA1;De Wilg Oost;;A;;\nA2;De Wilg West;;A;;\nB0;De Iep;;B;;\nB1;De Iep Noord;;B;;\n", First);
        var (wilg, east, west, iep, north) = (await Known(hub, "A0"), await Known(hub, "A1"), await Known(hub, "A2"), await Known(hub, "B0"), await Known(hub, "B1"));
        Assert.Equal(wilg, (await hub.With(p => p.Parent(east, LinkRole.Part, First)))?.PlaceId);
        // East is the main one now and the old main one a location of it; north belongs to nothing.
        const string rows = "A0;De Wilg;;A;;\nA1;De Wilg Oost;;A;;\nA2;De Wilg West;;A;;\nB0;De Iep;;B;;\nB1;De Iep Noord;;;;\n";
        var swapped = Map.Replace("{INSTITUTION}0", "{INSTITUTION}1", StringComparison.Ordinal);
        var (summary, _) = await Import(hub, rows, Later, swapped);
        Assert.Equal((4, 1, 0), (summary.Moved, summary.Unchanged, summary.Refused));
        Assert.Null(await hub.With(p => p.Parent(east, LinkRole.Part, Later)));
        Assert.Null(await hub.With(p => p.Parent(north, LinkRole.Part, Later)));
        Assert.Equal(iep, (await hub.With(p => p.Parent(north, LinkRole.Part, Later.AddDays(-1))))?.PlaceId);
        Assert.Equal([east, east], [(await hub.With(p => p.Parent(wilg, LinkRole.Part, Later)))!.PlaceId, (await hub.With(p => p.Parent(west, LinkRole.Part, Later)))!.PlaceId]);
        Assert.Equal(5, (await Import(hub, rows, Later.AddDays(1), swapped)).Summary.Unchanged);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nothing_comes_to_belong_to_a_board_or_region_that_has_closed(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, "1;De Wilg;901;;U;\n2;De Iep;902;;;\n", First);
        var (wilg, iep) = (await Known(hub, "1"), await Known(hub, "2"));
        var board = (await hub.With(p => p.Parent(wilg, LinkRole.Board)))!;
        var region = (await hub.With(p => p.Parent(wilg, LinkRole.Admin)))!;
        await Import(hub, "1;De Wilg;902;;;\n2;De Iep;902;;;\n", First);
        Assert.Null(await hub.With(p => p.Close(board.PlaceId, First)));
        Assert.Null(await hub.With(p => p.Close(region.PlaceId, First)));
        var (summary, report) = await Import(hub, "1;De Wilg;902;;;\n2;De Iep;901;;;\n3;De Es;901;;;\n4;De Els;;;U;\n5;De Esp;902;;;\n", Later);
        Assert.Equal((1, 1, 3), (summary.Unchanged, summary.Created, summary.Refused));
        Assert.Equal("3,2,De Iep,,refused,\"It belongs to \"\"901\"\", which closed in this hub on 2026-03-04. Reopen that one, or mend the file.\"", report[2]);
        Assert.StartsWith("5,4,De Els,,refused,\"It belongs to \"\"Utrecht\"\", which closed", report[4], StringComparison.Ordinal);
        Assert.Equal("902", (await hub.With(p => p.Parent(iep, LinkRole.Board, Later)))?.Name);
        Assert.Null(await hub.With(p => p.Known("test", "3")));
        Assert.Empty(await hub.Look(db => db.Read<PlaceLink>().Where(l => (l.ParentId == board.PlaceId || l.ParentId == region.PlaceId) && l.ValidTo == null).ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_that_comes_back_does_not_come_back_to_a_board_that_closed(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, "1;De Wilg;901;;;\n2;De Iep;902;;;\n3;De Es;901;;;\n", First);
        var (wilg, es) = (await Known(hub, "1"), await Known(hub, "3"));
        var board = (await hub.With(p => p.Parent(wilg, LinkRole.Board)))!;
        Assert.Null(await hub.With(p => p.Close(wilg, First)));
        Assert.Null(await hub.With(p => p.Close(es, First)));
        Assert.Null(await hub.With(p => p.Close(board.PlaceId, First)));
        await Import(hub, "1;De Wilg;902;;;\n2;De Iep;902;;;\n3;De Es;;;;\n", Later);
        Assert.Null(await hub.With(p => p.Parent(es, LinkRole.Board, Later)));
        Assert.Null((await hub.With(p => p.Find(es)))?.ClosedOn);
        Assert.Equal("902", (await hub.With(p => p.Parent(wilg, LinkRole.Board, Later)))?.Name);
        Assert.Null((await hub.With(p => p.Find(wilg)))?.ClosedOn);
        Assert.Empty(await hub.Look(db => db.Read<PlaceLink>().Where(l => l.ParentId == board.PlaceId && (l.ValidTo == null || l.ValidTo > First)).ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_run_that_was_interrupted_is_not_asked_again_whether_it_may_close(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, string.Concat(Enumerable.Range(1, 20).Select(i => $"{i};School {i};;;;\n")), First);
        // Two of twenty are missing: a tenth. After ten others closed they are a fifth.
        var rows = string.Concat(Enumerable.Range(1, 18).Select(i => $"{i};School {i};;;;{(i <= 10 ? "2026-05-01" : "")}\n"));
        var (csv, map) = (Path.Combine(hub.Settings.DataFolder, "ends.csv"), Path.Combine(hub.Settings.DataFolder, "ends.yaml"));
        await File.WriteAllTextAsync(csv, Header + rows, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(map, Map, TestContext.Current.CancellationToken);
        var order = new ImportOrder(csv, "NL", map, Later, csv + ".report") { Part = 5 };
        using var stop = new CancellationTokenSource();
        var parts = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.Import(order, step => { if (step == "Writing" && ++parts == 2) stop.Cancel(); }, stop.Token));
        Assert.Equal(10, await hub.Look(db => db.Read<Place>().CountAsync(p => p.ClosedOn != null)));
        var result = await hub.Import(order);
        Assert.Empty(result.Problems);
        Assert.Equal((true, 12), (result.Summary!.Resumed, result.Summary.Closed));
        // Another file is another run, and is asked.
        await File.WriteAllTextAsync(csv, Header + "11;School 11;;;;\n", TestContext.Current.CancellationToken);
        Assert.Single((await hub.Import(order)).Problems);
    }

    private static async Task<(ImportSummary Summary, string[] Report)> Import(TestHub hub, string rows, DateOnly on, string map = Map)
    {
        var (result, report) = await hub.Import(rows, map, Header, "NL", on);
        Assert.Empty(result.Problems);
        return (result.Summary!, report);
    }

    private static async Task<Guid> Known(TestHub hub, string id) => (await hub.With(p => p.Known("test", id)))!.PlaceId;
}
