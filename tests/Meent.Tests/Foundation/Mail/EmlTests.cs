using System.Text;
using Meent.Foundation;
using Meent.Foundation.Mail;

namespace Meent.Tests.Foundation.Mail;

public class EmlTests
{
    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);

    private static async Task<string> Written(Recipient to, Letter letter, Func<Settings, Settings>? set = null)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, set ?? (s => s));
        Outbox.Send(hub, to, _ => letter);
        return await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(hub.Settings.DataFolder, "mail"), "*.eml").Single());
    }

    [Theory]
    [InlineData("noor@example.org", "noor@example.org")]
    [InlineData(" n.bakker+school@mail.example.org ", "n.bakker+school@mail.example.org")]
    [InlineData("noor@EXAMPLE.org", "noor@example.org")]
    [InlineData("νοορ@example.org", null)]
    [InlineData("noor@παράδειγμα.gr", "noor@xn--hxajbheg2az3al.gr")]
    [InlineData("noor@example", null)]
    [InlineData("noor", null)]
    [InlineData("@example.org", null)]
    [InlineData("noor@", null)]
    [InlineData("a..b@example.org", null)]
    [InlineData(".a@example.org", null)]
    [InlineData("noor@example.org\r\nBcc: all@example.org", null)]
    [InlineData("noor@example.org, other@example.org", null)]
    [InlineData("\"noor x\"@example.org", null)]
    [InlineData("noor@exa mple.org", null)]
    [InlineData("<noor@example.org>", null)]
    [InlineData("noor@example.org>", null)]
    [InlineData("noor@-example.org", null)]
    [InlineData(null, null)]
    public void An_address_can_stand_in_a_header_or_is_none(string? typed, string? address) =>
        Assert.Equal(address, EmailAddress.TryParse(typed, out var parsed) ? parsed.Value : null);

    [Fact]
    public void A_very_long_address_is_none() => Assert.False(EmailAddress.TryParse(new string('a', 60) + "@" + string.Join('.', Enumerable.Repeat("example", 40)) + ".org", out _));

    [Theory]
    [InlineData("Eve\r\nBcc: all@example.org")]
    [InlineData("Eve\nBcc: all@example.org")]
    [InlineData("=?utf-8?Q?Eve=0D=0ABcc:_all@example.org?=")]
    [InlineData("\"Eve\" <other@example.org>, x")]
    public async Task Nobody_adds_a_header_with_a_name_or_a_subject(string evil)
    {
        var mail = await Written(new Recipient(Address("noor@example.org"), evil, "en"), new Letter(evil, ["Text."]), s => s with { HubName = evil });
        var names = mail.Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Select(h => h.Split(':')[0]);
        Assert.Equal(["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type"], names);
        Assert.EndsWith(" <noor@example.org>", mail.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Single(h => h.StartsWith("To:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lines_are_short_and_ASCII_whatever_is_said()
    {
        var words = string.Join(' ', Enumerable.Repeat("Αγαπητέ συνάδελφε – ein ganz langer Gruß = gut", 30));
        var mail = await Written(new Recipient(Address("noor@example.org"), "Νοόρ Μπάκερ " + words, "en"), new Letter(words, [words, "ends with a space ", "."]));
        Assert.All(mail.Split("\r\n"), l => Assert.True(l.Length <= 78, l));
        Assert.All(mail, c => Assert.InRange(c, '\n', '~'));
        Assert.DoesNotContain('\n', mail.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_text_and_the_page_of_a_mail_say_the_same_and_nothing_typed_becomes_markup()
    {
        var mail = await Written(new Recipient(Address("noor@example.org"), null, "en"), new Letter("Subject", ["<script>alert(1)</script> & more"], new LetterLink("Go on", "/account?a=1&b=2"), "12345678"),
            s => s with { BaseUrl = "https://hub.example" });
        var decoded = mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more", decoded);
        Assert.Contains("<a href=\"https://hub.example/account?a=1&amp;b=2\">Go on</a>", decoded);
        Assert.Contains("Go on:\r\nhttps://hub.example/account?a=1&b=2", decoded);
        Assert.Equal(2, decoded.Split("12345678").Length - 1);
    }

    [Fact]
    public async Task A_mail_is_in_the_language_of_the_one_who_gets_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        foreach (var (name, language) in new[] { ("a", "nl"), ("b", "en"), ("c", "xx"), ("d", null) })
            Outbox.Send(hub, new Recipient(Address($"{name}@example.org"), null, language), T => new Letter(T.Language, ["Text."]));
        var mails = Directory.GetFiles(Path.Combine(hub.Settings.DataFolder, "mail"), "*.eml").Select(File.ReadAllText).ToList();
        string Language(string name) =>
            mails.Single(m => m.Contains($"{name}@example.org", StringComparison.Ordinal)).Split("\r\n").Single(l => l.StartsWith("Content-Language: ", StringComparison.Ordinal))[18..];
        Assert.Equal(["nl", "en", "en", "en"], new[] { "a", "b", "c", "d" }.Select(Language));
    }

    [Fact]
    public async Task Only_the_owner_of_the_machine_reads_the_folder()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        Outbox.Send(hub, new Recipient(Address("noor@example.org"), null, null), _ => new Letter("Subject", ["Text."]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(hub.Settings.DataFolder, "mail")));
    }
}
