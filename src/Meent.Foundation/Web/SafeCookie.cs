using Microsoft.AspNetCore.Http;

namespace Meent.Foundation.Web;

/// <summary>
/// Cookies that open something. Where people reach the hub by https only, the name begins with <c>__Host-</c>: a browser then takes the
/// cookie from this very host and over https alone, so that neither a neighbour under the same domain nor an open network can plant one.
/// </summary>
/// <remarks>RFC 6265bis §4.1.3; OWASP ASVS 5.0 §3.3.</remarks>
public sealed class SafeCookie : CookieBuilder
{
    private readonly bool isHttps;

    private SafeCookie(string name, Settings settings, SameSiteMode sameSite)
    {
        isHttps = settings.BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        (base.Name, Path, HttpOnly, SameSite, IsEssential) = (NameOf(name, settings), "/", true, sameSite, true);
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    public static SafeCookie Of(string name, Settings settings, SameSiteMode sameSite = SameSiteMode.Lax) => new(name, settings, sameSite);

    public static string NameOf(string name, Settings settings) => settings.BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "__Host-" + name : name;

    /// <summary>Secure where the address of the hub says so, even if a proxy in front does not tell that it was asked by https.</summary>
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure |= isHttps;
        return options;
    }
}
