using System.Text.Json.Nodes;
using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.AuditDisclosure;

public sealed class AuditTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Rounds_that_were_closed_give_nothing_away(Engine engine)
    {
        await using var school = await School.On(engine);
        await Closed(school, new() { Leaders = LeadersAnswer.Anonymous, Audiences = ["leaders", "teachers", "learners"], Invited = 50, OwnItems = ["The canteen is good."] },
            ("leaders", 2), ("teachers", 12), ("learners", 34));
        await Closed(school, new() { Name = "Autumn" }, ("teachers", 6), ("learners", 0));
        Assert.Equal(0, await CommandLine.Run(["audit", "disclosure", "--json"], school.Hub.Settings, TestHub.Modules));
        var result = await Audit(school.Hub);
        Assert.Equal((2, 0), (result.Rounds, result.Weaknesses.Count));
        Assert.True(result.Cells > 50);
    }

    [Theory]
    [InlineData("thresholds", "It shows more than may be promised")]
    [InlineData("suppressed", "it is not shown and holds a number")]
    [InlineData("mean", "It is not what the counts of the round give")]
    [InlineData("leaders", "A few leaders are shown on their own")]
    [InlineData("broken", "It cannot be read")]
    public async Task A_weakness_that_was_planted_is_found(string what, string said)
    {
        await using var school = await School.On(Engine.Sqlite);
        await Closed(school, new() { Leaders = LeadersAnswer.Anonymous, Audiences = ["leaders", "teachers", "learners"] }, ("leaders", 2), ("teachers", 12), ("learners", 4));
        var stored = await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync());
        var content = JsonNode.Parse(stored.Content)!;
        Plant(content, what);
        await school.Hub.Look(db => db.Set<StoredRelease>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Content, content.ToJsonString())));
        Assert.Contains((await Audit(school.Hub)).Weaknesses, w => w.Sentence.Contains(said, StringComparison.Ordinal));
        Assert.Equal(1, await CommandLine.Run(["audit", "disclosure", "--json"], school.Hub.Settings, TestHub.Modules));
    }

    [Fact]
    public async Task A_report_of_an_older_version_says_why_it_differs()
    {
        await using var school = await School.On(Engine.Sqlite);
        await Closed(school, new() { Audiences = ["learners"], Invited = 80 }, ("learners", 60));
        var stored = await school.Hub.Look(db => db.Read<StoredRelease>().SingleAsync());
        var content = JsonNode.Parse(stored.Content)!;
        var item = content["items"]!.AsArray().First(i => i!["cells"]!.AsArray().Any(c => c!["bars"] is not null))!;
        var bars = item["cells"]!.AsArray().First(c => c!["bars"] is not null)!["bars"]!.AsArray();
        bars[Enumerable.Range(0, bars.Count).First(i => bars[i]!.GetValueKind() == System.Text.Json.JsonValueKind.Number)] = 0;
        await school.Hub.Look(db => db.Set<StoredRelease>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Content, content.ToJsonString())));
        var said = Assert.Single((await Audit(school.Hub)).Weaknesses, w => w.Sentence.StartsWith("It is not what the counts", StringComparison.Ordinal)).Sentence;
        Assert.Contains($"now ({(string)item["id"]!}, learners): it was made before 22 November 2026, when a bar that stood for three people", said, StringComparison.Ordinal);
    }

    private static void Plant(JsonNode release, string what)
    {
        JsonNode Cell(string audience) => release["areas"]![0]!["cells"]!.AsArray().First(c => (string)c!["audience"]! == audience)!;
        switch (what)
        {
            case "thresholds": release["thresholds"]!["meansFrom"] = 3; break;
            case "suppressed": Cell("learners")["mean"] = 3.2; break;
            case "mean": Cell("staff")["mean"] = 1.23; break;
            case "leaders":
                foreach (var a in release["audiences"]!.AsArray()) a!["kind"] = "group";
                release["audiences"]!.AsArray().RemoveAt(2);
                foreach (var cells in new[] { "areas", "items" }.SelectMany(p => release[p]!.AsArray()).Select(x => x!["cells"]!.AsArray()))
                {
                    cells.Add(cells[0]!.DeepClone());
                    (cells[0]!["audience"], cells[^1]!["audience"]) = ("leaders", "teachers");
                }
                break;
            default: release["format"] = 9; break;
        }
    }

    private static async Task<AuditCommand.Result> Audit(TestHub hub) => await hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default));

    private static async Task Closed(School school, RoundWish wish, params (string Audience, int People)[] groups)
    {
        var hub = school.Hub;
        var round = await hub.OpenRound(school.Place, school.Coordinator, wish);
        foreach (var (audience, people) in groups) await Answer(hub, round, audience, people);
        await using var scope = hub.Services.CreateAsyncScope();
        Assert.IsType<ToClose>(await hub.Services.GetRequiredService<Closing>().Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round.Round, school.Coordinator.Id));
    }

    private static async Task Answer(TestHub hub, MadeRound round, string audience, int people)
    {
        var instrument = hub.Services.GetRequiredService<InstrumentLibrary>().Latest("school")!;
        var (group, own) = await hub.Look(async db => (
            await db.Read<RoundAudience>().SingleAsync(a => a.RoundId == round.Id && a.Audience == audience), await db.Read<OwnItem>().Where(i => i.RoundId == round.Id).ToListAsync()));
        var count = AskedItems.Of(round.Round, group, instrument, own).Count;
#pragma warning disable RS0030, CA5394 // Made-up answers, the same at every run.
        var random = new Random(people);
        await hub.Change(db =>
        {
            for (var p = 0; p < people; p++)
            {
                db.Add(new Submission
                {
                    PlaceId = round.Round.PlaceId, RoundId = round.Id, Id = Ids.Random(), Audience = audience,
                    Answers = [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(0, 7))],
                });
            }
            db.Attach(group);
            group.Answered = people;
        });
    }
}
