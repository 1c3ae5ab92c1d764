using System.Collections.Concurrent;
using Meent.Foundation;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Meent.Reflect.CloseRound;
using Meent.Reflect.Instruments;
using Meent.Tests.Foundation.Mail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Operate;

/// <summary>Two real processes on one PostgreSQL: they share sessions, do each job once, and one goes on when the other is killed.</summary>
public class TwoProcessesTests
{
    private const int Letters = 30, BeforeTheKill = 600, Everybody = 1_500;

    public static IEnumerable<TheoryDataRow<Engine>> Postgres => [new(Engine.Postgres) { Skip = PostgresCluster.Missing }];

    [Theory, MemberData(nameof(Postgres)), Trait("Kind", "Crash")]
    public async Task Two_processes_share_the_work_and_nothing_is_done_twice_or_lost_when_one_is_killed(Engine engine)
    {
        using var mail = new SmtpCatcher();
        var settings = await Databases.Fresh(engine) with { Smtp = $"smtp://localhost:{mail.Port}", MailFrom = "hub@example.org" };
        try
        {
            await using var app = Hub.Build(settings, TestHub.Modules);
            var world = await Seed(app.Services);
            var started = await Task.WhenAll(ServedHub.Start(settings), ServedHub.Start(settings));
            using var first = started[0];
            using var second = started[1];

            await CloseOnBoth(app.Services, world, first, second);
            var answers = new Answers(world.Link);
            await answers.Send([first.Address, second.Address], BeforeTheKill, Everybody, first.KillHard);
            await Check(app.Services, world, answers);
            await Outbox.Until(() => Task.FromResult(mail.Messages.Count >= Letters));
            Assert.Equal(Letters, mail.Messages.Distinct().Count());
            Assert.Equal(Letters, mail.Messages.Count);
        }
        finally
        {
            await Databases.Drop(settings);
        }
    }

    /// <summary>Somebody signs in at one process and is known at the other; both are asked for a round whose last day has passed.</summary>
    private static async Task CloseOnBoth(IServiceProvider services, World world, ServedHub first, ServedHub second)
    {
        using var here = new Visitor(new At(first.Address), "en");
        here.TakeCookie("meent.known", services.GetDataProtector("Meent.People.KnownDevices").Protect($"[\"{world.Anna.Id}\"]"));
        await here.Get("/sign-in");
        await here.Post(new() { ["email"] = world.Anna.Email!, ["password"] = TestHub.Password });
        using var there = new Visitor(new At(second.Address), "en");
        there.TakeCookies(here);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? here : there)).Distinct().Select(v => v.Get($"/rounds/{world.Ended.Id}")));
        Assert.Equal([200, 200], new[] { (int)here.Status, (int)there.Status });

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        Assert.Equal(1, await db.Read<AuditEntry>().CountAsync(e => e.Act == "closed" && e.SubjectId == world.Ended.Id));
        Assert.Equal(1, await db.Read<StoredRelease>().CountAsync(r => r.RoundId == world.Ended.Id));
        Assert.Equal(12, await db.Read<Tally>().Where(t => t.RoundId == world.Ended.Id).GroupBy(t => t.Item).Select(t => t.Sum(x => x.N)).FirstAsync());
    }

    private static async Task Check(IServiceProvider services, World world, Answers answers)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var stored = (await db.Read<Submission>().Where(s => s.RoundId == world.Open.Id).ToListAsync()).ConvertAll(s => s.Answers);
        var numbers = stored.ConvertAll(Answers.NumberIn);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Empty(answers.Thanked.Keys.Except(numbers));
        Assert.Empty(numbers.Except(answers.Thanked.Keys).Except(answers.CutOff.Keys));
        Assert.Equal(numbers.Count, await db.Read<RoundAudience>().Where(a => a.RoundId == world.Open.Id).Select(a => a.Answered).SingleAsync());
        Assert.InRange(answers.Thanked.Count, Everybody, Everybody + 100);

        Assert.IsType<ToClose>(await scope.ServiceProvider.GetRequiredService<Closing>().Close(db, world.Open, Guid.Empty));
        var tallies = await db.Read<Tally>().Where(t => t.RoundId == world.Open.Id).ToDictionaryAsync(t => (t.Item, t.Option), t => t.N);
        var items = world.Link.Sheet.Items;
        for (var item = 0; item < items.Count; item++)
            for (var option = 1; option <= 6; option++)
                Assert.Equal(stored.Count(a => a[item] == option), tallies.GetValueOrDefault((items[item], option)));
        Assert.Null((await AuditTrail.Verify(db)).Problem);
    }

    private static async Task<World> Seed(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var anna = new Person { Id = Ids.New(), Name = "Anna de Vries", Email = "anna@example.org", UserName = "anna@example.org", EmailConfirmed = true, IsOperator = true };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(anna, TestHub.Password)).Succeeded);
        var school = new Place { PlaceId = Ids.New(), Kind = "school", Name = "Elzenhof school", Town = "Elzenhof", Country = "NL" };
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        Round Round(DateOnly opens, DateOnly closes) => new()
        {
            PlaceId = school.PlaceId, Id = Ids.New(), Name = "Spring", InstrumentId = "school", InstrumentVersion = 1, Profile = Profile.Mini,
            OpensOn = opens, ClosesOn = closes, CreatedAt = DateTime.UnixEpoch, OpenedAt = DateTime.UnixEpoch,
        };
        var (open, ended) = (Round(today.AddDays(-1), today.AddDays(7)), Round(today.AddDays(-9), today.AddDays(-2)));
        var items = scope.ServiceProvider.GetRequiredService<InstrumentLibrary>().Get("school", 1)!;
        var asked = Questionnaire.For(items, "teachers", null, Profile.Mini, []).Count;
        db.AddRange(school, open, ended, new RoleHeld { PlaceId = school.PlaceId, PersonId = anna.Id, Role = Role.Coordinator, Since = DateTime.UnixEpoch, ApprovedAt = DateTime.UnixEpoch });
        foreach (var (round, answered) in new[] { (open, 0), (ended, 12) })
            db.Add(new RoundAudience { PlaceId = school.PlaceId, RoundId = round.Id, Audience = "teachers", LinkCode = Ids.Code(), Answered = answered });
        for (var i = 0; i < 12; i++) db.Add(new Submission { PlaceId = school.PlaceId, RoundId = ended.Id, Id = Ids.Random(), Audience = "teachers", Answers = [.. Enumerable.Range(0, asked).Select(k => (byte)(1 + ((i + k) % 5)))] });
        await db.SaveChangesAsync();
        for (var i = 0; i < Letters; i++) scope.ServiceProvider.GetRequiredService<Mailer>().Send(Outbox.Noor, _ => new Letter($"Letter {i}", ["Text."]));
        var code = await db.Read<RoundAudience>().Where(a => a.RoundId == open.Id).Select(a => a.LinkCode).SingleAsync();
        return new(anna, open, ended, (await services.GetRequiredService<OpenRounds>().ByLink(code))!);
    }

    private sealed record World(Person Anna, Round Open, Round Ended, AnswerLink Link);

    /// <summary>Reaches a process where a visitor believes to be on localhost.</summary>
    private sealed class At(Uri address) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Teachers with a number each, which their answers spell. Who is cut off goes to the other process, as a new person.</summary>
    private sealed class Answers(AnswerLink link)
    {
        private const int Digits = 6, Choices = 6;

        private int next;

        public ConcurrentDictionary<int, bool> Thanked { get; } = [];

        public ConcurrentDictionary<int, bool> CutOff { get; } = [];

        public static int NumberIn(byte[] answers) => answers.Take(Digits).Aggregate(0, (n, a) => (n * Choices) + a - 1);

        public async Task Send(Uri[] hubs, int kill, int until, Action then)
        {
            var (alive, killed) = (hubs, 0);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(async () =>
            {
                while (Thanked.Count < until)
                {
                    var number = Interlocked.Increment(ref next);
                    var to = alive[number % alive.Length];
                    try
                    {
                        using var answer = await client.PostAsync(new Uri(to, $"/r/{link.Audience.LinkCode}"), new FormUrlEncodedContent(Form(number)));
                        Assert.Equal(303, (int)answer.StatusCode);
                        Thanked[number] = true;
                    }
                    catch (Exception e) when (e is HttpRequestException or IOException && to == hubs[0])
                    {
                        CutOff[number] = true;
                    }
                    if (Thanked.Count < kill || Interlocked.Exchange(ref killed, 1) == 1) continue;
                    then();
                    alive = [hubs[1]];
                }
            })));
        }

        private IEnumerable<KeyValuePair<string, string>> Form(int number)
        {
            for (var i = 0; i < link.Sheet.Items.Count; i++)
            {
                var digit = i < Digits ? number / (int)Math.Pow(Choices, Digits - 1 - i) % Choices : (number + i) % Choices;
                yield return KeyValuePair.Create(link.Sheet.Items[i], $"{digit + 1}");
            }
        }
    }
}
