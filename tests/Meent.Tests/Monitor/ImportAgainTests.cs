using Meent.Foundation.Data;
using Meent.Monitor;
using Meent.Monitor.ImportObservations;
using Meent.Places;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>A file comes again: with words that are explained by now, with another mapping, or out of this hub itself.</summary>
public class ImportAgainTests
{
    private const string Head = "DATAFLOW,freq,ind_type,indic_is,unit,geo,TIME_PERIOD,OBS_VALUE\n";

    private static string Row(string geo, string period, string value, string unit = "PC_IND", string who = "IND_TOTAL") => $"ESTAT:ISOC_SK_DSKL_I21(1.0),A,{who},I_DSK2_BAB,{unit},{geo},{period},{value}\n";

    private static Task<int> Count<T>(TestHub hub) where T : class => hub.Look(db => db.Read<T>().CountAsync());

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Rows_that_were_left_come_in_once_their_words_are_explained(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var path = Path.Combine(hub.Settings.DataFolder, "skills.csv");
        await File.WriteAllTextAsync(path, Head + Row("NL", "2021", "78.9") + Row("Czech Rep.", "2021", "59.7"));
        var first = await ObservationImportTests.ImportFile(hub, path, o => o with { WithoutRefused = true });
        Assert.Equal((1, 1L, 1L), (first.Vintage, first.Observations, first.Refused));
        Assert.True((await ObservationImportTests.ImportFile(hub, path, o => o with { WithoutRefused = true })).Known);
        await hub.Look(db => db.Set<ForeignLabel>().ExecuteUpdateAsync(l => l.SetProperty(x => x.Code, "CZ")));
        var second = await ObservationImportTests.ImportFile(hub, path);
        Assert.Equal((null, 2, 2L, false), (second.Problem, second.Vintage, second.Observations, second.Known));
        Assert.Equal(59.7m, Assert.Single(await ObservationImportTests.Ask(hub, (o, cz) => o.Of(cz), "CZ")).Value);
        Assert.Equal((2, true), (await ObservationImportTests.ImportFile(hub, path)) is var third ? (third.Vintage, third.Known) : default);
        Assert.Equal(2, await Count<Vintage>(hub));
    }

    [Fact]
    public async Task A_mended_mapping_and_another_source_make_a_version_of_their_own()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (path, mapping) = (Path.Combine(hub.Settings.DataFolder, "plain.csv"), Path.Combine(hub.Settings.DataFolder, "mapping.yaml"));
        await File.WriteAllTextAsync(path, "Land,Jahr,Anteil,Fehler\nNL,2021,78.9,79\n");
        async Task<ImportResult> With(string column, string source)
        {
            await File.WriteAllTextAsync(mapping, $"columns: {{ place: Land, period: Jahr, value: {column} }}\nconstants: {{ indicator: digital-skills-basic, unit: PC_IND }}\n");
            return await ObservationImportTests.ImportFile(hub, path, o => o with { Mapping = mapping, Source = source });
        }
        Assert.Equal([(1, false), (2, false), (3, false), (2, true)], new[] { await With("Fehler", "oecd"), await With("Anteil", "oecd"), await With("Anteil", "cbs"), await With("Anteil", "oecd") }.Select(r => (r.Vintage!.Value, r.Known)));
        Assert.Equal([78.9m, 78.9m], (await ObservationImportTests.Ask(hub, (o, nl) => o.Of(nl))).Select(o => o.Value!.Value));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Two_wordings_of_one_series_are_one_observation_twice_and_of_two_values_neither_is_taken(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var text = Head + Row("NL", "2021", "78.9") + Row("NL", "2021", "78.9", "Percentage of individuals") + Row("EL", "2021", "50") + Row("GR", "2021", "52") + Row("BE", "2021", "1") + Row("BE", "2021", "2", who: "All individuals");
        var all = await ObservationImportTests.Import(hub, text);
        Assert.Equal((null, 5L), (all.Vintage, all.Refused));
        Assert.Equal([3, 4, 5, 6, 7], all.NotTaken.Select(r => (int)r.Line));
        Assert.Equal("Line 2 is about the same place, series and period, under other names, with the same value.", all.NotTaken[0].Why);
        Assert.Equal("Line 4 is about the same place, series and period, under other names, and gives another value. Neither is taken.", all.NotTaken[2].Why);
        var rest = await ObservationImportTests.Import(hub, text, o => o with { WithoutRefused = true });
        Assert.Equal((null, 1L), (rest.Problem, rest.Observations));
        Assert.Empty(await ObservationImportTests.Ask(hub, (o, el) => o.Of(el), "EL"));
    }

    [Fact]
    public async Task Of_very_many_refused_rows_the_first_are_kept_and_all_are_counted_and_reported()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        const int Rows = RowsNotTaken.MostKept + 2_500;
        var text = Head + string.Concat(Enumerable.Range(0, Rows).Select(i => Row($"place {i}", "2021", "1"))) + Row("EA20", "2021", "1");
        var result = await ObservationImportTests.Import(hub, text);
        Assert.Equal((null, Rows, 1L, RowsNotTaken.MostKept), (result.Vintage, result.Refused, result.LeftOut, result.NotTaken.Count));
        Assert.Equal([("refused", Rows), ("left out", 1L)], result.Reasons.Select(r => (r.Outcome, r.Rows)));
        Assert.Equal((RowsNotTaken.MostKept + 1, 2_502), (File.ReadLines(result.Report!).Count(), File.ReadLines(result.Rest!).Count()));
        Assert.EndsWith("place 10000 · 2021 · A · IND_TOTAL · I_DSK2_BAB · PC_IND", File.ReadLines(result.Rest!).ElementAt(1), StringComparison.Ordinal);
        Assert.InRange(result.Labels, 500, 5_000);
        // Nothing came in, so nothing is here: no country either.
        Assert.Equal((0, 0), (await Count<Vintage>(hub), await Count<Place>(hub)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task What_the_hub_writes_comes_back_as_the_same_indicators_series_and_values(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        string Fact(string country, string indicator, string breakdown, string unit, string period, string value, string? year) =>
            $$$"""{"model":"core.fact","fields":{"value":{{{value}}},"flags":"","indicator":["{{{indicator}}}"],"breakdown":["{{{breakdown}}}"],"unit":["{{{unit}}}"],"country":["{{{country}}}"],"period":["{{{period}}}"],"reference_period":{{{year ?? "null"}}}}}""";
        await ObservationImportTests.Import(hub, $"[{Fact("NL", "desi_cloud", "ent_all_xfin", "pc_ent", "desi_2026", "70.25", "2025")},{Fact("NL", "desi_cloud", "ent_m_xfin", "pc_ent", "desi_2026", "0", "2025")},{Fact("EU", "desi_cloud", "dd_target_2030", "pc_ent", "2030", "75", null)}]");
        await ObservationImportTests.Import(hub, "DATAFLOW,freq,sex,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\nESTAT:EDAT_X(1.0),A,F,THS,NL,2024-Q1,:,u,\nESTAT:EDAT_X(1.0),A,T,THS,NL,2024,12,b,\nESTAT:EDAT_X(1.0),A,M,THS,NL,2024,12,,C\n");
        await ObservationImportTests.Import(hub, "place,period,indicator,value,numerator,denominator,n,standard_error\nNL,2024,pupils-per-device,2.5,5,2,9,0.3\n", o => o with { Mapping = "own", Source = "cbs" });
        var (before, series, nl) = (await Rows(hub), await Count<Series>(hub), await hub.Look(db => db.Read<PlaceIdentifier>().SingleAsync(i => i.Value == "NL")));
        Assert.Equal(6, before.Count);
        using var visitor = hub.Visitor();
        foreach (var format in new[] { "data.csv", "data.json", "data.sdmx", "data.sdmx?labels=both" })
        {
            foreach (var page in new[] { "/indicators/desi_cloud", $"/places/{nl.PlaceId}/indicators" })
            {
                var path = Path.Combine(hub.Settings.DataFolder, $"{Ids.Random():N}");
                await File.WriteAllBytesAsync(path, await (await visitor.Get($"{page}/{format}")).Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
                // Nothing has to be said of it: each row names its source.
                var back = await ObservationImportTests.ImportFile(hub, path, o => format == "data.sdmx" ? o with { Mapping = "own", Source = "another-hub" } : o);
                Assert.Equal((null, 0L, 0L), (back.Problem, back.Refused, back.LeftOut));
                Assert.Equal(format == "data.sdmx" ? "another-hub" : page.StartsWith("/indicators", StringComparison.Ordinal) ? "desi" : "hub", await hub.Look(db => db.Read<Vintage>().Where(v => v.Number == back.Vintage).Select(v => v.Source).SingleAsync()));
                Assert.Equal(page.StartsWith("/indicators", StringComparison.Ordinal) ? before.Where(b => b.Contains("desi_cloud", StringComparison.Ordinal)) : before, await Rows(hub, back.Vintage!.Value));
            }
        }
        Assert.Equal(series, await Count<Series>(hub));
        Assert.Equal(["desi_cloud", "edat_x", "pupils-per-device"], await hub.Look(async db => (await db.Read<StoredIndicator>().Select(i => i.Id).ToListAsync()).Order(StringComparer.Ordinal).ToList()));
    }

    /// <summary>Observations as they are kept, of one vintage or of all.</summary>
    private static Task<List<string>> Rows(TestHub hub, int? vintage = null) => hub.Look(async db =>
    {
        var series = await db.Read<Series>().ToDictionaryAsync(s => s.Id);
        var rows = await db.Read<StoredObservation>().Where(o => vintage == null || o.Vintage == vintage).ToListAsync();
        return rows.Select(o => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{series[o.SeriesId].Indicator} {series[o.SeriesId].Breakdown} {series[o.SeriesId].Unit} {series[o.SeriesId].Source} {o.PlaceId} {o.Period} {o.Value:0.###} {o.Numerator:0.###} {o.Denominator:0.###} {o.N} {o.StandardError:0.###} {o.Status} {o.Confidentiality} {o.Reference}"))
            .Order(StringComparer.Ordinal).ToList();
    });
}
