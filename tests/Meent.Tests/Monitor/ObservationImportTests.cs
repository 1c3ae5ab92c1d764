using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.ImportObservations;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor;

/// <summary>A file comes in whole, as a vintage, or not at all.</summary>
public class ObservationImportTests
{
    private const string Head = "DATAFLOW,LAST UPDATE,freq,ind_type,indic_is,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n";

    private static string Row(string geo, string period, string value, string flag = "", string confidential = "") =>
        $"ESTAT:ISOC_SK_DSKL_I21(1.0),17/12/24 11:00:00,A,IND_TOTAL,I_DSK2_BAB,PC_IND,{geo},{period},{value},{flag},{confidential}\n";

    internal static async Task<ImportResult> Import(TestHub hub, string text, Func<ImportOrder, ImportOrder>? with = null)
    {
        var path = Path.Combine(hub.Settings.DataFolder, $"{Ids.Random():N}.csv");
        await File.WriteAllTextAsync(path, text);
        return await ImportFile(hub, path, with);
    }

    internal static async Task<ImportResult> ImportFile(TestHub hub, string path, Func<ImportOrder, ImportOrder>? with = null, IProgress<(string, double)>? progress = null, CancellationToken cancel = default)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var order = new ImportOrder(path, Path.Combine(hub.Settings.DataFolder, $"{Ids.Random():N}-report.csv"));
        return await scope.ServiceProvider.GetRequiredService<ObservationImport>().Run(with?.Invoke(order) ?? order, progress ?? new Progress<(string, double)>(), cancel);
    }

    internal static async Task<T> Ask<T>(TestHub hub, Func<Observations, Guid, Task<T>> ask, string country = "NL")
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var places = await PlacesModule.Registered(scope.ServiceProvider.GetRequiredService<HubDb>(), Countries.Scheme);
        return await ask(scope.ServiceProvider.GetRequiredService<Observations>(), places[country]);
    }

    private static Task<IReadOnlyList<Observed>> Dutch(TestHub hub, Reading? reading = null) => Ask(hub, (o, nl) => o.Of(nl, "digital-skills-basic", Breakdowns.Total, reading));

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Zero_no_value_and_no_row_are_three_things_and_a_secret_value_is_not_kept(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var result = await Import(hub, Head + Row("NL", "2019", "0") + Row("NL", "2021", ":", "u") + Row("NL", "2023", "82.70", "b") + Row("NL", "2024", "5.5", "", "C") + Row("EA20", "2023", "55"));
        Assert.Equal((null, 1, 4L, 1L, 0L), (result.Problem, result.Vintage, result.Observations, result.LeftOut, result.Refused));
        var all = await Dutch(hub);
        Assert.Equal(
            [("2019", 0m, null, null), ("2021", null, "u", null), ("2023", 82.7m, "b", null), ("2024", null, null, "C")],
            all.Select(o => (o.Period, o.Value, o.Status, o.Confidentiality)));
        Assert.DoesNotContain(all, o => o.Period == "2020");
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_newest_vintage_counts_an_older_one_can_be_asked_for_and_an_embargo_holds(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, Head + Row("NL", "2021", "78.9") + Row("NL", "2023", "82.7"));
        await Import(hub, Head + Row("NL", "2023", "82.8", "r"));
        await Import(hub, Head + Row("NL", "2025", "84"), o => o with { EmbargoUntil = hub.Clock.GetUtcNow().UtcDateTime.AddDays(2) });
        Assert.Equal([("2021", 78.9m, 1), ("2023", 82.8m, 2)], (await Dutch(hub)).Select(o => (o.Period, o.Value!.Value, o.Vintage)));
        Assert.Equal([78.9m, 82.7m], (await Dutch(hub, new Reading(AsOf: 1))).Select(o => o.Value!.Value));
        Assert.Equal(3, (await Dutch(hub, new Reading(Embargoed: true))).Count);
        Assert.Equal([2, 1], await Ask(hub, async (o, _) => await o.Vintages().Select(v => v.Number).ToListAsync()));
        hub.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(84m, (await Dutch(hub))[^1].Value);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task One_bad_row_keeps_out_the_whole_file_and_the_report_says_which(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var text = Head + Row("NL", "2021", "78.9") + Row("NL", "2023", "\"82,7\"") + Row("NL", "2016.0", "1") + Row("Atlantis", "2021", "3") + Row("EL", "2021", "52") + Row("GR", "2021", "52") + Row("BE", "2021", "1") + Row("BE", "2021", "2");
        var result = await Import(hub, text);
        Assert.Equal((null, 8L, 6L, 1), (result.Vintage, result.Rows, result.Refused, result.Labels));
        Assert.NotNull(result.Problem);
        Assert.Equal((0, 0), await hub.Look(async db => (await db.Read<StoredObservation>().CountAsync(), await db.Read<Vintage>().CountAsync())));
        var report = await File.ReadAllLinesAsync(result.Report!);
        Assert.Equal(["3", "4", "5", "7", "8", "9"], report.Skip(1).Select(l => l.Split(',')[0]));
        Assert.Contains("comma where a point is due", report[1]);
        Assert.Contains("spreadsheet", report[2]);
        Assert.Contains("Atlantis", report[3]);
        Assert.Contains("Line 6 is about the same place", report[4]);
        Assert.Contains("another value", report[5]);

        var rest = await Import(hub, text, o => o with { WithoutRefused = true });
        Assert.Equal((null, 2L, 6L), (rest.Problem, rest.Observations, rest.Refused));
        Assert.Equal(78.9m, Assert.Single(await Dutch(hub)).Value);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_dry_run_writes_nothing_and_the_same_file_comes_in_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var path = Path.Combine(hub.Settings.DataFolder, "once.csv");
        await File.WriteAllTextAsync(path, Head + Row("NL", "2021", "78.9") + Row("Atlantis", "2021", "3"));
        var dry = await ImportFile(hub, path, o => o with { DryRun = true, WithoutRefused = true });
        Assert.Equal((null, 1L, null), (dry.Vintage, dry.Observations, dry.Problem));
        Assert.Equal((0, 0, 0), await hub.Look(async db => (await db.Read<Vintage>().CountAsync(), await db.Read<ForeignLabel>().CountAsync(), await db.Read<Place>().CountAsync())));
        var first = await ImportFile(hub, path, o => o with { WithoutRefused = true });
        var second = await ImportFile(hub, path, o => o with { WithoutRefused = true });
        Assert.Equal((1, false, 1, true), (first.Vintage, first.Known, second.Vintage, second.Known));
        Assert.Equal(1, await hub.Look(db => db.Read<StoredObservation>().CountAsync()));
    }

    private const string OwnHead = "place,period,indicator,unit,value,numerator,denominator,n,standard_error,confidentiality\n";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_standard_error_is_kept_and_makes_a_change_clear_and_of_a_secret_value_nothing_is(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        const string Indicator = "young-people-below-basic";
        var result = await Import(
            hub, OwnHead + $"NL,2013,{Indicator},PC_IND,30,3,10,10,0.7,C\nNL,2018,{Indicator},PC_IND,41.5,,,,0.8,\nNL,2023,{Indicator},PC_IND,61.5,,,,0.8,\n",
            o => o with { Mapping = "own", Source = "oecd" });
        Assert.Null(result.Problem);
        var all = await Ask(hub, (o, nl) => o.Of(nl, Indicator));
        Assert.Equal([null, 0.8m, 0.8m], all.Select(o => o.StandardError));
        Assert.Equal((null, null, null, null, "C"), (all[0].Value, all[0].Numerator, all[0].Denominator, all[0].N, all[0].Confidentiality));
        Assert.Contains("+20.0 points since 2018: it rose clearly", (await hub.Visitor().Get($"/indicators/{Indicator}?place=NL")).Text, StringComparison.Ordinal);
        Assert.Contains(",0.8,", await (await hub.Visitor().Get($"/indicators/{Indicator}/data.csv")).Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_never_became_whole_counts_for_nobody()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Import(hub, Head + Row("NL", "2021", "78.9"));
        await using var scope = hub.Services.CreateAsyncScope();
        var (db, writer) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<ObservationWriter>());
        var nl = (await PlacesModule.Registered(db, Countries.Scheme))["NL"];
        var half = 0;
        await db.InTransaction(async () =>
        {
            half = await writer.Begin(new("eurostat", "sdmx-csv-1.0", 1) { IsWhole = false });
            await writer.Append(half, [new(nl, 1, "2021", 1m)]);
        });
        Assert.Equal(78.9m, Assert.Single(await Dutch(hub)).Value);
        Assert.Equal(78.9m, Assert.Single(await Dutch(hub, new Reading(AsOf: half))).Value);
        await db.InTransaction(() => writer.Complete(half, [1]));
        Assert.Equal(1m, Assert.Single(await Dutch(hub)).Value);
        await db.InTransaction(() => writer.Undo(half));
        Assert.Equal(78.9m, Assert.Single(await Dutch(hub)).Value);
    }

    [Theory]
    [InlineData("""{"version":"2.0","class":"dataset","label":"Digital skills","extension":{"id":"x"}}""", "The file describes a data set and holds no figures.")]
    [InlineData("<!DOCTYPE html><html><body>Download</body></html>", "This is a web page or XML.")]
    [InlineData("""[{"model":"estat.importconfig","pk":1,"fields":{"code":"isoc_cisci_pb"}}]""", "This list says how the platform of the Digital Decade asks Eurostat.")]
    public async Task What_is_no_file_of_figures_says_what_it_is(string file, string sentence)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        Assert.StartsWith(sentence, (await Import(hub, file)).Problem, StringComparison.Ordinal);
        Assert.Equal($"{hub.Settings.DataFolder} is a folder. Name a file in it.", (await ImportFile(hub, hub.Settings.DataFolder)).Problem);
        Assert.Equal("--embargo: choose a day that is still to come, within 5 years.", (await Import(hub, file, o => o with { EmbargoUntil = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc) })).Problem);
    }
}
