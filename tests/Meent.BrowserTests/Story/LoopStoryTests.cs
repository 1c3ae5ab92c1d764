using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>The two walks that a hub is for: from a paragraph of a policy to what a school does, and from a weak result to a changed one.</summary>
public class LoopStoryTests(Chromium chromium)
{
    [BrowserFact]
    public async Task From_a_paragraph_to_a_measure_and_back_and_from_a_report_to_a_changed_result()
    {
        await using var hub = await StoryHub.Demonstration();
        await FollowsTheThread(await chromium.Page(hub.Address));
        var coordinator = await SignsIn(hub, "coordinator@meent.example");
        var objective = await MakesAWeakResultAnObjective(coordinator);
        var link = await AsksAgain(coordinator, objective);
        await Answer(hub, link);
        await ClosesTheRound(coordinator);
        await ReadsInThePlanWhatBecameOfIt(coordinator, objective);
    }

    /// <summary>Anybody: nothing of it takes an account.</summary>
    private static async Task FollowsTheThread(IPage page)
    {
        await page.GotoAsync("/figures");
        await page.Follow("What policies ask for");
        await page.Follow("Council Recommendation 2023");
        await page.Locator("a[href$='/policy/council-2023/3b.vii']").First.ClickAsync();
        await page.Sees("Cybersecurity");
        await page.Follow("Everybody is safe and well online");
        await page.Sees("Digital plan of our school");
        await page.Follow("Agreements on devices, made with learners");
        await page.Sees("Agreements on devices, made with learners");
        Assert.DoesNotContain("Anna de Vries", await page.Says(), StringComparison.Ordinal);
        await page.Follow("Everybody is safe and well online");
        await page.Locator("a[href$='/policy/council-2023/3b.vii']").First.ClickAsync();
        await page.Sees("Cybersecurity");
        Assert.Empty(Chromium.Complaints(page));
    }

    private async Task<IPage> SignsIn(StoryHub hub, string email)
    {
        var page = await chromium.Page(hub.Address);
        await page.GotoAsync("/sign-in");
        await page.Locator("[name=email]").FillAsync(email);
        await page.Locator("[name=password]").FillAsync("meadow demonstration");
        await page.Locator("[name=password]").PressAsync("Enter");
        await page.WaitForURLAsync(u => !u.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <returns>the objective, as it is called</returns>
    private static async Task<string> MakesAWeakResultAnObjective(IPage page)
    {
        await page.GotoAsync("/school");
        await page.Follow("Elzenhof school");
        await page.Follow("Read the report");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Make this an objective") }).First.ClickAsync();
        await page.Sees("Make this an objective");
        var title = await page.Labelled("What do you want to reach?").InputValueAsync();
        Assert.NotEmpty(title);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Digital plan of our school" }).CheckAsync();
        await page.Locator("input[name=measures]").First.CheckAsync();
        await page.Press("Put it into the plan");
        await page.Sees("Digital plan of our school");
        Assert.Contains(title, await page.Says(), StringComparison.Ordinal);
        return title;
    }

    private static ILocator Part(IPage page, string objective) => page.Locator("section.plan-objective").Filter(new() { HasText = objective });

    /// <summary>From the plan: only the statements of the area that the objective came from.</summary>
    /// <returns>the link for teachers</returns>
    private static async Task<string> AsksAgain(IPage page, string objective)
    {
        await Part(page, objective).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Ask again: a pulse") }).ClickAsync();
        await page.Sees("Ask again: a pulse");
        Assert.InRange(await page.Locator("#item input:checked").CountAsync(), 1, 10);
        await page.Labelled("Name of the round").FillAsync("Did it help");
        await page.Press("Go on to preparing");
        await page.Press("Save and look at the questions");
        await page.Sees("The questions of Did it help");
        await page.Follow("Go on to opening");
        await page.Press("Open the round");
        await page.Sees("Invite people to Did it help");
        return await page.Labelled("Link for this group: Teachers").InputValueAsync();
    }

    /// <summary>Twelve teachers, each of whom agrees wholly, with the form as a browser without script sends it.</summary>
    private async Task Answer(StoryHub hub, string link)
    {
        var page = await chromium.Page(hub.Address, script: false);
        for (var person = 0; person < 12; person++)
        {
            await page.GotoAsync(link);
            var names = await page.Locator("fieldset.question").EvaluateAllAsync<string[]>("all => all.map(q => q.querySelector('input').name)");
            var form = page.APIRequest.CreateFormData();
            foreach (var name in names) form.Append(name, "5");
            Assert.EndsWith("/thanks", (await page.APIRequest.PostAsync(link, new() { Form = form })).Url, StringComparison.Ordinal);
        }
    }

    private static async Task ClosesTheRound(IPage page)
    {
        await page.GotoAsync("/school");
        await page.Follow("Elzenhof school");
        await page.Follow("Did it help");
        await page.Follow("Close it now and read the report");
        await page.Press("Close and count");
    }

    private static async Task ReadsInThePlanWhatBecameOfIt(IPage page, string objective)
    {
        await page.GotoAsync("/school");
        await page.Follow("Elzenhof school");
        await page.Follow("Plans: what we do and how far we are");
        await page.Follow("Digital plan of our school");
        var part = Part(page, objective);
        Assert.Contains("compared with “Spring 2026”: Clearly higher: teachers, from", (await part.InnerTextAsync()).ReplaceLineEndings(" "), StringComparison.Ordinal);
        await part.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^“Did it help”") }).ClickAsync();
        await page.Sees("What our school says about itself");
        var says = await page.Says();
        Assert.Contains("12 of", says, StringComparison.Ordinal);
        Assert.Contains("clearly higher than in “Spring 2026”", says, StringComparison.Ordinal);
        Assert.Empty(Chromium.Complaints(page));
    }
}
