using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Meent.Tests.Foundation.Mail;

/// <summary>A mail server on loopback that keeps what it is given, and behaves as a test tells it.</summary>
public sealed class SmtpCatcher : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly X509Certificate2 certificate;

    public SmtpCatcher()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string CertificateHash => certificate.GetCertHashString();

    public bool TlsFromStart { get; init; }

    public bool OffersStartTls { get; init; }

    public string Auth { get; init; } = "PLAIN LOGIN";

    /// <summary>What it answers to RCPT TO.</summary>
    public string RcptAnswer { get; set; } = "250 ok";

    /// <summary>What it answers when a mail is complete; null to hang up without a word, empty to stay silent.</summary>
    public string? DotAnswer { get; set; } = "250 taken";

    /// <summary>Hangs up while a mail is being given to it.</summary>
    public bool HangsUpInData { get; set; }

    /// <summary>Everything that was said to it, line by line, TLS or not.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Conversations that came to an end, one way or another.</summary>
    public int Ended => Volatile.Read(ref ended);

    private int ended;

    /// <summary>The messages, as they came, without the dot at the end.</summary>
    public List<string> Messages { get; } = [];

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        certificate.Dispose();
        end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Attend(await listener.AcceptTcpClientAsync(end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task Attend(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Talk(client.GetStream());
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                Note(e.GetType().Name);
            }
        }
        Interlocked.Increment(ref ended);
    }

    private async Task Talk(Stream stream)
    {
        if (TlsFromStart) stream = await Encrypt(stream);
        await Say(stream, "220 catcher");
        while (await Line(stream) is { } line)
        {
            Note(line);
            if (line == "QUIT") return;
            if (line == "STARTTLS")
            {
                await Say(stream, "220 go on");
                stream = await Encrypt(stream);
            }
            else if (line == "DATA")
            {
                if (!await Take(stream)) return;
            }
            else await Say(stream, Answer(line, stream is SslStream));
        }
    }

    private string Answer(string line, bool encrypted) => line.Split(' ')[0] switch
    {
        "EHLO" => OffersStartTls && !encrypted ? "250-catcher\r\n250-STARTTLS\r\n250 AUTH " + Auth : "250-catcher\r\n250 AUTH " + Auth,
        "AUTH" when line == "AUTH LOGIN" => "334 VXNlcm5hbWU6",
        "AUTH" => "235 welcome",
        "RCPT" => RcptAnswer,
        "MAIL" => "250 ok",
        _ => line == Convert.ToBase64String(Encoding.UTF8.GetBytes("user@hub")) ? "334 UGFzc3dvcmQ6" : "235 welcome",
    };

    /// <returns>false to hang up</returns>
    private async Task<bool> Take(Stream stream)
    {
        await Say(stream, "354 go on");
        if (HangsUpInData) return false;
        var message = new StringBuilder();
        string? line;
        while ((line = await Line(stream)) is not (null or ".")) message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        // What was never completed is no mail.
        if (line is null) return false;
        lock (Messages) Messages.Add(message.ToString());
        if (DotAnswer is null) return false;
        if (DotAnswer.Length == 0) await Task.Delay(Timeout.Infinite, end.Token);
        await Say(stream, DotAnswer);
        return true;
    }

    private async Task<Stream> Encrypt(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(certificate);
        return tls;
    }

    private void Note(string line)
    {
        lock (Heard) Heard.Add(line);
    }

    private static Task Say(Stream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();

    private static async Task<string?> Line(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n') return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }
}
