using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Reflect.ShareReport;

namespace Meent.Reflect.Areas;

/// <summary>Publishes the figures of areas at night, and forgets shared reports that nobody opened in time. Several hubs on one database do no harm: what was published within a day is left alone.</summary>
public sealed partial class PublishDaily(IServiceScopeFactory scopes, PublishAreas publish, TimeProvider clock, ILogger<PublishDaily> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>The hour of the day from which on it may be done.</summary>
    private const int Night = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? done = null;
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (done == clock.Today() || clock.GetLocalNow().Hour < Night) continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<HubDb>();
                await SharedReport.Sweep(db, clock.Today(), stoppingToken);
                await publish.Publish(db, rested: true, stoppingToken);
                done = clock.Today();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The figures of areas could not be published; it is tried again in half an hour.")]
    private static partial void Failed(ILogger log, Exception error);
}
