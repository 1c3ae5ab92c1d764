using System.Text.Json;
using Meent.Foundation;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Meent.People;

/// <summary>What a provider says about itself, checked: OpenID Connect Discovery 1.0.</summary>
/// <param name="Issuer">exactly as it stands in what it signs</param>
/// <param name="UserInfo">null where there is none</param>
/// <param name="Algorithms">of its signatures: those it names, as far as they are asymmetric</param>
/// <param name="NamesItself">it puts itself as <c>iss</c> into every answer (RFC 9207)</param>
/// <param name="SecretInBody">it takes the secret in the body only, not in the header</param>
internal sealed record ProviderMetadata(
    string Issuer, string Authorization, string Token, string Keys, string? UserInfo, IReadOnlyList<string> Algorithms, bool NamesItself, bool SecretInBody)
{
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Where a provider describes itself.</summary>
    public static string AddressOf(string issuer) => issuer.TrimEnd('/') + "/.well-known/openid-configuration";

    public static Got<ProviderMetadata> Read(string json, string issuer)
    {
        OpenIdConnectConfiguration read;
        try
        {
            read = OpenIdConnectConfiguration.Create(json);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return Fault.Forged("its description cannot be read");
        }
        // An operator may forget the last stroke; anything else is another provider.
        if (read.Issuer?.TrimEnd('/') != issuer.TrimEnd('/')) return Fault.Forged("its description names another issuer");
        var loopback = new Uri(issuer).IsLoopback;
        foreach (var (name, address) in new[] { ("authorization_endpoint", read.AuthorizationEndpoint), ("token_endpoint", read.TokenEndpoint), ("jwks_uri", read.JwksUri) })
            if (!InstitutionSettings.IsAddress(address, loopback)) return Fault.Forged($"its {name} is no address that can be asked in safety");
        if (!string.IsNullOrEmpty(read.UserInfoEndpoint) && !InstitutionSettings.IsAddress(read.UserInfoEndpoint, loopback)) return Fault.Forged("its userinfo_endpoint is no address that can be asked in safety");
        string[] algorithms = read.IdTokenSigningAlgValuesSupported.Count == 0 ? [SecurityAlgorithms.RsaSha256] : [.. read.IdTokenSigningAlgValuesSupported.Intersect(Asymmetric)];
        if (algorithms.Length == 0) return Fault.Forged("it names no way of signing that this hub trusts");
        var ways = read.TokenEndpointAuthMethodsSupported;
        return new ProviderMetadata(read.Issuer, read.AuthorizationEndpoint, read.TokenEndpoint, read.JwksUri, string.IsNullOrEmpty(read.UserInfoEndpoint) ? null : read.UserInfoEndpoint, algorithms,
            read.AuthorizationResponseIssParameterSupported, ways.Contains("client_secret_post") && !ways.Contains("client_secret_basic"));
    }
}
