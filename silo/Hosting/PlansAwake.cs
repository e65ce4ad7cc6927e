using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Rollups;

namespace Rectification.Hosting;

/// <summary>At start wakes every plan's roll-ups, so that figures are rebuilt before they are asked for.</summary>
internal sealed partial class PlansAwake(IGrainFactory grains, ILogger<PlansAwake> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var plan in await grains.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).List())
            {
                if (await grains.GetGrain<IPlanGrain>(plan).GetFrame(0, 0) is { } frame)
                {
                    await grains.GetGrain<IRollupGrain>(new NameKey(plan, frame.RootRegion).ToString()).Wake();
                    await grains.GetGrain<IOutboxGrain>(plan).Wake();
                }
            }
        }
        catch (Exception problem)
        {
            // Each plan's reminder wakes it within a minute; so does the first question.
            LogNotAwake(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The plans could not be activated at start.")]
    private partial void LogNotAwake(Exception problem);
}
