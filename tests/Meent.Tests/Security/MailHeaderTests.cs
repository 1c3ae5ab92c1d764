using Meent.Foundation.Mail;
using Meent.People;
using Meent.Tests.House;
using Meent.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Security;

/// <summary>Whatever people are called and write: a mail has the headers and the readers that we give it, and its HTML holds no markup of theirs.</summary>
public class MailHeaderTests
{
    private const string Evil = "Noor\r\nBcc: evil@example.net\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>\n.\r\nQUIT";

    private static readonly string[] Known = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type"];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Names_places_and_reasons_stay_text(Engine engine)
    {
        await using var hub = await TestHub.Start(engine, s => s with { HubName = Evil });
        var (noor, olga) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Olga Prins", isOperator: true));
        var school = await hub.AddSchool(Evil);
        await hub.Look(db => db.Set<Person>().Where(p => p.Id == noor.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, Evil)));
        using var asks = await hub.SignedIn(noor);
        await asks.Get($"/places/{school.PlaceId}/ask");
        await asks.Post(new() { ["role"] = asks.Page.QuerySelector("[name=role]")!.GetAttribute("value"), ["reason"] = Evil });
        using var answers = await hub.SignedIn(olga);
        await answers.Get("/operate/requests");
        await answers.Post(new() { ["act"] = "approve", [answers.Page.QuerySelector("main textarea")!.GetAttribute("name")!] = Evil });
        using var recovers = hub.Visitor();
        await recovers.Get("/forgot");
        await recovers.Post(new() { ["email"] = noor.Email });
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            Assert.True(EmailAddress.TryParse(noor.Email, out var address));
            scope.ServiceProvider.GetRequiredService<Mailer>().Send(new Recipient(address, Evil, Evil), T => new Letter(Evil, [Evil], new LetterLink(Evil, "/"), Evil));
        }
        var mails = MailBox.Files(hub).Select(File.ReadAllText).ToList();
        Assert.True(mails.Count >= 3, $"{mails.Count} mails");
        Found.Nothing(mails.SelectMany(Wrong));
    }

    [Theory]
    [InlineData("noor@example.org\r\nBcc: evil@example.net")]
    [InlineData("noor@example.org\nevil@example.net")]
    [InlineData("noor@example.org, evil@example.net")]
    [InlineData("noor@example.org;evil@example.net")]
    [InlineData("<noor@example.org>")]
    [InlineData("noor@example.org> RCPT TO:<evil@example.net")]
    [InlineData("\"noor\r\n\"@example.org")]
    [InlineData("noor@example.org\0")]
    [InlineData("noor@[127.0.0.1]")]
    [InlineData("noor%evil.example.net@example.org\t")]
    public void An_address_is_one_address_and_nothing_more(string typed)
    {
        if (EmailAddress.TryParse(typed, out var address)) Assert.DoesNotContain(address.Value, c => char.IsControl(c) || c is ' ' or ',' or ';' or '<' or '>' or '"' or '[');
    }

    [Theory]
    [InlineData("/sign-up")]
    [InlineData("/forgot")]
    public async Task An_address_with_more_in_it_is_refused_and_nothing_is_sent(string page)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get(page);
        var fields = new Dictionary<string, string?> { ["email"] = "noor@example.org\r\nBcc: evil@example.net" };
        if (page == "/sign-up") (fields["name"], fields["password"]) = ("Noor", "four words in meadow");
        await visitor.Post(fields);
        Assert.Equal(422, (int)visitor.Status);
        Assert.Empty(MailBox.Files(hub));
    }

    private static IEnumerable<string> Wrong(string mail)
    {
        var head = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        foreach (var line in head)
            if (!Known.Contains(line.Split(':')[0])) yield return $"a header of theirs: {line}";
        foreach (var line in head.Where(l => l.StartsWith("To:", StringComparison.Ordinal) && (l.Contains("evil", StringComparison.Ordinal) || l.Count(c => c == '@') != 1))) yield return $"a reader of theirs: {line}";
        if (head.Select(l => l.Split(':')[0]).Distinct().Count() != head.Length) yield return "a header twice";
        if (mail.Any(c => c > '~') || mail.Replace("\r\n", "", StringComparison.Ordinal).Any(c => c is '\r' or '\n')) yield return "a line end of theirs";
        var html = mail[mail.LastIndexOf("\r\nContent-Type: text/html; charset=utf-8\r\n", StringComparison.Ordinal)..].Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        if (html.Contains("<script", StringComparison.OrdinalIgnoreCase)) yield return "markup of theirs";
    }
}
