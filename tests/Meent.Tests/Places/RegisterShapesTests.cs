using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>Days, levels, boards and locations, as registers write them.</summary>
public class RegisterShapesTests
{
    private const string Map = """
        title: Schools in many shapes
        country: NL
        separator: ";"
        columns:
          id: LOCATION
          name: NAME
          type: KIND
          address: "{STREET} {NUMBER}"
          postcode: POSTCODE
          town: TOWN
          board: BOARD
          board_name: "Board {BOARD}"
          institution: INSTITUTION
          opened: SINCE
          closed: UNTIL
        dates: [yyyymmdd, d-m-yyyy]
        scheme: test-location
        board_scheme: test-board
        main_location: "{INSTITUTION}00"
        boards: [Board*]
        sectors:
          primary: [basis]
          secondary: [havo, vmbo]
        isced:
          1: [basis]
          2: [vmbo, havo]
          3: [havo]
        """;

    private const string Header = "LOCATION;NAME;KIND;STREET;NUMBER;POSTCODE;TOWN;BOARD;INSTITUTION;SINCE;UNTIL\n";

    private static readonly DateOnly Day = new(2026, 3, 4);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Locations_belong_to_the_main_one_and_all_of_them_to_the_board(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (result, _) = await hub.Import("""
            00XX01;De Wilg Oost;basisschool;Laan;12 a;1234 AB;Elzenhof;40001;00XX;;
            00XX00;De Wilg;basisschool;Laan;1;1234 AA;Elzenhof;40001;00XX;;
            00YY02;Het Baken;havo;;3;;Elzenhof;40001;00YY;;
            00YY01;Het Baken Zuid;vmbo;Kade;;;Elzenhof;;00YY;;
            00ZZ00;De Es;basisschool;;;;Elzenhof;40002;00ZZ;;
            40001;Stichting Elzen;Board of schools;Kade;1;1234 AC;Elzenhof;;;;

            """, Map, Header, "NL");
        Assert.Equal((6, 6), (result.Summary!.Rows, result.Summary.Created));
        var wilg = await Known(hub, "test-location", "00XX00");
        var board = await Known(hub, "test-board", "40001");
        Assert.Equal(("Stichting Elzen", PlaceKind.Board, "Kade 1"), (board.Name, board.Kind, board.Address));
        Assert.Equal("Board 40002", (await Known(hub, "test-board", "40002")).Name);
        var east = await Known(hub, "test-location", "00XX01");
        Assert.Equal(("Laan 12 a", "primary", "1"), (east.Address, east.Sector, east.Isced));
        Assert.Equal(wilg.PlaceId, (await hub.With(p => p.Parent(east.PlaceId, LinkRole.Part)))?.PlaceId);
        Assert.Equal(board.PlaceId, (await hub.With(p => p.Parent(east.PlaceId, LinkRole.Board)))?.PlaceId);
        Assert.Null(await hub.With(p => p.Parent(wilg.PlaceId, LinkRole.Part)));
        // Where no row is the institution itself, the least id is.
        var baken = await Known(hub, "test-location", "00YY01");
        Assert.Equal("Het Baken", Assert.Single(await hub.With(p => p.Below(baken.PlaceId, LinkRole.Part))).Name);
        Assert.Equal(("3", "2 3"), ((await Known(hub, "test-location", "00YY02")).Address, (await Known(hub, "test-location", "00YY02")).Isced));
        Assert.Equal(3, (await hub.With(p => p.Below(board.PlaceId, LinkRole.Board))).Count);
        Assert.Contains("2 lower secondary, 3 upper secondary", (await hub.Visitor().Get($"/places/{(await Known(hub, "test-location", "00YY02")).PlaceId}")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Days_of_opening_and_closing_are_kept_and_acted_on(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        const string rows = """
            1;Old school;basis;;;;A;;;19050901;00000000
            2;Gone school;basis;;;;A;;;1-8-1950;31-7-2020
            3;Coming school;basis;;;;A;;;20270801;
            4;Ending school;basis;;;;A;;;;1-8-2030
            5;Broken school;basis;;;;A;;;31-2-2020;
            6;Open school;basis;;;;A;;;;99991231

            """;
        var (result, report) = await hub.Import(rows, Map, Header, "NL", Day);
        Assert.Equal((4, 2), (result.Summary!.Created, result.Summary.Refused));
        Assert.Equal("3,2,Gone school,A,refused,\"It closed on 2020-07-31, before this hub knew it.\"", report[2]);
        Assert.Equal("5,4,Ending school,A,created,It closes on 2030-08-01.", report[4]);
        Assert.Equal("6,5,Broken school,,refused,\"\"\"31-2-2020\"\" (opened) is no day as the mapping says they are written: yyyymmdd, d-m-yyyy.\"", report[5]);
        var old = await Known(hub, "test-location", "1");
        Assert.Equal((new DateOnly(1905, 9, 1), null), (old.OpenedOn, old.ClosedOn));
        var coming = await Known(hub, "test-location", "3");
        Assert.Empty(await hub.With(p => p.Above(coming.PlaceId, new DateOnly(2027, 7, 31))));
        Assert.NotEmpty(await hub.With(p => p.Above(coming.PlaceId, new DateOnly(2027, 8, 1))));
        var again = await hub.Import(rows, Map, Header, "NL", Day.AddDays(3));
        Assert.Equal((4, 2), (again.Result.Summary!.Unchanged, again.Result.Summary.Refused));
        var (closed, lines) = await hub.Import(rows.Replace("19050901;00000000", "19050901;20270101", StringComparison.Ordinal), Map, Header, "NL", new DateOnly(2027, 2, 1));
        Assert.Equal((1, 3), (closed.Summary!.Closed, closed.Summary.Unchanged));
        Assert.Equal("2,1,Old school,A,closed,Changed: closed on 2027-01-01.", lines[1]);
        Assert.Equal(new DateOnly(2027, 1, 1), (await Known(hub, "test-location", "1")).ClosedOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_file_of_boards_gives_boards_their_names(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import("00XX00;De Wilg;basisschool;Laan;1;1234 AA;Elzenhof;40001;00XX;;\n", Map, Header, "NL");
        const string boards = """
            title: Boards
            columns: { id: NR, name: NAME }
            scheme: test-board
            boards: "*"
            """;
        var (result, report) = await hub.Import("40001,Stichting Elzen\n40009,Stichting Es\n", boards, "NR,NAME\n", "NL");
        Assert.Empty(result.Problems);
        Assert.Equal((1, 1), (result.Summary!.Created, result.Summary.Changed));
        Assert.Equal("2,40001,Stichting Elzen,,changed,\"Changed: name (was \"\"Board 40001\"\").\"", report[1]);
        Assert.Equal("De Wilg", Assert.Single(await hub.With(async p => await p.Below((await p.Known("test-board", "40001"))!.PlaceId, LinkRole.Board))).Name);
        // The schools' file has no names of boards: it leaves the name as it is.
        Assert.Equal(1, (await hub.Import("00XX00;De Wilg;basisschool;Laan;1;1234 AA;Elzenhof;40001;00XX;;\n", Map, Header, "NL")).Result.Summary!.Unchanged);
        Assert.Equal("Stichting Elzen", (await Known(hub, "test-board", "40001")).Name);
    }

    [Theory]
    [InlineData("yyyymmdd", true), InlineData("dd/mm/yyyy", true), InlineData("d.m.yyyy", true), InlineData("yyyy-mm-dd", true), InlineData("DD-MM-YYYY", true)]
    [InlineData("yyyy", false), InlineData("dd/mm/yy", false), InlineData("dd/mm", false), InlineData("'d'mmyyyy", false), InlineData("dmydmyyyyy", false), InlineData("", false)]
    public void Formats_of_days(string written, bool right) => Assert.Equal(right, RegisterDates.IsFormat(written));

    [Theory]
    [InlineData("1.9.2020", "2020-09-01", true), InlineData("01.09.2020 00:00:00", "2020-09-01", true), InlineData("2020-09-01T00:00:00", "2020-09-01", true), InlineData("", null, true)]
    [InlineData("0", null, true), InlineData("31.12.9999", null, true), InlineData("31.2.2020", null, false), InlineData("soon", null, false), InlineData("-", null, false)]
    public void Days_in_cells(string cell, string? day, bool read)
    {
        Assert.Equal(read, new RegisterDates(["d.m.yyyy", "yyyy-mm-dd"]).Read(cell, out var got));
        Assert.Equal(day, got?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<Place> Known(TestHub hub, string scheme, string id) => (await hub.With(p => p.Known(scheme, id)))!;
}
