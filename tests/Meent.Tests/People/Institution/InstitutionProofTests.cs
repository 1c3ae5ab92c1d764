using System.Text.Json.Nodes;
using Meent.Foundation.Data;
using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People.Institution;

/// <summary>What the word of an institution proves about who sits there, for how long it stays, and what a link is worth.</summary>
public class InstitutionProofTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Only_a_sign_in_after_the_question_proves_who_sits_there(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        await world.Link(await world.Hub.AddPerson("Noor Bakker"));
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        async Task<string> Confirm(Action<JsonObject>? forges)
        {
            world.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
            world.Provider.Forges = new() { Claims = forges };
            var before = await Proof(world);
            await browser.Get("/sign-in/with/1?confirm=1");
            if (await Proof(world) == before) Assert.Contains("does not say that you signed in just now", browser.Text);
            return await Proof(world) == before ? "nothing" : "proved";
        }
        Assert.Equal("nothing", await Confirm(c => c.Remove("auth_time")));
        Assert.Contains("auth_time", world.Logged());
        Assert.Equal("/forgot", browser.Page.QuerySelector("main a.utrecht-button-link")!.GetAttribute("href"));
        Assert.Equal("nothing", await Confirm(c => c["auth_time"] = c["auth_time"]!.GetValue<long>() - 121));
        Assert.Equal("nothing", await Confirm(c => c["auth_time"] = "just now"));
        Assert.Equal("nothing", await Confirm(c => c["auth_time"] = long.MaxValue));
        Assert.Equal("proved", await Confirm(c => c["auth_time"] = c["auth_time"]!.GetValue<long>() - 119));
        Assert.Equal("proved", await Confirm(null));
        Assert.Equal(("login", "0"), (world.Provider.LastAsked["prompt"], world.Provider.LastAsked["max_age"]));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(11, true)]
    [InlineData(9, false)]
    public async Task After_a_sign_in_that_is_old_at_the_institution_what_cannot_be_undone_needs_proof(int? minutes, bool asks)
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        await world.Link(noor);
        world.Provider.AlwaysTellsWhen = minutes is not null;
        world.Provider.SignedInAt = world.Hub.Clock.GetUtcNow().AddMinutes(-(minutes ?? 0));
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1?next=/account/institutions");
        await browser.Press("End this link");
        Assert.Equal(asks ? 1 : 0, await world.Links());
        Assert.Equal(asks, browser.Text.Contains("Is it you?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_goes_to_the_institution_once_more_keeps_the_later_proof()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        await world.Link(noor);
        using var browser = await world.SignedIn(noor);
        var before = await Proof(world);
        await browser.Get("/sign-in/with/1");
        Assert.Equal(before, await Proof(world));
    }

    [Fact]
    public async Task A_provider_whose_keys_hang_is_waited_for_once_and_known_keys_serve_meanwhile()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite, TimeSpan.FromMilliseconds(500));
        await world.Link(await world.Hub.AddPerson("Noor Bakker"));
        async Task<bool> SignsIn()
        {
            using var browser = world.Browser();
            await browser.Get("/sign-in/with/1?next=/account");
            return browser.Path == "/account";
        }
        var hangs = new Forgery { Answers = new Dictionary<string, Microsoft.AspNetCore.Http.RequestDelegate> { ["/keys"] = c => Task.Delay(TimeSpan.FromSeconds(20), c.RequestAborted) } };
        world.Provider.Forges = hangs;
        Assert.DoesNotContain(true, await Task.WhenAll(SignsIn(), SignsIn(), SignsIn(), SignsIn()));
        Assert.Equal(1, world.Provider.Asked["/keys"]);

        world.Hub.Clock.Advance(TimeSpan.FromSeconds(6));
        world.Provider.Forges = new();
        Assert.True(await SignsIn());
        world.Hub.Clock.Advance(TimeSpan.FromHours(13));
        world.Provider.Forges = hangs;
        Assert.DoesNotContain(false, await Task.WhenAll(SignsIn(), SignsIn(), SignsIn()));
        Assert.Equal(3, world.Provider.Asked["/keys"]);
        world.Hub.Clock.Advance(TimeSpan.FromHours(12));
        Assert.False(await SignsIn());
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("Do not link")]
    [InlineData("Leave it as it is")]
    public async Task What_was_proved_does_not_stay_in_the_browser_for_who_comes_next(string how)
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        var bea = await world.Hub.AddPerson("Bea Smit");
        using var browser = how == "Leave it as it is" ? world.Browser() : await world.SignedIn(bea);
        await browser.Get("/sign-in/with/1");
        Assert.Equal("/sign-in/institution", browser.Path);
        if (how == "sign-out")
        {
            await browser.Get("/sign-out");
            await browser.Post(new());
        }
        else await browser.Press(how);
        await browser.Get("/sign-in/institution");
        Assert.NotEqual("/sign-in/institution", browser.Path);
        Assert.Equal(0, await world.Links());
    }

    [Fact]
    public async Task Before_linking_one_reads_who_is_linked_with_whom()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        using var browser = await world.SignedIn(await world.Hub.AddPerson("Bea Smit"));
        await browser.Get("/sign-in/with/1");
        Assert.Contains("Elzen College says that you are noor.bakker@example.org. Here you are signed in as bea.smit@example.org.", browser.Text);
        world.Provider.Person.Remove("email");
        await browser.Get("/sign-in/with/1");
        Assert.Contains("Elzen College says that you are Noor Bakker. Here you are signed in as bea.smit@example.org.", browser.Text);
        world.Provider.Person.Remove("name");
        await browser.Get("/sign-in/with/1");
        Assert.Contains("says who you are, without a name. Here you are signed in as bea.smit@example.org.", browser.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_address_of_a_closed_account_says_that_it_is_closed(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        await world.Hub.AddPerson("Noor Bakker");
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, world.Hub.Clock.GetUtcNow().UtcDateTime)));
        using var browser = world.Browser();
        await browser.Get("/sign-in/with/1");
        Assert.Contains("This account was closed", browser.Text);
        Assert.DoesNotContain("You have an account with this address", browser.Text);
    }

    [Fact]
    public async Task Who_is_signed_in_is_led_to_their_institutions_and_not_told_that_they_are_signed_out()
    {
        await using var world = await InstitutionWorld.On(Engine.Sqlite);
        using var browser = await world.SignedIn(await world.Hub.AddPerson("Noor Bakker"));
        world.Provider.Forges = new() { Error = "access_denied" };
        await browser.Get("/sign-in/with/1");
        Assert.DoesNotContain("You are not signed in", browser.Text);
        Assert.Equal(["/account/institutions", "/sign-out"], browser.Page.QuerySelectorAll("main a.utrecht-button-link").Select(a => a.GetAttribute("href")));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_link_with_an_institution_that_is_not_set_any_more_is_no_way_in(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        var noor = await world.Hub.AddPerson("Noor Bakker");
        using var browser = await world.SignedIn(noor);
        await world.Link(noor);
        await world.Hub.Change(db => db.Add(new IdentityUserLogin<Guid> { LoginProvider = "https://gone.example", ProviderKey = "noor", UserId = noor.Id }));
        await world.Hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        await browser.Get("/account/institutions");
        await browser.Post(new() { ["issuer"] = world.Provider.Issuer, ["subject"] = "noor-1" });
        Assert.Equal((409, 2), ((int)browser.Status, await world.Links()));
        await browser.Post(new() { ["issuer"] = "https://gone.example", ["subject"] = "noor" });
        Assert.Equal((200, 1), ((int)browser.Status, await world.Links()));
    }

    private static Task<DateTime> Proof(InstitutionWorld world) => world.Hub.Look(db => db.Read<Session>().OrderByDescending(s => s.ProvedAt).Select(s => s.ProvedAt).FirstAsync());
}
