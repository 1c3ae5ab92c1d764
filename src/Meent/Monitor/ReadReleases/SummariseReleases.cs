namespace Meent.Monitor.ReadReleases;

/// <summary>Summarises new vintages that nobody summarised when they came in, such as editions of figures from schools.</summary>
public sealed partial class SummariseReleases(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SummariseReleases> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ReleaseSummary>().CatchUp(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What a new vintage brought could not be counted; it is tried again in ten minutes.")]
    private static partial void Failed(ILogger log, Exception error);
}
