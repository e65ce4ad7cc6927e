using Orleans.Serialization;
using Orleans.Storage;
using Rectification.Benchmarks.Processes;
using Rectification.Storage;
using Rectification.Storage.Sqlite;

namespace Rectification.Benchmarks.Store;

/// <summary>The embedded profile's own store with its defaults, on a fresh file, storing the same bytes as its peers.</summary>
internal sealed class ProductStore : IStoreContender
{
    private readonly GroupCommitStorage storage;
    private readonly ServiceProvider services;

    private ProductStore(GroupCommitStorage storage, ServiceProvider services)
    {
        this.storage = storage;
        this.services = services;
    }

    public string Name => "embedded store";

    public IGrainStorage Storage => storage;

    public static async Task<IStoreContender?> Open(WorkFolder folder, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var services = new ServiceCollection().AddLogging().AddSerializer().BuildServiceProvider();
        var path = Path.Combine(folder.Folder("embedded"), "rectification.db");
        var storage = await SqliteStore.OpenAsync(path, services, options => options.GrainStorageSerializer = new PageSerializer());
        return new ProductStore(storage, services);
    }

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        await services.DisposeAsync();
    }
}
