using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Meent.Bench;

/// <summary>The first lesson on Monday: everybody opens the questionnaire in the same moment, and everybody sends it in the same moment.</summary>
/// <remarks>Each person has a connection of their own. Schools come through a proxy that names their addresses, of which there are few: that is what
/// the limits per address must bear.</remarks>
internal static class CrowdBenchmark
{
    public static async Task<int> Run(Arguments arguments)
    {
        PublishedHub.Publish(arguments);
        var (people, addresses, times) = (arguments.Number("people", 3_000), arguments.Number("addresses", 20), arguments.Number("times", 3));
        using var place = await BenchPlace.Make(arguments);
        var (links, _, items) = await BenchRounds.Make(place.Settings, addresses);
        using var hub = await PublishedHub.Serve(place.Settings.DataFolder, place.Settings.Database, ("MEENT_TRUSTED_PROXIES", "127.0.0.0/8"));
        var body = string.Join('&', items.Select((item, i) => $"{item}={(i % 5) + 1}"));
        Console.WriteLine($"{(place.Settings.IsPostgres ? "PostgreSQL" : "SQLite")}, {people:N0} people behind {addresses} addresses, {items.Count} fields");
        var refused = 0;
        for (var time = 1; time <= times; time++)
        {
            var crowd = await Task.WhenAll(Enumerable.Range(0, people).Select(_ => Connect(hub.Port)));
            var opened = await AllAtOnce(crowd, i => Get(links[i % addresses], i % addresses), "HTTP/1.1 200");
            var sent = await AllAtOnce(crowd, i => Post(links[i % addresses], i % addresses, body), "HTTP/1.1 303");
            foreach (var socket in crowd) socket.Dispose();
            Tell("opened", opened);
            Tell("sent", sent);
            refused += opened.Count(t => t is null) + sent.Count(t => t is null);
        }
        Console.WriteLine($"  hub           {hub.Memory.Peak:N0} MB at most");
        return refused == 0 ? 0 : 1;
    }

    private static void Tell(string what, double?[] milliseconds)
    {
        var good = milliseconds.OfType<double>().ToArray();
        Console.WriteLine($"  {what,-8} p50 {Figures.Percentile(good, 50),6:N0} ms   p99 {Figures.Percentile(good, 99),6:N0} ms   max {Figures.Percentile(good, 100),6:N0} ms   refused {milliseconds.Length - good.Length}");
    }

    private static async Task<Socket> Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    /// <returns>milliseconds until the whole answer was there, from the moment in which all began; null where it is not the one that was expected</returns>
    private static async Task<double?[]> AllAtOnce(Socket[] crowd, Func<int, byte[]> request, string expected)
    {
        var requests = crowd.Select((_, i) => request(i)).ToArray();
        var clock = Stopwatch.StartNew();
        return await Task.WhenAll(crowd.Select((socket, i) => Task.Run(() => One(socket, requests[i], expected, clock))));
    }

    private static async Task<double?> One(Socket socket, byte[] request, string expected, Stopwatch clock)
    {
        await socket.SendAsync(request);
        var (buffer, read) = (new byte[128 * 1024], 0);
        while (!IsWhole(buffer.AsSpan(0, read)))
        {
            var n = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (n == 0) return null;
            read += n;
        }
        return Encoding.ASCII.GetString(buffer, 0, expected.Length) == expected ? clock.Elapsed.TotalMilliseconds : null;
    }

    /// <summary>Headers and body are there: as long as the header says, or to the last chunk, or none.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = Encoding.ASCII.GetString(answer[..end]);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)) return answer.EndsWith("0\r\n\r\n"u8);
        var length = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return length < 0 || answer.Length >= end + 4 + int.Parse(head.AsSpan(length + 16).ToString().Split("\r\n")[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Get(string link, int address) =>
        Encoding.ASCII.GetBytes($"GET /r/{link} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\nX-Forwarded-For: 198.51.100.{address + 1}\r\n\r\n");

    private static byte[] Post(string link, int address, string body) => Encoding.ASCII.GetBytes(
        $"POST /r/{link} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nX-Forwarded-For: 198.51.100.{address + 1}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
