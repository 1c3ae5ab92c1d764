using Meent.Foundation.Data;
using Meent.Foundation.Time;

namespace Meent.Plan.Remind;

/// <summary>Reminds people once a day, in the morning. Several hubs on one database do no harm: what was written of once is not written of again.</summary>
public sealed partial class RemindDaily(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindDaily> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>The hour of the day from which on it may be done.</summary>
    private const int Morning = 6;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? done = null;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (done == clock.Today() || clock.GetLocalNow().Hour < Morning) continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await PlanMember.Sweep(scope.ServiceProvider.GetRequiredService<HubDb>(), clock.Today(), stoppingToken);
                await scope.ServiceProvider.GetRequiredService<Reminders>().Send(stoppingToken);
                done = clock.Today();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "People could not be reminded of their plans; it is tried again in half an hour.")]
    private static partial void Failed(ILogger log, Exception error);
}
