using Meent.People;
using Meent.Tests.People;
using Microsoft.Playwright;

namespace Meent.BrowserTests.Story;

/// <summary>Noor comes with a passkey, joins her school, lets a colleague in, hands over and leaves. Three people, three browsers.</summary>
public class ColleaguesStoryTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Somebody_registers_with_a_passkey_joins_a_school_approves_a_colleague_hands_over_and_leaves()
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite);
        var school = await hub.AddSchool("Elzenhof school");
        var (olga, kim) = (await hub.AddPerson("Olga Prins", isOperator: true), await hub.AddPerson("Kim Visser"));
        var people = $"/places/{school.PlaceId}/people";

        var noor = await Registers(hub);
        await Asks(noor, school.PlaceId, "Coordinator", "I coordinate ICT at this school.");
        var operators = await SignsIn(hub, olga);
        await operators.GotoAsync("/operate/requests");
        await operators.Press("Approve");
        Assert.Contains("approved", MailBox.Last(hub, "noor@example.org"), StringComparison.Ordinal);

        var colleague = await SignsIn(hub, kim);
        await Asks(colleague, school.PlaceId, "Reader", "I teach the upper classes.");
        // Long enough for the school's device to have been left alone: the passkey is asked for once more.
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await noor.GotoAsync(people);
        Assert.Contains("Kim Visser", await noor.Says());
        await noor.Press("Approve");
        await noor.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" }).WaitForAsync();
        await noor.Press("Go on with a passkey");
        await noor.GetByRole(AriaRole.Heading, new() { Name = "People of Elzenhof school" }).WaitForAsync();
        Assert.Contains("your request was approved", MailBox.Last(hub, kim.Email!), StringComparison.Ordinal);

        await HandsOver(noor, colleague, school.PlaceId);

        var left = await noor.GotoAsync(people);
        Assert.Equal(404, left!.Status);
        await colleague.GotoAsync(people);
        Assert.DoesNotContain("Noor Bakker", await colleague.Says());
        Assert.Empty(Chromium.Complaints(colleague));
    }

    private static async Task HandsOver(IPage noor, IPage colleague, Guid school)
    {
        await noor.GotoAsync($"/places/{school}/hand-over");
        Assert.Equal("", await Chromium.Axe(noor));
        Assert.Contains("Nobody else coordinates Elzenhof school", await noor.Says());
        await noor.GetByRole(AriaRole.Radio, new() { Name = "Kim Visser" }).CheckAsync();
        await noor.Press("Ask to take over");
        Assert.Contains("to take over", await noor.Says());
        await colleague.GotoAsync("/account");
        await colleague.Press("Accept");
        Assert.Contains("Coordinator", await colleague.Says());
    }

    // A passkey belongs to a name, never to a number: the same hub as localhost.
    private async Task<IPage> Registers(TestHub hub)
    {
        var page = await chromium.Page(hub.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await page.HasAuthenticator();
        await page.AddInitScriptAsync("delete PublicKeyCredential.isConditionalMediationAvailable");
        await page.GotoAsync("/sign-up");
        await page.Labelled("Your name").FillAsync("Noor Bakker");
        await page.Labelled("E-mail address").FillAsync("noor@example.org");
        await page.Labelled("Password").FillAsync(Steps.Password);
        await page.Press("Go on");
        await page.Labelled("Code from the mail").FillAsync(MailBox.Code(hub, "noor@example.org"));
        await page.Press("Make the account");
        await page.Press("Make the passkey");
        await page.WaitForURLAsync("**/account");
        await page.GotoAsync("/sign-out");
        await page.Press("Sign out");
        await page.GotoAsync("/sign-in?next=/account");
        await page.Press("Sign in with a passkey");
        await InAccount(page);
        return page;
    }

    private async Task<IPage> SignsIn(TestHub hub, Person person)
    {
        var page = await chromium.Page(hub.Address);
        await page.GotoAsync("/sign-in?next=/account");
        await page.Labelled("E-mail address").FillAsync(person.Email!);
        await page.Labelled("Password").FillAsync(TestHub.Password);
        await page.Press("Sign in");
        await InAccount(page);
        return page;
    }

    private static Task InAccount(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "Your account", Level = 1 }).WaitForAsync();

    private static async Task Asks(IPage page, Guid school, string role, string reason)
    {
        await page.GotoAsync($"/places/{school}");
        await page.Locator($"a[href$='/places/{school}/ask']").First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = role }).CheckAsync();
        await page.Locator("textarea[name=reason]").FillAsync(reason);
        await page.Press("Send the request");
        Assert.Contains(role, await page.Says());
    }
}
