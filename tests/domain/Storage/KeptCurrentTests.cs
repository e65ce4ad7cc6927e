using Rectification.Queries;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>What is kept of a plan stays current whatever is written: little at once, much beside.</summary>
public sealed class KeptCurrentTests
{
    private const int Parts = 100;
    private const int Most = 10;

    private readonly RowWrites _writes = new();
    private readonly Clock _clock = new();
    private readonly Shelf _shelf;

    public KeptCurrentTests() => _shelf = new(_clock);

    [Fact]
    public async Task A_few_parts_are_read_again_before_anybody_looks()
    {
        Write(3, 5);

        Assert.True(await _shelf.Refresh(_writes, Most));
        Assert.Equal([3, 5], _shelf.Last);
        Assert.True(await _shelf.Refresh(_writes, Most));
        Assert.Equal(1, _shelf.Readings);
    }

    [Fact]
    public async Task A_morning_on_which_everybody_reports_does_not_end_what_is_kept()
    {
        Write([.. Enumerable.Range(0, Parts)]);

        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.CatchingUp;

        Assert.Equal(Parts, _shelf.Last.Count);
        Assert.True(await _shelf.Refresh(_writes, Most));
        Write(7);
        Assert.True(await _shelf.Refresh(_writes, Most));
        Assert.Equal([7], _shelf.Last);
    }

    [Fact]
    public async Task Nor_do_more_writes_than_a_store_remembers()
    {
        for (var i = 0; i < 20_000; i++)
        {
            Write(i % 2);
        }

        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.CatchingUp;

        Assert.Equal(Parts, _shelf.Last.Count);
        Assert.True(await _shelf.Refresh(_writes, Most));
    }

    [Fact]
    public async Task Nobody_waits_while_it_catches_up_and_what_is_written_meanwhile_is_read_afterwards()
    {
        var held = _shelf.Hold();
        Write([.. Enumerable.Range(0, Parts)]);
        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.Begun;
        Write(9);

        Assert.False(await _shelf.Refresh(_writes, Most));
        held.SetResult();
        await _shelf.CatchingUp;

        Assert.True(await _shelf.Refresh(_writes, Most));
        Assert.Equal([9], _shelf.Last);
    }

    [Fact]
    public async Task While_everybody_writes_it_rests_nine_times_as_long_as_it_read()
    {
        _shelf.Took = TimeSpan.FromSeconds(1);
        await CatchUp();

        Write([.. Enumerable.Range(0, Parts)]);
        _clock.Now += TimeSpan.FromSeconds(8);
        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.CatchingUp;
        Assert.Equal(1, _shelf.Readings);

        _clock.Now += TimeSpan.FromSeconds(1);
        await CatchUp();
        Assert.Equal(2, _shelf.Readings);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_asked_again_by_the_next()
    {
        _shelf.Fails = true;
        Write([.. Enumerable.Range(0, Parts)]);
        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.CatchingUp;

        _shelf.Fails = false;
        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.CatchingUp;
        Assert.True(await _shelf.Refresh(_writes, Most));
    }

    private async Task CatchUp()
    {
        Write([.. Enumerable.Range(0, Parts)]);
        Assert.False(await _shelf.Refresh(_writes, Most));
        await _shelf.CatchingUp;
    }

    private void Write(params int[] parts)
    {
        foreach (var part in parts)
        {
            _writes.Note("part", GrainId.Create("part", part.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private sealed class Shelf(Clock clock) : KeptCurrent(0, clock)
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task _held = Task.CompletedTask;

        public IReadOnlyCollection<int> Last { get; private set; } = [];

        public int Readings { get; private set; }

        public TimeSpan Took { get; set; }

        public bool Fails { get; set; }

        public Task Begun => _begun.Task;

        public TaskCompletionSource Hold()
        {
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held = held.Task;
            return held;
        }

        protected override IReadOnlyCollection<int> Written(RowWrites writes, long since) => writes.Since(since, "part") is { } written
            ? [.. written.Select(id => int.Parse(id.Key.ToString()!, System.Globalization.CultureInfo.InvariantCulture)).Order()]
            : [.. Enumerable.Range(0, Parts)];

        protected override async Task Read(IReadOnlyCollection<int> parts)
        {
            _begun.TrySetResult();
            await _held;
            if (Fails)
            {
                throw new StorageUnavailableException("for a while");
            }

            clock.Now += Took;
            Last = parts;
            Readings++;
        }
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
