using System.Text.RegularExpressions;
using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Another address: the new one proves itself, the old one agrees, objects or stays silent for a week.</summary>
public partial class AddressTests
{
    private const string New = "noor@elsewhere.example";

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task With_both_codes_the_new_address_counts_at_once(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await Asked(hub, noor);
        Assert.Equal(noor.Email, await Address(hub));
        await visitor.Post(new() { ["code"] = "00000000" });
        Assert.Equal(422, (int)visitor.Status);
        await visitor.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!) });
        Assert.Contains($"You sign in with {New}", visitor.Text);
        Assert.Equal(New, await Address(hub));
        foreach (var address in new[] { noor.Email!, New }) Assert.Contains("the address of your account is now " + New, MailBox.Last(hub, address));

        using var again = hub.Visitor();
        await again.Get("/sign-in");
        await again.Post(new() { ["email"] = New, ["password"] = TestHub.Password });
        Assert.Equal("/", again.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Without_the_old_address_it_takes_a_week(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        using var visitor = await Asked(hub, await hub.AddPerson("Noor Bakker"));
        hub.Clock.Advance(TimeSpan.FromDays(6));
        await ApplyDue(hub);
        Assert.NotEqual(New, await Address(hub));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(ApplyDue(hub), ApplyDue(hub));
        Assert.Equal(New, await Address(hub));
        Assert.Equal(2, MailBox.To(hub, New).Count);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_reads_the_old_address_stops_it_without_signing_in(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var thief = await Asked(hub, noor);
        using var owner = hub.Visitor();
        await owner.Get(StopLink().Match(MailBox.Last(hub, noor.Email!)).Value);
        await owner.Press("Stop the change");
        Assert.Contains("keeps its old address", owner.Text);
        hub.Clock.Advance(TimeSpan.FromDays(8));
        await ApplyDue(hub);
        Assert.Equal(noor.Email, await Address(hub));
        await thief.Get("/account/address");
        Assert.DoesNotContain(New, thief.Text);
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_the_same_page_and_never_the_change()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var (noor, kim) = (await hub.AddPerson("Noor Bakker"), await hub.AddPerson("Kim Visser"));
        var texts = new List<string>();
        foreach (var address in new[] { kim.Email!, New })
        {
            using var visitor = await hub.SignedIn(noor);
            await visitor.Get("/account/address");
            await visitor.Post(new() { ["email"] = address });
            texts.Add(visitor.Text);
            await visitor.Post(new() { ["code"] = "00000000" });
            texts.Add(visitor.Text);
        }
        Assert.Equal(texts[..2], texts[2..]);
        Assert.Contains("There is one already", MailBox.Last(hub, kim.Email!));
    }

    [Fact]
    public async Task Of_two_who_want_the_same_address_one_gets_it()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        foreach (var name in new[] { "Noor Bakker", "Kim Visser" }) using (await Asked(hub, await hub.AddPerson(name))) { }
        hub.Clock.Advance(TimeSpan.FromDays(7));
        await ApplyDue(hub);
        Assert.Equal(1, await hub.Look(db => db.Read<Person>().CountAsync(p => p.Email == New)));
        Assert.Equal(0, await hub.Look(db => db.Read<AddressChange>().CountAsync()));
    }

    [Fact]
    public async Task A_code_for_one_person_is_nothing_for_another_and_guesses_end()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account/address");
        await visitor.Post(new() { ["email"] = New });
        using var kim = await hub.SignedIn(await hub.AddPerson("Kim Visser"));
        await kim.Get(visitor.Path);
        Assert.Equal("/account/address", kim.Path);

        await visitor.Post(new() { ["code"] = MailBox.Code(hub, New) });
        for (var i = 0; i < 5; i++) await visitor.Post(new() { ["code"] = "00000000" });
        await visitor.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!) });
        Assert.Contains("This code cannot be used any more", visitor.Text);
        Assert.Equal(noor.Email, await hub.Look(db => db.Read<Person>().Where(p => p.Id == noor.Id).Select(p => p.Email).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_change_that_waits_keeps_its_place_and_its_link(Engine engine)
    {
        const string other = "thief@elsewhere.example";
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var thief = await hub.SignedIn(noor);
        await thief.Get("/account/address");
        await thief.Post(new() { ["email"] = other });
        var (second, form) = (thief.Path, thief.Page);
        using var visitor = await Asked(hub, noor);
        var link = StopLink().Match(MailBox.Last(hub, noor.Email!)).Value;
        await thief.Post(new() { ["code"] = MailBox.Code(hub, other) });
        Assert.Equal((422, second), ((int)thief.Status, thief.Path));
        Assert.Contains("Another address waits already", thief.Text);
        var token = form.QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await thief.Send(new HttpRequestMessage(HttpMethod.Post, "/account/address") { Content = new FormUrlEncodedContent([new("act", "ask"), new("email", other), new("__RequestVerificationToken", token)]) });
        Assert.Equal(409, (int)thief.Status);
        using var owner = hub.Visitor();
        await owner.Get(link);
        await owner.Press("Stop the change");
        Assert.Contains("keeps its old address", owner.Text);
        await owner.Get(link);
        await owner.Press("Stop the change");
        Assert.Equal(409, (int)owner.Status);
        Assert.Contains("Nothing waits here any more", owner.Text);
        Assert.DoesNotContain("keeps its old address", owner.Text);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_new_password_stops_the_change_that_waits_and_says_so(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var thief = await Asked(hub, noor);
        using var owner = hub.Visitor();
        await owner.Get("/forgot");
        await owner.Post(new() { ["email"] = noor.Email });
        await owner.Post(new() { ["code"] = MailBox.Code(hub, noor.Email!), ["password"] = "four words in meadow" });
        Assert.Equal("/account", owner.Path);
        Assert.Equal(0, await hub.Look(db => db.Read<AddressChange>().CountAsync()));
        Assert.Contains(MailBox.To(hub, noor.Email!), m => m.Contains("The change of your address that waited was stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_of_a_closed_account_stays()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using (await Asked(hub, noor)) { }
        await hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc))));
        hub.Clock.Advance(TimeSpan.FromDays(8));
        await ApplyDue(hub);
        Assert.Equal(noor.Email, await Address(hub));
        await hub.Look(db => db.Set<Person>().ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, (DateTime?)null)));
        using (await Asked(hub, noor)) { }
        Assert.Equal(0, (await MeentProgram.Run(hub.Settings, "user", "end", noor.Email!)).Code);
        Assert.Equal(0, await hub.Look(db => db.Read<AddressChange>().CountAsync()));
    }

    /// <summary>The new address is proved, the old one has its letter.</summary>
    private static async Task<Visitor> Asked(TestHub hub, Person person)
    {
        var visitor = await hub.SignedIn(person);
        await visitor.Get("/account/address");
        await visitor.Post(new() { ["email"] = New });
        Assert.Contains("Look into your mail", visitor.Text);
        await visitor.Post(new() { ["code"] = MailBox.Code(hub, New) });
        Assert.Contains("It is to become " + New, visitor.Text);
        return visitor;
    }

    private static Task<string?> Address(TestHub hub) => hub.Look(db => db.Read<Person>().Select(p => p.Email).SingleAsync());

    private static async Task ApplyDue(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AddressChanges>().ApplyDue(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("/account/address/stop/[0-9a-f-]{36}")]
    private static partial Regex StopLink();
}
