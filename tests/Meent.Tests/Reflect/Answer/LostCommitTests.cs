using Meent.Foundation.Data;
using Meent.Reflect.Answer;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Meent.Tests.Reflect.Answer;

/// <summary>The line to PostgreSQL is cut while a batch is committed: nobody is told to send again what is stored already.</summary>
public class LostCommitTests
{
    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Answers_that_are_stored_are_thanked_for_and_those_that_are_not_may_be_sent_again(bool arrives, Outcome expected, int stored)
    {
        await using var world = await AnswerWorld.Start(Engine.Postgres);
        var direct = new NpgsqlConnectionStringBuilder(world.Hub.Settings.Database);
        using var line = new CutLine(direct.Host!, direct.Port, arrives);
        var cut = new NpgsqlConnectionStringBuilder(direct.ToString()) { Host = "127.0.0.1", Port = line.Port };
        using var writer = new SubmissionWriter(world.Hub.Settings with { Database = cut.ToString() }, world.Service<WriteGate>(), NullLogger<SubmissionWriter>.Instance);
        await writer.StartAsync(TestContext.Current.CancellationToken);

        var outcome = await writer.Write(world.Round.PlaceId, world.Round.Id, "teachers", [1]);

        Assert.Equal(1, line.Cuts);
        Assert.Equal(expected, outcome);
        Assert.Equal(stored, (await world.Submissions()).Count);
        Assert.Equal(Outcome.Stored, await writer.Write(world.Round.PlaceId, world.Round.Id, "teachers", [1]));
        Assert.Equal(stored + 1, await world.Answered("teachers"));
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }

    public static IEnumerable<TheoryDataRow<bool, Outcome, int>> Lines =>
    [
        new(true, Outcome.Stored, 1) { Skip = PostgresCluster.Missing },
        new(false, Outcome.Busy, 0) { Skip = PostgresCluster.Missing },
    ];
}
