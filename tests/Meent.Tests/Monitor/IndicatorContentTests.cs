using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Monitor;
using Meent.Monitor.RollUp;
using Meent.Places;
using Meent.Plan.EditPlan;
using Meent.Reflect;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor;

/// <summary>What a definition says is true wherever a figure is shown.</summary>
public class IndicatorContentTests
{
    private static readonly IndicatorContent Shipped = IndicatorContent.Load(Hub.Shipped("content"));

    [Fact]
    public void Every_indicator_of_the_hub_says_under_which_terms_its_figures_may_be_used()
    {
        Assert.Empty(Shipped.Problems);
        Assert.All(Shipped.All, i => Assert.False(string.IsNullOrWhiteSpace(i.Source?.Licence), i.Id));
    }

    [Fact]
    public void What_an_indicator_names_is_there_and_whatever_has_a_successor_has_ended()
    {
        var named = Shipped.All.SelectMany(i => i.NotComparableWith.Append(i.Successor).OfType<string>().Select(other => (i.Id, other))).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.True(Shipped.Find(n.other) is not null, $"{n.Id} names {n.other}"));
        Assert.Equal(("Reports of schools on this hub", "Verslagen van scholen op deze hub"), (Shipped.Find("school-teaching")!.Source!.In("en"), Shipped.Find("school-teaching")!.Source!.In("nl")));
        Assert.Equal(["digital-skills-basic-until-2019", "homes-with-a-computer"], Shipped.All.Where(i => i.HasEnded).Select(i => i.Id));
        Assert.Equal(["2019", "2017"], Shipped.All.Where(i => i.HasEnded).Select(i => i.EndedIn));
    }

    [Fact]
    public void Every_source_and_every_licence_in_words_has_a_name_in_Dutch()
    {
        Assert.All(Shipped.All, i => Assert.True(i.Source!.Names.All.ContainsKey("nl"), i.Id));
        Assert.All(Shipped.All.Where(i => i.Source!.Licence!.Count(c => c == ' ') > 3), i => Assert.NotEqual(i.Source!.Licence, i.Source.LicenceIn("nl")));
        Assert.Equal("Eurostat, enquête over ICT-gebruik in huishoudens en door personen (isoc_sk_dskl_i21)", Shipped.Find("digital-skills-basic")!.Source!.In("nl"));
    }

    [Theory]
    [InlineData("minimum-n: 5", "shown from 10 on")]
    [InlineData("over-place: sum", "weighted-mean")]
    [InlineData("over-time: mean", "the last counts")]
    [InlineData("minimum-n: 50", null)]
    public void Of_what_the_hub_counts_itself_a_definition_says_only_what_the_hub_does(string line, string? mistake)
    {
        var content = IndicatorContent.Of(("own.yaml", $"id: own\nname: {{ en: Own }}\nabout: {{ en: Own }}\nunit: score\n{line}\nfrom: {{ instrument: school, audience: teachers, area: teaching }}\n"));
        if (mistake is null) Assert.Equal((50, "weighted-mean"), (Assert.Single(content.All).MinimumN, content.All[0].OverPlace));
        else Assert.Contains(mistake, Assert.Single(content.Problems).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sum_of_schools_is_their_mean_weighted_by_answers()
    {
        var indicator = Shipped.Find("school-teaching")!;
        Assert.Equal("weighted-mean", indicator.OverPlace);
        (int N, int Hundredths)[] schools = [(10, 400), (30, 200), (5, 335)];
        var parts = schools.Select(s => Assert.Single(FromReports.Of([indicator], new ShownRound(
            Ids.New(), Ids.New(), "school", 1, "2025-2026", new(2026, 6, 8), false, false, [new("teachers", "teaching", null, 0, s.N, s.Hundredths, null)])))).ToList();
        var mean = schools.Sum(s => s.N * s.Hundredths / 100m) / schools.Sum(s => s.N);
        Assert.Equal(mean, (decimal)parts.Sum(p => p.Numerator) / parts.Sum(p => p.Denominator));
        Assert.NotEqual(mean, parts.Average(p => (decimal)p.Numerator / p.Denominator));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_value_with_fewer_behind_it_than_the_definition_says_is_shown_nowhere(Engine engine)
    {
        await using var hub = await TestHub.Start(engine, Write);
        const string Rows = "place,period,indicator,unit,value,n\nNL,2021,few,PC,70.15,60\nNL,2023,few,PC,71.25,50\nNL,2025,few,PC,82.35,49\nBE,2025,few,PC,93.45,\n";
        var result = await ObservationImportTests.Import(hub, Rows, o => o with { Mapping = "own", Source = "oecd" });
        Assert.Null(result.Problem);
        await ObservationImportTests.Import(hub, Rows.Replace("82.35,49", "81.15,48", StringComparison.Ordinal), o => o with { Mapping = "own", Source = "oecd" });
        await hub.CountReleases();
        using var visitor = hub.Visitor();
        var netherlands = await hub.PlaceOf("NL");
        foreach (var path in new[] { "/indicators/few?place=NL", "/indicators/few/compare?place=NL&place=BE", "/indicators/few/data.csv", "/indicators/few/data.json", $"/places/{netherlands}/indicators", $"/places/{netherlands}/indicators/data.sdmx", "/releases/2" })
        {
            await visitor.Get(path);
            var text = await visitor.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (var hidden in new[] { "82.35", "81.15", "93.45" }) Assert.False(text.Contains(hidden, StringComparison.Ordinal), $"{path} tells {hidden}");
            if (path != "/releases/2") Assert.True(text.Contains("71.25", StringComparison.Ordinal), path);
        }
        Assert.Equal([("2021", 70.15m, null), ("2023", 71.25m, null), ("2025", null, "A")], (await ObservationImportTests.Ask(hub, (o, nl) => o.Of(nl, "few"))).Select(o => (o.Period, o.Value, o.Confidentiality)));
    }

    [Fact]
    public async Task A_series_that_ended_says_so_on_top_and_leads_to_what_took_its_place()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        const string Head = "DATAFLOW,freq,indic_is,ind_type,unit,geo,TIME_PERIOD,OBS_VALUE\n";
        var result = await ObservationImportTests.Import(hub, Head + "ESTAT:ISOC_SK_DSKL_I(1.0),A,I_DSK_BAB,IND_TOTAL,PC_IND,NL,2017,79\nESTAT:ISOC_SK_DSKL_I(1.0),A,I_DSK_BAB,IND_TOTAL,PC_IND,NL,2019,79.5\n");
        Assert.Null(result.Problem);
        using var visitor = hub.Visitor();
        await visitor.Get("/indicators/digital-skills-basic-until-2019?place=NL");
        Assert.Contains("79.5 % in 2019.", visitor.Text, StringComparison.Ordinal);
        var notice = visitor.Page.QuerySelector(".utrecht-alert")!;
        Assert.Contains("This series ended in 2019. No new figures come.", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal("/indicators/digital-skills-basic?place=NL", notice.QuerySelector("a")!.GetAttribute("href"));
        await visitor.Get("/indicators/digital-skills-basic");
        Assert.Null(visitor.Page.QuerySelector(".utrecht-alert"));
        Assert.Contains("/indicators/digital-skills-basic-until-2019", visitor.Page.QuerySelectorAll("dd a").Select(a => a.GetAttribute("href")));

        await using var scope = hub.Services.CreateAsyncScope();
        var country = await hub.PlaceOf("NL");
        var place = await hub.Look(async db => (await PlacesModule.Find(db, country))!);
        var choices = await MeasuredChoices.Of(place, [], scope.ServiceProvider.GetRequiredService<IndicatorLibrary>(), scope.ServiceProvider.GetRequiredService<BreakdownLibrary>(), scope.ServiceProvider.GetRequiredService<Observations>(), default);
        var T = new Texts(hub.Services.GetRequiredService<TextCatalogue>(), "en");
        Assert.DoesNotContain("homes-with-a-computer", choices.Figures(T, null).Select(c => c.Value));
        Assert.Contains("homes-with-a-computer", choices.Figures(T, "homes-with-a-computer").Select(c => c.Value));
    }

    private static Settings Write(Settings settings)
    {
        Directory.CreateDirectory(Path.Combine(settings.DataFolder, "content", "indicators"));
        File.WriteAllText(Path.Combine(settings.DataFolder, "content", "indicators", "few.yaml"), "id: few\nname: { en: Few }\nabout: { en: Few }\nunit: percent\nminimum-n: 50\nmain: { unit: PC }\n");
        return settings;
    }
}
