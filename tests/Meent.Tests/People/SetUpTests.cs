using System.Net;
using System.Text.RegularExpressions;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.People;
using Microsoft.EntityFrameworkCore;

namespace Meent.Tests.People;

public class SetUpTests
{
    private static async Task<string> Code(TestHub hub) =>
        Regex.Match((await FirstStart.Greeting(hub.Services, TestContext.Current.CancellationToken))!, "/set-up\\?code=([a-z0-9]+)").Groups[1].Value;

    private static Dictionary<string, string?> Form(string email) => new()
    {
        ["name"] = "Olga Prins", ["email"] = email, ["password"] = "four words in meadow", ["again"] = "four words in meadow",
    };

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task The_first_visitor_with_the_code_becomes_operator_and_nobody_after(Engine engine)
    {
        await using var hub = await TestHub.FirstStart(engine);
        using var visitor = hub.Visitor();
        await visitor.Get("/");
        Assert.Equal("/set-up", visitor.Path);
        await visitor.Get("/set-up?code=" + await Code(hub));
        await visitor.Post(Form("Olga@Example.org"));
        Assert.Equal("/operate", visitor.Path);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);

        Assert.Null(await FirstStart.Greeting(hub.Services, TestContext.Current.CancellationToken));
        using var late = hub.Visitor();
        await late.Get("/set-up");
        Assert.Equal(HttpStatusCode.NotFound, late.Status);
        await late.Get("/");
        Assert.Equal("/", late.Path);
        Assert.Equal("set up", (await hub.Look(db => db.Read<AuditEntry>().SingleAsync())).Act);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task It_stays_closed_when_everybody_is_gone(Engine engine)
    {
        await using var hub = await TestHub.FirstStart(engine);
        using var visitor = hub.Visitor();
        await visitor.Get("/set-up?code=" + await Code(hub));
        await visitor.Post(Form("olga@example.org"));
        await hub.Look(db => db.Set<Person>().ExecuteDeleteAsync());
        // A process that starts anew knows nothing but the database.
        Assert.True(await hub.Look(async db => await new FirstStart().IsOver(db)));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Of_two_at_once_one_becomes_operator(Engine engine)
    {
        await using var hub = await TestHub.FirstStart(engine);
        var code = await Code(hub);
        var visitors = Enumerable.Range(0, 4).Select(_ => hub.Visitor()).ToList();
        foreach (var visitor in visitors) await visitor.Get("/set-up?code=" + code);
        await Task.WhenAll(visitors.Select((v, i) => v.Post(Form($"olga{i}@example.org"))));
        Assert.Single(visitors, v => v.Status == HttpStatusCode.OK && v.Path == "/operate");
        Assert.Equal(3, visitors.Count(v => v.Status == HttpStatusCode.NotFound));
        Assert.Equal(1, await hub.Look(db => db.Read<Person>().CountAsync()));
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task Without_the_code_nobody_takes_the_hub()
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        using var visitor = hub.Visitor();
        foreach (var code in new[] { "", "wrong", await Code(hub) + "x" })
        {
            await visitor.Get("/set-up?code=" + code);
            await visitor.Post(Form("stranger@example.org"));
            Assert.Equal(422, (int)visitor.Status);
            Assert.Contains("This is not the set-up code", visitor.Text);
        }
        Assert.Equal(0, await hub.Look(db => db.Read<Person>().CountAsync()));
    }

    [Fact]
    public async Task Guessing_the_code_has_an_end()
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        var code = await Code(hub);
        using var visitor = hub.Visitor();
        await visitor.Get("/set-up");
        for (var i = 0; i < 20; i++) await visitor.Post(new(Form("stranger@example.org")) { ["code"] = "guess" + i });
        await visitor.Post(new(Form("stranger@example.org")) { ["code"] = code });
        Assert.Contains("There were too many tries. Wait 15 minutes", visitor.Text);
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.Post(new(Form("olga@example.org")) { ["code"] = code });
        Assert.Equal("/operate", visitor.Path);
    }

    [Fact]
    public async Task Errors_stand_beside_the_fields_and_what_was_typed_stays_but_the_passwords()
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        using var visitor = hub.Visitor();
        await visitor.Get("/set-up?code=" + await Code(hub));
        await visitor.Post(new() { ["name"] = "Olga", ["email"] = "olga at school", ["password"] = "short", ["again"] = "other" });
        Assert.Equal(["email", "password", "again"], visitor.Page.QuerySelectorAll("#errors a").Select(a => a.GetAttribute("href")![1..]));
        Assert.Equal(["Olga", "olga at school"], new[] { "name", "email" }.Select(n => visitor.Page.GetElementById(n)!.GetAttribute("value")));
        Assert.All(visitor.Page.QuerySelectorAll("[type=password]"), f => Assert.Null(f.GetAttribute("value")));
    }

    [Fact]
    public async Task Health_assets_questionnaires_and_machines_are_left_alone()
    {
        await using var hub = await TestHub.FirstStart(Engine.Sqlite);
        using var visitor = hub.Visitor();
        foreach (var path in new[] { "/health/live", "/assets/meent.css", "/r/abcdefghjk", "/openapi/v1.json" })
        {
            await visitor.Get(path);
            Assert.Equal(path, visitor.Path);
        }
        foreach (var path in new[] { "/sign-in", "/account", "/operate" })
        {
            await visitor.Get(path);
            Assert.Equal("/set-up", visitor.Path);
        }
    }
}
