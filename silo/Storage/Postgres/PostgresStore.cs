using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;

namespace Rectification.Storage.Postgres;

/// <summary>Grain storage on PostgreSQL.</summary>
public static class PostgresStore
{
    /// <summary>Opens a started grain storage, without a silo. Dispose it to close.</summary>
    /// <param name="connectionString">See <see cref="PostgresStorageOptions.ConnectionString"/>.</param>
    /// <param name="services">Must offer Orleans' serializer (<c>AddSerializer()</c>); logging is used if it is there.</param>
    /// <param name="configure">Further options.</param>
    public static async Task<GroupCommitStorage> OpenAsync(string connectionString, IServiceProvider services, Action<PostgresStorageOptions>? configure = null)
    {
        var options = new PostgresStorageOptions { ConnectionString = connectionString };
        configure?.Invoke(options);
        options.Validate(nameof(PostgresStore));
        var storage = CreateStorage("PostgreSQL", options, services, new(options, $"process {Guid.NewGuid():N}"));
        await storage.StartAsync(CancellationToken.None).ConfigureAwait(false);
        return storage;
    }

    /// <summary>A storage over a backend of its own; several silos of one process are as separate as those of many.</summary>
    internal static GroupCommitStorage CreateStorage(string name, PostgresStorageOptions options, IServiceProvider services, PostgresBackend backend)
    {
        var serializer = options.GrainStorageSerializer ?? new RowSerializer(services.GetRequiredService<Serializer>());
        return new GroupCommitStorage(name, _ =>
        {
            var logger = services.GetService<ILoggerFactory>()?.CreateLogger<GroupCommitQueue>() ?? NullLogger<GroupCommitQueue>.Instance;
            // Retries count real time, also where the grains' clock is a fast or a fixed one.
            var queue = new GroupCommitQueue(backend, options, logger, TimeProvider.System);
            queue.Start();
            return Task.FromResult(new GroupCommitLease(queue, queue.StopAsync));
        }, serializer, services, options.ReadWindow);
    }
}
