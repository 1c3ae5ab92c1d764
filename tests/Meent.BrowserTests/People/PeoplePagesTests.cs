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
        foreach (var path in new[] { "/account", "/account/safety", "/account/passkeys/new", "/sign-out" }) await Look(page, path);
        foreach (var path in new[] { "/account/password", "/account/address", place + "/ask" }) await Look(page, path, submit: path != place + "/ask");
        await Look(page, "/account/data");
        await Look(page, "/account/delete", submit: true);
        await Look(page, place + "/people", submit: true);
        await page.FillAsync("#email", "a.very.long.address.of.a.colleague@wilgenroos.example");
        await page.Locator("form:has(#email) button[type=submit]").ClickAsync();
        await Look(page, null);

        page = await chromium.Page(hub.Address, width, language: language);
        await SignIn(page, olga);
        foreach (var path in new[] { "/operate", "/operate/people", "/operate/people?q=nobody", $"/operate/people/{noor.Id}", $"/operate/people/{kim.Id}", place + "/people", "/account" }) await Look(page, path);
        foreach (var path in new[] { "/operate/mail?address=noor@example.org", "/operate/mail/letters", "/operate/mail/letters/1", "/operate/trail?check=1", "/account/data" }) await Look(page, path);
        await Look(page, "/operate/requests");
        await page.ClickAsync("button[value=refuse]");
        Assert.Equal("errors", await page.EvaluateAsync<string>("document.activeElement.id"));
        await Look(page, null);
        await Look(page, place + "/ask", submit: true);
    }

    [BrowserTheory]
    [InlineData(320, "en"), InlineData(320, "nl"), InlineData(1280, "en")]
    public async Task Pages_that_only_a_form_leads_to_are_accessible_too(int width, string language)
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        var page = await chromium.Page(hub.Address, width, language: language);
        await SignIn(page, noor);
        await page.GotoAsync("/account/second-step");
        await page.Locator("form:has([value=begin]) button").ClickAsync();
        await Look(page, null, submit: true);
        var key = (await page.InputValueAsync("#key")).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", Totp.Code(Base32(key), Totp.Step(hub.Clock.GetUtcNow())));
        await page.Locator("form:has(#code) button").ClickAsync();
        Assert.Equal(10, await page.Locator(".recovery-codes code").CountAsync());
        await Look(page, null);
        await Look(page, "/account/second-step");

        var other = await chromium.Page(hub.Address, width, language: language);
        await SignIn(other, noor);
        await Look(other, null, submit: true);
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await page.Locator("form:has([value=off]) button").ClickAsync();
        await Look(page, null, submit: true);
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
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
        await page.Locator("main form:has(#email) button[type=submit]").ClickAsync();
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
