using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Meent.People;

/// <summary>A way to an institution and back, begun in this browser. It ends where it began, within a quarter of an hour, once.</summary>
/// <param name="Nonce">comes back inside the token: it answers this question and no other</param>
/// <param name="Verifier">proves at the exchange that who began the way ends it (RFC 7636)</param>
/// <param name="Confirms">who is signed in proves anew to be there</param>
internal sealed record Way(Guid Id, int Number, string Issuer, string Nonce, string Verifier, string? Next, bool Confirms, DateTime At)
{
    public string State => Id.ToString("N");

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Way New(OpenIdProvider provider, string? next, bool confirms, DateTime now) =>
        new(Ids.Random(), provider.Settings.Number, provider.Settings.Issuer, Secret(), Secret(), next, confirms, now);

    private static string Secret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}

/// <summary>That a way was gone to its end.</summary>
internal sealed class WayUsed
{
    public Guid Id { get; init; }

    /// <summary>When the row may go: the way itself ends long before.</summary>
    public DateTime ExpiresAt { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<WayUsed>(e => { e.ToTable("people_way_used"); e.HasKey(w => w.Id); e.HasIndex(w => w.ExpiresAt); });

    /// <summary>Uses the way up.</summary>
    /// <returns>false where it was used before</returns>
    public static Task<bool> Use(HubDb db, Way way, DateTime now) => db.InTransaction(async () =>
    {
        await db.Set<WayUsed>().Where(w => w.ExpiresAt < now).ExecuteDeleteAsync();
        return await db.Database.ExecuteSqlAsync($"insert into people_way_used (id, expires_at) values ({way.Id}, {now + (2 * WayCookies.ForWay)}) on conflict do nothing") == 1;
    });
}

/// <summary>Who somebody proved to be at an institution, until they say what to do with it.</summary>
internal sealed record InstitutionProof(InstitutionIdentity Identity, string? Next, DateTime At);

/// <summary>Keeps ways and proofs in the browser that they belong to, sealed. Several tabs may each be on a way.</summary>
internal sealed class WayCookies(IDataProtectionProvider protection, Settings settings, TimeProvider clock)
{
    public static readonly TimeSpan ForWay = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ForProof = TimeSpan.FromMinutes(30);
    private readonly string proofName = SafeCookie.NameOf("meent.proof", settings);

    private readonly IDataProtector ways = protection.CreateProtector("Meent.Institution.Way");
    private readonly IDataProtector proofs = protection.CreateProtector("Meent.Institution.Proof");

    public void Keep(HttpContext context, Way way) => Write(context, Name(way.State), ways, way, ForWay);

    /// <summary>The way that a state names, where it began in this browser and is not too old; the cookie goes with it.</summary>
    public Way? Take(HttpContext context, string? state)
    {
        if (!Guid.TryParseExact(state, "N", out _) || Read<Way>(context, Name(state!), ways) is not { } way) return null;
        context.Response.Cookies.Delete(Name(state!), Options(context, null));
        return way.State == state && clock.GetUtcNow().UtcDateTime - way.At < ForWay ? way : null;
    }

    public void Keep(HttpContext context, InstitutionProof proof) => Write(context, proofName, proofs, proof, ForProof);

    public InstitutionProof? Proved(HttpContext context) =>
        Read<InstitutionProof>(context, proofName, proofs) is { } proof && clock.GetUtcNow().UtcDateTime - proof.At < ForProof ? proof : null;

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(proofName, Options(context, null));

    private string Name(string state) => SafeCookie.NameOf("meent.way.", settings) + state[..8];

    private CookieOptions Options(HttpContext context, TimeSpan? age)
    {
        var options = SafeCookie.Of("meent.way", settings).Build(context);
        options.MaxAge = age;
        return options;
    }

    private void Write<T>(HttpContext context, string name, IDataProtector seal, T value, TimeSpan age) =>
        context.Response.Cookies.Append(name, Base64UrlEncoder.Encode(seal.Protect(JsonSerializer.SerializeToUtf8Bytes(value))), Options(context, age));

    private static T? Read<T>(HttpContext context, string name, IDataProtector seal) where T : class
    {
        if (context.Request.Cookies[name] is not { Length: > 0 and < 4096 } kept) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(seal.Unprotect(Base64UrlEncoder.DecodeBytes(kept)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
