using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Meent.People;

/// <summary>Whose account was used in this browser before. The browser itself keeps it, sealed: the hub keeps no list of devices.</summary>
internal sealed class KnownDevices(IDataProtectionProvider keys)
{
    private const string Cookie = "meent.known";

    // A device that a whole staff room shares.
    private const int Most = 20;

    private readonly IDataProtector seal = keys.CreateProtector("Meent.People.KnownDevices");

    /// <summary>Remembers the person for a year.</summary>
    /// <returns>true where they were known here already</returns>
    public bool Remember(HttpContext context, Guid person, DateTimeOffset now)
    {
        var known = Read(context.Request.Cookies[Cookie]);
        context.Response.Cookies.Append(Cookie, seal.Protect(JsonSerializer.Serialize<Guid[]>([person, .. known.Where(k => k != person).Take(Most - 1)])), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, Expires = now.AddYears(1),
        });
        return known.Contains(person);
    }

    private Guid[] Read(string? cookie)
    {
        try
        {
            return cookie is null ? [] : JsonSerializer.Deserialize<Guid[]>(seal.Unprotect(cookie)) ?? [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
