using Meent.Foundation;
using Meent.Foundation.Mail;
using Meent.Foundation.Time;
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
        Outbox.Send(hub, Noor, _ => new Letter(subject, ["A line.", ".A line that begins with a dot.", "."], new LetterLink("Go on", "/account")));

    [Fact]
    public async Task A_mail_goes_over_STARTTLS_with_the_password_after_encryption()
    {
        using var server = new SmtpCatcher { OffersStartTls = true };
        await using var hub = await Hub($"smtp://user%40hub:p%2Fw@localhost:{server.Port}", server);
        Send(hub);
        await Outbox.Until(hub, MailState.Sent);
        Assert.Equal(["EHLO meent", "STARTTLS", "EHLO meent", "AUTH PLAIN " + Convert.ToBase64String("\0user@hub\0p/w"u8), "MAIL FROM:<hub@example.org>", "RCPT TO:<noor@example.org>", "DATA"], server.Heard.Take(7));
        Assert.Contains("\r\n.A line that begins with a dot.\r\n\r\n.\r\n\r\nGo on:", server.Messages.Single());
    }

    [Fact]
    public async Task A_mail_goes_over_TLS_from_the_start_and_signs_in_by_LOGIN()
    {
        using var server = new SmtpCatcher { TlsFromStart = true, Auth = "LOGIN" };
        await using var hub = await Hub($"smtps://user%40hub:pw@localhost:{server.Port}", server);
        Send(hub);
        await Outbox.Until(hub, MailState.Sent);
        Assert.Single(server.Messages);
        Assert.Contains(Convert.ToBase64String("pw"u8), server.Heard);
    }

    [Fact]
    public async Task The_password_is_never_sent_in_the_clear()
    {
        using var server = new SmtpCatcher();
        await using var hub = await Hub($"smtp://user:secret@localhost:{server.Port}", server);
        Send(hub);
        await Outbox.Until(hub, MailState.Failed);
        Assert.Equal(["EHLO meent"], server.Heard.Take(1));
        Assert.DoesNotContain(server.Heard, h => h.StartsWith("AUTH", StringComparison.Ordinal) || h.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_cannot_show_who_it_is_gets_nothing()
    {
        using var server = new SmtpCatcher { TlsFromStart = true };
        await using var hub = await Hub($"smtps://user:secret@localhost:{server.Port}", null);
        Send(hub);
        await Outbox.Until(async () => (await Outbox.All(hub)).Single().Tries == 1);
        Assert.Empty(server.Messages);
        Assert.DoesNotContain(server.Heard, h => h.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.Equal(MailState.Waiting, (await Outbox.All(hub)).Single().State(hub.Clock.Now()));
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
