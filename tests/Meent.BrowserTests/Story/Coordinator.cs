using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>What the coordinator does with a round, from preparing to sharing its report.</summary>
internal sealed class Coordinator(IPage page)
{
    public async Task PreparesARound()
    {
        await page.GotoAsync("/school");
        await page.Follow("Start the first round");
        await page.Sees("A new round");
        await page.Press("Go on to preparing");
        await page.Labelled("Name of the round").FillAsync("First look");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Mini" }).CheckAsync();
        await page.Locator("[name='invited.teachers']").FillAsync("12");
        await page.Locator("[name='invited.learners']").FillAsync("60");
        await page.Locator("[name='variant.learners']").SelectOptionAsync("secondary");
        await page.Press("Save and look at the questions");
        await page.Sees("The questions of First look");
    }

    public async Task LooksAtTheQuestions()
    {
        await page.Follow("See what this group sees: Learners");
        Assert.Contains("This is a preview", await page.Says());
        await page.Follow("Back to preparing");
        await page.Follow("Go on to opening");
        await page.Sees("Open First look");
        Assert.Contains("Nobody can weaken this afterwards", await page.Says());
    }

    /// <returns>the links to send, by group</returns>
    public async Task<(string Teachers, string Learners)> OpensAndInvites()
    {
        await page.Press("Open the round");
        await page.Sees("Invite people to First look");
        var teachers = await page.Labelled("Link for this group: Teachers").InputValueAsync();
        Assert.Equal(0, await page.Labelled("Link for this group: Learners").CountAsync());
        await page.Follow("Read the three texts");
        foreach (var tick in await page.GetByRole(AriaRole.Checkbox).AllAsync()) await tick.CheckAsync();
        await page.Press("Go on to the link for learners");
        return (teachers, await page.Labelled("Link for this group: Learners").InputValueAsync());
    }

    public async Task GivesTheTeamsView()
    {
        await page.GotoAsync("/school");
        await page.Follow("Give the team's view");
        await page.Labelled("Who gives this view?").FillAsync("Anna de Vries and Tom Bakker");
        await page.Labelled("How many people is that?").FillAsync("2");
        foreach (var question in await page.Locator("fieldset.question").AllAsync()) await question.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await page.Press("Save the team's view");
        Assert.Contains("Saved.", await page.Says());
        await page.Follow("Back to the round");
    }

    /// <summary>The counts, and no more than the counts.</summary>
    public async Task<string> FollowsTheCounts()
    {
        await page.ReloadAsync();
        await page.Sees("First look");
        var said = await page.Says();
        Assert.DoesNotContain("%", said, StringComparison.Ordinal);
        return said;
    }

    public async Task ClosesAndReads()
    {
        await page.Follow("Close it now and read the report");
        await page.Press("Close and count");
        if (!page.Url.EndsWith("/report", StringComparison.Ordinal)) await page.Follow("Read the report");
        await page.Sees("What our school says about itself");
        Assert.InRange(await page.Locator("main .finding li").CountAsync(), 3, 5);
        Assert.NotEqual(0, await page.Locator("figure table").CountAsync());
    }

    public async Task SharesWith(string email)
    {
        await page.GotoAsync(page.Url.Replace("/report", "", StringComparison.Ordinal));
        await page.Follow("Share it with an adviser");
        await page.Labelled("E-mail address of the adviser").FillAsync(email);
        await page.Press("Share the report");
        var says = await page.Says();
        Assert.Contains("If somebody has an account with that address, they can read the report now", says);
        Assert.DoesNotContain("Femke Jansen", says);
    }

    public async Task SeesWhoOpenedIt(string name)
    {
        await page.ReloadAsync();
        Assert.Contains($"{name}, until", await page.Says());
    }
}
