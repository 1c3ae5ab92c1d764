using System.Net;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.People.OperateMail;
using Meent.Tests.Foundation.Mail;
using Meent.Tests.House;

namespace Meent.Tests.People;

/// <summary>Mail as those who run the hub see it.</summary>
public class OperateMailTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_operator_sees_what_got_nowhere_and_why_and_decides(Engine engine)
    {
        using var server = new SmtpCatcher { RcptAnswer = "550 nobody here" };
        await using var hub = await TestHub.Start(engine, s => s with { Smtp = $"smtp://localhost:{server.Port}", MailFrom = "hub@example.org" });
        var visitor = await hub.SignedIn(await hub.AddPerson("Olga Prins", isOperator: true));
        Outbox.Send(hub, Outbox.Noor, _ => new Letter("Your code", ["Hello."], Code: "12345678"));
        await Outbox.Until(hub, MailState.Failed);
        await visitor.Get("/operate");
        Assert.Contains("One letter needs you.", visitor.Text);
        await visitor.Get("/operate/mail");
        Assert.Contains("noor@example.org", visitor.Text);
        Assert.Contains("550 nobody here", visitor.Text);
        Assert.DoesNotContain("12345678", visitor.Page.DocumentElement.OuterHtml);

        server.RcptAnswer = "250 ok";
        await visitor.Press("Send again");
        await Outbox.Until(hub, MailState.Sent);
        await visitor.Get("/operate/mail?address=Noor@Example.org");
        Assert.Contains("No letter waits, and none failed.", visitor.Text);
        Assert.Contains("sent: 4 March 2026 12:00 UTC", visitor.Text);
        await visitor.Get("/operate/mail?address=kim@example.org");
        Assert.Contains("No letter went to kim@example.org", visitor.Text);
    }

    [Fact]
    public async Task A_button_of_a_page_that_is_out_of_date_does_no_harm()
    {
        using var server = new SmtpCatcher { DotAnswer = null };
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { Smtp = $"smtp://localhost:{server.Port}", MailFrom = "hub@example.org" });
        var olga = await hub.AddPerson("Olga Prins", isOperator: true);
        Outbox.Send(hub, Outbox.Noor, _ => new Letter("Hello", ["Hello."]));
        await Outbox.Until(hub, MailState.Uncertain);
        var (visitor, stale) = (await (await hub.SignedIn(olga)).Get("/operate/mail"), await (await hub.SignedIn(olga)).Get("/operate/mail"));
        Assert.Contains("One letter may have been sent or not", visitor.Text);
        await visitor.Press("Leave it: it arrived");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await stale.Press("Send again");
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Every_letter_can_be_read_beforehand_in_every_language()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var visitor = await (await hub.SignedIn(await hub.AddPerson("Olga Prins", isOperator: true), "nl")).Get("/operate/mail/letters");
        var links = visitor.Page.QuerySelectorAll("main li a[href^='/operate/mail/letters/']").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(OperateMail.Samples(new HubModel(TestHub.Modules)).Count, links.Count);
        foreach (var link in links)
        {
            await visitor.Get(link);
            Assert.Equal(["English", "Nederlands"], visitor.Page.QuerySelectorAll("main h2").Select(h => h.TextContent));
            Assert.All(visitor.Page.QuerySelectorAll("pre.letter"), p => Assert.Contains("Meent", p.TextContent));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/operate/mail/letters/{links.Count + 1}")).Status);
    }

    /// <summary>A function that writes a letter is called by a sample, so that the preview shows what is really sent.</summary>
    [Fact]
    public void Every_letter_has_a_sample() => Found.Nothing(LettersWithoutSample.Of(SourceTree.Project));

    [Fact]
    public void A_planted_letter_without_a_sample_is_found() => Assert.Equal(
        ["src/Meent/People/B.cs: Planted", "src/Meent/People/C.cs: Inline"],
        LettersWithoutSample.Of(SourceTree.Of(
            ("src/Meent/People/A.cs", "class A { static object Samples { get; } = new LetterSample(\"x\", (s, T) => Shown(T)); static Letter Shown(Texts T) => new(T[\"a\"], []); }"),
            ("src/Meent/People/B.cs", "class B { static Letter Planted(Texts T) => new(T[\"b\"], []); }"),
            ("src/Meent/People/C.cs", "class C { void Inline() => Send(T => new Letter(T[\"c\"], [])); }"))));
}
