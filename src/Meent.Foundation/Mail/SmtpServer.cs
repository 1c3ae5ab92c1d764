using System.Diagnostics.CodeAnalysis;

namespace Meent.Foundation.Mail;

/// <summary>The server that takes our mail, as <c>MEENT_SMTP</c> names it.</summary>
/// <param name="TlsFromStart">smtps, RFC 8314 §3.3; else STARTTLS where the server offers it</param>
/// <param name="User">null where the server asks for none</param>
public sealed record SmtpServer(string Host, int Port, bool TlsFromStart, string? User, string? Password)
{
    /// <param name="setting"><c>smtp://user:password@host:587</c> or <c>smtps://user:password@host:465</c>; special characters percent-encoded</param>
    public static bool TryParse(string setting, [NotNullWhen(true)] out SmtpServer? server, [NotNullWhen(false)] out string? problem)
    {
        (server, problem) = (null, null);
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
        {
            problem = "MEENT_SMTP must look like smtp://user:password@host:587 or smtps://user:password@host:465. Characters such as @ and / in the password are written as %40 and %2F.";
            return false;
        }
        var secret = uri.UserInfo.Split(':', 2);
        if (uri.UserInfo.Length > 0 && secret.Length < 2)
        {
            problem = "MEENT_SMTP has a user and no password. Write smtp://user:password@host:587.";
            return false;
        }
        var tls = uri.Scheme == "smtps";
        var port = uri.Port > 0 ? uri.Port : tls ? 465 : 587;
        server = secret.Length == 2
            ? new SmtpServer(uri.Host, port, tls, Uri.UnescapeDataString(secret[0]), Uri.UnescapeDataString(secret[1]))
            : new SmtpServer(uri.Host, port, tls, null, null);
        return true;
    }

    /// <summary>Without the password: for logs and the operator's page.</summary>
    public override string ToString() => $"{(TlsFromStart ? "smtps" : "smtp")}://{Host}:{Port}";
}
