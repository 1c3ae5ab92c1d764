using Meent.Foundation;
using Microsoft.AspNetCore.Identity;

namespace Meent.People;

/// <summary>Where passkeys of this hub are good: at its own address, and nowhere else.</summary>
internal static class PasskeyOrigin
{
    public static void Configure(IdentityPasskeyOptions options, Settings settings)
    {
        var home = Uri.TryCreate(settings.BaseUrl, UriKind.Absolute, out var set) ? set : null;
        options.ServerDomain = home?.Host;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin) && Fits(origin, home, context.HttpContext.Request));
    }

    // The header Origin is "null" on a form where no referrer is sent. What counts is the origin that the browser signed.
    private static bool Fits(Uri origin, Uri? home, HttpRequest request) => home is not null
        ? origin.Scheme == home.Scheme && origin.Authority == home.Authority
        : origin.Authority == request.Host.Value && (origin.Scheme == "https" || origin.Scheme == request.Scheme);
}
