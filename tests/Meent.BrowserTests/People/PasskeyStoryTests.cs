using Meent.Tests.People;
using Microsoft.Playwright;

namespace Meent.BrowserTests.People;

/// <summary>A person with a passkey, in a real browser whose authenticator is made up.</summary>
public class PasskeyStoryTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Somebody_makes_an_account_and_a_passkey_signs_in_with_it_and_proves_with_it()
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite);
        // A passkey belongs to a name, never to a number: the same hub as localhost.
        var page = await chromium.Page(hub.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await page.HasAuthenticator();
        // Otherwise this authenticator signs in by itself, as soon as it may.
        await page.AddInitScriptAsync("delete PublicKeyCredential.isConditionalMediationAvailable");

        await SignUp(hub, page);
        await page.GetByLabel("Name of the passkey").FillAsync("My laptop");
        await Press(page, "Make the passkey");
        await page.WaitForURLAsync("**/account");
        await page.GotoAsync("/account/safety");
        Assert.Contains("My laptop", await page.InnerTextAsync("main"));
        Assert.Equal("", await Chromium.Axe(page));
        await Press(page, "Sign out here");
        await page.WaitForURLAsync("**/");

        await page.GotoAsync("/sign-in?next=/account/safety");
        Assert.Equal("", await Chromium.Axe(page));
        await Press(page, "Sign in with a passkey");
        await Sees(page, "Signing in safely");

        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await Press(page, "Add a passkey");
        await Sees(page, "Is it you?");
        Assert.Equal("", await Chromium.Axe(page));
        await Press(page, "Go on with a passkey");
        await page.WaitForURLAsync("**/account/passkeys/new");
        // The browser itself knows that this device has one already.
        await Press(page, "Make the passkey");
        await Assertions.Expect(page.GetByText("This device has a passkey for your account already.")).ToBeVisibleAsync();
        Assert.Empty(Chromium.Complaints(page));
    }

    [BrowserFact]
    public async Task The_browser_offers_the_passkey_in_the_field_of_the_address()
    {
        await using var hub = await TestHub.Listen(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        var page = await chromium.Page(hub.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await page.HasAuthenticator();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#email", noor.Email!);
        await page.FillAsync("#password", TestHub.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GotoAsync("/account/passkeys/new");
        await Press(page, "Make the passkey");
        await page.WaitForURLAsync("**/account/safety");
        await Press(page, "Sign out here");
        await page.WaitForURLAsync("**/");
        // An authenticator that answers by itself stands for the choice in the browser's list.
        await page.GotoAsync("/sign-in?next=/account/safety");
        await Sees(page, "Signing in safely");
        Assert.Empty(Chromium.Complaints(page));
    }

    private static async Task SignUp(TestHub hub, IPage page)
    {
        await page.GotoAsync("/sign-up");
        await page.GetByLabel("Your name").FillAsync("Noor Bakker");
        await page.GetByLabel("E-mail address").FillAsync("noor@example.org");
        await page.GetByLabel("Password").FillAsync("four words in meadow");
        await Press(page, "Go on");
        await page.GetByLabel("Code from the mail").FillAsync(MailBox.Code(hub, "noor@example.org"));
        await Press(page, "Make the account");
    }

    private static Task Sees(IPage page, string heading) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
