using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rectification.Telemetry;

/// <summary>How many silos this one sees in the cluster, for the meter.</summary>
internal sealed class SilosSeen : IHostedService
{
    /// <param name="services">A silo's; in a process that only calls silos there is nothing to see.</param>
    public SilosSeen(IServiceProvider services)
    {
        if (services.GetService<ISiloStatusOracle>() is { } oracle)
        {
            RectificationMeter.ObserveGauge("rectification.silos", "{silo}", "Silos of the cluster, as this one sees them.", () =>
            [
                new(oracle.GetApproximateSiloStatuses(onlyActive: true).Count, new KeyValuePair<string, object?>("status", "active")),
            ]);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
