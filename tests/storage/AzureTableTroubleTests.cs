using Orleans.Storage;
using Rectification.Storage;
using Rectification.Storage.Azure;
using Rectification.Tests.Storage.Support;
using Rectification.Tests.Support;

namespace Rectification.Tests.Storage;

/// <summary>What a caller is told when the service throttles, fails, is silent or cannot be reached.</summary>
public sealed class AzureTableTroubleTests(AzuriteServer server) : IClassFixture<AzuriteServer>, IAsyncLifetime
{
    private const string State = "sample-v1";
    private static readonly GrainId Id = GrainId.Create("sample", "1");
    private readonly string _table = $"t{Guid.NewGuid():N}";
    private AzureTableStorage? _plain;

    private AzureTableStorage Plain => _plain ?? throw new InvalidOperationException("not initialized");

    public async ValueTask InitializeAsync() =>
        _plain = await AzureTableStore.OpenAsync(server.ConnectionString, "tests", Services.Instance, options => options.TableName = _table);

    public ValueTask DisposeAsync()
    {
        Plain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_throttled_write_is_tried_again_until_it_goes_through(int status)
    {
        var (storage, seen) = await Open((_, request) => request < 3 ? Trouble.Busy(status) : null);
        await Write(storage, "text").InTime();
        Assert.Equal(3, seen.Count);
        Assert.Equal("text", (await Read()).State.Text);
    }

    [Fact]
    public async Task A_write_that_is_throttled_for_ever_is_refused_for_certain()
    {
        var (storage, seen) = await Open((_, _) => Trouble.Busy());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
        Assert.Equal(3, seen.Count);
        Assert.False((await Read()).RecordExists);
    }

    [Fact]
    public async Task The_pause_that_the_service_asks_for_is_kept()
    {
        var started = TimeProvider.System.GetTimestamp();
        var (storage, _) = await Open((_, request) => request == 1 ? Trouble.Busy(retryAfter: 1) : null);
        await Write(storage, "text").InTime();
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Nobody_is_kept_waiting_for_a_longer_pause_than_the_store_allows()
    {
        var (storage, seen) = await Open((_, _) => Trouble.Busy(retryAfter: 60));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
        Assert.Single(seen);
    }

    /// <summary>The retries of the client would meet their own first try, and the grain would be told that somebody else had written.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_write_whose_answer_is_lost_nobody_says_anything_certain(bool arrives)
    {
        await OutcomeIsUnknown(Trouble.Lost(arrives), arrives);
        await OutcomeIsUnknown(Trouble.Silence(arrives), arrives);
        await OutcomeIsUnknown(Trouble.Failed(500, "InternalError", arrives), arrives);
        await OutcomeIsUnknown(Trouble.Failed(503, "OperationTimedOut", arrives), arrives);
    }

    [Fact]
    public async Task A_lost_write_is_settled_by_writing_the_old_state_under_the_old_tag()
    {
        var before = await Write(Plain, "old");
        var (storage, _) = await Open((_, request) => request == 1 ? Trouble.Lost(arrives: true) : null);
        var (there, lost) = (Copy(before, "old"), Copy(before, "new"));
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => storage.WriteStateAsync(State, Id, lost).InTime());
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(State, Id, there).InTime());
        Assert.Equal("new", (await Read()).State.Text);

        before = await Read();
        var (other, _) = await Open((_, request) => request == 1 ? Trouble.Lost(arrives: false) : null);
        (there, lost) = (Copy(before, "new"), Copy(before, "newer"));
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => other.WriteStateAsync(State, Id, lost).InTime());
        await other.WriteStateAsync(State, Id, there).InTime();
        await Assert.ThrowsAsync<InconsistentStateException>(() => other.WriteStateAsync(State, Id, lost).InTime());
        Assert.Equal("new", (await Read()).State.Text);
    }

    [Fact]
    public async Task A_write_that_found_no_connection_is_tried_again_and_then_refused_for_certain()
    {
        var (storage, seen) = await Open((_, _) => Trouble.Refused);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task A_write_that_first_found_no_connection_and_then_lost_its_answer_is_unknown()
    {
        var (storage, seen) = await Open((_, request) => request == 1 ? Trouble.Refused : Trouble.Lost(arrives: true));
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => Write(storage, "text").InTime());
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task A_read_is_tried_again_whatever_went_wrong()
    {
        await Write(Plain, "text");
        var (storage, seen) = await Open((_, request) => request == 1 ? Trouble.Lost(arrives: true) : request == 2 ? Trouble.Failed(500, "InternalError", arrives: false) : null);
        var slot = new Slot();
        await storage.ReadStateAsync(State, Id, slot).InTime();
        Assert.Equal("text", slot.State.Text);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task A_read_that_fails_for_good_says_that_the_store_is_not_available()
    {
        var (storage, _) = await Open((_, _) => Trouble.Silence(arrives: true));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync(State, Id, new Slot()).InTime());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadManyAsync<SampleState>(State, [Id], TestContext.Current.CancellationToken).InTime());
    }

    [Fact]
    public async Task Who_may_not_write_is_refused_for_certain()
    {
        var (storage, seen) = await Open((_, _) => Trouble.Failed(403, "AuthorizationPermissionMismatch", arrives: false));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
        Assert.Single(seen);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_no_conflict()
    {
        var (storage, _) = await Open((_, _) => Trouble.Failed(404, "TableNotFound", arrives: false));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
    }

    [Fact]
    public async Task Beyond_its_bound_of_waiting_operations_the_store_refuses_at_once()
    {
        var (storage, _) = await Open((_, _) => Trouble.Silence(arrives: false), options => (options.MaxQueuedOperations, options.NetworkTimeout) = (1, TimeSpan.FromSeconds(2)));
        var first = Write(storage, "text");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => first.InTime());
    }

    [Fact]
    public async Task A_closed_store_refuses_at_once()
    {
        var (storage, seen) = await Open((_, _) => null);
        await storage.StopAsync(CancellationToken.None).InTime();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(storage, "text").InTime());
        Assert.Empty(seen);
    }

    private async Task OutcomeIsUnknown(Trouble trouble, bool arrives)
    {
        var id = GrainId.Create("sample", $"{Guid.NewGuid():N}");
        var (storage, seen) = await Open((_, _) => trouble);
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => storage.WriteStateAsync(State, id, new Slot()).InTime());
        Assert.Single(seen);
        var read = new Slot();
        await Plain.ReadStateAsync(State, id, read);
        Assert.Equal(arrives, read.RecordExists);
    }

    private async Task<(AzureTableStorage Storage, List<HttpMethod> Seen)> Open(Func<HttpMethod, int, Trouble?> script, Action<AzureTableStorageOptions>? configure = null)
    {
        var tables = new ScriptedTables(script);
        var storage = await AzureTableStore.OpenAsync(server.ConnectionString, "tests", Services.Instance, options =>
        {
            options.TableName = _table;
            options.Transport = tables.Transport;
            options.MaxRetries = 2;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            options.NetworkTimeout = TimeSpan.FromMilliseconds(500);
            configure?.Invoke(options);
        });
        return (storage, tables.Seen);
    }

    private static async Task<Slot> Write(AzureTableStorage storage, string text)
    {
        var slot = new Slot { State = new() { Text = text } };
        await storage.WriteStateAsync(State, Id, slot);
        return slot;
    }

    private async Task<Slot> Read()
    {
        var slot = new Slot();
        await Plain.ReadStateAsync(State, Id, slot);
        return slot;
    }

    private static Slot Copy(Slot slot, string text) => new() { State = new() { Text = text }, ETag = slot.ETag, RecordExists = true };
}
