using Meent.People;
using Meent.Tests.People.Institution;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Limits end guessing; they give nobody a way to keep others out.</summary>
public class LockOutTests
{
    private const string Pupil = "192.0.2.1";
    private const string Elsewhere = "198.51.100.7";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task One_machine_keeps_nobody_out_who_is_elsewhere(Engine engine)
    {
        await using var hub = await Networks.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var pupil = hub.VisitorFrom(Pupil);
        await pupil.Get("/sign-in");
        for (var i = 0; i < 60; i++) await pupil.Post(new() { ["email"] = noor.Email, ["password"] = "wrong password here" });
        Assert.Equal(429, (int)pupil.Status);
        using var owner = hub.VisitorFrom(Elsewhere);
        Assert.Equal("/", (await SignIn(owner, noor)).Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_used_up_account_and_network_stops_no_known_browser_and_no_passkey(Engine engine)
    {
        await using var hub = await Networks.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var passkey = new SoftPasskey();
        using (var before = await hub.SignedIn(noor))
        {
            await before.Get("/account/safety");
            await before.Press("Add a passkey");
            await passkey.Register(before);
        }
        foreach (var limit in new Limit[] { new("sign-in network", Pupil, 300, TimeSpan.FromMinutes(15)), new("sign-in account", noor.NormalizedEmail!, 50, TimeSpan.FromHours(1)) })
            await UseUp(hub, limit);

        using var unknown = hub.VisitorFrom(Pupil);
        Assert.Equal(429, (int)(await SignIn(unknown, noor)).Status);
        using var another = Known(hub, await hub.AddPerson("Kim Visser"));
        Assert.Equal(429, (int)(await SignIn(another, noor)).Status);
        await unknown.Get("/sign-in?next=/account");
        await passkey.Use(unknown);
        Assert.Equal("/account", unknown.Path);
        using var known = Known(hub, noor);
        Assert.Equal("/", (await SignIn(known, noor)).Path);
        using var stillNot = hub.VisitorFrom(Pupil);
        Assert.Equal(429, (int)(await SignIn(stillNot, await hub.AddPerson("Bea Smit"))).Status);
    }

    [Fact]
    public async Task A_known_browser_guesses_no_more_than_another()
    {
        await using var hub = await Networks.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var known = Known(hub, noor);
        await known.Get("/sign-in");
        for (var i = 0; i < 16; i++) await known.Post(new() { ["email"] = noor.Email, ["password"] = "wrong password here" });
        Assert.Equal(422, (int)known.Status);
        await known.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal(429, (int)known.Status);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nobody_switches_off_the_way_back_to_an_account_of_another(Engine engine)
    {
        await using var hub = await Networks.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var stranger = hub.VisitorFrom(Pupil);
        for (var i = 0; i < 6; i++)
        {
            await stranger.Get("/sign-up");
            await stranger.Post(new() { ["name"] = "Somebody", ["email"] = noor.Email, ["password"] = "four words in meadow" });
        }
        Assert.Equal(429, (int)stranger.Status);
        await Forgot(stranger, noor);
        Assert.Equal(200, (int)stranger.Status);
        Assert.Contains("choose a new password", MailBox.Last(hub, noor.Email!));
        for (var i = 0; i < 5; i++) await Forgot(stranger, noor);
        Assert.Equal(429, (int)stranger.Status);
        using var owner = hub.VisitorFrom(Elsewhere);
        await Forgot(owner, noor);
        await owner.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!), ["password"] = "four words in meadow" });
        Assert.Equal("/account", owner.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Only_an_answer_of_an_institution_that_cannot_be_used_counts(Engine engine)
    {
        await using var world = await InstitutionWorld.On(engine);
        using var browser = world.Browser();
        world.Provider.Forges = new() { Error = "access_denied" };
        await browser.Get("/sign-in/with/1");
        Assert.Equal(0, await Counted(world.Hub));
        world.Provider.Forges = new() { Claims = c => c["aud"] = "another" };
        await browser.Get("/sign-in/with/1");
        Assert.Equal(1, await Counted(world.Hub));
        world.Provider.Forges = new();
        await browser.Get("/sign-in/with/1");
        Assert.Equal(("/sign-in/institution", 1), (browser.Path, await Counted(world.Hub)));
        await UseUp(world.Hub, new Limit("institution network", "here", 300, TimeSpan.FromMinutes(15)));
        await browser.Get("/sign-in/with/1");
        Assert.Equal(429, (int)browser.Status);
    }

    private static async Task<Visitor> SignIn(Visitor visitor, Person person)
    {
        await visitor.Get("/sign-in");
        return await visitor.Post(new() { ["email"] = person.Email, ["password"] = TestHub.Password });
    }

    private static async Task Forgot(Visitor visitor, Person person)
    {
        await visitor.Get("/forgot");
        await visitor.Post(new() { ["email"] = person.Email });
    }

    /// <summary>A browser at the school that a person used before.</summary>
    private static Visitor Known(TestHub hub, Person person)
    {
        var visitor = hub.VisitorFrom(Pupil);
        visitor.TakeCookie("meent.known", hub.Services.GetDataProtector("Meent.People.KnownDevices").Protect($"[\"{person.Id}\"]"));
        return visitor;
    }

    private static async Task UseUp(TestHub hub, Limit limit)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var tries = scope.ServiceProvider.GetRequiredService<Tries>();
        for (var i = 0; i < limit.Most; i++) await tries.Take(limit);
    }

    private static Task<int> Counted(TestHub hub) => hub.Look(db => db.Database.SqlQuery<int>($"select cast(coalesce(sum(count), 0) as integer) as \"Value\" from people_try").SingleAsync());
}
