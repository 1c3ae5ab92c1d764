using Meent.Foundation.Data;
using Meent.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Everybody knows the password of a demonstration's accounts: no visitor takes one away from the next.</summary>
public class KeepDemonstrationTests
{
    /// <summary>Pages with forms, and the fields that would change something.</summary>
    private static readonly (string Page, string Form, Dictionary<string, string> Fields)[] Tried =
    [
        ("/account/delete", "/account/delete", new() { ["sure"] = "yes" }),
        ("/account/password", "/account/password", new() { ["old"] = DemonstrationAccount.Password, ["password"] = "purple walrus in the attic" }),
        ("/account/password", "/account/password", new() { ["act"] = "remove" }),
        ("/account/safety", "/account/passkeys", new() { ["act"] = "add" }),
        ("/account/safety", "/account/passkeys/new", new() { ["name"] = "Mine" }),
        ("/account/safety", "/account/safety", new() { ["act"] = "others" }),
        ("/account/safety", "/account/second-step", new() { ["act"] = "begin" }),
        ("/account/address", "/account/address", new() { ["act"] = "ask", ["email"] = "mine@example.org" }),
        ("/account/safety", "/account/institutions", new() { ["act"] = "unlink" }),
        ("/account/safety", "/sign-in/institution", new() { ["act"] = "link" }),
    ];

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Nobody_deletes_them_or_changes_how_one_signs_in(Engine engine)
    {
        await using var hub = await Demonstration(engine);
        var before = await Accounts(hub);
        using var visitor = hub.Visitor();
        await SignIn(visitor, DemonstrationAccount.All[3].Email, DemonstrationAccount.Password);
        foreach (var (page, form, fields) in Tried)
        {
            await visitor.Get(page);
            await Send(visitor, form, fields);
            Assert.True(409 == (int)visitor.Status, $"{form}: {visitor.Status} {visitor.Text}");
            Assert.Contains("Everybody can use this account of the demonstration", visitor.Text);
        }
        using var stranger = hub.Visitor();
        await stranger.Get("/forgot");
        await Send(stranger, "/forgot", new() { ["email"] = " Teacher@Meent.example" });
        Assert.Equal(409, (int)stranger.Status);
        Assert.Equal(before, await Accounts(hub));
    }

    [Fact]
    public async Task An_account_of_ones_own_is_changed_and_deleted_as_everywhere()
    {
        await using var hub = await Demonstration(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        await visitor.Get("/account/password");
        await Send(visitor, "/account/password", new() { ["old"] = TestHub.Password, ["password"] = "purple walrus in the attic" });
        Assert.Equal("/account/safety", visitor.Path);
        await visitor.Get("/account/delete");
        await Send(visitor, "/account/delete", new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", visitor.Path);
    }

    [Fact]
    public async Task A_hub_that_is_no_demonstration_lets_them_go()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            var left = new Person { Id = DemonstrationAccount.All[3].Id, Name = "Samira Haddad", Email = DemonstrationAccount.All[3].Email, UserName = DemonstrationAccount.All[3].Email, EmailConfirmed = true };
            await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(left, TestHub.Password);
        }
        using var visitor = hub.Visitor();
        await SignIn(visitor, DemonstrationAccount.All[3].Email, TestHub.Password);
        await visitor.Get("/account/delete");
        await Send(visitor, "/account/delete", new() { ["sure"] = "yes" });
        Assert.Equal("/account/deleted", visitor.Path);
    }

    private static async Task<TestHub> Demonstration(Engine engine)
    {
        var hub = await TestHub.Start(engine, s => s with { Demonstration = true });
        await using var scope = hub.Services.CreateAsyncScope();
        foreach (var module in TestHub.Modules.Take(2)) await module.Demonstrate(scope.ServiceProvider, TestContext.Current.CancellationToken);
        return hub;
    }

    private static async Task SignIn(Visitor visitor, string email, string password)
    {
        await visitor.Get("/sign-in");
        await visitor.Post(new() { ["email"] = email, ["password"] = password });
    }

    /// <summary>Sends a form with the token of the page that one looks at.</summary>
    private static Task<Visitor> Send(Visitor visitor, string form, Dictionary<string, string> fields)
    {
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return visitor.Send(new HttpRequestMessage(HttpMethod.Post, form) { Content = new FormUrlEncodedContent(fields.Append(KeyValuePair.Create("__RequestVerificationToken", token))) });
    }

    private static Task<string> Accounts(TestHub hub) => hub.Look(async db =>
        string.Join('\n', (await db.Read<Person>().OrderBy(p => p.Id).ToListAsync()).Select(p => $"{p.Id} {p.Email} {p.PasswordHash} {p.TwoFactorEnabled} {p.SecurityStamp}")));
}
