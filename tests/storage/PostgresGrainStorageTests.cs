using Orleans.Storage;
using Rectification.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Tests.Storage;

/// <summary>A schema each, so that no test sees another's rows.</summary>
public sealed class PostgresGrainStorageTests(PostgresServer server) : GrainStorageConformance, IClassFixture<PostgresServer>
{
    private GroupCommitStorage? _storage;

    protected override async Task<IGrainStorage> OpenAsync() =>
        _storage = await PostgresStore.OpenAsync(server.ConnectionString, Services.Instance, options => options.Schema = $"t{Guid.NewGuid():N}");

    public override ValueTask DisposeAsync() => _storage!.DisposeAsync();
}
