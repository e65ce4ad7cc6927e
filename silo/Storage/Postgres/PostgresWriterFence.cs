using System.Collections.Concurrent;

namespace Rectification.Storage.Postgres;

/// <summary>Fences the silos that the cluster has given up, each once, however many sweeps ask at the same moment.</summary>
internal sealed class PostgresWriterFence(PostgresBackend backend, ISiloStatusOracle silos) : IWriterFence
{
    private readonly ConcurrentDictionary<SiloAddress, Lazy<Task>> _fenced = [];

    public async Task FenceDeparted(CancellationToken cancellation)
    {
        foreach (var (silo, status) in silos.GetApproximateSiloStatuses())
        {
            if (status == SiloStatus.Dead)
            {
                await Fence(silo).WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task Fence(SiloAddress silo)
    {
        var fencing = _fenced.GetOrAdd(silo, static (silo, backend) => new(() => backend.Fence(silo.ToParsableString(), CancellationToken.None)), backend);
        try
        {
            await fencing.Value.ConfigureAwait(false);
        }
        catch
        {
            // The next sweep tries again.
            _fenced.TryRemove(new(silo, fencing));
            throw;
        }
    }
}
