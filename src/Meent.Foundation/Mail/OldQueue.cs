using System.Text;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.Extensions.Logging;

namespace Meent.Foundation.Mail;

/// <summary>Takes letters that lie as files in <c>mail/queue</c> and <c>mail/failed</c> into the outbox: from a hub of before the outbox, or laid there by an operator.</summary>
/// <remarks>A file is deleted after its letter is in the database. The letter's own id keeps one that was taken in from being taken in twice.</remarks>
public sealed partial class OldQueue(HubDb db, MailFolder folder, TimeProvider clock, ILogger<OldQueue> log)
{
    public void TakeOver()
    {
        try
        {
            foreach (var file in folder.Waiting()) Take(file, failed: false);
            foreach (var file in folder.NotTaken()) Take(file, failed: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, e.Message);
        }
    }

    private void Take(string file, bool failed)
    {
        var message = File.ReadAllBytes(file);
        if (Eml.Address(message, "From") is null || Eml.Address(message, "To") is not { } to)
        {
            // No letter of ours: it stays on disk, where it is in nobody's way.
            File.Move(file, file + ".unreadable", overwrite: true);
            LogUnreadable(log, Path.GetFileName(file) + " is no letter of this hub.");
            return;
        }
        var now = clock.Now();
        MailOutbox.Put(db, IdOf(message), null, to, message, now, failed ? now : null, failed ? "It had failed before the hub kept its mail in the database." : null);
        File.Delete(file);
    }

    private static Guid IdOf(byte[] message)
    {
        var head = Encoding.ASCII.GetString(message, 0, Math.Min(message.Length, 4096));
        var at = head.IndexOf("\r\nMessage-ID: <", StringComparison.Ordinal);
        return at >= 0 && head.Length >= at + 47 && Guid.TryParseExact(head.AsSpan(at + 15, 32), "N", out var id) ? id : Ids.New();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail in the folder mail could not be taken over: {Problem}")]
    private static partial void LogUnreadable(ILogger logger, string problem);
}
