using Meent.Tests.Authorisation;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Meent.BrowserTests.Pages.ListeningWorld))]

namespace Meent.BrowserTests.Pages;

/// <summary>The hub of the authorisation table, where a browser can reach it.</summary>
public sealed class ListeningWorld : AuthorisationWorld
{
    protected override Task<TestHub> Start() => TestHub.Listen(Engine.Sqlite);
}

/// <summary>Every page that the authorisation table knows, in both languages, narrow and wide.</summary>
/// <remarks>A class per language, so that they run side by side.</remarks>
public class EnglishPageTests(OpenPages pages, ListeningWorld world) : EveryPageTests(pages, world), IClassFixture<OpenPages>
{
    [BrowserTheory, MemberData(nameof(Pages))]
    public Task A_page_is_accessible_narrow_and_wide_and_light_and_asks_nobody_else(string route, Caller caller) => Look(route, caller, "en");
}

/// <inheritdoc cref="EnglishPageTests"/>
public class DutchPageTests(OpenPages pages, ListeningWorld world) : EveryPageTests(pages, world), IClassFixture<OpenPages>
{
    [BrowserTheory, MemberData(nameof(Pages))]
    public Task A_page_is_accessible_narrow_and_wide_and_light_and_asks_nobody_else(string route, Caller caller) => Look(route, caller, "nl");
}

/// <summary>A window for each who looks, in one language: opened once, because opening one takes longer than the page.</summary>
public sealed class OpenPages(Chromium chromium, ListeningWorld world)
{
    private readonly Dictionary<(Caller Caller, string Language), IPage> open = [];
    private readonly Dictionary<IPage, List<string>> asked = [];

    /// <summary>The window of the caller, wide, with nothing left of what the page before asked for or complained of.</summary>
    public async Task<IPage> Of(Caller caller, string language)
    {
        if (!open.TryGetValue((caller, language), out var page)) open[(caller, language)] = page = await Open(caller, language);
        await page.SetViewportSizeAsync(1280, 800);
        Chromium.Complaints(page).Clear();
        Elsewhere(page).Clear();
        return page;
    }

    /// <summary>What was asked of another address since the window was taken.</summary>
    public List<string> Elsewhere(IPage page) => asked[page];

    private async Task<IPage> Open(Caller caller, string language)
    {
        var page = await chromium.Page(world.Hub.Address, language: language);
        if (await world.Session(caller) is var (name, value)) await page.Context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = world.Hub.Address }]);
        var all = asked[page] = [];
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(world.Hub.Address + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) all.Add(request.Url);
        };
        return page;
    }
}

public abstract class EveryPageTests(OpenPages pages, ListeningWorld world)
{
    private const int MostKilobytes = 100;

    // Those who see most come first: their pages hold what the others' pages hold, and more.
    private static readonly Caller[] Eyes = [Caller.Coordinator, Caller.Operator, Caller.Board, Caller.Leader, Caller.Adviser, Caller.Reader, Caller.Person, Caller.Nobody];

    public static IEnumerable<TheoryDataRow<string, Caller>> Pages =>
        from row in AuthorisationTable.Read()
        where row.Method == "GET" && (Seen(row) || row.ToString() == Refused.ToString())
        from caller in Seers(row)
        select new TheoryDataRow<string, Caller>(row.ToString(), caller);

    /// <summary>What may not be seen looks the same everywhere: one such page stands for all.</summary>
    private static readonly AuthorisationRow Refused = AuthorisationTable.Read().First(r => r.Method == "GET" && !Seen(r));

    private static bool Seen(AuthorisationRow row) => Eyes.Any(c => row.Expected[c] is not ("sign-in" or "303" or "404"));

    protected async Task Look(string route, Caller caller, string language)
    {
        var row = AuthorisationTable.Read().First(r => r.Method == "GET" && r.ToString() == route && r.Expected[caller] is not ("sign-in" or "303"));
        var page = await pages.Of(caller, language);
        if (await Visit(page, world.Address(row)) is not { } response) return;
        if (response.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true) return;

        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.InRange(await Kilobytes(page), 1, MostKilobytes);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
        foreach (var width in new[] { 1280, 320 })
        {
            await page.SetViewportSizeAsync(width, 800);
            Assert.Equal(0, await Settled(page));
            if (width == AxeAt(language)) Assert.Equal("", await Chromium.Axe(page));
        }
        Assert.Empty(Chromium.Complaints(page));
        Assert.Empty(pages.Elsewhere(page));
    }

    /// <summary>How far the page goes sideways once it is laid out anew: right after a change of width, a frame may show the old.</summary>
    private static async Task<int> Settled(IPage page)
    {
        for (var tries = 0; tries < 20 && await Chromium.Sideways(page) != 0; tries++) await Task.Delay(100);
        return await Chromium.Sideways(page);
    }

    // The longer words on the narrow page, the shorter ones on the wide page: what axe finds hangs on the markup and the width, which both have.
    private static int AxeAt(string language) => language == "nl" ? 320 : 1280;

    private static IEnumerable<Caller> Seers(AuthorisationRow row)
    {
        var pages = Eyes.Where(c => row.Expected[c] is not ("sign-in" or "303")).ToList();
        var seeing = pages.Where(c => row.Expected[c] == "200").ToList();
        // A refusal is a page too: once, as it looks to the first who gets it.
        return seeing.Count == 0 ? pages.Take(1) : seeing.Take(1).Concat(seeing.Contains(Caller.Nobody) ? [Caller.Nobody] : []).Distinct();
    }

    /// <summary>Null where the address is a file to keep, which a browser does not show, or where a program is told that there is nothing, in no words.</summary>
    private static async Task<IResponse?> Visit(IPage page, string address)
    {
        try
        {
            return await page.GotoAsync(address);
        }
        catch (PlaywrightException e) when (e.Message.Contains("Download is starting", StringComparison.Ordinal) || e.Message.Contains("ERR_ABORTED", StringComparison.Ordinal)
            || (e.Message.Contains("ERR_HTTP_RESPONSE_CODE_FAILURE", StringComparison.Ordinal) && address.Contains("/api/", StringComparison.Ordinal)))
        {
            return null;
        }
    }

    // What comes over the wire for the page, its style and its scripts to who sees it first; a font is kept for a year and is no part of the promise.
    private static async Task<double> Kilobytes(IPage page) => await page.EvaluateAsync<double>("""
        () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
          .filter((e) => !e.name.endsWith(".woff2")).reduce((sum, e) => sum + e.encodedBodySize + 300, 0) / 1024
        """);
}
