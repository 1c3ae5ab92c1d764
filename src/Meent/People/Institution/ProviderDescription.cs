using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Meent.People;

/// <summary>
/// The metadata and the keys of one provider, kept in memory. Fetched when they are first needed; a provider that does not answer is
/// left alone for some seconds; a key that nobody knows makes one look for new ones, once a minute at most.
/// </summary>
internal sealed class ProviderDescription(string issuer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);
    private ProviderMetadata? metadata;
    private IReadOnlyList<JsonWebKey>? keys;
    private Fault? failed;
    private DateTimeOffset metadataAt, keysAt, failedAt;

    public async Task<Got<ProviderMetadata>> Metadata(ProviderHttp http, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (metadata is not null && now - metadataAt < Fresh) return metadata;
            if (failed is not null && now - failedAt < LeftAlone) return metadata is null ? failed : metadata;
            var (body, silent) = await http.Json(new(HttpMethod.Get, ProviderMetadata.AddressOf(issuer)), cancel);
            var (read, why) = body is null ? silent! : ProviderMetadata.Read(body, issuer);
            if (read is not null) (metadata, metadataAt, failed) = (read, now, null);
            else (failed, failedAt) = (why, now);
            // What was true this morning serves while the provider says nothing new.
            return metadata is null ? failed! : metadata;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The key that a token names.</summary>
    public async Task<Got<SecurityKey>> KeyOf(JsonWebToken token, ProviderHttp http, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            if (keys is not null && clock.GetUtcNow() - keysAt < Fresh && IdToken.KeyOf(token, keys) is { } known) return known;
            if (keys is not null && clock.GetUtcNow() - keysAt < BetweenKeys) return Fault.Forged("its token is signed with a key that it does not name");
            var (body, why) = await http.Json(new(HttpMethod.Get, metadata!.Keys), cancel);
            if (body is null) return why!;
            try
            {
                (keys, keysAt) = ([.. JsonWebKeySet.Create(body).Keys], clock.GetUtcNow());
            }
            catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
            {
                return Fault.Forged("its keys cannot be read");
            }
            return IdToken.KeyOf(token, keys) is { } found ? found : Fault.Forged("its token is signed with a key that it does not name");
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
