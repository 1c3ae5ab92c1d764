using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

/// <summary>Where a person is signed in: each browser on its own, seen and ended from another.</summary>
public class SessionTests
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0";
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Devices_are_listed_by_name_and_ended_one_by_one(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var here = await SignedIn(hub, noor, Firefox);
        using var phone = await SignedIn(hub, noor, Phone);
        using var odd = await SignedIn(hub, noor, null);
        await here.Get("/account/safety");
        Assert.Equal(["An unknown device", "Firefox on Windows", "Safari on iPhone"], here.Page.QuerySelectorAll("[id^=device-]").Select(d => d.TextContent).Order(StringComparer.Ordinal));
        Assert.Contains("Firefox on Windows", here.Page.QuerySelectorAll("ul.stack li").Single(l => l.TextContent.Contains("This device", StringComparison.Ordinal)).TextContent);

        var lost = here.Page.QuerySelectorAll("[id^=device-]").Single(d => d.TextContent == "Safari on iPhone").Id!["device-".Length..];
        await here.Post([], $"form:has(input[value='{lost}'])");
        Assert.Equal("/account/safety", here.Path.Split('#')[0]);
        await phone.Get("/account");
        Assert.StartsWith("/sign-in", phone.Path);
        await odd.Get("/account");
        Assert.Equal("/account", odd.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Other_devices_are_signed_out_from_here_and_so_is_who_copied_the_cookie(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var here = await hub.SignedIn(noor);
        using var there = await hub.SignedIn(noor);
        using var thief = hub.Visitor();
        thief.TakeCookies(here);
        await here.Get("/account/safety");
        await here.Press("Sign out on all other devices");
        Assert.Equal("/account/safety", here.Path);
        foreach (var other in new[] { there, thief })
        {
            await other.Get("/account");
            Assert.StartsWith("/sign-in", other.Path);
        }
        Assert.Equal(1, await hub.Look(db => db.Set<Session>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_session_ends_with_the_one_that_takes_its_place(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var lost = await SignedIn(hub, noor, Phone);
        var old = await hub.Look(db => db.Read<Session>().SingleAsync());
        // A proof whose answer never arrived: the lost phone still holds the old cookie.
        await hub.Change(db => db.Add(new Session { PersonId = noor.Id, StartedAt = old.StartedAt, SeenOn = old.SeenOn, ProvedAt = old.ProvedAt, Browser = old.Browser, System = old.System, Replaces = old.Id }));
        using var here = await SignedIn(hub, noor, Firefox);
        await here.Get("/account/safety");
        await here.Post([], "form:has(input[value=end])");
        Assert.Equal(200, (int)here.Status);
        await lost.Get("/account");
        Assert.StartsWith("/sign-in", lost.Path);
        Assert.Equal(1, await hub.Look(db => db.Read<Session>().CountAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_device_of_ones_own_stays_signed_in_for_two_weeks_however_often_it_is_used(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        // A cookie dated by the clock of the test would be over for the client, whose clock goes on.
        await hub.Look(db => db.Set<Session>().ExecuteUpdateAsync(s => s.SetProperty(x => x.Stay, true)));
        foreach (var days in new[] { 7, 6 })
        {
            hub.Clock.Advance(TimeSpan.FromDays(days));
            await visitor.Get("/account/safety");
            Assert.Equal("/account/safety", visitor.Path);
            Assert.Contains("This device", visitor.Text);
        }
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await visitor.Get("/account");
        Assert.StartsWith("/sign-in", visitor.Path);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var noor = await hub.SignedIn(await hub.AddPerson("Noor Bakker"));
        var session = await hub.Look(db => db.Read<Session>().SingleAsync());
        using var kim = await SignedIn(hub, await hub.AddPerson("Kim Visser"), Firefox);
        using var again = await SignedIn(hub, await hub.Look(db => db.Read<Person>().SingleAsync(p => p.Name == "Kim Visser")), Phone);
        await kim.Get("/account/safety");
        await kim.Post(new() { ["id"] = session.Id.ToString() }, "form:has(input[value=end])");
        await noor.Get("/account");
        Assert.Equal("/account", noor.Path);
    }

    [Fact]
    public async Task Every_sign_in_has_a_new_id_and_ends_the_one_before_in_the_same_browser()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, kim) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Kim Visser"));
        using var visitor = await hub.SignedIn(noor);
        using var thief = hub.Visitor();
        thief.TakeCookies(visitor);
        using var form = hub.Visitor();
        await form.Get("/sign-in");
        // A form that was open before signing in is sent afterwards, as somebody else.
        await visitor.Get("/sign-out");
        await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([
            new("email", kim.Email!), new("password", TestHub.Password), new("__RequestVerificationToken", visitor.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]) });
        Assert.Equal(kim.Id, (await hub.Look(db => db.Read<Session>().SingleAsync())).PersonId);
        await thief.Get("/account");
        Assert.StartsWith("/sign-in", thief.Path);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_a_copy_of_the_cookie_too()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var visitor = await hub.SignedIn(await hub.AddPerson("Noor Bakker"));
        using var thief = hub.Visitor();
        thief.TakeCookies(visitor);
        await visitor.Get("/sign-out");
        await visitor.Post([]);
        await thief.Get("/account");
        Assert.StartsWith("/sign-in", thief.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Use_is_noted_by_the_day_and_what_is_long_unused_is_dropped(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var old = await hub.SignedIn(noor);
        hub.Clock.Advance(TimeSpan.FromDays(30));
        using var used = await hub.SignedIn(noor);
        hub.Clock.Advance(TimeSpan.FromDays(16));
        await used.Get("/account");
        using var fresh = await hub.SignedIn(noor);
        var seen = await hub.Look(db => db.Read<Session>().Select(s => s.SeenOn).ToListAsync());
        Assert.Equal([new DateOnly(2026, 4, 19), new DateOnly(2026, 4, 19)], seen);
        await old.Get("/account");
        Assert.StartsWith("/sign-in", old.Path);
    }

    [Fact]
    public async Task A_device_that_was_not_used_before_is_told_to_the_owner_once()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await SignedIn(hub, noor, Firefox);
        Assert.Contains("a device that was not used for it before: Firefox on Windows.", MailBox.To(hub, noor.Email!).Single());
        await visitor.Get("/sign-out");
        await visitor.Post([]);
        await visitor.Get("/sign-in");
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal("/", visitor.Path);
        Assert.Single(MailBox.To(hub, noor.Email!));
        using var phone = await SignedIn(hub, noor, Phone);
        Assert.Equal(2, MailBox.To(hub, noor.Email!).Count);
    }

    private static async Task<Visitor> SignedIn(TestHub hub, Person person, string? agent)
    {
        var visitor = hub.Visitor();
        await visitor.Get("/sign-in");
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([
            new("email", person.Email!), new("password", TestHub.Password), new("__RequestVerificationToken", visitor.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]) };
        if (agent is not null) request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return await visitor.Send(request);
    }
}
