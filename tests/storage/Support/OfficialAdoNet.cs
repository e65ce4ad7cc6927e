using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Tests.Storage.Support;

/// <summary>The official AdoNet storage on the product's tables and statements, in a schema of its own.</summary>
internal sealed class OfficialAdoNet : IAsyncDisposable
{
    /// <summary>All tests share one server, which does not take any number of clients.</summary>
    private const int Connections = 24;

    private readonly string _connection;

    private OfficialAdoNet(AdoNetGrainStorage storage, string schema, string connection) => (Storage, Schema, _connection) = (storage, schema, connection);

    public AdoNetGrainStorage Storage { get; }

    public string Schema { get; }

    /// <param name="server">Where the tables are made.</param>
    /// <param name="through">Where the storage connects to, if that is not the server itself.</param>
    public static async Task<OfficialAdoNet> OpenAsync(string server, string? through = null)
    {
        var schema = $"t{Guid.NewGuid():N}";
        // Not from a pool: the server may have crashed since the pool's connections were made.
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString()))
        {
            await connection.OpenAsync();
            PostgresSchema.Ensure(connection, schema);
        }
        var pathed = new NpgsqlConnectionStringBuilder(through ?? server) { SearchPath = schema, MaxPoolSize = Connections }.ToString();
        var options = new AdoNetGrainStorageOptions
        {
            Invariant = "Npgsql",
            ConnectionString = pathed,
            GrainStorageSerializer = new OrleansGrainStorageSerializer(Services.Instance.GetRequiredService<Serializer>()),
            HashPicker = new StorageHasherPicker([new OrleansDefaultHasher()]),
        };
        var storage = new AdoNetGrainStorage(
            Services.Instance.GetRequiredService<IActivatorProvider>(), NullLogger<AdoNetGrainStorage>.Instance, Options.Create(options),
            Options.Create(new ClusterOptions { ServiceId = "tests", ClusterId = "tests" }), "Default");
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        storage.Participate(lifecycle);
        await lifecycle.OnStart(TestContext.Current.CancellationToken);
        return new(storage, schema, pathed);
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearPool(new(_connection));
        return ValueTask.CompletedTask;
    }
}
