using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Meent.Formats.Statistics;
using Meent.Monitor.ImportObservations;

namespace Meent.Monitor.FetchEurostat;

/// <summary>How a service of statistics is asked.</summary>
/// <param name="Bytes">most that is taken, after unpacking</param>
/// <param name="Tries">how often an answer that is still being prepared is asked for</param>
/// <param name="ThisMachine">addresses of this machine and of private networks may be asked</param>
public sealed record FetchLimits(TimeSpan Time, long Bytes, int Tries, TimeSpan Between, bool ThisMachine)
{
    public static FetchLimits Usual { get; } = new(TimeSpan.FromSeconds(100), 64 << 20, 6, TimeSpan.FromSeconds(20), false);
}

/// <summary>Asks a service of statistics and lays its answer into a file: no redirects, no cookies, within the limits.</summary>
public sealed class StatisticsService(FetchLimits limits)
{
    /// <returns>why there is no answer; null where it is in the file</returns>
    public async Task<string?> Fetch(Uri address, string path, CancellationToken cancel)
    {
        if (address.Scheme != "https" && !limits.ThisMachine) return "The service has to be asked by https.";
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = Connect }) { Timeout = limits.Time };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (await Keep(response, path, cancel) is { } tooMuch) return tooMuch;
                if (EurostatReply.Read((int)response.StatusCode, File.OpenRead(path)) is not UnreadableStatistics(var why, var detail)) return null;
                if (why != StatRefusal.Asynchronous || attempt >= limits.Tries) return new FileIsUnreadable(why, detail).InEnglish();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                return $"{address.Host} could not be asked: {(e is OperationCanceledException ? "it took too long" : (e.InnerException ?? e).Message)}";
            }
            await Task.Delay(limits.Between, cancel);
        }
    }

    // Eurostat packs answers that were not asked for packed, and does not always say so: the bytes tell.
    private async Task<string?> Keep(HttpResponseMessage response, string path, CancellationToken cancel)
    {
        await using (var body = await response.Content.ReadAsStreamAsync(cancel))
            if (!await Copy(body, path, cancel)) return TooLarge;
        var first = new byte[2];
        await using (var kept = File.OpenRead(path)) await kept.ReadAtLeastAsync(first, 2, throwOnEndOfStream: false, cancel);
        if (first is not [0x1F, 0x8B]) return null;
        var packed = $"{path}.gz";
        File.Move(path, packed, overwrite: true);
        bool whole;
        await using (var plain = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress)) whole = await Copy(plain, path, cancel);
        File.Delete(packed);
        return whole ? null : TooLarge;
    }

    private string TooLarge => new FileIsUnreadable(StatRefusal.TooLarge, $"{limits.Bytes >> 20}").InEnglish();

    /// <returns>false where there was more than the limit</returns>
    private async Task<bool> Copy(Stream from, string path, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        var buffer = new byte[81_920];
        for (var left = limits.Bytes; ;)
        {
            var n = await from.ReadAsync(buffer, cancel);
            if (n == 0) return true;
            if ((left -= n) < 0) return false;
            await file.WriteAsync(buffer.AsMemory(0, n), cancel);
        }
    }

    /// <summary>The address is looked at after the name was resolved, and it is that address that is asked: a name cannot change in between.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var allowed = found.Where(a => limits.ThisMachine || IsPublic(a)).ToArray();
        if (allowed.Length == 0) throw new HttpRequestException("it has no public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address is one of the open internet, and neither of this machine nor of a private or special network (RFC 6890).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return false;
        var b = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? b[0] is not (0 or 10 or 127) && b[0] < 224 && !(b[0] == 172 && b[1] is >= 16 and < 32) && !(b[0] == 192 && b[1] == 168) && !(b[0] == 169 && b[1] == 254)
                && !(b[0] == 100 && b[1] is >= 64 and < 128) && !(b[0] == 192 && b[1] == 0) && !(b[0] == 198 && b[1] is 18 or 19)
            : (b[0] & 0xE0) == 0x20 && !(b[0] == 0x20 && b[1] == 0x02) && !(b[0] == 0x20 && b[1] == 0x01 && b[2] < 2);
    }
}
