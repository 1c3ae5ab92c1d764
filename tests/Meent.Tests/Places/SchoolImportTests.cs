using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Places;

/// <summary>A register becomes schools: every row with its outcome, and the same again when it is run again.</summary>
public class SchoolImportTests
{
    private const string Rows = """
        1;7;Lindenschule;Grundschule;BW;"Am Tor 1, 73430 Aalen"
        1;7;Lindenschule;Realschule;BW;"Am Tor 1, 73430 Aalen"
        1;7;Linden-Schule;Gymnasium;BW;"Am Tor 1, 73430 Aalen"
        2;8;Turmgymnasium;Gymnasium;SN;"Markt 2 01127 Dresden OT Weixdorf"
        3-1;8;Turmgymnasium;Grundschule;SN;"Markt 2 01127 Dresden OT Weixdorf"
        4;;;Grundschule;SN;"Weg 3, 01127 Dresden"
        5;9;Schulamt;Behörde für Schulen;SN;"Weg 4, 01127 Dresden"
        6;;Flussschule;;;

        """;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Every_row_ends_created_merged_or_refused(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (result, report) = await hub.Import(Rows);
        Assert.Empty(result.Problems);
        Assert.Equal((8, 3, 0, 0, 3, 2, 0), Counts(result));
        Assert.Equal(
        [
            "line,id,name,town,outcome,why",
            "2,1,Lindenschule,Aalen,created,",
            "3,1,Lindenschule,Aalen,merged,The same id as line 2.",
            "4,1,Linden-Schule,Aalen,merged,\"The same id as line 2. Another name there: \"\"Lindenschule\"\"; that one was kept.\"",
            "5,2,Turmgymnasium,\"Dresden, Weixdorf\",created,",
            "6,3-1,Turmgymnasium,\"Dresden, Weixdorf\",merged,The same school as line 5.",
            "7,4,,,refused,It has no name.",
            "8,5,Schulamt,,refused,\"\"\"Behörde für Schulen\"\" is not a school, says the mapping.\"",
            "9,6,Flussschule,,created,",
        ], report);
        var linden = await Known(hub, "1");
        Assert.Equal(("Lindenschule", "Aalen", "73430", "Am Tor 1", "DE", "primary secondary"), (linden.Name, linden.Town, linden.Postcode, linden.Address, linden.Country, linden.Sector));
        Assert.Equal((await Known(hub, "2")).PlaceId, (await Known(hub, "3-1")).PlaceId);
        Assert.Equal(["Baden-Württemberg", "Germany", "European Union"], await Above(hub, linden, new DateOnly(2026, 3, 4)));
        Assert.Equal(["Germany", "European Union"], await Above(hub, await Known(hub, "6"), new DateOnly(2026, 3, 4)));
        Assert.Empty(await Above(hub, linden, new DateOnly(2026, 3, 3)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Running_again_creates_nothing_and_changes_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Rows);
        var before = await Everything(hub);
        var (result, _) = await hub.Import(Rows, on: new DateOnly(2027, 1, 1));
        Assert.Equal((8, 0, 0, 3, 3, 2, 0), Counts(result));
        Assert.Equal(before, await Everything(hub));
        Assert.Single((await hub.Search("lindenschule")).Best);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_newer_register_changes_what_differs_and_dates_the_moves(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Rows);
        var was = await Known(hub, "1");
        var (result, report) = await hub.Import("1;7;Ulmenschule;Grundschule;SN;\"Am Tor 1, 73430 Aalen\"\n7;3;Neue Schule;;SN;\n", on: new DateOnly(2027, 8, 1), order: AllMayClose);
        Assert.Equal((2, 1, 1, 0, 0, 0, 2), Counts(result));
        Assert.Equal((0, 1, 2), (result.Summary!.Changed, result.Summary.Moved, result.Summary.Closed));
        Assert.Equal("2,1,Ulmenschule,Aalen,moved,\"Changed: name (was \"\"Lindenschule\"\"), sector (was \"\"primary secondary\"\"), where it belongs, identifiers.\"", report[1]);
        var now = await Known(hub, "1");
        Assert.Equal((was.PlaceId, "Ulmenschule", "primary"), (now.PlaceId, now.Name, now.Sector));
        Assert.Equal("Baden-Württemberg", (await Above(hub, now, new DateOnly(2027, 7, 31)))[0]);
        Assert.Equal("Sachsen", (await Above(hub, now, new DateOnly(2027, 8, 1)))[0]);
        Assert.Equal(("Ulmenschule", "Lindenschule"), (Assert.Single((await hub.Search("lindenschule")).Best).Name, Assert.Single((await hub.Search("lindenschule")).Best[0].AlsoNamed)));
        Assert.Equal(now.PlaceId, Assert.Single((await hub.Search("ulmen aalen")).Best).PlaceId);
        Assert.Equal("Turmgymnasium", (await Known(hub, "2")).Name);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_move_before_one_that_is_known_is_refused_with_its_reason(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Rows);
        var (result, report) = await hub.Import("1;7;Ulmenschule;Grundschule;SN;\n2;8;Turmgymnasium;Gymnasium;SN;\"Markt 2 01127 Dresden OT Weixdorf\"\n3-1;8;Turmgymnasium;Grundschule;SN;\"Markt 2 01127 Dresden OT Weixdorf\"\n6;;Flussschule;;;\n", on: new DateOnly(2020, 1, 1));
        Assert.Equal((4, 0, 0, 2, 1, 1, 0), Counts(result));
        Assert.EndsWith("refused,It already changes its region or board on 2026-03-04. Import with --on that day or later.", report[1], StringComparison.Ordinal);
        Assert.Equal("Lindenschule", (await Known(hub, "1")).Name);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Boards_are_made_from_their_columns(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        const string map = """
            title: Schools with boards
            columns: { id: id, name: name, board: board, board_name: board_name, town: town }
            scheme: nl-brin
            board_scheme: nl-board
            """;
        var (result, _) = await hub.Import("1,De Wilg,41,Stichting Elzen,Elzenhof\n2,De Beuk,41,Stichting Elzen,Elzenhof\n3,De Es,,,Elzenhof\n", map, "id,name,board,board_name,town\n", "NL");
        Assert.Equal(3, result.Summary?.Created);
        var board = (await hub.With(p => p.Known("nl-board", "41")))!;
        Assert.Equal(("Stichting Elzen", PlaceKind.Board, "NL"), (board.Name, board.Kind, board.Country));
        Assert.Equal(["De Beuk", "De Wilg"], (await hub.With(p => p.Below(board.PlaceId, LinkRole.Board))).Select(p => p.Name));
        Assert.Null(await hub.With(async p => await p.Parent((await p.Known("nl-brin", "3"))!.PlaceId, LinkRole.Board)));
        Assert.Equal("Stichting Elzen", (await hub.Search("elzen")).Best[0].Name);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_breaks_on_the_way_leaves_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        // The index is written last; without its table that fails.
        await hub.Look(db => db.Database.ExecuteSqlRawAsync("drop table places_search"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => hub.Import(Rows));
        Assert.Equal(0, await hub.Look(db => db.Read<Place>().CountAsync(p => p.Kind == PlaceKind.School || p.Kind == PlaceKind.Region)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Calls_that_cannot_work_end_in_a_sentence_and_write_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var csv = Path.Combine(hub.Settings.DataFolder, "test.csv");
        await File.WriteAllTextAsync(csv, TestRegister.Header + Rows);
        async Task<string> Problem(Func<ImportOrder, ImportOrder> change) =>
            Assert.Single((await hub.Import(change(new ImportOrder(csv, "DE", "de-schulscraper", new DateOnly(2026, 3, 4), csv + ".report")))).Problems);
        Assert.StartsWith("There is no mapping nowhere. Name a file, or one that came with Meent: de-schulscraper", await Problem(o => o with { Map = "nowhere" }), StringComparison.Ordinal);
        Assert.Equal("de-schulscraper.yaml is a mapping for DE, and the call says --country NL. One of the two is wrong.", await Problem(o => o with { Country = "NL" }));
        Assert.StartsWith("test.csv has its columns parted by semicolons", await Problem(o => o), StringComparison.Ordinal);
        var map = Path.Combine(hub.Settings.DataFolder, "test.yaml");
        await File.WriteAllTextAsync(map, TestRegister.Map);
        Assert.StartsWith($"The report cannot be written to {hub.Settings.DataFolder}:", await Problem(o => o with { Map = map, Report = hub.Settings.DataFolder }), StringComparison.Ordinal);
        var (result, _) = await hub.Import("1;7;;Grundschule;SN;\n");
        Assert.Equal("No row of test.csv could be taken. The first: It has no name. Is test.yaml the mapping for this file?", Assert.Single(result.Problems));
        Assert.Equal(0, await hub.Look(db => db.Read<Place>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_imports_at_once_create_each_school_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import("9;9;Vorab;;SN;\n");
        var order = new ImportOrder(Path.Combine(hub.Settings.DataFolder, "both.csv"), "DE", Path.Combine(hub.Settings.DataFolder, "test.yaml"), new DateOnly(2026, 3, 4), "");
        await File.WriteAllTextAsync(order.File, TestRegister.Header + Rows + "9;9;Vorab;;SN;\n");
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => hub.Import(order with { Report = order.File + i }))));
        Assert.Equal(3, results.Sum(r => r.Summary!.Created));
        Assert.Equal(4, await hub.Look(db => db.Read<Place>().CountAsync(p => p.Kind == PlaceKind.School)));
    }

    private static (int, int, int, int, int, int, int) Counts(ImportResult result)
    {
        var s = result.Summary!;
        Assert.Equal(s.Rows + s.NotInFile, s.Created + s.Changed + s.Moved + s.Unchanged + s.Merged + s.Closed + s.Refused);
        return (s.Rows, s.Created, s.Changed + s.Moved, s.Unchanged, s.Merged, s.Refused, s.NotInFile);
    }

    private static ImportOrder AllMayClose(ImportOrder order) => order with { AllowClosing = new ClosingLimit(1, null) };

    private static async Task<Place> Known(TestHub hub, string id) => (await hub.With(p => p.Known("test", id)))!;

    private static async Task<IReadOnlyList<string>> Above(TestHub hub, Place place, DateOnly on) => [.. (await hub.With(p => p.Above(place.PlaceId, on))).Select(p => p.Name)];

    private static async Task<List<string>> Everything(TestHub hub) => await hub.Look(async db =>
    {
        var places = await db.Read<Place>().OrderBy(p => p.PlaceId).Select(p => $"{p.PlaceId} {p.Name} {p.Town} {p.Sector}").ToListAsync();
        var links = await db.Read<PlaceLink>().OrderBy(l => l.PlaceId).ThenBy(l => l.ValidFrom).Select(l => $"{l.PlaceId} {l.ParentId} {l.ValidFrom} {l.ValidTo}").ToListAsync();
        var names = await db.Read<PlaceIdentifier>().OrderBy(i => i.PlaceId).ThenBy(i => i.Value).Select(i => $"{i.PlaceId} {i.Scheme} {i.Value}").ToListAsync();
        return (List<string>)[.. places, .. links, .. names];
    });
}
