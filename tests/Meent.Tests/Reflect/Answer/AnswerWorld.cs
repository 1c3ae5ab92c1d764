using System.Text;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Answer;

/// <summary>A hub with one school and one open round for teachers (an open link) and learners.</summary>
public sealed class AnswerWorld : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 4);

    private AnswerWorld(TestHub hub, Place school, Round round) => (Hub, School, Round) = (hub, school, round);

    public TestHub Hub { get; }

    public Place School { get; }

    public Round Round { get; }

    public string TeachersLink { get; private init; } = "";

    public string LearnersLink { get; private init; } = "";

    public static async Task<AnswerWorld> Start(Engine engine, Access learners = Access.Link, bool opened = true)
    {
        var hub = await TestHub.Start(engine);
        var school = await hub.AddSchool("Elzenhof school");
        var round = NewRound(school.PlaceId, opened);
        var (teachersLink, learnersLink) = (Ids.Code(), Ids.Code());
        await hub.Change(db => db.AddRange(
            round,
            new RoundAudience { PlaceId = round.PlaceId, RoundId = round.Id, Audience = "teachers", LinkCode = teachersLink },
            new RoundAudience { PlaceId = round.PlaceId, RoundId = round.Id, Audience = "learners", Variant = "secondary", LinkCode = learnersLink, Access = learners },
            new OwnItem { PlaceId = round.PlaceId, RoundId = round.Id, Number = 1, Text = "Our new laptops help us.", Audiences = "teachers" }));
        return new AnswerWorld(hub, school, round) { TeachersLink = teachersLink, LearnersLink = learnersLink };
    }

    public static Round NewRound(Guid place, bool opened = true) => new()
    {
        PlaceId = place, Id = Ids.New(), Name = "Spring 2026", InstrumentId = "school", InstrumentVersion = 1, Profile = Profile.Mini,
        Leaders = LeadersAnswer.Team, OpensOn = Today.AddDays(-3), ClosesOn = Today.AddDays(10),
        CreatedAt = new DateTime(2026, 2, 20, 9, 0, 0, DateTimeKind.Utc), OpenedAt = opened ? new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc) : null,
    };

    public async Task<IReadOnlyList<string>> AddCodes(int count, string audience = "learners")
    {
        var codes = Enumerable.Range(0, count).Select(_ => Ids.Code()).ToList();
        await Hub.Change(db => db.AddRange(codes.Select(c => new SingleUseCode { PlaceId = Round.PlaceId, RoundId = Round.Id, Hash = Codes.Hash(c), Audience = audience })));
        return codes;
    }

    public async Task<Sheet> Sheet(string audience) => await Service<OpenRounds>().ByLink(audience == "teachers" ? TeachersLink : LearnersLink) is { } link
        ? link.Sheet : throw new InvalidOperationException("no link");

    public T Service<T>() where T : notnull => Hub.Services.GetRequiredService<T>();

    public Task<List<Submission>> Submissions() => Hub.Look(db => db.Read<Submission>().ToListAsync());

    public Task<int> Answered(string audience) => Hub.Look(db => db.Read<RoundAudience>().Where(a => a.RoundId == Round.Id && a.Audience == audience).Select(a => a.Answered).SingleAsync());

    public Task<int> Marks() => Hub.Look(db => db.Read<SingleUseCode>().CountAsync(c => c.Used));

    /// <summary>Changes the round, as whoever runs it does.</summary>
    public async Task Change(Action<Round> change)
    {
        await Hub.Change(db =>
        {
            var round = db.Set<Round>().Single(r => r.Id == Round.Id);
            change(round);
        });
        Service<OpenRounds>().Forget(Round.Id);
    }

    /// <summary>Ends the answering, as closing does.</summary>
    public async Task Seal()
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.InTransaction(() => Sealing.Seal(db, Round.PlaceId, Round.Id));
    }

    /// <summary>The answers of one person, each item with the same choice.</summary>
    public static Dictionary<string, string?> All(Sheet sheet, string value) => sheet.Items.ToDictionary(i => i, _ => (string?)value);

    /// <summary>Waits for what happens behind the answer: at most some seconds.</summary>
    public async Task Until(Func<Task<bool>> happened)
    {
        for (var tries = 0; !await happened(); tries++)
        {
            Assert.True(tries < 600, "It did not happen.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static string Body(Dictionary<string, string?> fields) => string.Join('&', fields.Select(f => $"{f.Key}={f.Value}"));

    /// <summary>Posts a body as it is, byte for byte, and follows no redirect.</summary>
    public async Task<HttpResponseMessage> Send(string path, string body, string type = "application/x-www-form-urlencoded")
    {
        using var client = new HttpClient(Hub.Handler()) { BaseAddress = new Uri("http://localhost") };
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
