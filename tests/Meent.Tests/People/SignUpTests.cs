using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

public class SignUpTests
{
    private static async Task<Visitor> Begin(TestHub hub, string email, string query = "")
    {
        var visitor = hub.Visitor();
        await visitor.Get("/sign-up" + query);
        return await visitor.Post(new() { ["name"] = "Noor Bakker", ["email"] = email, ["password"] = "four words in meadow" });
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_account_is_made_by_the_code_from_the_mail(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var school = await hub.AddSchool("De Elzen");
        using var visitor = await Begin(hub, "noor@example.org", $"?next=/places/{school.PlaceId}/ask");
        Assert.Contains("Look into your mail", visitor.Text);
        Assert.Equal(0, await hub.Look(db => db.Read<Person>().CountAsync()));
        var code = MailBox.Code(hub, "noor@example.org");
        await visitor.Post(new() { ["code"] = $" {code[..4]} {code[4..]} " });
        Assert.Contains("Make a passkey", visitor.Text);
        await visitor.Get(visitor.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "Not now").GetAttribute("href")!);
        Assert.Equal($"/places/{school.PlaceId}/ask", visitor.Path);
        var person = await hub.Look(db => db.Read<Person>().SingleAsync());
        Assert.Equal(("Noor Bakker", "noor@example.org", true, false), (person.Name, person.Email, person.EmailConfirmed, person.IsOperator));

        using var again = hub.Visitor();
        await again.Get("/sign-in");
        await again.Post(new() { ["email"] = "NOOR@example.org", ["password"] = "four words in meadow" });
        Assert.Equal("/", again.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_address_with_an_account_gets_the_same_pages_and_a_letter_of_its_own(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var stranger = await Begin(hub, noor.Email!);
        using var other = await Begin(hub, "free@example.org");
        Assert.Equal(other.Text, stranger.Text);
        Assert.Contains("You have an account already", string.Concat(MailBox.Files(hub).Select(f => Header(f, "Subject"))));
        Assert.DoesNotContain("Noor", MailBox.Last(hub, noor.Email!));
        for (var i = 0; i < 5; i++)
        {
            await stranger.Post(new() { ["code"] = "12345678" });
            await other.Post(new() { ["code"] = "12345678" });
            Assert.Equal(other.Text, stranger.Text);
        }
        Assert.Contains("This code cannot be used any more", stranger.Text);
        Assert.Equal(1, await hub.Look(db => db.Read<Person>().CountAsync()));
    }

    [Fact]
    public async Task A_code_fits_once_for_half_an_hour_and_five_tries()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var late = await Begin(hub, "late@example.org");
        hub.Clock.Advance(TimeSpan.FromMinutes(31));
        await late.Post(new() { ["code"] = MailBox.Code(hub, "late@example.org") });
        Assert.Contains("This code cannot be used any more", late.Text);

        using var guesser = await Begin(hub, "guess@example.org");
        for (var i = 0; i < 5; i++) await guesser.Post(new() { ["code"] = i.ToString() });
        await guesser.Post(new() { ["code"] = MailBox.Code(hub, "guess@example.org") });
        Assert.Contains("This code cannot be used any more", guesser.Text);

        using var first = await Begin(hub, "twice@example.org");
        using var replay = hub.Visitor();
        await replay.Get(first.Path);
        await first.Post(new() { ["code"] = MailBox.Code(hub, "twice@example.org") });
        await replay.Post(new() { ["code"] = MailBox.Code(hub, "twice@example.org") });
        Assert.Contains("This code cannot be used any more", replay.Text);
        Assert.Equal(1, await hub.Look(db => db.Read<Person>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_same_code_sent_many_times_at_once_makes_one_account(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var begun = await Begin(hub, "noor@example.org");
        var visitors = Enumerable.Range(0, 4).Select(_ => hub.Visitor()).ToList();
        foreach (var visitor in visitors) await visitor.Get(begun.Path);
        await Task.WhenAll(visitors.Select(v => v.Post(new() { ["code"] = MailBox.Code(hub, "noor@example.org") })));
        Assert.Single(visitors, v => v.Path == "/account/passkeys/new?next=%2Faccount");
        Assert.DoesNotContain(visitors, v => (int)v.Status >= 500);
        Assert.Equal(1, await hub.Look(db => db.Read<Person>().CountAsync()));
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task What_a_stranger_types_as_a_name_goes_to_nobodys_mailbox()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-up");
        foreach (var name in new[] { "Win at https://evil.example", "WWW.evil.example" })
        {
            await visitor.Post(new() { ["name"] = name, ["email"] = "noor@example.org", ["password"] = "four words in meadow" });
            Assert.Contains("without a web address", visitor.Page.GetElementById("name-error")!.TextContent);
        }
        await visitor.Post(new() { ["name"] = "Prizewinner", ["email"] = "noor@example.org", ["password"] = "four words in meadow" });
        Assert.Contains("This code makes your account", MailBox.Last(hub, "noor@example.org"));
        Assert.DoesNotContain("Prizewinner", File.ReadAllText(MailBox.Files(hub).Single()));
    }

    [Fact]
    public async Task A_password_made_of_the_hubs_name_or_the_address_is_refused_at_sign_up_and_recovery()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite, s => s with { HubName = "Leerplein Noord" });
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-up");
        await visitor.Post(new() { ["name"] = "Kim Visser", ["email"] = "kim@example.org", ["password"] = "leerplein noord 2026" });
        Assert.Contains("the name of this hub", visitor.Text);
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = noor.Email });
        foreach (var password in new[] { "leerplein noord 2026", "noorbakker2026" })
        {
            await visitor.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!), ["password"] = password });
            Assert.Contains("the name of this hub", visitor.Text);
        }
    }

    [Fact]
    public async Task Nobody_is_flooded_with_mail()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        for (var i = 0; i < 5; i++) (await Begin(hub, "noor@example.org")).Dispose();
        using var visitor = await Begin(hub, "Noor@Example.org");
        Assert.Equal(429, (int)visitor.Status);
        Assert.Contains("There were too many tries. Wait 60 minutes", visitor.Text);
        Assert.Equal("Noor Bakker", visitor.Page.GetElementById("name")!.GetAttribute("value"));
        Assert.Equal(5, MailBox.Files(hub).Count);
    }

    private static string Header(string file, string name)
    {
        var line = File.ReadAllText(file).Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").First(l => l.StartsWith(name + ": ", StringComparison.Ordinal));
        return string.Concat(line.Split("=?utf-8?B?").Skip(1).Select(w => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(w.Split("?=")[0]))));
    }
}
