using System.Text.Json.Nodes;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People.Institution;

/// <summary>Signing in with the account of an institution, as it should go.</summary>
public class InstitutionSignInTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_new_gets_an_account_where_the_institution_proved_the_address(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        using var browser = world.Browser();
        await browser.Get("/sign-in?next=/school");
        Assert.Contains("Sign in with Elzen College", browser.Text);
        await browser.Get("/sign-in/with/1?next=/find");
        Assert.Equal("/sign-in/institution", browser.Path);
        Assert.Equal(0, await world.People());
        await browser.Post(new() { ["name"] = "Noor B." });
        Assert.Equal("/find", browser.Path);
        var noor = await world.Hub.Look(db => db.Read<Person>().SingleAsync());
        Assert.Equal(("Noor B.", "noor.bakker@example.org", true, null), (noor.Name, noor.Email, noor.EmailConfirmed, noor.PasswordHash));
        Assert.Equal(1, await world.Links());

        using var later = world.Browser();
        await later.Get("/sign-in/with/1?next=/account");
        Assert.Equal("/account", later.Path);
        Assert.Contains("noor.bakker@example.org", later.Text);
        Assert.Equal("S256", world.Provider.LastAsked["code_challenge_method"]);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_has_an_account_signs_in_to_it_before_both_are_linked(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1?next=/find");
        Assert.Contains("You have an account with this address", browser.Text);
        Assert.Null(browser.Page.QuerySelector("main input[value=link], main input[value=new]"));
        Assert.Equal(0, await world.Links());
        await browser.Get(browser.Page.QuerySelector("main a.utrecht-button-link")!.GetAttribute("href")!);
        await browser.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal("/sign-in/institution", browser.Path);
        Assert.Equal(0, await world.Links());
        await browser.Press("Link both");
        Assert.Equal("/find", browser.Path);
        Assert.Equal((1, 1), (await world.Links(), await world.People()));

        using var later = world.Browser();
        await later.Get("/sign-in/with/1?next=/account");
        Assert.Equal("/account", later.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task An_address_that_nobody_proved_needs_our_own_code_and_tells_nothing(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        world.Provider.Person["email_verified"] = false;
        foreach (var has in new[] { false, true })
        {
            using var browser = world.Browser();
            await browser.Get("/sign-in/with/1");
            Assert.Contains("You are new here", browser.Text);
            await browser.Post(new() { ["name"] = "Noor Bakker" });
            Assert.Equal(has ? 1 : 0, await world.People());
            await browser.Post(new() { ["code"] = "00000000" });
            Assert.Contains("This is not the code that we sent", browser.Text);
            if (has)
            {
                Assert.Contains("There is one already", MailBox.Last(world.Hub, "noor.bakker@example.org"));
                break;
            }
            await browser.Post(new() { ["code"] = MailBox.Code(world.Hub, "noor.bakker@example.org") });
            Assert.Equal("/account", browser.Path);
            world.Provider.Person["sub"] = "another-noor";
        }
        Assert.Equal((1, 1), (await world.Links(), await world.People()));
    }

    [Fact]
    public async Task The_word_of_an_institution_counts_for_its_own_domains_only()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite, i => i with { Domains = ["elzen.example"] });
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        Assert.NotNull(browser.Page.QuerySelector("main input[name=email]"));
        world.Provider.Person["email"] = "noor@elzen.example";
        await browser.Get("/sign-in/with/1");
        Assert.Null(browser.Page.QuerySelector("main input[name=email]"));
    }

    [Fact]
    public async Task What_the_token_leaves_out_is_asked_for_at_userinfo()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        world.Provider.Forges = new() { OnlySubject = true };
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        Assert.Equal("Noor Bakker", browser.Page.GetElementById("name")!.GetAttribute("value"));
        Assert.Contains("noor.bakker@example.org", browser.Text);
    }

    [Fact]
    public async Task New_keys_are_found_and_not_looked_for_more_than_once_a_minute()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        await world.Link(await world.Hub.AddPerson("Noor Bakker"));
        async Task<string> SignIn()
        {
            using var browser = world.Browser();
            await browser.Get("/sign-in/with/1?next=/account");
            return browser.Path;
        }
        Assert.Equal("/account", await SignIn());
        Assert.Equal("/account", await SignIn());
        Assert.Equal(1, world.Provider.Asked["/keys"]);
        world.Provider.Rotate(TestKey.Ec());
        world.Hub.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("/account", await SignIn());
        Assert.Equal(2, world.Provider.Asked["/keys"]);
        world.Provider.Rotate(TestKey.Rsa());
        for (var i = 0; i < 5; i++) Assert.StartsWith("/sign-in/back/1", await SignIn());
        Assert.Equal((2, 1), (world.Provider.Asked["/keys"], world.Provider.Asked["/.well-known/openid-configuration"]));
    }

    [Fact]
    public async Task A_public_client_and_one_whose_secret_goes_in_the_body_or_lies_in_a_file()
    {
        var file = Path.Combine(Databases.Folder(), "secret");
        await File.WriteAllTextAsync(file, TestProvider.Secret + "\n");
        await using var world = await InstitutionWorld.On(Engine.Sqlite, i => i with { ClientSecret = "", ClientSecretFile = file });
        world.Provider.Forges = new() { Description = d => d["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post") };
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        Assert.Equal("/sign-in/institution", browser.Path);
        await File.WriteAllTextAsync(file, "");
        await browser.Get("/sign-in/with/1");
        Assert.Contains("cannot be trusted", browser.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_link_is_made_from_the_account_and_ended_there_but_never_the_last_way_in(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        using var browser = await world.SignedIn(noor);
        await browser.Get("/account/institutions");
        await browser.Get(browser.Page.QuerySelector("main a.utrecht-button-link")!.GetAttribute("href")!);
        Assert.Equal("/sign-in/institution", browser.Path);
        await browser.Press("Link both");
        Assert.Equal("/account/institutions", browser.Path);
        Assert.Contains("Elzen College", browser.Text);
        Assert.Contains("An institution was linked with your account", MailBox.Last(world.Hub, noor.Email!));
        await browser.Press("End this link");
        Assert.Equal(0, await world.Links());
        Assert.Contains("was ended", MailBox.Last(world.Hub, noor.Email!));

        await world.Link(noor);
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        await browser.Get("/account/institutions");
        await browser.Press("End this link");
        Assert.Equal(409, (int)browser.Status);
        Assert.Contains("the only way into your account", browser.Text);
        Assert.Equal(1, await world.Links());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_two_links_ended_at_once_one_stays_where_it_is_the_last(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        using var browser = await world.SignedIn(noor);
        using var second = await world.SignedIn(noor);
        await world.Link(noor);
        await world.Link(noor, "noor-2");
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        await browser.Get("/account/institutions");
        await second.Get("/account/institutions");
        await Task.WhenAll(
            browser.Post(new() { ["subject"] = "noor-1" }, "main form"),
            second.Post(new() { ["subject"] = "noor-2" }, "main form"));
        Assert.Equal(1, await world.Links());
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_has_no_password_proves_at_the_institution_what_needs_proof_and_loses_nothing(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var (noor, bea) = (await world.Hub.AddPerson("Noor Bakker"), await world.Hub.AddPerson("Bea Smit"));
        await world.Link(noor);
        await world.Link(noor, "noor-2");
        await world.Link(bea, "bea-1");
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1?next=/account/institutions");
        world.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await browser.Post(new() { ["subject"] = "noor-2" });
        Assert.Equal(422, (int)browser.Status);
        await browser.Press("I did, go on");
        Assert.Equal((422, 3), ((int)browser.Status, await world.Links()));
        var waiting = browser.Page;

        using var tab = world.Browser();
        tab.TakeCookies(browser);
        world.Provider.Person["sub"] = "bea-1";
        await tab.Get(waiting.QuerySelector("main ol a")!.GetAttribute("href")!);
        Assert.Contains("This is not the account that yours is linked with", tab.Text);
        world.Provider.Person["sub"] = "noor-1";
        await tab.Get(waiting.QuerySelector("main ol a")!.GetAttribute("href")!);
        Assert.Contains("Close this tab", tab.Text);
        Assert.Equal("login", world.Provider.LastAsked["prompt"]);
        browser.TakeCookies(tab);
        await browser.Press("I did, go on");
        Assert.Equal(("/account/institutions", 2), (browser.Path, await world.Links()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_closed_account_is_opened_by_no_institution(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        await world.Link(await world.Hub.AddPerson("Noor Bakker"));
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, world.Hub.Clock.GetUtcNow().UtcDateTime)));
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1?next=/account");
        Assert.Contains("This account was closed", browser.Text);
        await browser.Get("/account");
        Assert.StartsWith("/sign-in", browser.Path);
    }
}
