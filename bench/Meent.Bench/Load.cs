using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Meent.Bench;

/// <summary>Connections that stay open and send one request after the other, each as soon as the one before was answered.</summary>
/// <remarks>A plain client on sockets: it shares the machine with the hub, and a general one would take half of it.</remarks>
internal static class Load
{
    /// <param name="next">the whole request, headers included, for a connection's next turn</param>
    /// <param name="expected">"HTTP/1.1 303": how a good answer begins</param>
    public static async Task<LoadResult> Run(int port, int connections, TimeSpan warmUp, TimeSpan duration, Func<Random, ReadOnlyMemory<byte>> next, string expected)
    {
        var clock = Stopwatch.StartNew();
        var good = Encoding.ASCII.GetBytes(expected);
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => Connection(port, i, clock, warmUp, warmUp + duration, next, good))));
        return new LoadResult([.. runs.SelectMany(r => r.Milliseconds)], runs.Sum(r => r.Bad.Count), duration) { FirstBad = runs.SelectMany(r => r.Bad).FirstOrDefault() };
    }

    private static async Task<(List<double> Milliseconds, List<string> Bad)> Connection(
        int port, int seed, Stopwatch clock, TimeSpan from, TimeSpan until, Func<Random, ReadOnlyMemory<byte>> next, byte[] good)
    {
        // Seeded: the same run every time.
#pragma warning disable CA5394
        var random = new Random(seed);
#pragma warning restore CA5394
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var (milliseconds, bad, buffer) = (new List<double>(100_000), new List<string>(), new byte[64 * 1024]);
        while (clock.Elapsed < until)
        {
            var sent = clock.Elapsed;
            await socket.SendAsync(next(random));
            if (await Answer(socket, buffer, good) is { } other) bad.Add($"after {clock.Elapsed.TotalSeconds:0.0} s: {other}");
            else if (sent >= from) milliseconds.Add((clock.Elapsed - sent).TotalMilliseconds);
        }
        return (milliseconds, bad);
    }

    /// <summary>Reads one answer without a body; one with a body ends the measurement.</summary>
    /// <returns>null where it is the one that was expected, else its headers</returns>
    private static async Task<string?> Answer(Socket socket, byte[] buffer, byte[] good)
    {
        var read = 0;
        while (true)
        {
            var n = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (n == 0) throw new IOException("The hub closed the connection.");
            read += n;
            if (buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8)) return buffer.AsSpan(0, read).StartsWith(good) ? null : Encoding.ASCII.GetString(buffer, 0, Math.Min(read, 400)).ReplaceLineEndings(" · ");
            if (read > good.Length && !buffer.AsSpan(0, read).StartsWith(good)) throw new IOException(Encoding.UTF8.GetString(buffer, 0, Math.Min(read, 400)));
        }
    }
}

/// <param name="Milliseconds">of each good answer, in any order</param>
internal sealed record LoadResult(double[] Milliseconds, int Bad, TimeSpan Duration)
{
    /// <summary>Headers of an answer that was not the expected one, with the time; null where all were.</summary>
    public string? FirstBad { get; init; }

    public double PerSecond => Milliseconds.Length / Duration.TotalSeconds;
}
