using System.Collections.Concurrent;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Reflect.Answer;

/// <summary>The process dies while thousands of answers stream in: whoever was thanked is counted.</summary>
public class CrashTests
{
    private const int Everybody = 20_000;

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Every_thanked_answer_survives_kill_9_and_the_tallies_equal_the_submissions(Engine engine)
    {
        var settings = await Databases.Fresh(engine);
        try
        {
            await using var app = Hub.Build(settings, TestHub.Modules);
            var (round, link) = await Seed(app.Services);
            var people = new People(link);
            using (var hub = await ServedHub.Start(settings))
            {
                await people.Answer(hub, until: Everybody / 2, then: hub.KillHard);
            }
            var before = people.Thanked.Count;
            using (var hub = await ServedHub.Start(settings))
            {
                await people.Answer(hub, until: Everybody, then: null);
                // Whatever the program says when it starts: it does not write a line for anybody who answers.
                Assert.DoesNotContain(link.Audience.LinkCode, hub.Output);
                Assert.InRange(hub.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 10);
            }
            Assert.InRange(before, Everybody / 2, Everybody - 1);
            await Check(app.Services, round, people);
        }
        finally
        {
            await Databases.Drop(settings);
        }
    }

    private static async Task Check(IServiceProvider services, Round round, People people)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var stored = (await db.Read<Submission>().ToListAsync()).ConvertAll(s => s.Answers);
        var numbers = stored.ConvertAll(People.NumberIn);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Empty(people.Thanked.Keys.Except(numbers));
        // Who was cut off may be stored or not, but nobody else is.
        Assert.Empty(numbers.Except(people.Thanked.Keys).Except(people.CutOff.Keys));
        Assert.Equal(numbers.Count, await db.Read<RoundAudience>().Select(a => a.Answered).SingleAsync());

        Assert.IsType<ToClose>(await scope.ServiceProvider.GetRequiredService<Closing>().Close(db, round, Guid.Empty));
        var tallies = await db.Read<Tally>().ToDictionaryAsync(t => (t.Item, t.Option), t => t.N);
        var sheet = people.Sheet;
        for (var item = 0; item < sheet.Items.Count; item++)
        {
            for (var option = 0; option <= Sheet.DoesNotApply; option++)
                Assert.Equal(stored.Count(a => a[item] == option), tallies.GetValueOrDefault((sheet.Items[item], option)));
        }
    }

    private static async Task<(Round Round, AnswerLink Link)> Seed(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var school = new Place { PlaceId = Ids.New(), Kind = "school", Name = "Elzenhof school", Town = "Elzenhof", Country = "NL" };
        var round = new Round
        {
            PlaceId = school.PlaceId, Id = Ids.New(), Name = "Spring", InstrumentId = "school", InstrumentVersion = 1, Profile = Profile.Full,
            OpensOn = today.AddDays(-1), ClosesOn = today.AddDays(7), CreatedAt = DateTime.UnixEpoch, OpenedAt = DateTime.UnixEpoch,
        };
        db.AddRange(school, round, new RoundAudience { PlaceId = round.PlaceId, RoundId = round.Id, Audience = "teachers", LinkCode = Ids.Code() });
        await db.SaveChangesAsync();
        var code = await db.Read<RoundAudience>().Select(a => a.LinkCode).SingleAsync();
        return (round, (await services.GetRequiredService<OpenRounds>().ByLink(code))!);
    }

    /// <summary>Teachers with a number each, which their answers spell, so that each can be found again.</summary>
    private sealed class People(AnswerLink link)
    {
        private const int Digits = 8, Choices = 6;

        private int next;

        public Sheet Sheet => link.Sheet;

        public ConcurrentDictionary<int, bool> Thanked { get; } = [];

        /// <summary>Who sent, and heard nothing because the process died.</summary>
        public ConcurrentDictionary<int, bool> CutOff { get; } = [];

        public static int NumberIn(byte[] answers) => answers.Take(Digits).Aggregate(0, (n, a) => (n * Choices) + a - 1);

        /// <summary>Goes on until so many are thanked, or until the hub is gone.</summary>
        public async Task Answer(ServedHub hub, int until, Action? then)
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { BaseAddress = hub.Address };
            var once = 0;
            await Task.WhenAll(Enumerable.Range(0, 48).Select(_ => Task.Run(async () =>
            {
                while (Thanked.Count < until || then is not null)
                {
                    var number = Interlocked.Increment(ref next);
                    try
                    {
                        using var answer = await client.PostAsync(new Uri($"/r/{link.Audience.LinkCode}", UriKind.Relative), new FormUrlEncodedContent(Answers(number)));
                        Assert.Equal(303, (int)answer.StatusCode);
                        Thanked[number] = true;
                    }
                    catch (Exception e) when (then is not null && e is HttpRequestException or IOException or OperationCanceledException)
                    {
                        CutOff[number] = true;
                        return;
                    }
                    if (then is not null && Thanked.Count >= until && Interlocked.Exchange(ref once, 1) == 0) then();
                }
            })));
        }

        private IEnumerable<KeyValuePair<string, string>> Answers(int number)
        {
            for (var i = 0; i < Sheet.Items.Count; i++)
            {
                var digit = i < Digits ? number / (int)Math.Pow(Choices, Digits - 1 - i) % Choices : (number + i) % Choices;
                yield return KeyValuePair.Create(Sheet.Items[i], $"{digit + 1}");
            }
        }
    }
}
