using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Accounts;

namespace Rectification.Hosting;

/// <summary>At start has the trail of accounts say that what is here was restored from a backup, where it was.</summary>
internal sealed partial class RestoresTold(IGrainFactory grains, ILogger<RestoresTold> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IRestoreNoteGrain>(IRestoreNoteGrain.Key).Tell();
                return;
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotTold(problem, Pause);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether this was restored from a backup could not be told to the trail of accounts; again in {Pause}.")]
    private partial void LogNotTold(Exception problem, TimeSpan pause);
}
