using System.Net.Sockets;
using System.Text;
using Meent.Foundation;

namespace Meent.Operate.Examine;

/// <summary>Whether the mail server greets; nothing is sent.</summary>
public static class MailCheck
{
    private const string Check = "mail";

    /// <param name="stuck">letters in the database that failed or may have been sent or not</param>
    public static async Task<Finding> Examine(Settings settings, int stuck, CancellationToken cancel)
    {
        if (settings.Smtp.Length == 0)
            return Finding.Warn(Check, $"No mail is sent: it is written to {Path.Combine(settings.DataFolder, "mail")}.", "Set MEENT_SMTP to smtp://user:password@host:587 and MEENT_MAIL_FROM to the sender.");
        if (!Uri.TryCreate(settings.Smtp, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
            return Finding.Fail(Check, "MEENT_SMTP is no address of a mail server.", "Write smtp://user:password@host:587; characters such as @ or / in the password as %40 or %2F.");
        var greeting = await Greeting(uri, cancel);
        return greeting.State == Health.Ok && stuck > 0
            ? Finding.Warn(Check, $"{greeting.Says} {stuck} letters could not be sent.", "Look at /operate/mail: it says why, and sends again what you want.")
            : greeting;
    }

    private static async Task<Finding> Greeting(Uri uri, CancellationToken cancel)
    {
        var port = uri.Port > 0 ? uri.Port : 587;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(uri.Host, port, patience.Token);
            // A server that speaks TLS from the start waits for us; being reached is all there is to see.
            if (uri.Scheme == "smtps" || port == 465) return Finding.Ok(Check, $"{uri.Host}:{port} can be reached.");
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            var greeting = await reader.ReadLineAsync(patience.Token) ?? "";
            return greeting.StartsWith("220", StringComparison.Ordinal)
                ? Finding.Ok(Check, $"{uri.Host}:{port} answers.")
                : Finding.Fail(Check, $"{uri.Host}:{port} answers, but not as a mail server: {greeting}", "Check host and port of MEENT_SMTP.");
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return Finding.Fail(Check, $"{uri.Host}:{port} cannot be reached: {(e is OperationCanceledException ? "no answer within 10 seconds" : e.Message)}", "Check MEENT_SMTP, and that the firewall lets this machine out to that port.");
        }
    }
}
