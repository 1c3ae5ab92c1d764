using System.Net;
using Meent.Monitor;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Monitor;

/// <summary>An embargo hides what figures are about, too: the name of an indicator that nobody knew tells the subject.</summary>
public class EmbargoedIndicatorTests
{
    private const string Head = "place,period,indicator,unit,value\n", Hidden = "hidden-of-december";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_indicator_that_comes_under_embargo_is_known_to_operators_only(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        await Import(hub, 2025, 30);
        using var visitor = hub.Visitor();
        using var runs = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        foreach (var path in Pages)
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await visitor.Get(path)).Status));
            Assert.Equal((path, HttpStatusCode.OK), (path, (await runs.Get(path)).Status));
        }
        foreach (var path in new[] { "/indicators", "/releases", "/releases/1", "/catalog.jsonld", "/places/" + await Netherlands(hub) + "/indicators/data.csv" })
            Assert.DoesNotContain(Hidden, await (await visitor.Get(path)).Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("To come", (await visitor.Get("/releases")).Text, StringComparison.Ordinal);
        Assert.Contains(Hidden, (await runs.Get("/indicators")).Text, StringComparison.Ordinal);

        hub.Clock.Advance(TimeSpan.FromDays(31));
        foreach (var path in Pages) Assert.Equal((path, HttpStatusCode.OK), (path, (await visitor.Get(path)).Status));
        Assert.Contains(Hidden, (await visitor.Get("/indicators")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_out_first_opens_an_indicator_and_a_later_embargo_does_not_close_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        async Task<bool> Known()
        {
            await using var scope = hub.Services.CreateAsyncScope();
            var found = await scope.ServiceProvider.GetRequiredService<IndicatorLibrary>().Find(Hidden) is not null;
            Assert.Equal(found, (await scope.ServiceProvider.GetRequiredService<Observations>().Observing()).Contains(Hidden));
            Assert.Equal(found, (await scope.ServiceProvider.GetRequiredService<IndicatorLibrary>().All()).Any(i => i.Id == Hidden));
            return found;
        }
        await Import(hub, 2025, 30);
        await Import(hub, 2024, 40);
        hub.Clock.Advance(TimeSpan.FromDays(31));
        Assert.True(await Known());
        await Import(hub, 2023, 30);
        Assert.True(await Known());
    }

    [Fact]
    public async Task A_file_that_is_open_tells_of_an_indicator_whose_first_file_is_not()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Import(hub, 2025, 30);
        await Import(hub, 2024, null);
        using var visitor = hub.Visitor();
        var file = await (await visitor.Get($"/indicators/{Hidden}/data.csv")).Response.Content.ReadAsStringAsync();
        Assert.Contains(",2024,", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",2025,", file, StringComparison.Ordinal);
        Assert.Contains(Hidden, (await visitor.Get("/indicators")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_definitions_opens_nothing_and_cannot_wait_itself()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Import(hub, 2025, 30);
        const string List = """[{"model":"core.indicator","pk":1,"fields":{"code":"hidden-of-december","label":"Secret of December","definition":"What it is about"}},{"model":"core.indicator","pk":2,"fields":{"code":"another_one","label":"Another"}}]""";
        var waits = await ObservationImportTests.Import(hub, List, o => o with { EmbargoUntil = hub.Clock.GetUtcNow().UtcDateTime.AddDays(30) });
        Assert.Contains("cannot wait", waits.Problem, StringComparison.Ordinal);
        using var visitor = hub.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/indicators/another_one")).Status);

        Assert.Equal((null, 2), ((await ObservationImportTests.Import(hub, List)) is var taken ? taken.Problem : "", taken.Terms));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/indicators/another_one")).Status);
        foreach (var path in Pages) Assert.Equal((path, HttpStatusCode.NotFound), (path, (await visitor.Get(path)).Status));
        hub.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Contains("Secret of December", (await visitor.Get(Pages[0])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_indicator_of_the_hub_does_not_seem_to_have_figures_that_are_under_embargo()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Import(hub, 2025, 30, "devices-per-learner");
        await using var scope = hub.Services.CreateAsyncScope();
        var observations = scope.ServiceProvider.GetRequiredService<Observations>();
        Assert.Empty(await observations.Observing());
        Assert.Contains("devices-per-learner", await observations.Observing(new Reading(Embargoed: true)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_import_that_is_stopped_tells_of_nothing_and_opens_nothing(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        Task<(bool, bool)> Known() => ObservationImportTests.Ask(hub, async (o, _) => (await o.Observing()) is var all ? (all.Contains(Hidden), all.Contains("another")) : default);
        await Import(hub, 2025, 30);
        // Open figures of the same indicator, and those of another one, that never come in whole.
        await Stop(hub, $"NL,2024,{Hidden},PC,5\nNL,2024,another,PC,5\n");
        Assert.Equal((false, false), await Known());
        // What comes after it, under embargo for longer, is no reason to show what the stopped import had begun.
        await Import(hub, 2024, 40, "third");
        Assert.Equal((false, false), await Known());
        await Import(hub, 2024, 40, "another");
        hub.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((true, false), await Known());
        hub.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal((true, true), await Known());
    }

    [Fact]
    public async Task What_a_stopped_import_under_embargo_had_begun_is_not_opened_by_the_next_one()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Import(hub, 2023, null, "first");
        await Stop(hub, $"NL,2025,{Hidden},PC,5\n", hub.Clock.GetUtcNow().UtcDateTime.AddDays(30));
        await Import(hub, 2024, null, "third");
        Assert.DoesNotContain(Hidden, await ObservationImportTests.Ask(hub, (o, _) => o.Observing()));
        Assert.Empty((await ObservationImportTests.Ask(hub, (o, _) => o.BreakdownsOf([Hidden])))[Hidden]);
        await Import(hub, 2024, null);
        Assert.Contains(Hidden, await ObservationImportTests.Ask(hub, (o, _) => o.Observing()));
    }

    /// <summary>Breaks an import off when its rows are written, before it is whole.</summary>
    private static async Task Stop(TestHub hub, string rows, DateTime? until = null)
    {
        var path = Path.Combine(hub.Settings.DataFolder, "stopped.csv");
        await File.WriteAllTextAsync(path, Head + rows);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ObservationImportTests.ImportFile(hub, path, o => o with { Mapping = "own", Source = "oecd", EmbargoUntil = until }, new AtWriting(stop.Cancel), stop.Token));
    }

    private sealed class AtWriting(Action act) : IProgress<(string Step, double Share)>
    {
        public void Report((string Step, double Share) value)
        {
            if (value.Step == "writing") act();
        }
    }

    private static string[] Pages { get; } =
    [
        $"/indicators/{Hidden}", $"/indicators/{Hidden}/compare", $"/indicators/{Hidden}/acting",
        .. new[] { "csv", "json", "sdmx" }.Select(f => $"/indicators/{Hidden}/data.{f}"),
    ];

    private static async Task<Guid> Netherlands(TestHub hub) => await ObservationImportTests.Ask(hub, (_, nl) => Task.FromResult(nl));

    private static async Task Import(TestHub hub, int year, int? embargoDays, string indicator = Hidden)
    {
        var until = embargoDays is { } days ? hub.Clock.GetUtcNow().UtcDateTime.AddDays(days) : (DateTime?)null;
        var result = await ObservationImportTests.Import(hub, $"{Head}NL,{year},{indicator},PC,5\n", o => o with { Mapping = "own", Source = "oecd", EmbargoUntil = until });
        Assert.Null(result.Problem);
        await hub.CountReleases();
    }
}
