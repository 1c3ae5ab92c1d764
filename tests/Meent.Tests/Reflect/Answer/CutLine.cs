using System.Net;
using System.Net.Sockets;

namespace Meent.Tests.Reflect.Answer;

/// <summary>A line to a server on loopback that is cut once, in the moment in which a client commits.</summary>
/// <param name="arrives">whether the server still gets the word; its answer is lost in either case</param>
internal sealed class CutLine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly (string Host, int Port) server;
    private readonly bool arrives;
    private int cuts;

    public CutLine(string host, int port, bool arrives)
    {
        (server, this.arrives) = ((host, port), arrives);
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Cuts => Volatile.Read(ref cuts);

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Join(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the test is over.
        }
    }

    private async Task Join(TcpClient client)
    {
        using var _ = client;
        using var to = new TcpClient();
        await to.ConnectAsync(server.Host, server.Port);
        var back = to.GetStream().CopyToAsync(client.GetStream());
        var buffer = new byte[64 * 1024];
        while (await client.GetStream().ReadAsync(buffer) is var n and > 0)
        {
            if (buffer.AsSpan(0, n).IndexOf("COMMIT\0"u8) >= 0 && Interlocked.CompareExchange(ref cuts, 1, 0) == 0)
            {
                client.Client.Close(0);
                if (arrives) await to.GetStream().WriteAsync(buffer.AsMemory(0, n));
                // Long enough for the server to finish; it finds out only then that nobody listens.
                await Task.Delay(300);
                return;
            }
            await to.GetStream().WriteAsync(buffer.AsMemory(0, n));
        }
        await back;
    }
}
