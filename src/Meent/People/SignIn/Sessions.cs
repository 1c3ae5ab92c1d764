using System.Globalization;
using Meent.Foundation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Meent.People;

/// <summary>The session cookie: for one browser session of at most half a day, or for two weeks on a device of one's own.</summary>
internal static class Sessions
{
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    public const string FirstOfAll = "meent.first";

    private const string ProvedAt = "meent.proved";

    public static readonly TimeSpan Short = TimeSpan.FromHours(12);
    public static readonly TimeSpan Long = TimeSpan.FromDays(14);

    /// <param name="stay">the person said that the device is their own</param>
    /// <param name="started">when the person signed in</param>
    public static AuthenticationProperties For(bool stay, DateTime started, DateTimeOffset now) =>
        new() { IsPersistent = stay, IssuedUtc = now, ExpiresUtc = new DateTimeOffset(started) + (stay ? Long : Short), AllowRefresh = false };

    /// <summary>For somebody who signs in now.</summary>
    public static AuthenticationProperties For(bool stay, DateTimeOffset now) => For(stay, now.UtcDateTime, now);

    /// <summary>For somebody who made their account just now: no device can be new to it.</summary>
    public static AuthenticationProperties First(DateTimeOffset now)
    {
        var properties = For(stay: false, now);
        properties.Items[FirstOfAll] = "";
        return properties;
    }

    /// <summary>For somebody who proved earlier, and elsewhere, who they are.</summary>
    public static AuthenticationProperties Proved(AuthenticationProperties properties, DateTime at)
    {
        properties.Items[ProvedAt] = at.Ticks.ToString(CultureInfo.InvariantCulture);
        return properties;
    }

    /// <summary>When who signs in now proved who they are: now, where nothing else is said.</summary>
    public static DateTime Proof(AuthenticationProperties? properties, DateTime now) =>
        properties?.Items.TryGetValue(ProvedAt, out var ticks) == true && new DateTime(long.Parse(ticks!, CultureInfo.InvariantCulture), DateTimeKind.Utc) is var at && at < now ? at : now;

    public static void Configure(CookieAuthenticationOptions options, Settings settings)
    {
        options.Cookie = SafeCookie.Of("meent.session", settings);
        options.LoginPath = options.AccessDeniedPath = "/sign-in";
        options.ReturnUrlParameter = "next";
        options.ExpireTimeSpan = Long;
        options.SlidingExpiration = false;
        // Me.Use looks up session and stamp at every request, which Identity's own check does every half hour only.
        options.Events.OnValidatePrincipal = _ => Task.CompletedTask;
        options.Events.OnRedirectToLogin = ToSignIn;
        options.Events.OnRedirectToAccessDenied = c => { c.Response.StatusCode = 404; return Task.CompletedTask; };
    }

    private static async Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) context.Response.StatusCode = 401;
        else if (await SignedOutForm.Of(context.HttpContext) is { } typed) await Page.Of<SignedOutPage>(typed, 401).ExecuteAsync(context.HttpContext);
        else context.Response.Redirect(context.RedirectUri);
    }
}
