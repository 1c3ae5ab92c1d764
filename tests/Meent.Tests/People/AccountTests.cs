using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

public class AccountTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_who_forgot_the_password_chooses_a_new_one_and_all_sessions_end(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var old = await hub.SignedIn(noor);
        using var visitor = hub.Visitor();
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = noor.Email });
        await visitor.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!), ["password"] = "other words in meadow" });
        Assert.Equal("/account", visitor.Path);
        await old.Get("/account");
        Assert.StartsWith("/sign-in", old.Path);
        await old.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal(422, (int)old.Status);
        await old.Post(new() { ["email"] = noor.Email, ["password"] = "other words in meadow" });
        Assert.Equal("/account", old.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_code_opens_an_account_once_however_often_it_is_sent(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = hub.Visitor();
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = noor.Email });
        var visitors = Enumerable.Range(0, 4).Select(_ => hub.Visitor()).ToList();
        foreach (var v in visitors) await v.Get(visitor.Path);
        await Task.WhenAll(visitors.Select((v, i) => v.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!), ["password"] = $"other words in meadow {i}" })));
        Assert.Single(visitors, v => v.Path == "/account");
        Assert.Equal(3, visitors.Count(v => v.Text.Contains("This code cannot be used any more", StringComparison.Ordinal)));
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_only_its_mail_tells()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        var texts = new List<string>();
        foreach (var email in new[] { noor.Email!, "nobody@example.org" })
        {
            using var visitor = hub.Visitor();
            await visitor.Get("/forgot");
            await visitor.Post(new() { ["email"] = email });
            texts.Add(visitor.Text);
            await visitor.Post(new() { ["code"] = "00000000", ["password"] = "other words in meadow" });
            texts.Add(visitor.Text);
        }
        Assert.Equal(texts[..2], texts[2..]);
        Assert.Contains("No account has it", MailBox.Last(hub, "nobody@example.org"));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_new_password_needs_the_old_one_and_signs_other_devices_out(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var here = await hub.SignedIn(noor);
        using var there = await hub.SignedIn(noor);
        await here.Get("/account/password");
        await here.Post(new() { ["old"] = "not the old password", ["password"] = "other words in meadow" });
        Assert.Contains("This is not your password of today", here.Page.GetElementById("old-error")!.TextContent);
        await here.Post(new() { ["old"] = TestHub.Password, ["password"] = "Noor.Bakker1" });
        Assert.Contains("made of your name", here.Page.GetElementById("password-error")!.TextContent);
        await here.Post(new() { ["old"] = TestHub.Password, ["password"] = "other words in meadow" });
        Assert.Equal("/account/safety", here.Path);
        await there.Get("/account");
        Assert.StartsWith("/sign-in", there.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Name_and_language_are_changed_and_the_name_is_found(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account");
        await visitor.Post(new() { ["name"] = "", ["language"] = "nl" });
        Assert.Contains("Type your name", visitor.Text);
        await visitor.Post(new() { ["name"] = "Élodie Brandão", ["language"] = "nl" });
        Assert.Equal("/account", visitor.Path);
        var person = await hub.Look(db => db.Read<Person>().SingleAsync());
        Assert.Equal(("Élodie Brandão", "nl"), (person.Name, person.Language));

        using var olga = await hub.SignedIn(await hub.AddPerson("Olga Prins", isOperator: true));
        foreach (var typed in new[] { "elodie", "ÉLODIE", "brandao élo", "noor.bakker@" })
        {
            await olga.Get("/operate/people?q=" + Uri.EscapeDataString(typed));
            Assert.Equal(["Élodie Brandão"], olga.Page.QuerySelectorAll("tbody a").Select(a => a.TextContent));
        }
    }

    [Fact]
    public async Task A_form_from_elsewhere_changes_nothing_and_shows_itself_again()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account");
        await visitor.Post(new() { ["name"] = "Changed", ["language"] = "nl", ["__RequestVerificationToken"] = "forged" });
        Assert.Equal(422, (int)visitor.Status);
        Assert.Contains("This page was open for a long time", visitor.Text);
        Assert.Equal("Changed", visitor.Page.GetElementById("name")!.GetAttribute("value"));
        Assert.Equal("Noor Bakker", await hub.Look(db => db.Read<Person>().Select(p => p.Name).SingleAsync()));
    }

    [Fact]
    public async Task The_account_of_somebody_who_is_gone_is_nobodys()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await hub.Look(db => db.Set<Person>().ExecuteDeleteAsync());
        await visitor.Get("/account");
        Assert.StartsWith("/sign-in", visitor.Path);
    }
}
