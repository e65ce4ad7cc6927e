using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>The mechanism alone, over a database whose every answer is dictated.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private const string State = "sample-v1";

    // Longer than a test is given: what would wait so long fails.
    private static readonly TimeSpan Ages = TimeSpan.FromMinutes(10);

    private ScriptedBackend _backend = new();
    private GroupCommitOptions _options = new() { TransientRetryFor = TimeSpan.FromSeconds(30) };
    private GroupCommitStorage? _storage;

    private GroupCommitStorage Storage => _storage ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync() => await StartAsync(_ => { });

    public async ValueTask DisposeAsync()
    {
        _backend.LetAllThrough();
        await Storage.DisposeAsync();
    }

    [Fact]
    public async Task A_write_is_not_acknowledged_before_its_commit()
    {
        _backend.Held = true;
        var write = WriteAsync("a");
        await _backend.ArrivalOf("a").InTime();
        Assert.False(write.IsCompleted);
        _backend.LetOneThrough();
        await write.InTime();
    }

    [Fact]
    public async Task Whatever_waits_goes_into_one_batch()
    {
        var (first, waiting) = await QueueBehindAsync("first", "a", "b", "c", "d");
        _backend.LetAllThrough();
        await Task.WhenAll([first, .. waiting]).InTime();
        Assert.Equal(["first", "a b c d"], Batches());
    }

    [Fact]
    public async Task Those_who_were_here_when_a_commit_ended_share_the_next_one()
    {
        await RestartAsync(options => options.GatherFor = Ages);
        var (first, waiting) = await QueueBehindAsync("first", "a", "b");
        _backend.LetAllThrough();
        await first.InTime();
        await Task.WhenAll([WriteAsync("again"), .. waiting]).InTime();
        Assert.Equal(["first", "a b again"], Batches());
    }

    [Fact]
    public async Task Who_is_alone_waits_for_nobody()
    {
        await RestartAsync(options => options.GatherFor = Ages);
        await WriteAsync("a").InTime();
        await WriteAsync("b").InTime();
        Assert.Equal(["a", "b"], Batches());
    }

    [Fact]
    public async Task A_batch_that_is_large_enough_waits_for_nobody()
    {
        await RestartAsync(options => options.GatherFor = Ages);
        var (first, waiting) = await QueueBehindAsync("first", [.. Enumerable.Range(0, 16).Select(no => $"{no}")]);
        _backend.LetAllThrough();
        await Task.WhenAll([first, .. waiting]).InTime();
        Assert.Equal(2, Batches().Count());
    }

    [Fact]
    public async Task Who_does_not_come_back_is_not_waited_for_longer()
    {
        await RestartAsync(options => options.GatherFor = TimeSpan.FromMilliseconds(20));
        var (first, waiting) = await QueueBehindAsync("first", "a", "b");
        _backend.LetAllThrough();
        await Task.WhenAll([first, .. waiting]).InTime();
        Assert.Equal(["first", "a b"], Batches());
    }

    [Fact]
    public async Task A_store_that_closes_waits_for_nobody()
    {
        await RestartAsync(options => options.GatherFor = Ages);
        var (first, waiting) = await QueueBehindAsync("first", "a", "b");
        _backend.LetAllThrough();
        await first.InTime();
        await Storage.DisposeAsync().AsTask().InTime();
        await Task.WhenAll(waiting).InTime();
    }

    [Fact]
    public async Task A_stale_write_fails_alone_and_its_neighbours_go_through()
    {
        await WriteAsync("b");
        _backend.Tried.Clear();
        var (first, waiting) = await QueueBehindAsync("first", "a", "b", "c");
        _backend.LetAllThrough();
        await Task.WhenAll(first, waiting[0], waiting[2]).InTime();
        await Assert.ThrowsAsync<InconsistentStateException>(() => waiting[1]);
        Assert.Equal(["first", "a b c"], Batches());
    }

    [Fact]
    public async Task A_batch_holds_one_operation_of_a_key_and_they_keep_their_order()
    {
        var slot = new Slot();
        await Storage.WriteStateAsync(State, Id("a"), slot);
        _backend.Tried.Clear();
        _backend.Held = true;
        var first = WriteAsync("first");
        await _backend.ArrivalOf("first").InTime();
        var write = Storage.WriteStateAsync(State, Id("a"), slot);
        var stale = Storage.WriteStateAsync(State, Id("a"), new Slot { ETag = slot.ETag });
        var clear = Storage.ClearStateAsync(State, Id("a"), new Slot { ETag = "never given out" });
        var other = WriteAsync("b");
        _backend.LetAllThrough();

        await Task.WhenAll(first, write, other).InTime();
        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.InTime());
        await Assert.ThrowsAsync<InconsistentStateException>(() => clear.InTime());
        Assert.Equal(["first", "a b", "a", "a"], Batches());
    }

    [Fact]
    public async Task A_poisonous_operation_is_found_by_halving_and_its_neighbours_go_through()
    {
        _backend.Script = batch => batch.Any(operation => operation.Key.GrainId == Id("poison"))
            ? new BatchOutcome(BatchResult.Rejected, new InvalidOperationException("poison"))
            : null;
        string[] keys = ["a", "b", "c", "d", "e", "poison", "f", "g"];
        var (first, waiting) = await QueueBehindAsync("first", keys);
        _backend.LetAllThrough();

        await first.InTime();
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == "poison")
                await Assert.ThrowsAsync<StorageUnavailableException>(() => waiting[i].InTime());
            else
                await waiting[i].InTime();
        }
        Assert.Equal(["first", "a b c d e poison f g", "a b c d", "e poison f g", "e poison", "e", "poison", "f g"], Batches());
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_until_it_has_passed()
    {
        var failures = 3;
        _backend.Script = _ => failures-- > 0 ? new BatchOutcome(BatchResult.Transient, new IOException("busy")) : null;
        await WriteAsync("a").InTime();
        Assert.Equal(["a", "a", "a", "a"], Batches());
    }

    [Fact]
    public async Task A_passing_failure_that_lasts_is_reported_as_definite_and_the_store_recovers()
    {
        // So long that it is tried twice also where the machine stands still after the first try.
        await RestartAsync(options => options.TransientRetryFor = TimeSpan.FromSeconds(2));
        _backend.Script = _ => new BatchOutcome(BatchResult.Transient, new IOException("busy"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("a").InTime());
        Assert.True(_backend.Tried.Count > 1);

        _backend.Tried.Clear();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("b").InTime());
        Assert.Equal(["b"], Batches()); // still in trouble: one try, no second wait

        _backend.Script = _ => null;
        await WriteAsync("a").InTime();
    }

    [Fact]
    public async Task A_store_that_cannot_write_says_so_at_once_and_is_not_halved()
    {
        _backend.Script = _ => new BatchOutcome(BatchResult.Unavailable, new IOException("disk full"));
        var (first, waiting) = await QueueBehindAsync("first", "a", "b");
        _backend.LetAllThrough();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => first.InTime());
        foreach (var write in waiting)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => write.InTime());
        Assert.Equal(["first", "a b"], Batches());
    }

    [Fact]
    public async Task An_unknown_outcome_is_reported_as_unknown_and_never_tried_again()
    {
        var slot = new Slot();
        _backend.Script = _ => new BatchOutcome(BatchResult.Unknown, new IOException("connection lost"));
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => Storage.WriteStateAsync(State, Id("a"), slot).InTime());
        Assert.Equal(["a"], Batches());
        Assert.Null(slot.ETag);
        Assert.False(slot.RecordExists);
    }

    [Fact]
    public async Task A_conflict_stays_a_conflict_in_a_batch_of_unknown_outcome()
    {
        _backend.Script = _ => new BatchOutcome(BatchResult.Unknown, new IOException("connection lost"));
        var stale = Storage.WriteStateAsync(State, Id("a"), new Slot { ETag = "stale" });
        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.InTime());
    }

    [Fact]
    public async Task An_exception_the_backend_does_not_know_counts_as_unknown()
    {
        _backend.Script = _ => throw new InvalidOperationException("a surprise");
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => WriteAsync("a").InTime());
        _backend.Script = _ => null;
        await WriteAsync("a").InTime();
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_takes_again_when_it_has_emptied()
    {
        await RestartAsync(options => (options.MaxQueuedOperations, options.MaxBatchOperations) = (3, 3));
        var (first, waiting) = await QueueBehindAsync("first", "a", "b");
        var refused = WriteAsync("c");
        Assert.True(refused.IsCompleted);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => refused);
        _backend.LetAllThrough();
        await Task.WhenAll([first, .. waiting]).InTime();
        await WriteAsync("c").InTime();
    }

    [Fact]
    public async Task A_queue_full_of_bytes_refuses_at_once_and_so_does_a_state_over_the_bound()
    {
        await RestartAsync(options => (options.MaxQueuedBytes, options.MaxStateBytes) = (10_000, 8_000));
        var (first, _) = await QueueBehindAsync("first");
        var large = WriteAsync("a", 7_000);
        var refused = WriteAsync("b", 7_000);
        Assert.True(refused.IsCompleted);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => refused);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("c", 9_000));
        _backend.LetAllThrough();
        await Task.WhenAll(first, large).InTime();
        await WriteAsync("b", 7_000).InTime();
    }

    [Fact]
    public async Task A_batch_keeps_its_bounds_and_a_large_state_goes_alone()
    {
        await RestartAsync(options => (options.MaxBatchOperations, options.MaxBatchBytes) = (3, 5_000));
        _backend.Held = true;
        var first = WriteAsync("first");
        await _backend.ArrivalOf("first").InTime();
        Task[] waiting = [WriteAsync("a"), WriteAsync("b"), WriteAsync("c"), WriteAsync("d"), WriteAsync("large", 9_000), WriteAsync("e")];
        _backend.LetAllThrough();
        await Task.WhenAll([first, .. waiting]).InTime();
        Assert.Equal(["first", "a b c", "d", "large", "e"], Batches());
    }

    [Fact]
    public async Task A_read_waits_behind_the_pending_writes_of_its_key_only()
    {
        await WriteAsync("other").InTime();
        _backend.Held = true;
        var slot = new Slot { State = { Text = "new" } };
        var write = Storage.WriteStateAsync(State, Id("a"), slot);
        var read = new Slot();
        var reading = Storage.ReadStateAsync(State, Id("a"), read);
        var many = Storage.ReadManyAsync<SampleState>(State, [Id("other"), Id("a")]);
        await Storage.ReadStateAsync(State, Id("other"), new Slot()).InTime();
        Assert.False(reading.IsCompleted);
        Assert.False(many.IsCompleted);

        _backend.LetAllThrough();
        await Task.WhenAll(write, reading).InTime();
        Assert.Equal("new", read.State.Text);
        Assert.Equal("new", (await many.InTime())[1]!.Text);
    }

    [Fact]
    public async Task A_read_behind_a_write_that_fails_reads_what_is_there()
    {
        _backend.Held = true;
        _backend.Script = _ => new BatchOutcome(BatchResult.Unavailable, new IOException("disk full"));
        var write = WriteAsync("a");
        var read = new Slot();
        var reading = Storage.ReadStateAsync(State, Id("a"), read);
        _backend.LetAllThrough();
        await reading.InTime();
        Assert.False(read.RecordExists);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => write);
    }

    [Fact]
    public async Task The_state_is_serialized_when_the_write_is_asked_for_and_not_later()
    {
        var (first, _) = await QueueBehindAsync("first");
        var slot = new Slot { State = { Text = "as asked" } };
        var write = Storage.WriteStateAsync(State, Id("a"), slot);
        slot.State.Text = "changed while waiting";
        _backend.LetAllThrough();
        await Task.WhenAll(first, write).InTime();
        var read = new Slot();
        await Storage.ReadStateAsync(State, Id("a"), read);
        Assert.Equal("as asked", read.State.Text);
    }

    [Fact]
    public async Task A_key_always_goes_to_the_same_writer()
    {
        await RestartAsync(_ => { }, writers: 4);
        foreach (var round in Enumerable.Range(0, 3))
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => round == 0 ? WriteAsync($"{i}") : TryWriteAsync($"{i}"))).InTime();

        var writersOfKey = _backend.Tried.SelectMany(batch => batch.Keys.Select(key => (key, batch.Writer))).Distinct().ToLookup(pair => pair.key);
        Assert.All(writersOfKey, writers => Assert.Single(writers));
        Assert.Equal(4, _backend.Tried.Select(batch => batch.Writer).Distinct().Count());
    }

    [Fact]
    public async Task At_shutdown_what_waits_is_written_and_what_comes_late_is_refused_at_once()
    {
        var (first, waiting) = await QueueBehindAsync("first", "a", "b");
        var stopping = Storage.StopAsync(TestContext.Current.CancellationToken);
        var late = WriteAsync("late");
        Assert.True(late.IsCompleted);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => late);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Storage.ReadStateAsync(State, Id("a"), new Slot()));
        Assert.False(stopping.IsCompleted);

        _backend.LetAllThrough();
        await Task.WhenAll([first, .. waiting, stopping]).InTime();
        Assert.True(_backend.Closed);
        Assert.Equal(["first", "a b"], Batches());
    }

    [Fact]
    public async Task When_the_time_to_stop_is_over_what_still_waits_fails_as_definite()
    {
        using var impatience = new CancellationTokenSource();
        var (first, waiting) = await QueueBehindAsync("first", "a");
        var stopping = Storage.StopAsync(impatience.Token);
        await impatience.CancelAsync();
        _backend.LetAllThrough();
        await Task.WhenAll(first, stopping).InTime();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => waiting[0]);
        Assert.Equal(["first"], Batches());
    }

    [Fact]
    public async Task Before_it_is_started_everything_is_refused()
    {
        var storage = new GroupCommitStorage("idle", _ => throw new InvalidOperationException("not to be opened"), Serializer(), Services.Instance, 256);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync(State, Id("a"), new Slot()));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync(State, Id("a"), new Slot()));
    }

    [Fact]
    public async Task A_grain_type_that_would_make_ids_ambiguous_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.WriteStateAsync(State, GrainId.Create("a/b", "c"), new Slot()));

    private static OrleansGrainStorageSerializer Serializer() => new(Services.Instance.GetRequiredService<Serializer>());

    private static GrainId Id(string key) => GrainId.Create("sample", key);

    private Task WriteAsync(string key, int bytes = 10) =>
        Storage.WriteStateAsync(State, Id(key), new Slot { State = { Bytes = new byte[bytes] } });

    private async Task TryWriteAsync(string key) => await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(key));

    /// <summary>Holds a first write in the database and queues the others behind it.</summary>
    private async Task<(Task First, Task[] Waiting)> QueueBehindAsync(string first, params string[] waiting)
    {
        _backend.Held = true;
        var held = WriteAsync(first);
        await _backend.ArrivalOf(first).InTime();
        return (held, [.. waiting.Select(key => WriteAsync(key))]);
    }

    private IEnumerable<string> Batches() => _backend.Tried.Select(batch => string.Join(' ', batch.Keys));

    private async Task RestartAsync(Action<GroupCommitOptions> configure, int writers = 1)
    {
        await Storage.DisposeAsync();
        _backend = new ScriptedBackend(writers);
        await StartAsync(configure);
    }

    private async Task StartAsync(Action<GroupCommitOptions> configure)
    {
        _options = new GroupCommitOptions { TransientRetryFor = TimeSpan.FromSeconds(30) };
        configure(_options);
        var queue = new GroupCommitQueue(_backend, _options, NullLogger<GroupCommitQueue>.Instance, TimeProvider.System);
        queue.Start();
        _storage = new GroupCommitStorage("test", _ => Task.FromResult(new GroupCommitLease(queue, queue.StopAsync)), Serializer(), Services.Instance, 256);
        await _storage.StartAsync(CancellationToken.None);
    }
}
