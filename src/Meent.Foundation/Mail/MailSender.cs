using Meent.Foundation.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Meent.Foundation.Mail;

/// <summary>Hands the letters of the outbox to the server, one by one. Several processes on one database share the work; each letter is sent by one of them.</summary>
public sealed partial class MailSender(Settings settings, IServiceScopeFactory scopes, MailSignal signal, TimeProvider clock, ILogger<MailSender> log, MailTrust trust) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20), Tidy = TimeSpan.FromHours(1);
    private DateTime tidied;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!SmtpServer.TryParse(settings.Smtp, out var server, out var problem) && settings.Smtp.Length > 0) LogUnreadable(log, problem);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TidyUp(stoppingToken);
                while (server is not null && await SendNext(server, stoppingToken)) continue;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it was stops the mail for a moment, never the hub.
                LogStopped(log, e);
            }
            await signal.Wait(Look, stoppingToken);
        }
    }

    private async Task TidyUp(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (settings.Smtp.Length > 0) scope.ServiceProvider.GetRequiredService<OldQueue>().TakeOver();
        if (clock.Now() < tidied + Tidy) return;
        await scope.ServiceProvider.GetRequiredService<MailOutbox>().ForgetOld(cancel);
        tidied = clock.Now();
    }

    /// <returns>false where nothing is due</returns>
    private async Task<bool> SendNext(SmtpServer server, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<MailOutbox>();
        if (await outbox.Take(cancel) is not { } mail) return false;
        try
        {
            await Hand(outbox, server, mail, cancel);
        }
        catch (OperationCanceledException)
        {
            await outbox.LetGo(mail);
            throw;
        }
        return true;
    }

    private async Task Hand(MailOutbox outbox, SmtpServer server, StoredMail mail, CancellationToken cancel)
    {
        try
        {
            if (mail.Message is null || Eml.Address(mail.Message, "From") is not { } from || !EmailAddress.TryParse(mail.Recipient, out var to))
                throw new MailNotTakenException("It has no address.", permanent: true);
            await new SmtpSession(server, trust.Check).Send(from, to, mail.Message, () => outbox.Hand(mail), cancel);
            await outbox.Sent(mail);
        }
        catch (MailUncertainException e)
        {
            await outbox.LeaveUncertain(mail, e.Message);
            LogUncertain(log, mail.Id, e.Message);
        }
        catch (MailNotTakenException e) when (e.Permanent || mail.Tries >= MailOutbox.Pauses.Count)
        {
            await outbox.Fail(mail, e.Message);
            LogFailed(log, mail.Id, e.Message);
        }
        catch (MailNotTakenException e)
        {
            await outbox.PutOff(mail, MailOutbox.Pauses[mail.Tries], e.Message);
            LogLater(log, mail.Id, MailOutbox.Pauses[mail.Tries], e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail waits: {Problem}")]
    private static partial void LogUnreadable(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be looked after; it is tried again in a moment.")]
    private static partial void LogStopped(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} was not sent; see /operate/mail: {Why}")]
    private static partial void LogFailed(ILogger logger, Guid id, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} may have been sent or not; see /operate/mail: {Why}")]
    private static partial void LogUncertain(ILogger logger, Guid id, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} is tried again in {Pause}: {Why}")]
    private static partial void LogLater(ILogger logger, Guid id, TimeSpan pause, string why);
}

/// <summary>Which certificates of mail servers are believed; null means those that the machine believes.</summary>
public sealed record MailTrust(System.Net.Security.RemoteCertificateValidationCallback? Check = null);
