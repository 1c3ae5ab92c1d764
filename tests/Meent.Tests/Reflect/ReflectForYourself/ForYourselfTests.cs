using System.Net;
using Meent.Foundation.Audit;
using Meent.Reflect.Instruments;
using Meent.Reflect.ReflectForYourself;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.ReflectForYourself;

/// <summary>A person looks at themselves: without an account and without a trace, or in an account that nobody else opens.</summary>
public class ForYourselfTests
{
    [Fact]
    public async Task Without_an_account_a_result_comes_back_and_nothing_is_stored()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var before = await Rows(hub);
        using var somebody = hub.Visitor();
        await somebody.Get("/self");
        Assert.Contains("no account needed", somebody.Text, StringComparison.Ordinal);
        await somebody.Get("/self/digcomp/check");
        Assert.False(somebody.Response.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-store", somebody.Response.Headers.CacheControl!.ToString());
        var items = Ladder(hub, "digcomp").Items.ToList();
        await somebody.Press("Show where I stand");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, somebody.Status);
        Assert.Contains("Choose at least one", somebody.Text, StringComparison.Ordinal);
        await somebody.Post(new() { [items[0].Id] = "1", [items[1].Id] = "9" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, somebody.Status);
        await somebody.Post(new() { [items[0].Id] = "1", [items[1].Id] = "2" });
        Assert.Equal(HttpStatusCode.OK, somebody.Status);
        Assert.Contains(items[0].At(1)!.In("en"), somebody.Text, StringComparison.Ordinal);
        Assert.Contains(items[0].At(2)!.In("en"), somebody.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing of this is stored", somebody.Text, StringComparison.Ordinal);
        Assert.Contains("What helps", somebody.Text, StringComparison.Ordinal);
        // To read, and no way to a plan: who has no account has none.
        Assert.Contains("Ask three questions of every source: who, why, how do they know. What stands on top is not what is true.", somebody.Text, StringComparison.Ordinal);
        Assert.Empty(somebody.Page.QuerySelectorAll("main a[href*='/plans/']"));
        Assert.False(somebody.Response.Headers.Contains("Set-Cookie"));
        await somebody.Press("Change my answers");
        Assert.NotNull(somebody.Page.QuerySelector($"input[name='{items[1].Id}'][value='2'][checked]"));
        Assert.Equal(before, await Rows(hub));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task With_an_account_a_draft_waits_and_a_later_time_is_compared_with_the_one_before(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        var items = Ladder(hub, "teacher").Items.ToList();
        await anna.Get("/self/teacher/edit");
        await anna.Post(new() { [items[0].Id] = "2", [$"note.{items[0].Id}"] = "Ask Tom.", ["do"] = "later" });
        Assert.Equal("/self/teacher", anna.Path);
        Assert.Contains("placed yourself on 1 of 22", anna.Text, StringComparison.Ordinal);
        await anna.Get("/self/teacher/edit");
        Assert.Contains("Ask Tom.", anna.Page.Body!.TextContent, StringComparison.Ordinal);
        await anna.Post(new() { [items[1].Id] = "3", ["do"] = "finish" });
        Assert.Contains("Your note: Ask Tom.", anna.Text, StringComparison.Ordinal);
        var first = anna.Path;

        hub.Clock.Advance(TimeSpan.FromDays(200));
        await anna.Get("/self/teacher/edit");
        Assert.Contains($"you chose “{Ladder(hub, "teacher").Level(2)!.Name.In("en")}”", anna.Text, StringComparison.Ordinal);
        await anna.Post(new() { [items[0].Id] = "4", [items[1].Id] = "3", ["do"] = "finish" });
        Assert.Contains("1 higher, 0 lower, 1 the same", anna.Text, StringComparison.Ordinal);

        var bo = await hub.SignedIn(await hub.AddPerson("Bo Jans", isOperator: true));
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Get(first)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Get(first + "/delete")).Status);
        Assert.DoesNotContain("What you did before", (await bo.Get("/self/teacher")).Text, StringComparison.Ordinal);
        // That somebody looked at themselves is told to nobody, the audit trail included.
        Assert.Equal(0, await hub.Look(db => db.Read<AuditEntry>().CountAsync()));

        await anna.Get(first + "/delete");
        await anna.Press("Throw this away");
        Assert.Equal(1, await hub.Look(db => db.Read<SelfReflection>().CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get(first)).Status);
    }

    [Fact]
    public async Task What_was_saved_elsewhere_meanwhile_is_not_lost_without_a_word()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var person = await hub.AddPerson("Anna de Vries");
        var (desk, phone) = (await hub.SignedIn(person), await hub.SignedIn(person));
        var item = Ladder(hub, "teacher").Items.First().Id;
        await desk.Get("/self/teacher/edit");
        await phone.Get("/self/teacher/edit");
        await desk.Post(new() { [item] = "2", ["do"] = "later" });
        await phone.Post(new() { [item] = "5", ["do"] = "later" });
        Assert.Equal(HttpStatusCode.Conflict, phone.Status);
        Assert.NotNull(phone.Page.QuerySelector($"input[name='{item}'][value='5'][checked]"));
        Assert.Equal(2, await Level());
        await phone.Post(new() { ["do"] = "later" });
        Assert.Equal(HttpStatusCode.OK, phone.Status);
        Assert.Equal(5, await Level());

        Task<int?> Level() => hub.Look(async db => (await db.Read<SelfReflection>().SingleAsync()).Marks.Level(item));
    }

    [Fact]
    public async Task Whoever_runs_the_hub_does_not_hand_out_what_somebody_wrote_for_themselves()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var person = await hub.AddPerson("Anna de Vries");
        using var anna = await hub.SignedIn(person);
        var before = await Told();
        var item = Ladder(hub, "teacher").Items.First();
        await anna.Get("/self/teacher/edit");
        await anna.Post(new() { [item.Id] = "2", [$"note.{item.Id}"] = "Ask Tom.", ["do"] = "later" });
        var after = await Told();
        Assert.DoesNotContain("Ask Tom.", after, StringComparison.Ordinal);
        // Not even that there is something.
        Assert.Equal(before, after);
        Assert.Contains("It is not in this file: who wrote it signs in", after, StringComparison.Ordinal);
        Assert.Contains("Ask Tom.", (await anna.Get("/account/data")).Text, StringComparison.Ordinal);

        async Task<string> Told()
        {
            var told = await MeentProgram.Run(hub.Settings, "user", "data", person.Email!);
            Assert.Equal(0, told.Code);
            return System.Text.Json.Nodes.JsonNode.Parse(told.Output)!["sections"]!.AsArray().Single(s => (string)s!["key"]! == "self")!.ToJsonString(Readable);
        }
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_draft_whose_questions_are_gone_goes_on_with_those_of_today_and_can_be_finished(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var anna = await hub.SignedIn(await hub.AddPerson("Anna de Vries"));
        var item = Ladder(hub, "teacher").Items.First().Id;
        await anna.Get("/self/teacher/edit");
        await anna.Post(new() { [item] = "2", ["do"] = "later" });
        await hub.Look(db => db.Set<SelfReflection>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Version, 99)));
        await anna.Get("/self/teacher/edit");
        await anna.Post(new() { [item] = "4", ["do"] = "finish" });
        Assert.Equal(HttpStatusCode.OK, anna.Status);
        Assert.Equal(Ladder(hub, "teacher").Version, await hub.Look(async db => (await db.Read<SelfReflection>().SingleAsync()).Version));
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Saved_for_the_first_time_in_several_windows_at_once_there_is_one_draft(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var person = await hub.AddPerson("Anna de Vries");
        var item = Ladder(hub, "teacher").Items.First().Id;
        var windows = new List<Visitor>();
        for (var n = 0; n < 6; n++)
        {
            windows.Add(await hub.SignedIn(person));
            await windows[n].Get("/self/teacher/edit");
        }
        await Task.WhenAll(windows.Select((w, n) => w.Post(new() { [item] = $"{n + 1}", ["do"] = "later" })));
        Assert.Equal(1, await hub.Look(db => db.Read<SelfReflection>().CountAsync()));
        Assert.Equal(5, windows.Count(w => w.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task What_is_not_for_a_person_is_not_found()
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        using var somebody = hub.Visitor();
        foreach (var path in new[] { "/self/nothing", "/self/balance", "/self/school", "/self/teacher/check", "/self/teacher/check/done" })
            Assert.Equal(HttpStatusCode.NotFound, (await somebody.Get(path)).Status);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Ladder Ladder(TestHub hub, string id) => hub.Services.GetRequiredService<InstrumentLibrary>().LatestLadder(id)!;

    /// <summary>How many rows each table has.</summary>
    private static Task<string> Rows(TestHub hub) => hub.Look(async db =>
    {
        var rows = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select count(*) from {table}";
            rows.Add($"{table} {await command.ExecuteScalarAsync()}");
        }
        return string.Join('\n', rows);
    });
}
