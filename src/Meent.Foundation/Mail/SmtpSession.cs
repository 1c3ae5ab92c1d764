using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Meent.Foundation.Mail;

/// <summary>The server did not take a mail.</summary>
/// <param name="permanent">trying again would not help: RFC 5321 §4.2.1, replies from 500</param>
public sealed class MailNotTakenException(string why, bool permanent, Exception? inner = null) : Exception(why, inner)
{
    public bool Permanent { get; } = permanent;

    /// <summary>The server said so itself, with a code: then it does not have the mail.</summary>
    public bool Said { get; init; }
}

/// <summary>The server was told that the mail is complete, and did not say whether it has it.</summary>
public sealed class MailUncertainException(string why, Exception? inner = null) : Exception(why, inner);

/// <summary>One conversation with a mail server: greet, encrypt, sign in, hand over one message.</summary>
/// <remarks>RFC 5321; STARTTLS by RFC 3207; AUTH by RFC 4954, PLAIN by RFC 4616.</remarks>
internal sealed class SmtpSession(SmtpServer server, RemoteCertificateValidationCallback? trust = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Stream stream = Stream.Null;
    private readonly byte[] buffer = new byte[4096];
    private int start, end;

    /// <param name="message">a whole mail with CRLF line ends</param>
    /// <param name="handOver">asked before the server is told that the mail is complete; where it says no, the mail is not completed</param>
    /// <exception cref="MailNotTakenException">refused, unreachable, or not safe enough for the password: the server does not have it</exception>
    /// <exception cref="MailUncertainException">the server may have it</exception>
    public async Task Send(EmailAddress from, EmailAddress to, byte[] message, Func<Task<bool>> handOver, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.Port, limit.Token);
            stream = client.GetStream();
            await Converse(from, to, message, limit.Token);
            if (!await handOver()) throw new MailNotTakenException("Somebody else has it in hand.", permanent: false);
            await Complete(client.Client);
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            throw new MailNotTakenException($"{server}: {e.Message}", permanent: false, e);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new MailNotTakenException($"{server} did not answer within {Patience.TotalSeconds} seconds.", permanent: false, e);
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task Converse(EmailAddress from, EmailAddress to, byte[] message, CancellationToken cancel)
    {
        if (server.TlsFromStart) await Encrypt(cancel);
        await Expect(220, cancel);
        var offers = await Hello(cancel);
        if (!server.TlsFromStart && offers.Contains("STARTTLS"))
        {
            await Say("STARTTLS", 220, cancel);
            // What came in the clear before the keys were made could be anybody's.
            if (start != end) throw new MailNotTakenException($"{server} said more before encryption than it may.", permanent: false);
            await Encrypt(cancel);
            offers = await Hello(cancel);
        }
        if (server.User is not null) await SignIn(offers, cancel);
        await Say($"MAIL FROM:<{from}>", 250, cancel);
        await Say($"RCPT TO:<{to}>", 250, cancel);
        await Say("DATA", 354, cancel);
        await stream.WriteAsync(DotStuffed(message), cancel);
    }

    /// <summary>The final dot. From here on only the server knows whether it has the mail, so the answer is awaited even when the program stops.</summary>
    private async Task Complete(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        // Nothing to read and yet readable: the other side has closed, and never gets the dot.
        if (socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0) throw new MailNotTakenException($"{server} hung up before the mail was complete.", permanent: false);
        var written = false;
        try
        {
            await stream.WriteAsync(".\r\n"u8.ToArray(), limit.Token);
            written = true;
            await Expect(250, limit.Token);
        }
        // A dot that could not be written did not arrive: that is no case of doubt, and is told like any other failure.
        catch (Exception e) when (e is OperationCanceledException || (written && e is (IOException or SocketException or MailNotTakenException { Said: false })))
        {
            throw new MailUncertainException($"{server} did not say whether it has the mail. {e.Message}", e);
        }
        try
        {
            await stream.WriteAsync("QUIT\r\n"u8.ToArray(), limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // It has the mail. How it says goodbye does not matter.
        }
    }

    private async Task Encrypt(CancellationToken cancel)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, RemoteCertificateValidationCallback = trust }, cancel);
    }

    private async Task<HashSet<string>> Hello(CancellationToken cancel)
    {
        var lines = await Say("EHLO meent", 250, cancel);
        return [.. lines.Skip(1).Select(l => l.ToUpperInvariant())];
    }

    private async Task SignIn(HashSet<string> offers, CancellationToken cancel)
    {
        if (stream is not SslStream) throw new MailNotTakenException($"{server} offers no encryption; the password is not sent in the clear.", permanent: true);
        var methods = offers.FirstOrDefault(o => o.StartsWith("AUTH ", StringComparison.Ordinal))?.Split(' ') ?? [];
        if (methods.Contains("PLAIN"))
        {
            await Say("AUTH PLAIN " + Base64($"\0{server.User}\0{server.Password}"), 235, cancel);
        }
        else if (methods.Contains("LOGIN"))
        {
            await Say("AUTH LOGIN", 334, cancel);
            await Say(Base64(server.User!), 334, cancel);
            await Say(Base64(server.Password!), 235, cancel);
        }
        else throw new MailNotTakenException($"{server} knows no way to sign in that we know (PLAIN, LOGIN).", permanent: true);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<List<string>> Say(string line, int expected, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancel);
        return await Expect(expected, cancel);
    }

    private async Task<List<string>> Expect(int expected, CancellationToken cancel)
    {
        var lines = new List<string>();
        string line;
        do
        {
            line = await Line(cancel);
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (lines.Count > 100) throw new MailNotTakenException($"{server} does not come to an end.", permanent: false);
        }
        while (line.Length > 3 && line[3] == '-');
        if (!int.TryParse(line.AsSpan(0, Math.Min(3, line.Length)), CultureInfo.InvariantCulture, out var code)) throw new MailNotTakenException($"{server} does not speak SMTP.", permanent: false);
        // 25x are all "done": 251 is "not local, will forward".
        return code == expected || (expected == 250 && code is 251 or 252) ? lines : throw new MailNotTakenException($"{server}: {line}", permanent: code >= 500) { Said = true };
    }

    private async Task<string> Line(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < 2000)
        {
            if (start == end)
            {
                (start, end) = (0, await stream.ReadAsync(buffer, cancel));
                if (end == 0) throw new IOException("The server hung up.");
            }
            var c = (char)buffer[start++];
            if (c == '\n') return line.ToString().TrimEnd('\r');
            line.Append(c);
        }
        throw new MailNotTakenException($"{server} sent a line without end.", permanent: false);
    }

    /// <summary>A line that begins with a dot gets a second one, so that no text ends the message early.</summary>
    /// <remarks>RFC 5321 §4.5.2.</remarks>
    private static byte[] DotStuffed(byte[] message)
    {
        var text = Encoding.ASCII.GetString(message).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes(text.StartsWith('.') ? "." + text : text);
    }
}
