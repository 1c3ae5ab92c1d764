using Microsoft.Playwright;

namespace Meent.BrowserTests.Hosting;

/// <summary>A made-up authenticator in the browser: it makes passkeys, keeps them, and says yes.</summary>
internal static class Authenticator
{
    public static async Task HasAuthenticator(this IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
