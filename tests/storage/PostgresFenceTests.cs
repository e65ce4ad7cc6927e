using Npgsql;
using Rectification.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Tests.Storage;

/// <summary>Two silos on one database, one of which is given up by the other.</summary>
public sealed class PostgresFenceTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string State = "sample-v1";
    private static readonly GrainId Id = GrainId.Create("sample", "1");

    [Fact]
    public async Task A_fenced_silo_writes_nothing_more_and_hears_of_it_and_the_others_go_on()
    {
        var options = Options();
        var told = 0;
        var lost = new PostgresBackend(options, "silo-lost", () => told++);
        var other = new PostgresBackend(options, "silo-other");
        await using var lostStorage = await Start(lost, options);
        await using var otherStorage = await Start(other, options);
        var slot = new Slot { State = new() { Text = "before" } };
        await lostStorage.WriteStateAsync(State, Id, slot).InTime();

        await other.Fence("silo-lost", TestContext.Current.CancellationToken).InTime();
        Assert.Equal(0, told);

        slot.State = new() { Text = "too late" };
        await Assert.ThrowsAsync<StorageUnavailableException>(() => lostStorage.WriteStateAsync(State, Id, slot).InTime());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => lostStorage.WriteStateAsync(State, GrainId.Create("sample", "2"), new Slot()).InTime());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => lostStorage.ClearStateAsync(State, Id, slot).InTime());
        var read = new Slot();
        await otherStorage.ReadStateAsync(State, Id, read).InTime();
        Assert.Equal("before", read.State.Text);
        Assert.Equal(3, told);
        read.State.Text = "goes on";
        await otherStorage.WriteStateAsync(State, Id, read).InTime();
    }

    [Fact]
    public async Task Fencing_waits_for_the_batch_under_way()
    {
        var options = Options();
        var lost = new PostgresBackend(options, "silo-slow");
        var other = new PostgresBackend(options, "silo-other");
        await using var lostStorage = await Start(lost, options);
        await using var otherStorage = await Start(other, options);
        var slot = new Slot { State = new() { Text = "first" } };
        await lostStorage.WriteStateAsync(State, Id, slot).InTime();

        // Somebody holds the row: the batch stands in the database with its fence checked and its row awaited.
        await using var holder = new NpgsqlConnection(server.ConnectionString);
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM {options.Schema}.grain_state FOR UPDATE", holder))
        {
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        slot.State = new() { Text = "under way" };
        var write = lostStorage.WriteStateAsync(State, Id, slot);
        await Waiting(1);
        var fence = other.Fence("silo-slow", TestContext.Current.CancellationToken);
        await Waiting(2);
        Assert.False(fence.IsCompleted);
        await held.RollbackAsync(TestContext.Current.CancellationToken);
        await write.InTime();
        await fence.InTime();
        var read = new Slot();
        await otherStorage.ReadStateAsync(State, Id, read).InTime();
        Assert.Equal("under way", read.State.Text);
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused_in_both_languages()
    {
        var options = Options();
        await using (await Start(new(options, "silo-1"), options))
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var newer = new NpgsqlCommand($"INSERT INTO {options.Schema}.schema_version (version) VALUES (99)", connection);
            await newer.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Start(new(options, "silo-2"), options));
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
    }

    private PostgresStorageOptions Options() => new() { ConnectionString = server.ConnectionString, Schema = $"f{Guid.NewGuid():N}", Writers = 1 };

    private static async Task<GroupCommitStorage> Start(PostgresBackend backend, PostgresStorageOptions options)
    {
        var storage = PostgresStore.CreateStorage("PostgreSQL", options, Services.Instance, backend);
        await storage.StartAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    /// <summary>Returns when so many sessions of the server wait for a lock.</summary>
    private async Task Waiting(long sessions)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'", connection);
        while ((long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))! < sessions)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
