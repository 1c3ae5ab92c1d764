using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>Answers on a phone, by keyboard alone; with script one part at a time, without it on one long page.</summary>
internal sealed class Learner(IPage phone, string link, bool script)
{
    public async Task ReadsThePromise()
    {
        await phone.GotoAsync(link);
        var said = await phone.Says();
        Assert.Contains("Nobody can see who gave which answer. Not your teacher, not the school, not us.", said);
        Assert.True(said.IndexOf("Nobody can see", StringComparison.Ordinal) < said.IndexOf(await phone.Locator("fieldset.question legend").First.InnerTextAsync(), StringComparison.Ordinal));
        Assert.Equal(0, await Chromium.Sideways(phone));
    }

    /// <summary>Answers the questions in sight: Tab into each group, space or arrow to choose, Tab on.</summary>
    public async Task AnswersWhatIsInSight()
    {
        var questions = await phone.Locator("fieldset.question:visible").AllAsync();
        foreach (var (i, question) in questions.Index())
        {
            await TabInto(question);
            await phone.Keyboard.PressAsync("Space");
            // Once more thought: an answer can be changed before it is sent.
            for (var step = 0; step < i % 5; step++) await phone.Keyboard.PressAsync("ArrowDown");
            Assert.Equal(1, await question.Locator("input:checked").CountAsync());
        }
    }

    /// <summary>Closes the page, comes back to the link on the same phone.</summary>
    public async Task LeavesAndComesBack()
    {
        var before = await phone.Locator("input:checked").CountAsync();
        Assert.NotEqual(0, before);
        await phone.GotoAsync("about:blank");
        await phone.GotoAsync(link);
        Assert.Equal(script ? before : 0, await phone.Locator("input:checked").CountAsync());
        if (script) Assert.True(await phone.GetByRole(AriaRole.Button, new() { Name = "This is not me: start afresh" }).IsVisibleAsync());
    }

    /// <summary>Part by part to the end, where script shows parts; then sends with Enter and is thanked.</summary>
    public async Task AnswersTheRestAndSends()
    {
        await AnswersWhatIsInSight();
        var next = phone.GetByRole(AriaRole.Button, new() { Name = "Next part" });
        while (script && await next.IsVisibleAsync())
        {
            await next.FocusAsync();
            await phone.Keyboard.PressAsync("Enter");
            await AnswersWhatIsInSight();
        }
        Assert.Equal(0, await phone.Locator("fieldset.question:not(:has(input:checked))").CountAsync());
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).FocusAsync();
        await phone.Keyboard.PressAsync("Enter");
        await phone.WaitForURLAsync("**/thanks");
        Assert.Contains("What happens next", await phone.Says());
        await phone.GotoAsync(link);
        Assert.Equal(0, await phone.Locator("input:checked").CountAsync());
    }

    private async Task TabInto(ILocator question)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            if (await question.Locator("input:focus").CountAsync() == 1) return;
            await phone.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach: {await question.InnerTextAsync()}");
    }
}
