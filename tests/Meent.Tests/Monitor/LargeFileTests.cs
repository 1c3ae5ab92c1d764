using System.Globalization;
using System.Text;
using Meent.Formats.Statistics;
using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.ImportObservations;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>What a large file takes does not grow with what is wrong in it.</summary>
public class LargeFileTests
{
    private const string Head = "place,period,indicator,unit,value\n";

    [Fact]
    public async Task One_wrong_row_at_the_end_of_many_is_told_and_all_are_counted()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var text = Rows(250_010, _ => "NL") + "Atlantis,2021,skills,PC,1\nNL,2021-12-31,last,PC,1\n";
        var result = await Import(hub, text);
        Assert.Equal((null, 250_012L, 250_011L, 1L), (result.Vintage, result.Rows, result.Observations, result.Refused));
        Assert.Contains("250012,refused,", File.ReadLines(result.Report!).Last(), StringComparison.Ordinal);
        Assert.Equal(0, await hub.Look(db => db.Read<StoredObservation>().CountAsync()));
        Assert.Equal(0, await hub.Look(db => db.Read<Vintage>().CountAsync()));
    }

    [Fact]
    public void Rows_that_come_twice_are_found_wherever_they_stand_and_the_first_are_told()
    {
        var text = new StringBuilder("place,period,indicator,value\n");
        for (var i = 0; i < 30_000; i++) text.Append($"NL,2021,i{i},{i}\n");
        for (var i = 0; i < 30_000; i += 3_000) text.Append($"NL,2021,i{i},{(i % 2_000 == 0 ? $"{i}.0" : "")}\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        RefusedRow[] Refused(StatLimits limits) => [.. Assert.IsType<ReadableStatistics>(StatFile.Read(() => new MemoryStream(bytes), StatMapping.Own, limits)).Lines.OfType<RefusedRow>()];
        var all = Refused(StatLimits.Usual);
        // Of ten that come again, five have the same value; of the others neither row is right.
        Assert.Equal((5, 10), (all.Count(r => r.Why == RowRefusal.SameKeyTwice), all.Count(r => r.Why == RowRefusal.TwoValues)));
        Assert.Equal(new RefusedRow(3_002, RowRefusal.TwoValues, "30003"), all[0]);
        Assert.Equal(new RefusedRow(30_002, RowRefusal.SameKeyTwice, "2"), all.First(r => r.Line > 30_000));
        Assert.Equal(all[..4], Refused(new(MostRefused: 4)));
    }

    private static string Rows(int count, Func<int, string> place)
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < count; i++) text.Append(CultureInfo.InvariantCulture, $"{place(i)},{new DateOnly(2020, 1, 1).AddDays(i / 500):yyyy-MM-dd},skills-{i % 500},PC,{i % 100}\n");
        return text.ToString();
    }

    private static Task<ImportResult> Import(TestHub hub, string text) => ObservationImportTests.Import(hub, text, o => o with { Mapping = "own", Source = "bench" });
}
