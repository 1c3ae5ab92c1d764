using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Meent.People;

/// <summary>Who somebody is at an institution, proved by its provider.</summary>
/// <param name="Subject">what the provider calls the person; never changes and never means another</param>
/// <param name="Email">as the provider tells it; null where it tells none that mail can go to</param>
/// <param name="EmailProved">the provider proved the address, and its word counts for it here</param>
internal sealed record InstitutionIdentity(string Issuer, string Subject, string? Email, bool EmailProved, string? Name)
{
    /// <summary>When the person last signed in there: it may be long ago, and somebody else sits there now. Null where the provider does not tell.</summary>
    public DateTime? SignedInAt { get; init; }

    /// <summary>Whether the person signed in there after the way began, as they were asked to.</summary>
    public bool IsAnew(Way way) => SignedInAt >= way.At - IdToken.Skew;
}

/// <summary>One OpenID provider: sends people there, and learns who they are when they come back. Asked for the first time when somebody wants to sign in.</summary>
internal sealed class OpenIdProvider(InstitutionSettings settings, ProviderLimits limits, TimeProvider clock) : IDisposable
{
    private readonly ProviderHttp http = new(limits, new Uri(settings.Issuer).IsLoopback);
    private readonly ProviderDescription description = new(settings.Issuer, clock);

    public InstitutionSettings Settings => settings;

    /// <summary>Where the person goes to prove who they are; PKCE with S256 always.</summary>
    /// <param name="again">the provider is to ask even somebody who is signed in there</param>
    public async Task<Got<string>> Begin(Way way, string back, string language, bool again, CancellationToken cancel)
    {
        var (metadata, why) = await description.Metadata(http, cancel);
        if (metadata is null) return why!;
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = settings.ClientId, ["redirect_uri"] = back, ["scope"] = settings.Scopes, ["state"] = way.State, ["nonce"] = way.Nonce,
            ["code_challenge"] = way.Challenge, ["code_challenge_method"] = "S256", ["ui_locales"] = language,
        };
        // The first asks for it; the second, which the provider must answer with the time, shows whether it was done.
        if (again) (query["prompt"], query["max_age"]) = ("login", "0");
        return QueryHelpers.AddQueryString(metadata.Authorization, query);
    }

    /// <summary>Exchanges a code for who the person is. Everything that comes is checked.</summary>
    /// <param name="issuer">what the answer named as its origin; null where it named none</param>
    public async Task<Got<InstitutionIdentity>> Redeem(string code, string? issuer, Way way, string back, CancellationToken cancel)
    {
        var (metadata, why) = await description.Metadata(http, cancel);
        if (metadata is null) return why!;
        if (OriginFault(metadata, issuer) is { } mixed) return mixed;
        var (body, silent) = await http.Json(Exchange(metadata, code, way, back), cancel);
        if (body is null) return silent!;
        using var answer = JsonDocument.Parse(body);
        if (Text(answer.RootElement, "id_token") is not { } raw) return Fault.Forged("its answer has no token");
        var (token, malformed) = IdToken.Parse(raw, metadata.Algorithms);
        if (token is null) return malformed!;
        var (key, unknown) = await description.KeyOf(token, http, cancel);
        if (key is null) return unknown!;
        var expected = new Expected(metadata.Issuer, settings.ClientId, way.Nonce, metadata.Algorithms, clock.Now());
        if (await IdToken.Check(token, key, expected) is { } refused) return refused;
        using var payload = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload));
        var (identity, unclear) = await Identity(metadata, payload.RootElement, Text(answer.RootElement, "access_token"), cancel);
        return identity is null ? unclear! : identity with { SignedInAt = IdToken.SignedInAt(token) };
    }

    /// <summary>Whether an answer comes from another provider than the one that was asked: RFC 9207.</summary>
    public async Task<Fault?> OriginFault(string? issuer, CancellationToken cancel)
    {
        var (metadata, why) = await description.Metadata(http, cancel);
        return metadata is null ? why : OriginFault(metadata, issuer);
    }

    public void Dispose()
    {
        http.Dispose();
        description.Dispose();
    }

    private static Fault? OriginFault(ProviderMetadata metadata, string? issuer) =>
        issuer is null ? metadata.NamesItself ? Fault.Forged("its answer does not say where it comes from") : null
        : issuer == metadata.Issuer ? null : Fault.Forged("the answer comes from another provider");

    private HttpRequestMessage Exchange(ProviderMetadata metadata, string code, Way way, string back)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = way.Verifier };
        var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token);
        var secret = settings.Secret() ?? "";
        if (secret.Length == 0 || metadata.SecretInBody) fields["client_id"] = settings.ClientId;
        if (secret.Length > 0 && metadata.SecretInBody) fields["client_secret"] = secret;
        // RFC 6749 §2.3.1: both parts are form-encoded first.
        if (secret.Length > 0 && !metadata.SecretInBody)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}")));
        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    // Some providers tell the address only where it is asked for with the access token.
    private async Task<Got<InstitutionIdentity>> Identity(ProviderMetadata metadata, JsonElement claims, string? access, CancellationToken cancel)
    {
        var subject = Text(claims, "sub")!;
        if (Text(claims, "email") is not null || metadata.UserInfo is null || access is null) return IdentityClaims.Read(settings, metadata.Issuer, subject, claims);
        var request = new HttpRequestMessage(HttpMethod.Get, metadata.UserInfo);
        if (!AuthenticationHeaderValue.TryParse("Bearer " + access, out var bearer)) return Fault.Forged("its answer cannot be read");
        request.Headers.Authorization = bearer;
        var (body, silent) = await http.Json(request, cancel);
        if (body is null) return silent!;
        using var more = JsonDocument.Parse(body);
        return Text(more.RootElement, "sub") == subject ? IdentityClaims.Read(settings, metadata.Issuer, subject, more.RootElement) : Fault.Forged("its two answers are about two people");
    }

    private static string? Text(JsonElement json, string name) => IdentityClaims.Text(json, name);
}
