using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Reflect;
using Microsoft.EntityFrameworkCore;

namespace Meent.Monitor.RollUp;

/// <summary>Takes up reports that came out before this hub knew indicators: once, soon after it started, in small transactions that may be broken off.</summary>
public sealed partial class EarlierReports(IServiceScopeFactory scopes, TakeUp takeUp, Settings settings, TimeProvider clock, ILogger<EarlierReports> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int AtOnce = 50;

    /// <param name="again">those that were taken up, too: for indicators that came later. What counts already stays as it is</param>
    /// <returns>how many reports were taken up</returns>
    public async Task<int> All(HubDb db, bool again = false, CancellationToken cancel = default)
    {
        var taken = again ? [] : (await db.Read<TakenUp>().Select(t => t.RoundId).ToListAsync(cancel)).ToHashSet();
        var waiting = (await ShownRounds.Keys(db, cancel)).Where(k => !taken.Contains(k.RoundId)).ToList();
        var done = 0;
        foreach (var some in waiting.Chunk(AtOnce))
        {
            var rounds = new List<ShownRound>();
            await foreach (var round in ShownRounds.Some(db, some, cancel)) rounds.Add(round);
            await db.InTransaction(async () => { foreach (var round in rounds) await takeUp.Follow(db, round, cancel); }, cancel);
            done += rounds.Count(r => r.Demonstration == settings.Demonstration);
        }
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Pause, clock, stoppingToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await All(scope.ServiceProvider.GetRequiredService<HubDb>(), cancel: stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reports from before could not be taken up into the sums of areas; it is tried again when the hub starts.")]
    private static partial void Failed(ILogger log, Exception error);
}
