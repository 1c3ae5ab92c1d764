using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Foundation.Mail;

/// <summary>Sending from a test hub, and looking at what became of it.</summary>
internal static class Outbox
{
    public static readonly Recipient Noor = new(EmailAddress.TryParse("noor@example.org", out var a) ? a : null!, "Noor", "en");

    public static void Send(TestHub hub, Recipient to, Func<Texts, Letter> write)
    {
        using var scope = hub.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Mailer>().Send(to, write);
    }

    public static Task<List<StoredMail>> All(TestHub hub) => hub.Look(db => db.Read<StoredMail>().OrderBy(m => m.Id).ToListAsync());

    public static async Task<T> Do<T>(TestHub hub, Func<MailOutbox, Task<T>> act)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<MailOutbox>());
    }

    /// <summary>Waits until every letter is in a state.</summary>
    public static Task Until(TestHub hub, MailState state) => Until(async () => await All(hub) is { Count: > 0 } all && all.TrueForAll(m => m.State(hub.Clock.Now()) == state));

    public static async Task Until(Func<Task<bool>> isSo)
    {
        for (var i = 0; !await isSo(); i++)
        {
            Assert.True(i < 400, "It did not happen within twenty seconds.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets the sender look at its letters, and gives it the time to do so.</summary>
    public static async Task Ring(TestHub hub)
    {
        hub.Services.GetRequiredService<MailSignal>().Ring();
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }
}
