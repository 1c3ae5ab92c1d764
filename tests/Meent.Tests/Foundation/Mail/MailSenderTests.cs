using Meent.Foundation;
using Meent.Foundation.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Meent.Tests.Foundation.Mail;

public class MailSenderTests
{
    private static readonly Recipient Noor = new(EmailAddress.TryParse("noor@example.org", out var a) ? a : null!, "Noor", "en");

    /// <param name="trusted">the server whose certificate the hub believes; null for none but the usual ones</param>
    private static Task<TestHub> Hub(string smtp, SmtpCatcher? trusted) => TestHub.Start(Engine.Sqlite, s => s with { Smtp = smtp, MailFrom = "hub@example.org" },
        services => services.Replace(ServiceDescriptor.Singleton(new MailTrust(trusted is null ? null : (_, certificate, _, _) => certificate?.GetCertHashString() == trusted.CertificateHash))));

    private static void Send(TestHub hub, string subject = "Hello") =>
        hub.Services.GetRequiredService<Mailer>().Send(Noor, _ => new Letter(subject, ["A line.", ".A line that begins with a dot.", "."], new LetterLink("Go on", "/account")));

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < 200, "It did not happen within ten seconds.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static MailFolder Folder(TestHub hub) => hub.Services.GetRequiredService<MailFolder>();

    [Fact]
    public async Task A_mail_goes_over_STARTTLS_with_the_password_after_encryption()
    {
        using var server = new SmtpCatcher { OffersStartTls = true };
        await using var hub = await Hub($"smtp://user%40hub:p%2Fw@localhost:{server.Port}", server);
        Send(hub);
        await Until(() => Folder(hub).QueueCount == 0);
        Assert.Equal(["EHLO meent", "STARTTLS", "EHLO meent", "AUTH PLAIN " + Convert.ToBase64String("\0user@hub\0p/w"u8), "MAIL FROM:<hub@example.org>", "RCPT TO:<noor@example.org>", "DATA"], server.Heard.Take(7));
        Assert.Contains("\r\n.A line that begins with a dot.\r\n\r\n.\r\n\r\nGo on:", server.Messages.Single());
    }

    [Fact]
    public async Task A_mail_goes_over_TLS_from_the_start_and_signs_in_by_LOGIN()
    {
        using var server = new SmtpCatcher { TlsFromStart = true, Auth = "LOGIN" };
        await using var hub = await Hub($"smtps://user%40hub:pw@localhost:{server.Port}", server);
        Send(hub);
        await Until(() => Folder(hub).QueueCount == 0);
        Assert.Single(server.Messages);
        Assert.Contains(Convert.ToBase64String("pw"u8), server.Heard);
    }

    [Fact]
    public async Task The_password_is_never_sent_in_the_clear()
    {
        using var server = new SmtpCatcher();
        await using var hub = await Hub($"smtp://user:secret@localhost:{server.Port}", server);
        Send(hub);
        await Until(() => Folder(hub).FailedCount == 1);
        Assert.Equal(["EHLO meent"], server.Heard.Take(1));
        Assert.DoesNotContain(server.Heard, h => h.StartsWith("AUTH", StringComparison.Ordinal) || h.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_neither_the_hub_nor_later_mail()
    {
        using var server = new SmtpCatcher();
        await using var hub = await Hub($"smtp://user:secret@localhost:{server.Port}", server);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder(hub).Failed)!);
        await File.WriteAllTextAsync(Folder(hub).Failed, "no folder", TestContext.Current.CancellationToken);
        Send(hub);
        await Until(() => server.Ended > 0);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        File.Delete(Folder(hub).Failed);
        Send(hub, "Another");
        await Until(() => Folder(hub).FailedCount == 2);
    }

    [Fact]
    public async Task A_server_that_cannot_show_who_it_is_gets_nothing()
    {
        using var server = new SmtpCatcher { TlsFromStart = true };
        await using var hub = await Hub($"smtps://user:secret@localhost:{server.Port}", null);
        Send(hub);
        await Until(() => server.Ended > 0);
        Assert.Empty(server.Messages);
        Assert.DoesNotContain(server.Heard, h => h.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.Equal(1, Folder(hub).QueueCount);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_ever_is_kept_in_failed()
    {
        using var server = new SmtpCatcher { RcptAnswer = "550 nobody here" };
        await using var hub = await Hub($"smtp://localhost:{server.Port}", server);
        Send(hub);
        await Until(() => Folder(hub).FailedCount == 1);
        Assert.Equal(0, Folder(hub).QueueCount);
        Assert.Contains("To: =?utf-8?B?", await File.ReadAllTextAsync(Directory.GetFiles(Folder(hub).Failed).Single(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_mail_that_is_put_off_is_tried_again_later_and_sent_once()
    {
        using var server = new SmtpCatcher { RcptAnswer = "451 later" };
        await using var hub = await Hub($"smtp://localhost:{server.Port}", server);
        Send(hub);
        await Until(() => server.Heard.Count(h => h.StartsWith("RCPT", StringComparison.Ordinal)) == 1);
        server.RcptAnswer = "250 ok";
        hub.Services.GetRequiredService<MailSignal>().Ring();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Empty(server.Messages);
        hub.Clock.Advance(TimeSpan.FromMinutes(2));
        hub.Services.GetRequiredService<MailSignal>().Ring();
        await Until(() => Folder(hub).QueueCount == 0);
        Assert.Single(server.Messages);
        Assert.Equal(0, Folder(hub).FailedCount);
    }

    [Fact]
    public async Task What_a_stopped_hub_left_in_the_queue_is_sent_by_the_next()
    {
        using var server = new SmtpCatcher();
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { MailFrom = "hub@example.org" });
        Send(hub);
        var waiting = Directory.CreateDirectory(Path.Combine(hub.Settings.DataFolder, "mail", "queue")).FullName;
        var file = Directory.GetFiles(Path.Combine(hub.Settings.DataFolder, "mail"), "*.eml").Single();
        await using var next = await TestHub.Start(Engine.Sqlite, s =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(s.DataFolder, "mail", "queue")).FullName;
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            return s with { Smtp = $"smtp://localhost:{server.Port}" };
        });
        await Until(() => Folder(next).QueueCount == 0);
        Assert.Single(server.Messages);
        Assert.Empty(Directory.GetFiles(waiting));
    }

    [Theory]
    [InlineData("smtp://user:p%40ss@mail.example.org:2525", "mail.example.org", 2525, false, "p@ss")]
    [InlineData("smtps://user:p+x@mail.example.org", "mail.example.org", 465, true, "p+x")]
    [InlineData("smtp://mail.example.org", "mail.example.org", 587, false, null)]
    public void A_server_is_read_from_the_setting(string setting, string host, int port, bool tls, string? password)
    {
        Assert.True(SmtpServer.TryParse(setting, out var server, out _));
        Assert.Equal((host, port, tls, password), (server.Host, server.Port, server.TlsFromStart, server.Password));
        Assert.DoesNotContain("user", server.ToString());
    }

    [Theory]
    [InlineData("mail.example.org:587")]
    [InlineData("http://mail.example.org")]
    [InlineData("smtp://user@mail.example.org")]
    public void A_setting_that_cannot_be_read_says_what_it_should_be(string setting)
    {
        Assert.False(SmtpServer.TryParse(setting, out _, out var problem));
        Assert.Contains("smtp://user:password@host:587", problem);
    }
}
