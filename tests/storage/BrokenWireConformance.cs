using Npgsql;
using Orleans.Storage;
using Rectification.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Tests.Storage;

/// <summary>A write that is cut off in the middle: its outcome is known or unknown, and never told wrong. The store goes on by itself.</summary>
public abstract class BrokenWireConformance(PostgresServer server) : IAsyncLifetime
{
    private const string State = "sample-v1";
    private const int Writers = 16;
    private BrokenWire? _wire;
    private IGrainStorage? _storage;
    private IAsyncDisposable? _opened;

    private IGrainStorage Storage => _storage ?? throw new InvalidOperationException("not initialized");

    private BrokenWire Wire => _wire ?? throw new InvalidOperationException("not initialized");

    /// <param name="server">The server itself.</param>
    /// <param name="through">The same server at the end of the wire.</param>
    protected abstract Task<(IGrainStorage Storage, IAsyncDisposable Opened)> OpenAsync(string server, string through);

    public async ValueTask InitializeAsync()
    {
        var direct = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        _wire = new(direct.Port);
        (_storage, _opened) = await OpenAsync(direct.ToString(), new NpgsqlConnectionStringBuilder(direct.ToString()) { Port = _wire.Port }.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _opened!.DisposeAsync();
        await _wire!.DisposeAsync();
    }

    [Fact]
    public async Task When_the_answer_is_lost_the_outcome_is_unknown_and_the_write_is_there()
    {
        var slot = await Warm();
        slot.State.Number = 1;
        Wire.LoseNextAnswer();
        await Assert.ThrowsAsync<StorageOutcomeUnknownException>(() => Storage.WriteStateAsync(State, Id(0), slot).InTime());

        var read = await ReadUntilAnswered(0);
        Assert.Equal(1, read.State.Number);
        await WriteUntilAnswered(0, read, 2);
    }

    [Fact]
    public async Task When_the_request_is_lost_nothing_is_written_and_nobody_is_told_it_was()
    {
        var slot = await Warm();
        slot.State.Number = 1;
        Wire.LoseNextRequest();
        var problem = await Record.ExceptionAsync(() => Storage.WriteStateAsync(State, Id(0), slot).InTime());

        Assert.True(problem is StorageOutcomeUnknownException or StorageUnavailableException, $"{problem}");
        var read = await ReadUntilAnswered(0);
        Assert.Equal(0, read.State.Number);
        await WriteUntilAnswered(0, read, 1);
    }

    [Fact]
    public async Task Cut_again_and_again_no_writer_is_told_wrong() => await WriteThrough(async () =>
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(40));
        for (var cut = 0; cut < 12; cut++)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            Wire.CutAll();
        }
    });

    [Fact]
    public async Task When_the_server_crashes_under_load_no_writer_is_told_wrong() => await WriteThrough(async () =>
    {
        await server.Stop();
        await server.Start();
    });

    /// <summary>Each writer counts up its own row while there is trouble; what it was told and what is there must fit at every step.</summary>
    private async Task WriteThrough(Func<Task> trouble)
    {
        using var over = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => CountUp(writer, over.Token))).ToArray();
        await trouble();
        await over.CancelAsync();
        var reached = await Task.WhenAll(writers).InTime();
        for (var writer = 0; writer < Writers; writer++)
        {
            var read = await ReadUntilAnswered(writer);
            Assert.Equal(reached[writer], read.State.Number);
        }
    }

    private async Task<int> CountUp(int writer, CancellationToken over)
    {
        var slot = await ReadUntilAnswered(writer);
        var (there, maybe) = (slot.State.Number, false);
        while (!over.IsCancellationRequested || maybe)
        {
            // After an unknown outcome the old value under the old tag: it goes through, or the lost write did.
            slot.State = new() { Number = maybe ? there : there + 1 };
            var problem = await Record.ExceptionAsync(() => Storage.WriteStateAsync(State, Id(writer), slot));
            switch (problem)
            {
                case null:
                    there = slot.State.Number;
                    maybe = false;
                    break;
                case StorageUnavailableException:
                    break;
                case StorageOutcomeUnknownException:
                    maybe = true;
                    break;
                case InconsistentStateException when maybe:
                    slot = await ReadUntilAnswered(writer);
                    Assert.InRange(slot.State.Number, there, there + 1);
                    there = slot.State.Number;
                    maybe = false;
                    break;
                default:
                    Assert.Fail($"writer {writer} at {there}: {problem}");
                    break;
            }
        }
        return there;
    }

    private async Task<Slot> Warm()
    {
        var slot = new Slot();
        await Storage.WriteStateAsync(State, Id(0), slot).InTime();
        await Storage.WriteStateAsync(State, Id(0), slot).InTime();
        return slot;
    }

    private async Task<Slot> ReadUntilAnswered(int writer)
    {
        var slot = new Slot();
        await UntilAnswered(() => Storage.ReadStateAsync(State, Id(writer), slot));
        return slot;
    }

    private Task WriteUntilAnswered(int writer, Slot slot, int number)
    {
        slot.State = new() { Number = number };
        return UntilAnswered(() => Storage.WriteStateAsync(State, Id(writer), slot));
    }

    /// <summary>Refused for want of a store is asked again; anything else is a finding.</summary>
    private static async Task UntilAnswered(Func<Task> ask)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await ask();
                return;
            }
            catch (Exception problem) when (problem is StorageUnavailableException or StorageOutcomeUnknownException)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    private static GrainId Id(int writer) => GrainId.Create("sample", $"w-{writer}");
}

public sealed class PostgresBrokenWireTests(PostgresServer server) : BrokenWireConformance(server), IClassFixture<PostgresServer>
{
    protected override async Task<(IGrainStorage Storage, IAsyncDisposable Opened)> OpenAsync(string server, string through)
    {
        var storage = await PostgresStore.OpenAsync(through, Services.Instance, options => options.Schema = $"t{Guid.NewGuid():N}");
        return (storage, storage);
    }
}
