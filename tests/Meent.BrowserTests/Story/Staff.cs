using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>The grown-ups of the story: the operator, the coordinator of a school, an adviser. Each has a browser of their own.</summary>
internal sealed class Staff(Chromium chromium, StoryHub hub, bool script)
{
    public async Task<IPage> SetsUpTheHub()
    {
        var page = await chromium.Page(hub.Address, script: script);
        await page.GotoAsync("/");
        await page.Sees("Set up this hub");
        await page.Labelled("Set-up code").FillAsync(hub.SetUpCode);
        await page.Labelled("Your name").FillAsync("Olga Prins");
        await page.Labelled("E-mail address").FillAsync("olga@hub.example");
        await page.Labelled("Password").FillAsync(Steps.Password);
        await page.Labelled("The same password again").FillAsync(Steps.Password);
        await page.Press("Make the account");
        Assert.EndsWith("/operate", page.Url, StringComparison.Ordinal);
        return page;
    }

    /// <summary>From the home page: finds the school, makes an account on the way, asks to coordinate.</summary>
    public async Task<IPage> AsksForTheSchool()
    {
        var page = await chromium.Page(hub.Address, script: script);
        await page.GotoAsync("/");
        await page.Follow("Find your school");
        await page.GetByRole(AriaRole.Searchbox).Or(page.GetByRole(AriaRole.Combobox)).First.FillAsync("aalen elzen");
        await page.Press("Search");
        await page.Follow("Schule am Elzenhof");
        await page.Follow("Ask to work for it");
        await page.Follow("Make an account");
        await SignUp(page, "Anna de Vries", "anna@school.example");
        await page.Sees("Work for Schule am Elzenhof");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Coordinator" }).CheckAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Why may you do this" }).FillAsync("I coordinate digital education here; the head can confirm it.");
        await page.Press("Send the request");
        Assert.Contains("Your request is on its way", await page.Says());
        return page;
    }

    public async Task<IPage> MakesAnAccount(string name, string email)
    {
        var page = await chromium.Page(hub.Address, script: script);
        await page.GotoAsync("/sign-up");
        await SignUp(page, name, email);
        return page;
    }

    public static async Task Approves(IPage operating)
    {
        await operating.GotoAsync("/operate");
        await operating.Follow("Requests");
        Assert.Contains("Anna de Vries", await operating.Says());
        await operating.Press("Approve");
        Assert.DoesNotContain("Anna de Vries asks", await operating.Says());
    }

    private async Task SignUp(IPage page, string name, string email)
    {
        await page.Sees("Make an account");
        await page.Labelled("Your name").FillAsync(name);
        await page.Labelled("E-mail address").FillAsync(email);
        await page.Labelled("Password").FillAsync(Steps.Password);
        await page.Press("Go on");
        await page.Sees("Look into your mail");
        await page.Labelled("Code from the mail").FillAsync(await hub.CodeFor(email));
        await page.Press("Make the account");
        await page.Follow("Not now");
    }
}
