using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Meent.People;

/// <summary>
/// The metadata and the keys of one provider, kept in memory. Fetched when they are first needed; a provider that does not answer is
/// left alone for some seconds; a key that nobody knows makes one look for new ones, once a minute at most. Who needs only what is known
/// waits for nobody.
/// </summary>
internal sealed class ProviderDescription(string issuer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private static readonly TimeSpan KeysHold = TimeSpan.FromHours(24);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);
    private readonly SemaphoreSlim oneForKeys = new(1);
    private volatile Known<ProviderMetadata>? metadata;
    private volatile Known<IReadOnlyList<JsonWebKey>>? keys;
    private Known<Fault>? failed, keysFailed;

    public async Task<Got<ProviderMetadata>> Metadata(ProviderHttp http, CancellationToken cancel)
    {
        if (IsYoung(metadata, Fresh)) return metadata!.What;
        await one.WaitAsync(cancel);
        try
        {
            if (IsYoung(metadata, Fresh)) return metadata!.What;
            if (!IsYoung(failed, LeftAlone))
            {
                var (body, silent) = await http.Json(new(HttpMethod.Get, ProviderMetadata.AddressOf(issuer)), cancel);
                var (read, why) = body is null ? silent! : ProviderMetadata.Read(body, issuer);
                // The time is that of the answer: who waited meanwhile does not ask again.
                if (read is not null) (metadata, failed) = (new(read, clock.GetUtcNow()), null);
                else failed = new(why!, clock.GetUtcNow());
            }
            // What was true this morning serves while the provider says nothing new.
            return metadata is null ? failed!.What : metadata.What;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The key that a token names.</summary>
    public async Task<Got<SecurityKey>> KeyOf(JsonWebToken token, ProviderHttp http, CancellationToken cancel)
    {
        if (Find(token, Fresh) is { } found) return found;
        await oneForKeys.WaitAsync(cancel);
        try
        {
            if (Find(token, Fresh) is { } fetched) return fetched;
            if (!IsYoung(keys, BetweenKeys) && !IsYoung(keysFailed, LeftAlone)) await FetchKeys(http, cancel);
            if (Find(token, KeysHold) is { } known) return known;
            return keysFailed?.What ?? Fault.Forged("its token is signed with a key that it does not name");
        }
        finally
        {
            oneForKeys.Release();
        }
    }

    private async Task FetchKeys(ProviderHttp http, CancellationToken cancel)
    {
        var (body, why) = await http.Json(new(HttpMethod.Get, metadata!.What.Keys), cancel);
        try
        {
            if (body is not null) (keys, keysFailed) = (new([.. JsonWebKeySet.Create(body).Keys], clock.GetUtcNow()), null);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            why = Fault.Forged("its keys cannot be read");
        }
        if (why is not null) keysFailed = new(why, clock.GetUtcNow());
    }

    private SecurityKey? Find(JsonWebToken token, TimeSpan age) => keys is { } known && IsYoung(known, age) ? IdToken.KeyOf(token, known.What) : null;

    private bool IsYoung<T>(Known<T>? known, TimeSpan age) => known is not null && clock.GetUtcNow() - known.At < age;

    public void Dispose()
    {
        one.Dispose();
        oneForKeys.Dispose();
    }

    private sealed record Known<T>(T What, DateTimeOffset At);
}
