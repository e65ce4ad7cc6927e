using Npgsql;
using Orleans.Storage;
using Rectification.Storage.AdoNet;
using Rectification.Tests.Storage.Support;
using Rectification.Tests.Support;

namespace Rectification.Tests.Storage;

/// <summary>The official AdoNet store as it comes, on the product's statements: what it does not do by design is shown.</summary>
public sealed class AdoNetAsItComesTests(PostgresServer server) : GrainStorageConformance, IClassFixture<PostgresServer>
{
    private OfficialAdoNet? _official;

    protected override DesignLimits Limits =>
        DesignLimits.TypesCollide | DesignLimits.NumbersCollide | DesignLimits.ClearsWithoutATag | DesignLimits.TagsAreNumbers;

    protected override async Task<IGrainStorage> OpenAsync() => (_official = await OfficialAdoNet.OpenAsync(server.ConnectionString)).Storage;

    public override ValueTask DisposeAsync() => _official!.DisposeAsync();
}

/// <summary>The official AdoNet store as the product uses it: without limits.</summary>
public sealed class AdoNetGrainStorageTests(PostgresServer server) : GrainStorageConformance, IClassFixture<PostgresServer>
{
    private OfficialAdoNet? _official;

    protected override async Task<IGrainStorage> OpenAsync() => new WholeKeyStorage((_official = await OfficialAdoNet.OpenAsync(server.ConnectionString)).Storage);

    public override ValueTask DisposeAsync() => _official!.DisposeAsync();

    [Fact]
    public async Task However_many_write_first_there_is_one_row_a_key()
    {
        const int keys = 200;
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            for (var key = 0; key < keys; key++)
            {
                // Whoever comes second is refused; that is the point.
                await Record.ExceptionAsync(() => WriteAsync(Id($"{key}"), "first"));
            }
        }))).InTime();

        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {_official!.Schema}.official_state", connection);
        Assert.Equal((long)keys, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
