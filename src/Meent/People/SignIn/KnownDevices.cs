using System.Security.Cryptography;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.DataProtection;

namespace Meent.People;

/// <summary>Whose account was used in this browser before. The browser itself keeps it, sealed: the hub keeps no list of devices.</summary>
internal sealed class KnownDevices(IDataProtectionProvider keys, Settings settings)
{
    private const string Cookie = "meent.known";

    // A device that a whole staff room shares.
    private const int Most = 20;

    private readonly IDataProtector seal = keys.CreateProtector("Meent.People.KnownDevices");

    /// <summary>Remembers the person for a year.</summary>
    /// <returns>true where they were known here already</returns>
    public bool Remember(HttpContext context, Guid person, DateTimeOffset now)
    {
        var name = SafeCookie.NameOf(Cookie, settings);
        var known = Read(context.Request.Cookies[name]);
        var options = SafeCookie.Of(Cookie, settings).Build(context, now);
        options.Expires = now.AddYears(1);
        context.Response.Cookies.Append(name, seal.Protect(JsonSerializer.Serialize<Guid[]>([person, .. known.Where(k => k != person).Take(Most - 1)])), options);
        return known.Contains(person);
    }

    /// <summary>Whether the person signed in with this browser before.</summary>
    public bool Knows(HttpContext context, Guid person) => Read(context.Request.Cookies[SafeCookie.NameOf(Cookie, settings)]).Contains(person);

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
