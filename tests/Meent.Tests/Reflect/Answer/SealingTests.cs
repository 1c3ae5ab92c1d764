using Meent.Foundation.Data;
using Meent.Reflect;
using Meent.Reflect.Answer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Meent.Tests.Reflect.Answer;

public class SealingTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Who_was_thanked_is_counted_and_who_was_refused_is_not_while_many_send_and_the_round_closes(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        // On PostgreSQL a second process writes into the same rounds.
        using var other = new SubmissionWriter(world.Hub.Settings, world.Service<WriteGate>(), NullLogger<SubmissionWriter>.Instance);
        await other.StartAsync(TestContext.Current.CancellationToken);
        SubmissionWriter[] writers = engine == Engine.Postgres ? [world.Service<SubmissionWriter>(), other] : [world.Service<SubmissionWriter>()];
        var crowd = new Crowd(world.Round);
        var people = Enumerable.Range(0, 16).Select(n => Task.Run(() => crowd.Send(writers[n / 2 % writers.Length], n % 2 == 0 ? "teachers" : "learners"))).ToList();
        await world.Until(() => Task.FromResult(crowd.Stored >= 200));

        var counted = await Close(world);
        crowd.Closed = true;
        await Task.WhenAll(people);

        Assert.Equal(16, crowd.Refused);
        Assert.Equal(crowd.Stored, counted);
        Assert.Equal(crowd.Stored, (await world.Submissions()).Count);
        Assert.Equal(crowd.Stored, await world.Answered("teachers") + await world.Answered("learners"));
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_batch_with_open_and_sealed_rounds_stores_the_open_ones_only(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine);
        var second = AnswerWorld.NewRound(world.School.PlaceId);
        await world.Hub.Change(db => db.AddRange(second, new RoundAudience { PlaceId = second.PlaceId, RoundId = second.Id, Audience = "teachers", LinkCode = Ids.Code() }));
        await world.Seal();
        var writer = world.Service<SubmissionWriter>();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => writer.Write(second.PlaceId, i % 2 == 0 ? second.Id : world.Round.Id, "teachers", [1])));
        Assert.All(outcomes.Index(), o => Assert.Equal(o.Index % 2 == 0 ? Outcome.Stored : Outcome.Sealed, o.Item));
        Assert.All(await world.Submissions(), s => Assert.Equal(second.Id, s.RoundId));
        Assert.Equal(20, (await world.Submissions()).Count);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Sealing_forgets_which_codes_were_used(Engine engine)
    {
        await using var world = await AnswerWorld.Start(engine, Access.Codes);
        await world.AddCodes(6);
        await world.Hub.Look(db => db.Set<SingleUseCode>().ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, true)));
        await world.Seal();
        Assert.Equal(0, await world.Marks());
    }

    [Fact]
    public async Task A_round_is_sealed_inside_a_transaction_only()
    {
        await using var world = await AnswerWorld.Start(Engine.Sqlite);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Hub.Look(async db =>
        {
            await Sealing.Seal(db, world.Round.PlaceId, world.Round.Id);
            return 0;
        }));
    }

    private static async Task<int> Close(AnswerWorld world)
    {
        await using var scope = world.Hub.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        return await db.InTransaction(async () =>
        {
            await Sealing.Seal(db, world.Round.PlaceId, world.Round.Id);
            return await db.Read<Submission>().CountAsync(s => s.RoundId == world.Round.Id);
        });
    }

    /// <summary>People who send one questionnaire after the other until they are told that the round is closed.</summary>
    private sealed class Crowd(Round round)
    {
        private int stored;
        private int refused;
        private int late;

        public int Stored => Volatile.Read(ref stored);

        public int Refused => refused;

        public volatile bool Closed;

        public async Task Send(SubmissionWriter writer, string audience)
        {
            // Where the seal does not hold, they would send for ever.
            while (late < 100)
            {
                if (Closed) Interlocked.Increment(ref late);
                var outcome = await writer.Write(round.PlaceId, round.Id, audience, [1, 2, 3]);
                Assert.NotEqual(Outcome.Busy, outcome);
                if (outcome == Outcome.Stored) Interlocked.Increment(ref stored);
                else
                {
                    Interlocked.Increment(ref refused);
                    return;
                }
            }
        }
    }
}
