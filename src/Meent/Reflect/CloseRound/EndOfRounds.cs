using Meent.Foundation.Data;
using Meent.Reflect.Pooling;
using Meent.Reflect.SayMore;

namespace Meent.Reflect.CloseRound;

/// <summary>Closes rounds after their last day, looking once a minute. Several hubs on one database do no harm: a round closes once.</summary>
public sealed partial class EndOfRounds(IServiceScopeFactory scopes, Closing closing, Pools pools, WaitingTexts waiting, TimeProvider clock, ILogger<EndOfRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Closes what has ended, then decides the pools whose last round that was. A round that cannot be counted does not hold up the others.</summary>
    public async Task CloseAll(CancellationToken cancel = default)
    {
        await using var look = scopes.CreateAsyncScope();
        foreach (var round in await closing.Ended(look.ServiceProvider.GetRequiredService<HubDb>(), cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                if (await closing.Close(scope.ServiceProvider.GetRequiredService<HubDb>(), round, null, cancel) is Refused { Why: InstrumentIsGone })
                    Uncountable(log, round.Id, round.InstrumentId, round.InstrumentVersion);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, round.Id, e);
            }
        }
        await waiting.ForgetOver(look.ServiceProvider.GetRequiredService<HubDb>(), cancel);
        await pools.DecideDue(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CloseAll(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Unseen(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Round {Round} has ended, but content/instruments no longer has {Instrument} in version {Version}: it waits uncounted.")]
    private static partial void Uncountable(ILogger log, Guid round, string instrument, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Round {Round} has ended and could not be closed; it is tried again in a minute.")]
    private static partial void Failed(ILogger log, Guid round, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rounds that have ended could not be looked up; it is tried again in a minute.")]
    private static partial void Unseen(ILogger log, Exception error);
}
