using Meent.Foundation.Data;
using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>Passkeys from making one to removing it, and every way in which a false one is refused.</summary>
public class PasskeyTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_passkey_is_made_and_signs_in_again_and_again(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var passkey = new SoftPasskey();
        using var visitor = await WithPasskey(hub, passkey);
        Assert.Equal("/account/safety", visitor.Path);
        Assert.Contains("made on ", visitor.Text);
        for (var i = 0; i < 2; i++)
        {
            using var other = hub.Visitor();
            await other.Get("/sign-in?next=/account");
            await passkey.Use(other);
            Assert.Equal("/account", other.Path);
            Assert.Contains("noor.bakker@example.org", other.Text);
        }
        Assert.Equal(passkey.Counter, await hub.Look(db => db.Read<IdentityUserPasskey<Guid>>().Select(p => p.Data.SignCount).SingleAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_recorded_is_refused_also_from_a_passkey_that_does_not_count(bool synced)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey { Synced = synced };
        using var _ = await WithPasskey(hub, passkey);
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        using var thief = hub.Visitor();
        thief.TakeCookies(visitor);
        var form = visitor.Page.QuerySelectorAll("form[data-passkey] input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        form["passkey"] = passkey.Sign(SoftPasskey.Options(visitor));
        foreach (var (who, path) in new[] { (visitor, "/"), (thief, "/sign-in") })
        {
            await who.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(form) });
            Assert.Equal(path, who.Path);
        }
        Assert.Contains("This passkey was not accepted", thief.Text);
    }

    [Theory]
    [InlineData("another site")]
    [InlineData("no finger, face or PIN")]
    [InlineData("a copy that counts lower")]
    [InlineData("nobody's passkey")]
    [InlineData("a page that was open too long")]
    public async Task A_false_passkey_signs_nobody_in(string fault)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey { Counter = 5 };
        using (await WithPasskey(hub, passkey)) { }
        using var strange = new SoftPasskey();
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        switch (fault)
        {
            case "another site": passkey.Origin = "https://localhost.example"; break;
            case "no finger, face or PIN": passkey.Verified = false; break;
            case "a copy that counts lower": passkey.Counter = 3; break;
            case "a page that was open too long": hub.Clock.Advance(TimeSpan.FromHours(13)); break;
        }
        await (fault == "nobody's passkey" ? strange : passkey).Use(visitor);
        Assert.Equal(422, (int)visitor.Status);
        Assert.Contains("This passkey was not accepted", visitor.Text);
        await visitor.Get("/account");
        Assert.StartsWith("/sign-in", visitor.Path);
    }

    [Fact]
    public async Task A_sign_in_page_that_stood_open_since_the_morning_takes_a_passkey_once()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey { Synced = true };
        using (await WithPasskey(hub, passkey)) { }
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        var form = visitor.Page.QuerySelectorAll("form[data-passkey] input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        form["passkey"] = passkey.Sign(SoftPasskey.Options(visitor));
        using var thief = hub.Visitor();
        thief.TakeCookies(visitor);
        hub.Clock.Advance(TimeSpan.FromHours(8));
        foreach (var (who, path) in new[] { (visitor, "/"), (thief, "/sign-in") })
        {
            await who.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(form) });
            Assert.Equal(path, who.Path);
            hub.Clock.Advance(TimeSpan.FromHours(2));
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Taking_a_way_in_away_ends_what_began_with_it(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var passkey = new SoftPasskey();
        using var here = await WithPasskey(hub, passkey);
        var noor = await hub.Look(db => db.Read<Person>().SingleAsync());
        using (var thief = await hub.SignedIn(noor))
        {
            await here.Press("Remove the password");
            Assert.StartsWith("/account/safety", here.Path);
            await thief.Get("/account");
            Assert.StartsWith("/sign-in", thief.Path);
        }
        using (var thief = hub.Visitor())
        {
            await thief.Get("/sign-in");
            await passkey.Use(thief);
            await here.Get("/account/password");
            await here.Post(new() { ["password"] = "four words in meadow" });
            await thief.Get("/sign-in");
            await passkey.Use(thief);
            await here.Press("Remove this passkey");
            Assert.StartsWith("/account/safety", here.Path);
            await thief.Get("/account");
            Assert.StartsWith("/sign-in", thief.Path);
        }
        await here.Get("/account");
        Assert.Equal("/account", here.Path);
    }

    [Fact]
    public async Task An_institution_that_the_hub_no_longer_knows_is_no_way_in()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey();
        using var visitor = await WithPasskey(hub, passkey);
        var noor = await hub.Look(db => db.Read<Person>().SingleAsync());
        await hub.Change(db => db.Add(new IdentityUserLogin<Guid> { LoginProvider = "https://gone.example", ProviderKey = "noor-1", UserId = noor.Id }));
        await hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, (string?)null)));
        await visitor.Get("/account/safety");
        await visitor.Press("Remove this passkey");
        Assert.Equal(409, (int)visitor.Status);
        await visitor.Get("/account/institutions");
        await visitor.Press("End this link");
        Assert.Equal((200, 0), ((int)visitor.Status, await hub.Look(db => db.Read<IdentityUserLogin<Guid>>().CountAsync())));
    }

    [Fact]
    public async Task Whatever_comes_instead_of_a_passkey_is_answered_with_a_page()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        foreach (var odd in new[] { "", "{", "null", "[]", "{\"id\":\"x\"}", new string('x', 200_000), "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}" })
        {
            using var visitor = hub.Visitor();
            await visitor.Get("/sign-in");
            await visitor.Post(new() { ["passkey"] = odd }, "form[data-passkey]");
            Assert.Equal(422, (int)visitor.Status);
            await visitor.Post(new() { ["passkey"] = odd, ["passkey.state"] = odd }, "form[data-passkey]");
            Assert.Equal(422, (int)visitor.Status);
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_passkey_is_proof_for_its_owner_only(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var passkey = new SoftPasskey();
        using var visitor = await WithPasskey(hub, passkey);
        using var strange = new SoftPasskey();
        using (await WithPasskey(hub, strange, "Kim Visser")) { }
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await visitor.Press("Add a passkey");
        Assert.Contains("Is it you?", visitor.Text);
        await strange.Use(visitor, StepUpFilter.Passkey);
        Assert.Contains("This passkey was not accepted", visitor.Text);
        await passkey.Use(visitor, StepUpFilter.Passkey);
        Assert.Equal("/account/passkeys/new", visitor.Path);

        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        using var second = new SoftPasskey();
        await second.Register(visitor);
        Assert.Contains("Is it you?", visitor.Text);
        await passkey.Use(visitor, StepUpFilter.Passkey);
        Assert.Equal("/account/safety", visitor.Path);
        Assert.Equal(3, await hub.Look(db => db.Set<IdentityUserPasskey<Guid>>().CountAsync()));
    }

    [Fact]
    public async Task What_was_offered_for_signing_in_proves_nothing_else()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey();
        using var visitor = await WithPasskey(hub, passkey);
        using var stranger = hub.Visitor();
        await stranger.Get("/sign-in");
        var (answer, state) = (passkey.Sign(SoftPasskey.Options(stranger)), stranger.Page.QuerySelector("[name='passkey.state']")!.GetAttribute("value"));
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
        await visitor.Press("Add a passkey");
        await visitor.Post(new() { [StepUpFilter.Passkey] = answer, [StepUpFilter.Passkey + ".state"] = state }, "form[data-passkey]");
        Assert.Contains("This passkey was not accepted", visitor.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_goes_without_a_password_and_keeps_the_last_way_in(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var passkey = new SoftPasskey();
        using var visitor = await WithPasskey(hub, passkey);
        await visitor.Press("Remove the password");
        Assert.Contains("You have no password", visitor.Text);
        await visitor.Press("Remove this passkey");
        Assert.Equal(409, (int)visitor.Status);
        Assert.Contains("This is the only way into your account", visitor.Text);

        using var other = hub.Visitor();
        await other.Get("/sign-in");
        await other.Post(new() { ["email"] = "noor.bakker@example.org", ["password"] = TestHub.Password });
        Assert.Equal(422, (int)other.Status);
        await passkey.Use(other);
        Assert.Equal("/", other.Path);

        await visitor.Get("/account/password");
        await visitor.Post(new() { ["password"] = "other words in meadow" });
        Assert.Equal("/account/safety", visitor.Path);
        await visitor.Press("Remove this passkey");
        Assert.Equal(0, await hub.Look(db => db.Set<IdentityUserPasskey<Guid>>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_two_ways_in_that_are_removed_at_once_one_stays(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var passkey = new SoftPasskey();
        using var here = await WithPasskey(hub, passkey);
        using var there = hub.Visitor();
        await there.Get("/sign-in");
        await passkey.Use(there);
        await there.Get("/account/safety");
        await Task.WhenAll(here.Press("Remove the password"), there.Press("Remove this passkey"));
        // Who comes second is refused, or finds the session ended by the first.
        Assert.Single(new[] { here, there }, v => (int)v.Status == 200 && v.Path.StartsWith("/account/safety", StringComparison.Ordinal));
        var left = await hub.Look(async db => await db.Set<IdentityUserPasskey<Guid>>().CountAsync() + await db.Set<Person>().CountAsync(p => p.PasswordHash != null));
        Assert.Equal(1, left);
    }

    [Fact]
    public async Task A_password_is_chosen_without_the_old_one_only_where_there_is_none()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = await hub.SignedIn(await hub.AddPerson("Noor Bakker"));
        await visitor.Get("/account/password");
        var token = visitor.Page.QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/account/password") { Content = new FormUrlEncodedContent([new("act", "choose"), new("password", "other words in meadow"), new("__RequestVerificationToken", token)]) });
        Assert.Equal(422, (int)visitor.Status);
        using var again = await hub.SignedIn(await hub.Look(db => db.Read<Person>().SingleAsync()));
        Assert.Equal("/", again.Path);
    }

    [Fact]
    public async Task A_passkey_is_renamed_and_nobody_touches_that_of_another()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var passkey = new SoftPasskey();
        using var visitor = await WithPasskey(hub, passkey);
        await visitor.Post(new() { ["name"] = "My phone" }, "form:has(input[value=rename])");
        Assert.Contains("My phone", visitor.Text);
        var id = visitor.Page.QuerySelector("form:has(input[value=remove]) [name=id]")!.GetAttribute("value")!;
        using var strange = new SoftPasskey();
        using var kim = await WithPasskey(hub, strange, "Kim Visser");
        await kim.Post(new() { ["id"] = id }, "form:has(input[value=remove])");
        await kim.Get("/account/safety");
        await kim.Post(new() { ["id"] = id, ["name"] = "Taken" }, "form:has(input[value=rename])");
        Assert.Equal(404, (int)kim.Status);
        await visitor.Get("/account/safety");
        Assert.Contains("My phone", visitor.Text);
    }

    private static async Task<Visitor> WithPasskey(TestHub hub, SoftPasskey passkey, string name = "Noor Bakker")
    {
        var visitor = await hub.SignedIn(await hub.AddPerson(name));
        await visitor.Get("/account/safety");
        await visitor.Press("Add a passkey");
        return await passkey.Register(visitor);
    }
}
