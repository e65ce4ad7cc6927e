using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Rectification.Benchmarks.Store;

/// <summary>The official AdoNet grain storage over a database that has been given its tables and queries.</summary>
internal sealed class OfficialStore : IStoreContender
{
    private readonly SiloLifecycleSubject lifecycle;

    private OfficialStore(string name, AdoNetGrainStorage storage, SiloLifecycleSubject lifecycle)
    {
        Name = name;
        Storage = storage;
        this.lifecycle = lifecycle;
    }

    public string Name { get; }

    public IGrainStorage Storage { get; }

    public static async Task<OfficialStore> Open(string name, string invariant, string connectionString, CancellationToken cancel)
    {
        var options = new AdoNetGrainStorageOptions
        {
            Invariant = invariant,
            ConnectionString = connectionString,
            GrainStorageSerializer = new PageSerializer(),
            HashPicker = new StorageHasherPicker([new OrleansDefaultHasher()]),
        };
        var storage = new AdoNetGrainStorage(
            new PageActivators(), NullLogger<AdoNetGrainStorage>.Instance, Options.Create(options),
            Options.Create(new ClusterOptions { ServiceId = "benchmark", ClusterId = "benchmark" }), "benchmark");
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        storage.Participate(lifecycle);
        await lifecycle.OnStart(cancel);
        return new(name, storage, lifecycle);
    }

    public async ValueTask DisposeAsync() => await lifecycle.OnStop(CancellationToken.None);

    private sealed class PageActivators : IActivatorProvider
    {
        public IActivator<T> GetActivator<T>() => new Activator<T>();

        private sealed class Activator<T> : IActivator<T>
        {
            public T Create() => System.Activator.CreateInstance<T>();
        }
    }
}
