using System.Net;
using Meent.Foundation.Audit;
using Meent.Monitor;
using Meent.Monitor.ImportObservations;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.Monitor;

/// <summary>One who runs the hub lets figures out before their day; until then nobody else learns what they are.</summary>
public class OpenReleaseTests
{
    private const string File = "place,period,indicator,unit,value\nNL,2025,early-one,PC,61.5\n";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Figures_under_embargo_are_opened_by_one_who_runs_the_hub_and_nothing_leaks_before(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var until = Day(hub, 60);
        Assert.Null((await Import(hub, until)).Problem);
        // Another file holds the same name back for less long: what is opened first tells it.
        Assert.Null((await ObservationImportTests.Import(hub, File.Replace("2025", "2024", StringComparison.Ordinal), o => o with { Mapping = "own", Source = "oecd", EmbargoUntil = Day(hub, 30) })).Problem);
        await hub.CountReleases();
        using var visitor = hub.Visitor();
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        foreach (var path in Pages) Assert.DoesNotContain("61.5", await Body(visitor, path), StringComparison.Ordinal);
        foreach (var path in Pages) Assert.DoesNotContain("early-one", path.Contains("early-one", StringComparison.Ordinal) ? "" : await Body(visitor, path), StringComparison.Ordinal);
        Assert.Empty((await visitor.Get("/releases/1")).Page.QuerySelectorAll("main form"));

        await olga.Get("/releases/1");
        Assert.Contains("They cannot be closed again.", olga.Text, StringComparison.Ordinal);
        await olga.Post([], "form[action='/releases/1/open']");
        Assert.Equal(HttpStatusCode.OK, olga.Status);
        Assert.DoesNotContain("Under embargo", olga.Text, StringComparison.Ordinal);
        Assert.Contains("61.5", await Body(visitor, "/indicators/early-one/data.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(",2024,", await Body(visitor, "/indicators/early-one/data.csv"), StringComparison.Ordinal);
        Assert.Contains("early-one", (await visitor.Get("/releases/1")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await hub.Look(db => db.Read<AuditEntry>().CountAsync(e => e.Act == "opened figures before their day")));
        Assert.Equal(Day(hub, 0), (await hub.Look(db => db.Read<Vintage>().SingleAsync(v => v.Number == 1))).EmbargoUntil);
    }

    [Fact]
    public async Task What_is_still_closed_is_not_told_by_how_an_opened_release_changed_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddVintage([("NL", "2021", 78.25m)], embargoUntil: Day(hub, 30));
        await hub.AddVintage([("NL", "2021", 80m)], embargoUntil: Day(hub, 60));
        using var olga = await hub.SignedIn(await hub.AddPerson("Olga", isOperator: true));
        await olga.Get("/releases/2");
        Assert.Contains("78.25", olga.Text, StringComparison.Ordinal);
        await olga.Post([], "form[action='/releases/2/open']");
        using var visitor = hub.Visitor();
        Assert.Contains("As before", (await visitor.Get("/releases/2")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("78.25", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_without_an_embargo_tells_which_version_is_closed_and_how_it_is_opened()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var until = Day(hub, 60);
        await Import(hub, until);
        var again = await Import(hub, null);
        Assert.Equal((true, 1, until, true), (again.Known, again.Vintage, again.ClosedUntil, again.StaysClosed));
        Assert.False((await Import(hub, until)).StaysClosed);
        Assert.True((await Import(hub, Day(hub, 10))).StaysClosed);
        hub.Clock.Advance(TimeSpan.FromDays(61));
        Assert.Equal((true, null, false), (await Import(hub, null)) is var later ? (later.Known, later.ClosedUntil, later.StaysClosed) : default);
    }

    private static string[] Pages { get; } = ["/releases", "/releases/1", "/indicators", "/catalog.jsonld", "/indicators/early-one", "/indicators/early-one/data.csv"];

    private static async Task<string> Body(Visitor visitor, string path) => await (await visitor.Get(path)).Response.Content.ReadAsStringAsync();

    private static DateTime Day(TestHub hub, int days) => hub.Clock.GetUtcNow().UtcDateTime.AddDays(days);

    private static Task<ImportResult> Import(TestHub hub, DateTime? until) => ObservationImportTests.Import(hub, File, o => o with { Mapping = "own", Source = "oecd", EmbargoUntil = until });
}
