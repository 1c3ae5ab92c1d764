using Microsoft.Playwright;

namespace Meent.BrowserTests.Design;

/// <summary>The script that shows a questionnaire one part at a time, on the sample of the catalogue.</summary>
public class QuestionnaireTests(Chromium chromium)
{
    private const string Sample = "/design/questionnaire";

    private static Task<TestHub> Hub() => TestHub.Listen(Engine.Sqlite, s => s with { Demonstration = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent");

    [BrowserFact]
    public async Task One_part_at_a_time_with_progress_and_the_heading_read_out()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 390);
        await page.GotoAsync(Sample);
        Assert.Equal(["In class"], await Headings(page));
        Assert.Equal("33", await page.GetByRole(AriaRole.Progressbar).GetAttributeAsync("aria-valuenow"));
        Assert.Equal(0, await Button(page, "Send my answers").CountAsync());

        await AnswerAll(page);
        await Button(page, "Next part").ClickAsync();
        Assert.Equal(["What we use"], await Headings(page));
        Assert.Equal("What we use", await Focused(page));
        Assert.Equal(["How do you learn with computers?"], await page.Locator("h1:visible").AllTextContentsAsync());
        Assert.False(await page.GetByText("Elzenhof school asks you").IsVisibleAsync());
        Assert.Equal("", await Chromium.Axe(page));
        Assert.Equal("Part 2 of 3 · about 3 minutes left", await page.Locator(".progress-words").TextContentAsync());

        await page.GoBackAsync();
        Assert.Equal(["In class"], await Headings(page));
        Assert.Equal(2, await page.Locator("input:checked").CountAsync());
        Assert.Empty(Chromium.Complaints(page));
    }

    [BrowserFact]
    public async Task Open_statements_are_mentioned_once_and_may_stay_open()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 390);
        await page.GotoAsync(Sample);
        await Button(page, "Next part").ClickAsync();
        Assert.StartsWith("Some statements in this part have no answer yet.", await Focused(page), StringComparison.Ordinal);
        Assert.Equal(["In class"], await Headings(page));
        await Button(page, "Next part").ClickAsync();
        Assert.Equal(["What we use"], await Headings(page));
    }

    [BrowserFact]
    public async Task A_draft_waits_on_the_device_until_somebody_else_sits_down()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 390);
        await page.GotoAsync(Sample);
        await page.GetByLabel("Agree", new() { Exact = true }).First.CheckAsync();
        await page.ReloadAsync();
        Assert.True(await page.GetByText("Your answers from before are still here").IsVisibleAsync());
        Assert.Equal(1, await page.Locator("input:checked").CountAsync());

        await Button(page, "This is not me: start afresh").ClickAsync();
        Assert.Equal(0, await page.Locator("input:checked").CountAsync());
        await page.ReloadAsync();
        Assert.False(await page.GetByText("Your answers from before are still here").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task A_draft_of_the_day_before_yesterday_is_gone()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 390);
        await page.GotoAsync(Sample);
        await page.GetByLabel("Agree", new() { Exact = true }).First.CheckAsync();
        await page.EvaluateAsync("""
            () => {
              const draft = JSON.parse(localStorage.getItem("meent-draft-sample"));
              draft.started -= 25 * 60 * 60 * 1000;
              localStorage.setItem("meent-draft-sample", JSON.stringify(draft));
            }
            """);
        await page.ReloadAsync();
        Assert.Equal(0, await page.Locator("input:checked").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }

    [BrowserFact]
    public async Task The_keyboard_alone_answers_and_Enter_never_sends_too_early()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address);
        await page.GotoAsync(Sample);
        await page.Locator("input[type=radio]").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("4", await page.Locator("input:checked").GetAttributeAsync("value"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(["In class"], await Headings(page));
        Assert.EndsWith(Sample, page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Without_script_it_is_one_long_page_with_one_button()
    {
        await using var hub = await Hub();
        var page = await chromium.Page(hub.Address, width: 320, script: false);
        await page.GotoAsync(Sample);
        Assert.True(await page.GetByText("Elzenhof school asks you").IsVisibleAsync());
        Assert.Equal(["In class", "What we use", "How we learn together"], await Headings(page));
        Assert.Equal(["Send my answers"], await page.Locator("button:visible").AllTextContentsAsync());
    }

    private static async Task<IReadOnlyList<string>> Headings(IPage page) => await page.Locator("h2:visible").AllTextContentsAsync();

    private static async Task AnswerAll(IPage page)
    {
        foreach (var question in await page.Locator(".question:visible").AllAsync()) await question.GetByLabel("Partly").CheckAsync();
    }
}
