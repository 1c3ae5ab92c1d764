using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Meent.People;

/// <summary>What an ID token has to fit.</summary>
internal sealed record Expected(string Issuer, string ClientId, string Nonce, IReadOnlyList<string> Algorithms, DateTime Now);

/// <summary>Checks ID tokens: signature, issuer, audience, authorised party, times, nonce.</summary>
/// <remarks>OpenID Connect Core 1.0 §3.1.3.7; RFC 8725 on algorithms.</remarks>
internal static class IdToken
{
    private const int Longest = 32 * 1024;
    private const long LastSecond = 253_402_300_799;
    /// <summary>How far the clocks of hub and provider may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>The token, unchecked but for its form and the way it is signed.</summary>
    public static Got<JsonWebToken> Parse(string token, IReadOnlyList<string> algorithms)
    {
        if (token.Length > Longest) return Fault.Forged("its token is too long");
        JsonWebToken read;
        try
        {
            read = new JsonWebToken(token);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return Fault.Forged("its token cannot be read");
        }
        if (!algorithms.Contains(read.Alg)) return Fault.Forged("its token is signed in a way that it does not name, or that this hub does not trust");
        return read.TryGetHeaderValue<object>("crit", out _) ? Fault.Forged("its token demands what this hub does not know") : read;
    }

    /// <summary>The key that signed a token: by its name, or the only one where the token names none.</summary>
    /// <returns>null where the key is not among these</returns>
    public static SecurityKey? KeyOf(JsonWebToken token, IEnumerable<JsonWebKey> keys)
    {
        var type = token.Alg.StartsWith("ES", StringComparison.Ordinal) ? JsonWebAlgorithmsKeyTypes.EllipticCurve : JsonWebAlgorithmsKeyTypes.RSA;
        var fitting = keys.Where(k => k.Kty == type && k.Use is null or "" or "sig" && k.KeySize >= (type == JsonWebAlgorithmsKeyTypes.RSA ? 2048 : 256)
            && (string.IsNullOrEmpty(k.Alg) || k.Alg == token.Alg) && (string.IsNullOrEmpty(token.Kid) || k.Kid == token.Kid)).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    /// <summary>When the person last proved to the provider who they are; null where the token does not say.</summary>
    public static DateTime? SignedInAt(JsonWebToken token) =>
        token.TryGetClaim("auth_time", out var told) && long.TryParse(told.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= LastSecond ? DateTime.UnixEpoch.AddSeconds(at) : null;

    /// <returns>why the token is refused; null where all of it fits</returns>
    public static async Task<Fault?> Check(JsonWebToken token, SecurityKey key, Expected expected)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            ValidAlgorithms = expected.Algorithms,
            ValidIssuer = expected.Issuer,
            ValidAudience = expected.ClientId,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => until is { } end && end > expected.Now - Skew && (from is not { } start || start < expected.Now + Skew),
        });
        if (!result.IsValid) return Fault.Forged($"its token is refused: {result.Exception?.GetType().Name}");
        var party = token.TryGetClaim("azp", out var azp) ? azp.Value : null;
        if (party is null ? token.Audiences.Count() != 1 : party != expected.ClientId) return Fault.Forged("its token is meant for another program as well");
        if (!token.TryGetClaim("nonce", out var nonce) || nonce.Value != expected.Nonce) return Fault.Forged("its token answers another question");
        if (token.TryGetClaim("iat", out _) && token.IssuedAt > expected.Now + Skew) return Fault.Forged("its token comes from the future");
        if (SignedInAt(token) > expected.Now + Skew) return Fault.Forged("its token comes from the future");
        return token.TryGetClaim("sub", out var subject) && subject.Value.Length is > 0 and <= 255 ? null : Fault.Forged("its token does not say whom it is about");
    }
}
