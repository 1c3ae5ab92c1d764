using System.Security.Cryptography;
using Meent.Foundation.Data;

namespace Meent.Tests.Monitor.RollUp;

/// <summary>Random histories: schools report, state, change board and region, merge and publish, over three school years. What was said, summed and published of a year stays what it was, to the last digit.</summary>
public class RollUpHistoryTests
{
    /// <summary>Another history at every run; what failed is played again with <c>HISTORY=number</c> before the command.</summary>
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("HISTORY"), out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Mergers_and_moves_change_nothing_of_before(Engine engine)
    {
        await using var world = await RollUpWorld.On(engine);
        var history = await RollUpHistory.Of(world, Seed);
        try
        {
            await history.Play();
            Assert.Empty((await RollUpTests.Verify(world.Hub)).Differences);
            Assert.True(history is { Reports: > 30, Statements: > 30, Moves: >= 10, Mergers: >= 2, Quiet: >= 2 }, $"{history}: too few to find anything");
            Assert.All(["school-teaching", "devices-per-learner", "devices-older-than-five-years"], i => Assert.Contains(history.Shown, s => s == (i, "2021/2022")));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"History {Seed} on {engine}, {history}. Play it again with HISTORY={Seed}.", e);
        }
    }
}
