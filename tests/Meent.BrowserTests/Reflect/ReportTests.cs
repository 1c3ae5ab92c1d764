using Meent.People;
using Meent.Tests.Reflect.ReadResults;
using Microsoft.Playwright;

namespace Meent.BrowserTests.Reflect;

/// <summary>The report in a real browser: narrow and wide, in both languages, with much and with little to show.</summary>
public class ReportTests(Chromium chromium)
{
    [BrowserTheory]
    [InlineData(320, "en", false), InlineData(1280, "nl", false), InlineData(320, "nl", true), InlineData(1280, "en", true)]
    public async Task Axe_finds_nothing_and_nobody_scrolls_sideways(int width, string language, bool small)
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite, s => s);
        var school = await hub.AddSchool("Elzenhof school");
        var person = await hub.AddPerson("Samira Haddad");
        await hub.Give(person, Role.Reader, school);
        await hub.AddReport(school, ReportSchool.Usual(), "Spring 2025", 365);
        var id = small
            ? await hub.AddReport(school, [new("leaders", 2, 2, _ => 4), new("teachers", 7, 9, _ => 3), new("learners", 3, 60, _ => 3, "primary")], team: false)
            : await hub.AddReport(school, ReportSchool.Usual(teaching: 0.7), own: ["We greet each other in the morning"]);
        var page = await SignedIn(hub, person, width, language);
        foreach (var path in new[] { $"/rounds/{id}/report", $"/rounds/{id}/report/all", $"/rounds/{id}/report/assessment", $"/rounds/{id}/conversation", "/about/how-sure" })
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
            Assert.Equal((path, ""), (path, await Chromium.Axe(page)));
            Assert.Equal((path, 0), (path, await Chromium.Sideways(page)));
        }
        Assert.Empty(Chromium.Complaints(page));
    }

    private async Task<IPage> SignedIn(TestHub hub, Person person, int width, string language)
    {
        var page = await chromium.Page(hub.Address, width, language: language);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name=email]", person.Email!);
        await page.FillAsync("[name=password]", TestHub.Password);
        await page.PressAsync("[name=password]", "Enter");
        await page.WaitForURLAsync(u => !u.Contains("sign-in", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        return page;
    }
}
