using Microsoft.Extensions.Logging;
using Rectification.Counting;

namespace Rectification.Hosting;

/// <summary>
/// When another silo leaves the cluster, every counter here reads its roster again: what that silo wrote last may never have been told. Whenever one comes or
/// goes, roll-ups are to look after their children.
/// </summary>
internal sealed partial class DepartureWatch(ISiloStatusOracle silos, LocalCounters counters, ILogger<DepartureWatch> logger)
    : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener
{
    private readonly CancellationTokenSource _stopping = new();

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DepartureWatch), ServiceLifecycleStage.Active,
        _ =>
        {
            silos.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        },
        _ =>
        {
            silos.UnSubscribeFromSiloStatusEvents(this);
            return _stopping.CancelAsync();
        });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (updatedSilo.Equals(silos.SiloAddress))
        {
            return;
        }

        counters.ClusterChanged();
        if (status == SiloStatus.Dead)
        {
            LogDeparted(updatedSilo);
            _ = SweepAll();
        }
    }

    private async Task SweepAll()
    {
        try
        {
            await counters.SweepAll(_stopping.Token);
        }
        catch (Exception problem)
        {
            // The hourly check of each counter catches what this one missed.
            LogSweepFailed(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} left the cluster; sweeping the counters of this silo.")]
    private partial void LogDeparted(SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every counter could be asked to sweep.")]
    private partial void LogSweepFailed(Exception problem);
}
