using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Microsoft.AspNetCore.Http;

namespace Meent.Foundation.Mail;

/// <summary>Takes letters. A letter that was taken is part of the transaction that is open, or stored before the call returns, and does not get lost when the program stops.</summary>
public sealed class Mailer(Settings settings, TextCatalogue catalogue, MailFolder folder, MailSignal signal, HubDb db, IHttpContextAccessor request, TimeProvider clock)
{
    /// <summary>Writes a letter in the language of the one who gets it. Where no mail server is set, it becomes a file in the folder <c>mail</c>.</summary>
    /// <param name="write">the letter, in the language of the texts that it is given</param>
    /// <param name="about">whom it names, where that is not the one who gets it: until it is sent it goes with their account</param>
    /// <returns>its id in the outbox; null where it became a file</returns>
    public Guid? Send(Recipient to, Func<Texts, Letter> write, Guid? about = null)
    {
        var texts = new Texts(catalogue, to.Language is { } language && catalogue.Has(language) ? language : settings.Language);
        // Mail from an address that is none would be lost: the default is better, and meent doctor says what is wrong.
        var sender = EmailAddress.TryParse(settings.MailFrom, out var set) ? set : EmailAddress.TryParse(new Settings().MailFrom, out var usual) ? usual : throw new InvalidOperationException("The default sender is no address.");
        var (now, id, letter) = (clock.GetUtcNow(), Ids.New(), write(texts));
        var message = Eml.Write(sender, settings.HubName, to, letter, texts.Language, BaseUrl(), now, id);
        if (settings.Smtp.Length == 0)
        {
            folder.Put(message, now);
            return null;
        }
        MailOutbox.Put(db, id, letter.Subject, to.Address, message, clock.Now(), about: about);
        db.AfterCommit(signal.Ring);
        return id;
    }

    // The Host header is the visitor's word: in a mail it could lead somebody else away from here. So it counts on a hub of one machine only.
    private string BaseUrl()
    {
        if (settings.BaseUrl.Length > 0) return settings.BaseUrl;
        return request.HttpContext?.Request is { Host.Host: "localhost" or "127.0.0.1" } here ? $"{here.Scheme}://{here.Host}" : settings.Home();
    }
}

/// <summary>Tells the sender that there is something to send.</summary>
public sealed class MailSignal : IDisposable
{
    private readonly SemaphoreSlim bell = new(0);

    public void Ring() => bell.Release();

    /// <summary>Returns at the next ring, or when the time is up: then it is worth looking whether an old mail may be tried again.</summary>
    internal async Task Wait(TimeSpan atMost, CancellationToken cancel)
    {
        await bell.WaitAsync(atMost, cancel);
        while (bell.Wait(0, cancel)) continue;
    }

    public void Dispose() => bell.Dispose();
}
