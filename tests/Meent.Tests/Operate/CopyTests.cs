using Meent.Foundation;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Operate.Move;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.CloseRound;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Operate;

/// <summary>A whole hub moves from one engine to the other.</summary>
public class CopyTests
{
    public static IEnumerable<TheoryDataRow<Engine, Engine>> Ways =>
    [
        new(Engine.Sqlite, Engine.Postgres) { Skip = PostgresCluster.Missing },
        new(Engine.Postgres, Engine.Sqlite) { Skip = PostgresCluster.Missing },
    ];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_copied_hub_has_every_row_and_goes_on_working(Engine from, Engine to)
    {
        await using var hub = await TestHub.Start(from);
        var (round, anna, keep) = await Fill(hub);
        var target = await Empty(to);
        var result = await Copy(hub.Settings, target);
        Assert.True(result.Done, result.Says);
        Assert.Equal(30, result.Tables.Single(t => t.Table == "reflect_submission").Rows);
        Assert.DoesNotContain(result.Tables, t => t.Table.StartsWith("places_search", StringComparison.Ordinal));

        await Use(target, async services =>
        {
            var db = services.GetRequiredService<HubDb>();
            Assert.Null((await AuditTrail.Verify(db)).Problem);
            Assert.Equal("Δημοτικό σχολείο “Elzen”", await db.Read<Place>().Where(p => p.Kind == "school").Select(p => p.Name).SingleAsync());
            Assert.Equal(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero), (await db.Read<Person>().SingleAsync(p => p.Id == anna)).LockoutEnd);
            Assert.Equal("sealed here", services.GetRequiredService<IDataProtectionProvider>().CreateProtector("copy").Unprotect(keep));
            Assert.Equal("true", await db.Database.SqlQueryRaw<string>("select claim_value as \"Value\" from people_claim").SingleAsync());
            // The number that the database gives the next one is free.
            Assert.True((await services.GetRequiredService<UserManager<Person>>().AddClaimAsync((await db.Set<Person>().SingleAsync(p => p.Id == anna)), new("second", "claim"))).Succeeded);
            Assert.IsType<ToClose>(await services.GetRequiredService<Closing>().Close(db, await db.Read<Round>().SingleAsync(r => r.Id == round), anna));
            Assert.Equal(30, await db.Read<Tally>().Where(t => t.Audience == "teachers").GroupBy(t => t.Item).Select(t => t.Sum(x => x.N)).FirstAsync());
            Assert.Null((await AuditTrail.Verify(db)).Problem);
        });
        await Databases.Drop(target);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Broken_off_anywhere_it_goes_on_and_every_row_is_there_once(Engine from, Engine to)
    {
        await using var hub = await TestHub.Start(from);
        await Fill(hub);
        var whole = await Empty(to);
        var expected = (await Copy(hub.Settings, whole)).Tables;
        var target = await Empty(to);
        var breaks = 0;
        CopyResult? result = null;
        // After so many parts, ever later: in the middle of a table, between two, while it compares.
        for (var after = 1; result is null && after < 900; after += 31)
        {
            using var stop = new CancellationTokenSource();
            var parts = 0;
            try
            {
                result = await new CopyHub(hub.Settings, TestHub.Modules, target.Database, p => { if (++parts > after) stop.Cancel(); }, part: 4).Run(stop.Token);
            }
            catch (OperationCanceledException)
            {
                breaks++;
            }
        }
        Assert.True(result?.Done, result?.Says);
        Assert.InRange(breaks, 3, 20);
        Assert.Equal(expected, result!.Tables);
        await Databases.Drop(whole);
        await Databases.Drop(target);
    }

    [Fact]
    public async Task It_refuses_a_database_that_has_a_hub_another_hubs_half_copy_and_a_hub_that_went_on()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await Fill(hub);
        await using var other = await TestHub.Start(Engine.Sqlite);
        Assert.Contains("has tables already", (await Copy(hub.Settings, other.Settings with { Database = $"Data Source={other.Settings.SqliteFile}" })).Says, StringComparison.Ordinal);
        Assert.Contains("Say where to", (await Copy(hub.Settings, hub.Settings with { Database = "nonsense" })).Says, StringComparison.Ordinal);

        var target = await Empty(Engine.Sqlite);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CopyHub(hub.Settings, TestHub.Modules, target.Database, p => { if (p.Table == "reflect_round") stop.Cancel(); }, part: 4).Run(stop.Token));
        Assert.Contains("another hub", (await Copy(other.Settings, target)).Says, StringComparison.Ordinal);

        // An address that was copied before the copy was broken off.
        await hub.Look(async db => { await db.Database.ExecuteSqlAsync($"update people_person set name = 'Somebody else'"); return true; });
        Assert.Contains("people_person was changed", (await Copy(hub.Settings, target)).Says, StringComparison.Ordinal);
        await Databases.Drop(target);
    }

    [Fact]
    public async Task The_command_tells_every_table_with_its_checksum()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        await hub.AddSchool("De Elzen");
        var target = await Empty(Engine.Sqlite);
        var ended = await MeentProgram.Run(hub.Settings, "copy", "--to", target.Database, "--json");
        Assert.True(ended.Code == 0, ended.Errors);
        var tables = System.Text.Json.Nodes.JsonNode.Parse(ended.Output)!["tables"]!.AsArray();
        Assert.Equal(1, (int)tables.Single(t => (string)t!["table"]! == "places_place")!["rows"]!);
        Assert.All(tables, t => Assert.Equal(32, ((string)t!["checksum"]!).Length));
        await Databases.Drop(target);
    }

    private static async Task<(Guid Round, Guid Person, string Sealed)> Fill(TestHub hub)
    {
        var anna = await hub.AddPerson("Anna de Vries", isOperator: true);
        var school = await hub.AddSchool("Δημοτικό σχολείο “Elzen”");
        await hub.Give(anna, Role.Coordinator, school);
        var made = await hub.OpenRound(school, anna);
        var sheet = (await hub.Services.GetRequiredService<Meent.Reflect.Answer.OpenRounds>().ByLink(made.Codes["teachers"]))!.Sheet;
        await hub.Change(db =>
        {
            for (var i = 0; i < 30; i++)
                db.Add(new Submission { PlaceId = school.PlaceId, RoundId = made.Id, Id = Ids.Random(), Audience = "teachers", Answers = [.. sheet.Items.Select((_, item) => (byte)(1 + ((i + item) % 5)))] });
            foreach (var act in new[] { "opened", "shared" }) db.Record(anna.Id, act, school.PlaceId, made.Id, hub.Clock.GetUtcNow().UtcDateTime);
        });
        await using var scope = hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.Set<RoundAudience>().Where(a => a.Audience == "teachers").ExecuteUpdateAsync(s => s.SetProperty(a => a.Answered, 30));
        var person = await db.Set<Person>().SingleAsync(p => p.Id == anna.Id);
        person.LockoutEnd = new DateTimeOffset(2031, 2, 3, 5, 5, 6, TimeSpan.FromHours(1)).ToUniversalTime();
        await db.SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().AddClaimAsync(person, new("first", "true"));
        return (made.Id, anna.Id, hub.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("copy").Protect("sealed here"));
    }

    /// <summary>An empty database whose settings name it, as somebody would who starts the hub there.</summary>
    private static async Task<Settings> Empty(Engine engine)
    {
        var empty = await Databases.Empty(engine);
        return engine == Engine.Postgres ? empty : empty with { Database = $"Data Source={empty.SqliteFile};Foreign Keys=True;Default Timeout=30" };
    }

    private static Task<CopyResult> Copy(Settings from, Settings to) => new CopyHub(from, TestHub.Modules, to.Database, _ => { }, part: 4).Run();

    private static async Task Use(Settings settings, Func<IServiceProvider, Task> use)
    {
        await using (var app = Hub.Build(settings, TestHub.Modules))
        await using (var scope = app.Services.CreateAsyncScope())
            await use(scope.ServiceProvider);
        Databases.CloseAll(settings);
    }
}
