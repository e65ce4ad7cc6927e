using System.Collections.Concurrent;

namespace Rectification.Storage.Postgres;

/// <summary>Fences the silos that the cluster has given up, each once.</summary>
internal sealed class PostgresWriterFence(PostgresBackend backend, ISiloStatusOracle silos) : IWriterFence
{
    private readonly ConcurrentDictionary<SiloAddress, bool> _fenced = [];

    public async Task FenceDeparted(CancellationToken cancellation)
    {
        foreach (var (silo, status) in silos.GetApproximateSiloStatuses())
        {
            if (status == SiloStatus.Dead && !_fenced.ContainsKey(silo))
            {
                await backend.Fence(silo.ToParsableString(), cancellation).ConfigureAwait(false);
                _fenced[silo] = true;
            }
        }
    }
}
