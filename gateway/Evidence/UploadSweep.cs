namespace Rectification.Gateway.Evidence;

/// <summary>Removes what broken uploads left, at the start and every hour. It looks only where uploads arrive, so nothing stored is ever in its way.</summary>
internal sealed partial class UploadSweep(UploadFolder uploads, TimeProvider clock, ILogger<UploadSweep> logger) : BackgroundService
{
    /// <summary>No upload takes this long.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            Sweep();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Sweep()
    {
        try
        {
            var folder = new DirectoryInfo(uploads.Path);
            foreach (var file in folder.Exists ? folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < clock.GetUtcNow() - Age) : [])
            {
                file.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotSwept(logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Abandoned uploads could not be removed; retrying in an hour.")]
    private static partial void LogNotSwept(ILogger logger, Exception error);
}
