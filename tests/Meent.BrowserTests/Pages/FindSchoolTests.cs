using Meent.Foundation.Data;
using Meent.Places;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Meent.BrowserTests.Pages;

/// <summary>Somebody finds their school with the keyboard, with a wrong letter, on a telephone, and without script.</summary>
public class FindSchoolTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(1280, "en"), InlineData(320, "nl")]
    public async Task While_somebody_types_the_list_opens_and_the_keyboard_chooses(int width, string language)
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width, language: language);
        await page.GotoAsync("/find");
        var box = page.Locator("#q");
        Assert.Equal("combobox", await box.GetAttributeAsync("role"));
        await box.PressSequentiallyAsync("schubrat");
        await Assertions.Expect(page.Locator(".combobox-list [role=option]")).ToHaveCountAsync(1);
        Assert.StartsWith(language == "en" ? "Did you mean one of these 1?" : "", await page.Locator(".combobox-status").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", await Chromium.Axe(page));
        Assert.Equal(0, await Chromium.Sideways(page));
        await box.PressAsync("ArrowDown");
        Assert.Equal("q-list-0", await box.GetAttributeAsync("aria-activedescendant"));
        Assert.Equal("true", await page.Locator("#q-list-0").GetAttributeAsync("aria-selected"));
        await box.PressAsync("Enter");
        await page.WaitForURLAsync("**/places/*");
        Assert.Equal("Schubart-Gymnasium", await page.Locator("h1").TextContentAsync());
        Assert.Empty(Chromium.Complaints(page));
    }

    [BrowserFact]
    public async Task The_list_closes_with_Escape_and_does_not_open_behind_who_went_on()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address);
        await page.GotoAsync("/find");
        var box = page.Locator("#q");
        await box.PressSequentiallyAsync("schu");
        await page.Locator(".combobox-list [role=option]").First.WaitForAsync();
        await box.PressAsync("Escape");
        Assert.Equal("false", await box.GetAttributeAsync("aria-expanded"));
        Assert.Equal("schu", await box.InputValueAsync());
        // The answer comes when the focus is elsewhere already.
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/api/places?*", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        var asked = page.WaitForRequestAsync("**/api/places?*");
        await box.PressSequentiallyAsync("b");
        await asked;
        await box.PressAsync("Tab");
        var answered = page.WaitForResponseAsync("**/api/places?*");
        gate.SetResult();
        await answered;
        await page.WaitForTimeoutAsync(200);
        Assert.Equal("false", await box.GetAttributeAsync("aria-expanded"));
    }

    [BrowserFact]
    public async Task Without_script_the_form_answers_with_a_page()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, 320, script: false);
        await page.GotoAsync("/find");
        await page.GetByLabel("Name and town").FillAsync("linden ahlen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Did you mean one of these?" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Lindenschule" }).ClickAsync();
        Assert.Equal("Lindenschule", await page.Locator("h1").TextContentAsync());
    }

    private static async Task<TestHub> Hub()
    {
        var hub = await TestHub.Listen(Engine.Sqlite);
        await using var scope = hub.Services.CreateAsyncScope();
        var (db, index) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<PlaceIndex>());
        Place[] schools =
        [
            new() { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = "Schubart-Gymnasium", Town = "Aalen", Country = "DE" },
            new() { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = "Lindenschule", Town = "Aalen", Country = "DE" },
            new() { PlaceId = Ids.New(), Kind = PlaceKind.School, Name = "Schule am Park", Town = "Ulm", Country = "DE" },
        ];
        await db.InTransaction(async () =>
        {
            db.AddRange(schools);
            await db.SaveChangesAsync();
            await index.Write([.. schools.Select(s => s.PlaceId)]);
        });
        return hub;
    }
}
