using Microsoft.Playwright;

namespace Meent.BrowserTests.Design;

/// <summary>Every component in a real browser: narrow and wide, light and dark, with and without script.</summary>
public class CatalogueTests(Chromium chromium)
{
    private static Task<TestHub> Hub(string brand = "meent") => TestHub.Listen(Engine.Sqlite, s => s with { Demonstration = true, Brand = brand });

    [BrowserTheory]
    [InlineData("/design", 320, false, "meent"), InlineData("/design", 1280, true, "meent"), InlineData("/design", 1280, false, "lakeside"), InlineData("/design", 320, true, "lakeside")]
    [InlineData("/design/figures", 320, true, "meent"), InlineData("/design/figures", 1280, false, "lakeside")]
    [InlineData("/design/questionnaire", 320, false, "meent"), InlineData("/design/questionnaire", 1280, true, "lakeside")]
    public async Task Axe_finds_nothing_and_nobody_scrolls_sideways(string path, int width, bool dark, string brand)
    {
        await using var hub = await Hub(brand);
        var page = await chromium.Page(hub.Address, width, dark: dark);
        await page.GotoAsync(path);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
        Assert.Equal("", await Chromium.Axe(page));
        Assert.Equal(0, await Chromium.Sideways(page));
        Assert.Empty(Chromium.Complaints(page));
    }

    [BrowserFact]
    public async Task Nothing_is_smaller_than_a_finger_or_than_can_be_read()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 320);
        await page.GotoAsync("/design");
        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("main button, main input:not([type=hidden]), main select, main textarea, main summary, header a, header button, .choice, .utrecht-button-link")]
              .filter((e) => e.checkVisibility() && !["checkbox", "radio"].includes(e.type))
              .filter((e) => e.getBoundingClientRect().height < 44)
              .map((e) => e.outerHTML.slice(0, 90))
            """);
        Assert.Empty(small);
        var tiny = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("body *")]
              .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
              .filter((e) => parseFloat(getComputedStyle(e).fontSize) < (e.closest("svg") ? 14 : 16))
              .map((e) => e.outerHTML.slice(0, 90))
            """);
        Assert.Empty(tiny);
    }

    [BrowserFact]
    public async Task The_menu_opens_on_a_phone_without_script_and_closes_with_Escape()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 390, script: false);
        await page.GotoAsync("/");
        var home = page.GetByRole(AriaRole.Link, new() { Name = "Home", Exact = true });
        Assert.False(await home.IsVisibleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        Assert.True(await home.IsVisibleAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await home.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Searching_while_typing_works_by_keyboard_and_tells_what_was_found()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address);
        await page.RouteAsync("**/api/places?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """[{"id":"1","name":"Elzenhof","detail":"Utrecht","href":"/#first"},{"id":"2","name":"Elzendaal","detail":"Boxmeer","href":"/#second"}]""",
        }));
        await page.GotoAsync("/design");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Your school" });
        await box.PressSequentiallyAsync("elz");
        await page.GetByText("2 found.").WaitForAsync();
        Assert.Equal("true", await box.GetAttributeAsync("aria-expanded"));
        await box.PressAsync("ArrowDown");
        await box.PressAsync("ArrowDown");
        var active = page.Locator("#" + await box.GetAttributeAsync("aria-activedescendant"));
        Assert.Equal("true", await active.GetAttributeAsync("aria-selected"));
        Assert.Contains("Elzendaal", await active.TextContentAsync(), StringComparison.Ordinal);
        await box.PressAsync("Escape");
        Assert.Equal("false", await box.GetAttributeAsync("aria-expanded"));
        await box.PressAsync("ArrowDown");
        await page.Locator(".combobox-list [role=option]").First.WaitForAsync();
        await box.PressAsync("ArrowDown");
        await box.PressAsync("Enter");
        await page.WaitForURLAsync("**/#first");
    }

    [BrowserFact]
    public async Task A_form_that_came_back_starts_at_its_errors_and_an_error_leads_to_its_field()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address);
        await page.GotoAsync("/design");
        Assert.Equal("errors", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.GetByRole(AriaRole.Link, new() { Name = "The round must close after it opens." }).ClickAsync();
        Assert.Equal("closes", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [BrowserFact]
    public async Task A_link_is_copied_and_the_page_says_so()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/design");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy Link for teachers" }).ClickAsync();
        await page.GetByText("Copied.").WaitForAsync();
        Assert.Equal("https://example.org/r/k7m2-9xqd", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
