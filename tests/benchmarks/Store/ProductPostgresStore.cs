using Orleans.Serialization;
using Orleans.Storage;
using Rectification.Benchmarks.Peer;
using Rectification.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Benchmarks.Store;

/// <summary>The profile <c>postgres</c>'s own store with its defaults, in a database of its own, storing the same bytes as its peers.</summary>
internal sealed class ProductPostgresStore : IStoreContender
{
    private readonly GroupCommitStorage storage;
    private readonly ServiceProvider services;

    private ProductPostgresStore(GroupCommitStorage storage, ServiceProvider services)
    {
        this.storage = storage;
        this.services = services;
    }

    public string Name => "group commit on PostgreSQL";

    public IGrainStorage Storage => storage;

    public static async Task<IStoreContender> Open(PostgresCluster postgres, CancellationToken cancel)
    {
        var database = await postgres.CreateDatabase("product_store", cancel);
        var services = new ServiceCollection().AddLogging().AddSerializer().BuildServiceProvider();
        var storage = await PostgresStore.OpenAsync(database, services, options => options.GrainStorageSerializer = new PageSerializer());
        return new ProductPostgresStore(storage, services);
    }

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        await services.DisposeAsync();
    }
}
