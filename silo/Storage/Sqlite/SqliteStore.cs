using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;

namespace Rectification.Storage.Sqlite;

/// <summary>The open databases of this process, one a file: all users of a file share one writer.</summary>
public static class SqliteStore
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, SharedStore> Open = [];

    /// <summary>Opens a started grain storage on a path, without a silo. Dispose it to close.</summary>
    /// <param name="path">See <see cref="SqliteStorageOptions.Path"/>.</param>
    /// <param name="services">Must offer Orleans' serializer (<c>AddSerializer()</c>); logging is used if it is there.</param>
    /// <param name="configure">Further options.</param>
    /// <exception cref="StoreInUseException">Another process has the file.</exception>
    public static async Task<GroupCommitStorage> OpenAsync(string path, IServiceProvider services, Action<SqliteStorageOptions>? configure = null)
    {
        var options = new SqliteStorageOptions { Path = path };
        configure?.Invoke(options);
        options.Validate(nameof(SqliteStore));
        var storage = CreateStorage(path, options, services);
        await storage.StartAsync(CancellationToken.None).ConfigureAwait(false);
        return storage;
    }

    internal static GroupCommitStorage CreateStorage(string name, SqliteStorageOptions options, IServiceProvider services)
    {
        var serializer = options.GrainStorageSerializer ?? new RowSerializer(services.GetRequiredService<Serializer>());
        return new GroupCommitStorage(
            name,
            async cancellation => (await AcquireAsync(options, services, cancellation).ConfigureAwait(false)).Lease,
            serializer,
            services,
            options.ReadWindow);
    }

    /// <summary>Opens the file, or joins it where this process has it open already.</summary>
    internal static async Task<(GroupCommitLease Lease, SqliteBackend Backend)> AcquireAsync(
        SqliteStorageOptions options, IServiceProvider services, CancellationToken cancellation)
    {
        var path = options.FullPath();
        await Gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!Open.TryGetValue(path, out var store))
            {
                var backend = new SqliteBackend(path, options);
                var logger = services.GetService<ILoggerFactory>()?.CreateLogger<GroupCommitQueue>() ?? NullLogger<GroupCommitQueue>.Instance;
                // Retries against a locked file count real time, also where the grains' clock is a fast or a fixed one.
                var queue = new GroupCommitQueue(backend, options, logger, TimeProvider.System);
                queue.Start();
                Open.Add(path, store = new SharedStore(backend, queue));
            }
            store.Users++;
            return (new GroupCommitLease(store.Queue, stop => ReleaseAsync(path, store, stop)), store.Backend);
        }
        finally
        {
            Gate.Release();
        }
    }

    // The gate is held while the file closes, so that the next to open it finds it closed and not half closed.
    private static async Task ReleaseAsync(string path, SharedStore store, CancellationToken cancellation)
    {
        await Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (--store.Users > 0)
            {
                return;
            }

            Open.Remove(path);
            await store.Queue.StopAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    private sealed class SharedStore(SqliteBackend backend, GroupCommitQueue queue)
    {
        public SqliteBackend Backend { get; } = backend;

        public GroupCommitQueue Queue { get; } = queue;

        public int Users { get; set; }
    }
}
