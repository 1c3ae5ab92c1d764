using System.Net.Http.Headers;
using System.Text.Json;

namespace Meent.People;

/// <summary>How long and how much a provider may answer.</summary>
public sealed record ProviderLimits(TimeSpan Time, int Bytes)
{
    public static ProviderLimits Usual { get; } = new(TimeSpan.FromSeconds(8), 512 * 1024);
}

/// <summary>Why a provider's answer is of no use.</summary>
/// <param name="Detail">for the log of the operator: no personal data, nothing secret</param>
/// <param name="Untrusted">it answered, and what it said may not be believed; false where it could not be asked</param>
internal sealed record Fault(string Detail, bool Untrusted)
{
    public static Fault Silent(string detail) => new(detail, false);

    public static Fault Forged(string detail) => new(detail, true);
}

/// <summary>What a provider was asked for, or why there is none.</summary>
internal readonly record struct Got<T>(T? Value, Fault? Why) where T : class
{
    public static implicit operator Got<T>(T value) => new(value, null);

    public static implicit operator Got<T>(Fault why) => new(null, why);
}

/// <summary>Asks one provider: JSON only, no redirects, no cookies, within the limits.</summary>
internal sealed class ProviderHttp : IDisposable
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    private readonly HttpClient client;

    public ProviderHttp(ProviderLimits limits, bool onThisMachine) =>
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !onThisMachine,
            ConnectTimeout = limits.Time,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = limits.Time, MaxResponseContentBufferSize = limits.Bytes };

    /// <summary>The body of the answer, which is JSON.</summary>
    public async Task<Got<string>> Json(HttpRequestMessage request, CancellationToken cancel)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        try
        {
            using var response = await client.SendAsync(request, cancel);
            var status = (int)response.StatusCode;
            if (status >= 500) return Fault.Silent($"{address} answered {status}");
            var body = await response.Content.ReadAsStringAsync(cancel);
            if (status is not 200) return Fault.Forged($"{address} answered {status}{ErrorIn(body)}");
            if (response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return Fault.Forged($"{address} did not answer JSON");
            using (JsonDocument.Parse(body, Shallow)) return body;
        }
        catch (JsonException)
        {
            return Fault.Forged($"{address} did not answer JSON");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Fault.Silent($"{address} could not be asked: {(e is OperationCanceledException ? "it took too long" : e.Message)}");
        }
    }

    public void Dispose() => client.Dispose();

    // The code of an OAuth error says what is set up wrong: invalid_client, invalid_grant.
    private static string ErrorIn(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Shallow);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String
                ? " " + string.Concat(error.GetString()!.Where(c => char.IsAsciiLetterLower(c) || c == '_').Take(40)) : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
