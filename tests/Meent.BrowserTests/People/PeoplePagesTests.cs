using Meent.Foundation.Data;
using Meent.People;
using Microsoft.Playwright;

namespace Meent.BrowserTests.People;

/// <summary>Pages about accounts and roles in a real browser, as they are and with errors, in both languages, narrow and wide.</summary>
public class PeoplePagesTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(320, "en"), InlineData(320, "nl"), InlineData(1280, "en")]
    public async Task Axe_finds_nothing_and_nobody_scrolls_sideways(int width, string language)
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite);
        var school = await hub.AddSchool("Openbare Basisschool De Wilgenroos aan de Wetering", "Sint Maartensvlotbrug");
        var (olga, noor, kim) = (await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddPerson("Noor Bakker-van den Heuvel"), await hub.AddPerson("Kim Visser"));
        await hub.Give(noor, Role.Coordinator, school);
        await hub.Change(db => db.Add(new RoleHeld { PlaceId = school.PlaceId, PersonId = kim.Id, Role = Role.Leader, Since = DateTime.UnixEpoch, Reason = "I lead the team, and " + new string('m', 60) + "." }));
        var place = $"/places/{school.PlaceId}";

        var page = await chromium.Page(hub.Address, width, language: language);
        foreach (var path in new[] { "/sign-in", "/sign-up", "/forgot" }) await Look(page, path, submit: true);
        await SignIn(page, noor);
        foreach (var path in new[] { "/account", "/sign-out" }) await Look(page, path);
        foreach (var path in new[] { "/account/password", place + "/ask" }) await Look(page, path, submit: path != place + "/ask");
        await Look(page, place + "/people", submit: true);
        await page.FillAsync("#email", "a.very.long.address.of.a.colleague@wilgenroos.example");
        await page.Locator("form:has(#email) button[type=submit]").ClickAsync();
        await Look(page, null);

        page = await chromium.Page(hub.Address, width, language: language);
        await SignIn(page, olga);
        foreach (var path in new[] { "/operate", "/operate/people", "/operate/people?q=nobody", $"/operate/people/{noor.Id}", $"/operate/people/{kim.Id}", place + "/people", "/account" }) await Look(page, path);
        await Look(page, "/operate/requests");
        await page.ClickAsync("button[value=refuse]");
        Assert.Equal("errors", await page.EvaluateAsync<string>("document.activeElement.id"));
        await Look(page, null);
        await Look(page, place + "/ask", submit: true);
    }

    [BrowserFact]
    public async Task The_set_up_page_is_clear_and_works_without_script()
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite, isOver: false);
        var link = (await FirstStart.Greeting(hub.Services, TestContext.Current.CancellationToken))!.Split(' ')[^1];
        var page = await chromium.Page(hub.Address, 320, script: false);
        await page.GotoAsync(new Uri(link).PathAndQuery);
        Assert.Equal(0, await Chromium.Sideways(await WithScript(hub, new Uri(link).PathAndQuery)));
        await page.GetByLabel("Your name").FillAsync("Olga Prins");
        await page.GetByLabel("E-mail address").FillAsync("olga@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("four words in meadow");
        await page.GetByLabel("The same password again").FillAsync("four words in meadow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        Assert.EndsWith("/operate", page.Url);
    }

    private async Task<IPage> WithScript(TestHub hub, string path)
    {
        var page = await chromium.Page(hub.Address, 320);
        await page.GotoAsync(path);
        Assert.Equal("", await Chromium.Axe(page));
        return page;
    }

    private static async Task SignIn(IPage page, Person person)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#email", person.Email!);
        await page.FillAsync("#password", TestHub.Password);
        await page.Locator("main form button[type=submit]").ClickAsync();
    }

    /// <param name="path">null for the page as it is</param>
    /// <param name="submit">sends the last form empty and looks at its errors, too</param>
    private static async Task Look(IPage page, string? path, bool submit = false)
    {
        if (path is not null) await page.GotoAsync(path);
        if (submit) await page.Locator("main form.form button[type=submit]").Last.ClickAsync();
        if (Environment.GetEnvironmentVariable("MEENT_TEST_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{page.ViewportSize!.Width}-{new Uri(page.Url).AbsolutePath.Trim('/').Replace('/', '-')}{(submit ? "-errors" : "")}.png") });
        Assert.Equal("", await Chromium.Axe(page));
        Assert.Equal(0, await Chromium.Sideways(page));
        Assert.Empty(Chromium.Complaints(page));
    }
}
