using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Reflect;
using Meent.Reflect.Areas;
using Meent.Reflect.Answer;
using Meent.Reflect.AuditDisclosure;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Results;
using Meent.Reflect.SayMore;
using Meent.Tests.Reflect.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Small = Meent.Tests.Reflect.Results.Rounds;

namespace Meent.Tests.Reflect.AuditDisclosure;

/// <summary>Weaknesses that are planted in the tables, each found by the audit; and that nothing is to be had before a round closes.</summary>
public sealed class PlantedTests
{
    [Fact]
    public async Task Traces_that_would_join_answers_to_people_are_found()
    {
        await using var school = await School.On(Engine.Sqlite);
        var open = (await school.Hub.OpenRound(school.Place, school.Coordinator)).Round;
        var closed = (await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Name = "Last year" })).Round;
        await school.Hub.Change(db => { db.Attach(closed); closed.ClosedAt = school.Hub.Clock.Now(); });
        Assert.Empty(await Weaknesses(school.Hub));
        await Finds(school, "Ids of submissions tell when", new Submission { PlaceId = open.PlaceId, RoundId = open.Id, Id = Ids.New(), Audience = "teachers", Answers = [1] });
        var random = Ids.Random();
        await Finds(school, "A text has the id of a submission", new Submission { PlaceId = open.PlaceId, RoundId = open.Id, Id = random, Audience = "teachers", Answers = [1] },
            new FreeText { PlaceId = open.PlaceId, RoundId = open.Id, Id = random, Audience = "teachers", Content = "me" });
        await Finds(school, "what people wrote in their own words is still there", new FreeText { PlaceId = closed.PlaceId, RoundId = closed.Id, Id = Ids.Random(), Audience = "teachers", Content = "me" });
        await Finds(school, "which codes were used is still there", new SingleUseCode { PlaceId = closed.PlaceId, RoundId = closed.Id, Hash = "x", Audience = "teachers", Used = true });
        var group = Ids.New();
        var release = new StoredRelease { PlaceId = group, RoundId = group, ReleasedAt = school.Hub.Clock.Now(), Content = Small.Release(Small.Single("members", [2, 2, 2, 2])).ToJson() };
        await Finds(school, "the answers of its group are still there", release, new Submission { PlaceId = group, RoundId = group, Id = Ids.Random(), Audience = "members", Answers = [1] });
        await Finds(school, "It has a result and can still be answered", release, new RoundAudience { PlaceId = group, RoundId = group, Audience = "members", LinkCode = Ids.Code() });
        await Finds(school, "It is counted and not closed", new Tally { PlaceId = open.PlaceId, RoundId = open.Id, Audience = "teachers", Item = "a", Option = 1, N = 1 });
    }

    /// <summary>Ten answers, one more, and the difference: there is no result before the end, one result at the end, and no answer after it.</summary>
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Before_and_after_one_answer_there_is_nothing_to_subtract(Engine engine)
    {
        await using var school = await School.On(engine);
        var round = await school.Hub.OpenRound(school.Place, school.Coordinator, new() { Leaders = LeadersAnswer.NotAsked, Audiences = ["teachers"] });
        var sheet = (await school.Hub.Services.GetRequiredService<OpenRounds>().ByLink(round.Codes["teachers"]))!.Sheet;
        for (var i = 0; i < 11; i++)
        {
            if (i > 9) foreach (var page in Pages(round)) Assert.Equal(404, (int)(await school.Visitor.Get(page)).Status);
            Assert.Equal(303, await Send(school.Hub, round, $"{sheet.Items[0]}=5"));
        }
        await school.Visitor.Get(round.Path + "/close");
        await school.Visitor.Press("Close and count");
        foreach (var page in Pages(round)) Assert.Equal(200, (int)(await school.Visitor.Get(page)).Status);
        Assert.Equal(410, await Send(school.Hub, round, $"{sheet.Items[0]}=1"));
        await using var scope = school.Hub.Services.CreateAsyncScope();
        Assert.IsType<Refused>(await school.Hub.Services.GetRequiredService<Closing>().Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round.Round, null));
        Assert.Equal((1, 11), await school.Hub.Look(async db => (await db.Read<StoredRelease>().CountAsync(), (await db.Read<RoundAudience>().SingleAsync()).Answered)));
    }

    /// <summary>Two editions of which the second has one school more: each is of enough schools, and the difference is a school.</summary>
    [Theory]
    [InlineData(1, "one school"), InlineData(2, "two schools"), InlineData(3, null)]
    public async Task An_edition_that_grew_by_too_few_schools_is_found(int grew, string? said)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var area = Ids.New();
        var cell = new CountedCell("teachers", "a.1", 1, "a", 10, 34, null);
        await hub.Change(db =>
        {
            for (var i = 0; i < 3 + grew; i++)
            {
                var (school, round) = (Ids.New(), Ids.New());
                db.Add(new AreaCounter
                {
                    PlaceId = school, RoundId = round, Instrument = "school", Version = 1, Period = "2025-2026", Profile = "mini", ClosedOn = new(2026, 5, 1),
                    Content = new CounterContent([cell], []).ToJson(), Run = i < 3 ? 1 : 2,
                });
                db.Add(new CountedIn { PlaceId = area, RoundId = round, SchoolId = school, Role = "admin" });
            }
            foreach (var (number, schools) in new[] { (1, 3), (2, 3 + grew) })
                db.Add(new StoredEdition
                {
                    PlaceId = area, Instrument = "school", Period = "2025-2026", Number = number, Run = number, MadeAt = Clock.Cut(DateTime.UnixEpoch),
                    Content = EditionOf(area, number, schools).ToJson(),
                });
        });
        var found = await Weaknesses(hub);
        if (said is null) Assert.Empty(found);
        else Assert.Contains(found, f => f.Contains($"follows that of {said}", StringComparison.Ordinal));
    }

    private static Edition EditionOf(Guid area, int number, int schools) => new(
        Edition.CurrentFormat, new(area, "school", "2025-2026", number, number, new(2026, 6, 1), new(2026, 5, 1), new(2026, 5, 1), [1], false),
        [new(null, schools, [], [new("teachers", "a.1", 1, "a", FigureState.Shown, schools, 10 * schools, 3.4, 3.2, 3.6)])], [], []);

    private static string[] Pages(MadeRound round) =>
        [$"{round.Path}/report", $"{round.Path}/report.json", $"{round.Path}/report.csv", $"{round.Path}/report/all", $"{round.Path}/conversation", $"{round.Path}/codebook.csv"];

    private static async Task<int> Send(TestHub hub, MadeRound round, string body)
    {
        using var client = new HttpClient(hub.Handler()) { BaseAddress = new Uri("http://localhost") };
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        return (int)(await client.PostAsync(new Uri(round.Link("teachers"), UriKind.Relative), content, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static async Task Finds(School school, string said, params object[] planted)
    {
        await school.Hub.Change(db => db.AddRange(planted));
        Assert.Contains(await Weaknesses(school.Hub), w => w.Contains(said, StringComparison.Ordinal));
        await school.Hub.Change(db => db.RemoveRange(planted));
    }

    private static async Task<List<string>> Weaknesses(TestHub hub) =>
        [.. (await hub.Look(db => AuditCommand.Run(db, new Progress<double>(), default))).Weaknesses.Select(w => w.Sentence)];
}
