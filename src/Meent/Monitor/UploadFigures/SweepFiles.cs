namespace Meent.Monitor.UploadFigures;

/// <summary>Takes away files of figures whose week is over, whether or not anybody sends another.</summary>
public sealed partial class SweepFiles(WaitingFiles files, TimeProvider clock, ILogger<SweepFiles> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                files.Sweep();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Files of figures that wait could not be swept; it is tried again in six hours.")]
    private static partial void Failed(ILogger log, Exception error);
}
