using System.Net.Security;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Meent.Foundation.Mail;

/// <summary>Hands the mails of the queue to the server, one by one. What the server does not take is tried again three times, then kept and logged.</summary>
public sealed partial class MailSender(Settings settings, MailFolder folder, MailSignal signal, TimeProvider clock, ILogger<MailSender> log, MailTrust trust) : BackgroundService
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];
    private readonly Dictionary<string, (int Times, DateTimeOffset Next)> tried = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Smtp.Length == 0) return;
        if (!SmtpServer.TryParse(settings.Smtp, out var server, out var problem))
        {
            LogUnreadable(log, problem);
            return;
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var file in folder.Waiting()) await Try(server, file, stoppingToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A folder that cannot be read or written stops the mail, not the hub.
                LogUnreadable(log, e.Message);
            }
            await signal.Wait(TimeSpan.FromSeconds(20), stoppingToken);
        }
    }

    private async Task Try(SmtpServer server, string file, CancellationToken cancel)
    {
        var (times, next) = tried.GetValueOrDefault(file);
        if (next > clock.GetUtcNow()) return;
        try
        {
            var message = await File.ReadAllBytesAsync(file, cancel);
            if (Address(message, "From") is not { } from || Address(message, "To") is not { } to) throw new MailNotTakenException("The file has no address.", permanent: true);
            await new SmtpSession(server, trust.Check).Send(from, to, message, cancel);
            File.Delete(file);
            tried.Remove(file);
        }
        catch (MailNotTakenException e) when (e.Permanent || times >= Pauses.Length)
        {
            folder.MoveToFailed(file);
            tried.Remove(file);
            LogFailed(log, Path.GetFileName(file), e.Message);
        }
        catch (MailNotTakenException e)
        {
            tried[file] = (times + 1, clock.GetUtcNow() + Pauses[times]);
            LogLater(log, Path.GetFileName(file), Pauses[times], e.Message);
        }
        catch (IOException e)
        {
            LogFailed(log, Path.GetFileName(file), e.Message);
        }
    }

    /// <summary>The address in a header that <see cref="Eml"/> wrote; a name may stand before it, over several lines.</summary>
    private static EmailAddress? Address(byte[] message, string header)
    {
        var head = Encoding.ASCII.GetString(message).Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal);
        var value = head.Split("\r\n").FirstOrDefault(l => l.StartsWith(header + ": ", StringComparison.Ordinal))?[(header.Length + 2)..] ?? "";
        return EmailAddress.TryParse(value.Contains('<', StringComparison.Ordinal) ? value[(value.LastIndexOf('<') + 1)..].TrimEnd('>') : value, out var address) ? address : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail waits in the folder mail/queue: {Problem}")]
    private static partial void LogUnreadable(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {File} was not sent and is kept in the folder mail/failed: {Why}")]
    private static partial void LogFailed(ILogger logger, string file, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {File} is tried again in {Pause}: {Why}")]
    private static partial void LogLater(ILogger logger, string file, TimeSpan pause, string why);
}

/// <summary>Which certificates of mail servers are believed; null means those that the machine believes.</summary>
public sealed record MailTrust(RemoteCertificateValidationCallback? Check = null);
