using Meent.Foundation.Data;
using Meent.Places;
using Meent.Places.ImportSchools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Places;

/// <summary>Schools that a newer register no longer has are closed, unless the file looks like half a register.</summary>
public class ClosingTests
{
    private static readonly DateOnly First = new(2026, 3, 4);
    private static readonly DateOnly Later = new(2027, 8, 1);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_school_that_is_missing_is_closed_on_the_day_and_opens_again_when_it_comes_back(Engine engine)
    {
        var told = new List<PlaceChange>();
        await using var hub = await TestHub.Start(engine, s => s, services => services.AddSingleton(new PlaceFollower((_, change, _) =>
        {
            told.Add(change);
            return Task.CompletedTask;
        })));
        await hub.Import(Schools(1, 20));
        var (result, report) = await hub.Import(Schools(1, 18), on: Later);
        Assert.Equal((18, 18, 2, 2, 0), (result.Summary!.Rows, result.Summary.Unchanged, result.Summary.NotInFile, result.Summary.Closed, result.Summary.Refused));
        Assert.Equal([",19,School 19,Aalen,closed,It is no longer in the register: closed on 2027-08-01.", ",20,School 20,Aalen,closed,It is no longer in the register: closed on 2027-08-01."], report[^2..]);
        var gone = (await Known(hub, "19"))!;
        Assert.Equal(Later, gone.ClosedOn);
        Assert.Equal(3, (await hub.With(p => p.Above(gone.PlaceId, Later.AddDays(-1)))).Count);
        Assert.Empty(await hub.With(p => p.Above(gone.PlaceId, Later)));
        Assert.Equal([PlaceEvent.Closed, PlaceEvent.Closed], told.Select(c => c.Event));

        Assert.Equal((0, 0), (await hub.Import(Schools(1, 18), on: Later.AddDays(9))).Result.Summary is { } again ? (again.Closed, again.NotInFile) : (-1, -1));
        var back = await hub.Import(Schools(1, 20), on: Later.AddYears(1));
        Assert.Equal((2, 0), (back.Result.Summary!.Changed, back.Result.Summary.Created));
        Assert.Contains(back.Report, l => l.StartsWith("20,19,School 19,Aalen,changed,Changed: open again (was closed on 2027-08-01).", StringComparison.Ordinal));
        Assert.Null((await Known(hub, "19"))!.ClosedOn);
        Assert.Empty(await hub.With(p => p.Above(gone.PlaceId, Later.AddMonths(6))));
        Assert.Equal(3, (await hub.With(p => p.Above(gone.PlaceId, Later.AddYears(1)))).Count);
        Assert.Equal([PlaceEvent.Reopened, PlaceEvent.Reopened], told.Skip(2).Select(c => c.Event));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Half_a_file_is_refused_and_writes_nothing_unless_it_is_allowed(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Schools(1, 20));
        var (refused, _) = await hub.Import(Schools(1, 17) + "99;99;School 99;;SN;\n", on: Later);
        Assert.Equal("3 of the 20 schools that this register had before are not in test.csv (15 %, allowed is 10 %). Most often such a file is only a part of the register. Where they have closed indeed, allow it: --allow-closing 15%", Assert.Single(refused.Problems));
        Assert.Null(await Known(hub, "99"));
        Assert.Equal(0, await hub.Look(db => db.Read<Place>().CountAsync(p => p.ClosedOn != null)));
        Assert.Single((await hub.Import(Schools(1, 17), on: Later, order: o => o with { AllowClosing = ClosingLimit.Parse("2")! })).Result.Problems);
        Assert.Equal(3, (await hub.Import(Schools(1, 17), on: Later, order: o => o with { AllowClosing = ClosingLimit.Parse("15%")! })).Result.Summary!.Closed);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Rows_that_are_refused_or_damaged_close_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Schools(1, 20));
        var (result, _) = await hub.Import(Schools(1, 19) + "20;x20;;;SN;\n", on: Later);
        Assert.Equal((1, 0), (result.Summary!.Refused, result.Summary.Closed));
        var (damaged, _) = await hub.Import(Schools(1, 19) + "20;x20;School;20;;SN;\n", on: Later);
        Assert.StartsWith("1 schools that this register had before are not in test.csv, and row 21 is damaged, so it could be one of them: The row has 7 cells", Assert.Single(damaged.Problems), StringComparison.Ordinal);
        Assert.Null((await Known(hub, "20"))!.ClosedOn);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_row_without_an_id_could_be_the_missing_school_and_closes_none(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Schools(1, 20));
        foreach (var id in (string[])["", new('9', 101)])
        {
            var (refused, _) = await hub.Import(Schools(1, 19) + $"{id};x20;School 20;;BW;\n", on: Later);
            Assert.StartsWith("1 schools that this register had before are not in test.csv, and row 21 is damaged, so it could be one of them:", Assert.Single(refused.Problems), StringComparison.Ordinal);
        }
        Assert.Null((await Known(hub, "20"))!.ClosedOn);
        // An empty line, and what is no school, are none of the missing ones.
        Assert.Equal(1, (await hub.Import(Schools(1, 19) + ";;;;;\n;;Schulamt;Behörde;BW;\n", on: Later)).Result.Summary?.Closed);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Closures_are_told_in_the_order_of_places(Engine engine)
    {
        var told = new List<Guid>();
        await using var hub = await TestHub.Start(engine, s => s, services => services.AddSingleton(new PlaceFollower((_, change, _) =>
        {
            told.Add(change.PlaceId);
            return Task.CompletedTask;
        })));
        await hub.Import("9;9;School 9;;BW;\n5;5;School 5;;BW;\n7;7;School 7;;BW;\n1;1;School 1;;BW;\n");
        await hub.Import("1;1;School 1;;BW;\n", on: Later, order: o => o with { AllowClosing = new(3, null) });
        Assert.Equal(3, told.Count);
        Assert.Equal(told.Order(), told);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_dry_run_shows_every_difference_and_writes_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var (empty, _) = await hub.Import(Schools(1, 20), order: o => o with { DryRun = true });
        Assert.Equal((20, true), (empty.Summary!.Created, empty.Summary.DryRun));
        Assert.Equal(0, await hub.Look(db => db.Read<Place>().CountAsync()));
        await hub.Import(Schools(1, 20));
        var before = await hub.Look(db => db.Read<Place>().OrderBy(p => p.PlaceId).Select(p => $"{p.PlaceId} {p.Name} {p.ClosedOn}").ToListAsync());
        var rows = "1;x1;New name;;BW;\"Weg 1, 73430 Aalen\"\n2;x2;School 2;;SN;\"Weg 2, 73430 Aalen\"\n3;x3;School 3;;BW;\"Hof 3, 73431 Ulm\"\n" + Schools(4, 19) + "99;99;School 99;;SN;\n98;98;;;SN;\n";
        var (result, report) = await hub.Import(rows, on: Later, order: o => o with { DryRun = true });
        var s = result.Summary!;
        Assert.Equal((1, 2, 1, 16, 1, 1), (s.Created, s.Changed, s.Moved, s.Unchanged, s.Closed, s.Refused));
        Assert.Equal("2,1,New name,Aalen,changed,\"Changed: name (was \"\"School 1\"\").\"", report[1]);
        Assert.Equal("3,2,School 2,Aalen,moved,\"Changed: where it belongs, identifiers.\"", report[2]);
        Assert.Equal("4,3,School 3,Ulm,changed,\"Changed: street (was \"\"Weg 3\"\"), postcode (was \"\"73430\"\"), town (was \"\"Aalen\"\").\"", report[3]);
        Assert.Equal(before, await hub.Look(db => db.Read<Place>().OrderBy(p => p.PlaceId).Select(p => $"{p.PlaceId} {p.Name} {p.ClosedOn}").ToListAsync()));
        Assert.Equal(1, await hub.Look(db => db.Read<ImportRun>().CountAsync()));
        var half = (await hub.Import(Schools(1, 5), on: Later, order: o => o with { DryRun = true })).Result.Summary!;
        Assert.StartsWith("15 of the 20 schools", Assert.Single(half.Warnings), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_rows_of_schools_that_an_operator_merged_do_not_overwrite_each_other(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import(Schools(1, 3));
        var (one, two) = ((await Known(hub, "1"))!, (await Known(hub, "2"))!);
        Assert.Null(await hub.With(p => p.Merge(two.PlaceId, one.PlaceId, First)));
        var (result, report) = await hub.Import(Schools(1, 3), on: Later.AddDays(1));
        Assert.Equal((2, 1, 0), (result.Summary!.Unchanged, result.Summary.Merged, result.Summary.Closed));
        Assert.Equal("3,2,School 2,Aalen,merged,\"In this hub it is one school with that of line 2, \"\"School 1\"\".\"", report[2]);
        Assert.Equal("School 1", (await Known(hub, "2"))!.Name);
        Assert.Equal(one.PlaceId, Assert.Single((await hub.Search("bw x2")).Right).PlaceId);
        Assert.DoesNotContain((await hub.Search("school 2")).Best, p => p.PlaceId == two.PlaceId);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Closed_schools_are_found_after_the_open_ones_and_marked(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await hub.Import("1;1;Linde;;SN;\n2;2;Linde Nord;;SN;\n");
        await hub.Import("2;2;Linde Nord;;SN;\n", on: Later, order: o => o with { AllowClosing = new(1, null) });
        Assert.Equal([("Linde Nord", null), ("Linde", (DateOnly?)Later)], (await hub.Search("linde")).Best.Select(p => (p.Name, p.ClosedOn)));
    }

    [Theory]
    [InlineData("15%", 15, true), InlineData("15%", 16, false), InlineData("12.5%", 12, true), InlineData("0%", 0, true), InlineData("0%", 1, false), InlineData("20", 20, true), InlineData("20", 21, false)]
    public void A_limit_is_a_share_or_a_number(string text, int missing, bool allowed) => Assert.Equal(allowed, ClosingLimit.Parse(text)!.Allows(missing, 100));

    [Theory, InlineData("101%"), InlineData("-1"), InlineData("many"), InlineData("%"), InlineData("")]
    public void What_is_neither_is_no_limit(string text) => Assert.Null(ClosingLimit.Parse(text));

    private static string Schools(int from, int to) => string.Concat(Enumerable.Range(from, to - from + 1).Select(i => $"{i};x{i};School {i};;BW;\"Weg {i}, 73430 Aalen\"\n"));

    private static Task<Place?> Known(TestHub hub, string id) => hub.With(p => p.Known("test", id));
}
