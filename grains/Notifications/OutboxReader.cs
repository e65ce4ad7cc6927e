using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using Rectification.Storage;
using Rectification.Telemetry;
using Rectification.Waiting;

namespace Rectification.Notifications;

/// <summary>What every reader of an outbox takes from its silo.</summary>
internal sealed record ReaderServices(IGrainFactory Grains, IOptions<NotificationOptions> Options, OutboxBoard Board, TimeProvider Real, Random Chance);

/// <summary>Who reads which plan's outbox.</summary>
/// <param name="Kind">Sort of receiver, as the meter counts it.</param>
/// <param name="Receiver">Which one, as the log names it.</param>
/// <param name="Plan">The plan.</param>
internal sealed record ReaderName(string Kind, string Receiver, string Plan);

/// <summary>
/// One receiver's way through a plan's outbox: pulls, hands over in order, remembers durably how far it is, and after a failure tries again
/// ever more slowly and for ever. Lives on its grain's scheduler and belongs to no call, so no call waits for a receiver. What hands
/// over takes a beginning of the items and says how many; 0 means that the receiver wants nothing now.
/// </summary>
internal sealed partial class OutboxReader(
    ReaderName name, ReaderServices services, IPersistentState<ReaderRow> stored, ILogger logger,
    Func<IReadOnlyList<OutboxItem>, CancellationToken, Task<int>> hand, Action end) : IDisposable
{
    /// <summary>Notifications pulled at once.</summary>
    private const int SliceSize = 64;

    /// <summary>Longest error that is kept, in characters.</summary>
    private const int MaxError = 300;

    /// <summary>Receivers that failed together do not come back together.</summary>
    private const double Jitter = 0.25;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private CancellationTokenSource _waiting = new();
    private readonly Committed<ReaderRow> _stored = new(stored);
    private readonly Backoff _retry = new(services.Options.Value.FirstRetry, services.Options.Value.LongestRetry, services.Real, services.Chance);
    private Task _loop = Task.CompletedTask;
    private bool _wanted;

    /// <summary>Raised when the reader is moved, so that what is under way does not move it back.</summary>
    private int _moves;
    private long _last;

    public ReaderRow Row { get; private set; } = new();

    private NotificationOptions Options => services.Options.Value;

    /// <summary>Loads the persisted state; without a row begins after the position that is given.</summary>
    public async Task Load(Func<Task<long>> beginning) => Row = _stored.Exists ? _stored.Row : new() { Position = await beginning() };

    /// <summary>There may be something. Returns at once.</summary>
    public void Wake()
    {
        _wanted = true;
        if (_loop.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _loop = Run();
        }
    }

    /// <summary>As <see cref="Wake"/>, and ends a pause after a failure.</summary>
    public void RetryNow()
    {
        _retry.Reset();
        _waiting.Cancel();
        Wake();
    }

    public async Task MoveTo(long position)
    {
        // Whatever was read before this is durable, or while it became so, counts from another place.
        _moves++;
        await Store(row => row with { Position = position });
        _moves++;
        RetryNow();
    }

    public async Task<DeliveryView> View()
    {
        _last = (await services.Grains.GetGrain<IOutboxGrain>(name.Plan).Read(long.MaxValue, 1)).Last;
        return new()
        {
            Plan = name.Plan,
            DeliveredUpTo = Row.Position,
            Pending = Math.Max(0, _last - Row.Position),
            FailingSince = Row.FailingSince,
            LastError = Row.LastError,
            Stalled = IsStalled,
        };
    }

    /// <summary>Counts one attempt.</summary>
    public void Count(string outcome) => RectificationMeter.Deliveries.Add(1, new("kind", name.Kind), new("outcome", outcome));

    public void Dispose()
    {
        _stopping.Cancel();
        _waiting.Cancel();
        services.Board.Remove(name.Kind, name.Receiver);
    }

    private bool IsStalled => Row.FailingSince is { } since && services.Real.GetUtcNow() - since >= Options.StalledAfter;

    private async Task Run()
    {
        while (_wanted && !_stopping.IsCancellationRequested)
        {
            _wanted = false;
            try
            {
                await Drain();
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (InconsistentStateException)
            {
                // Another activation reads for this receiver.
                end();
                return;
            }
            catch (Exception problem)
            {
                _wanted = true;
                await Failed(problem);
                await Pause();
            }
        }
    }

    private async Task Drain()
    {
        while (true)
        {
            var moves = _moves;
            var slice = await services.Grains.GetGrain<IOutboxGrain>(name.Plan).Read(Row.Position, SliceSize);
            _last = slice.Last;
            Show(isWanted: true);
            for (var done = 0; done < slice.Items.Count && moves == _moves;)
            {
                var handed = await hand([.. slice.Items.Skip(done)], _stopping.Token);
                if (handed == 0)
                {
                    Show(isWanted: false);
                    return;
                }

                done += handed;
                if (moves == _moves)
                {
                    await Store(_ => new() { Position = slice.Items[done - 1].Position });
                    _retry.Reset();
                    services.Board.Taken(name.Kind, name.Receiver, Pending);
                }
            }

            if (slice.Items.Count == 0)
            {
                return;
            }
        }
    }

    private async Task Failed(Exception problem)
    {
        if (problem is not DeliveryFailedException)
        {
            LogTrouble(logger, problem, name.Receiver, name.Plan);
            return;
        }

        var (first, error) = (Row.FailingSince is null, problem.Message.Length > MaxError ? problem.Message[..MaxError] : problem.Message);
        try
        {
            await Store(row => row with { FailingSince = row.FailingSince ?? services.Real.GetUtcNow(), LastError = error });
        }
        catch (Exception unstored)
        {
            LogTrouble(logger, unstored, name.Receiver, name.Plan);
        }

        if (IsStalled)
        {
            LogStalled(logger, name.Receiver, name.Plan, Row.FailingSince!.Value, Row.Position, error);
        }
        else if (first)
        {
            LogFailing(logger, name.Receiver, name.Plan, error);
        }
    }

    private async Task Pause()
    {
        try
        {
            await _retry.Pause(Jitter, _waiting.Token);
        }
        catch (OperationCanceledException)
        {
            _waiting = new();
        }
    }

    private async Task Store(Func<ReaderRow, ReaderRow> change)
    {
        await _gate.WaitAsync();
        try
        {
            var next = change(Row);
            await _stored.Write(next);
            Row = next;
        }
        finally
        {
            _gate.Release();
        }
    }

    private long Pending => Math.Max(0, _last - Row.Position);

    private void Show(bool isWanted)
    {
        if (isWanted && Pending > 0 && Row.FailingSince is { } since)
        {
            services.Board.Failing(name.Kind, name.Receiver, Pending, since);
        }
        else
        {
            services.Board.Put(name.Kind, name.Receiver, Pending, isWanted);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Receiver} did not accept a notification of plan {Plan} ({Error}); retrying with backoff.")]
    private static partial void LogFailing(ILogger logger, string receiver, string plan, string error);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Receiver} has accepted nothing of plan {Plan} since {Since}, position {Position} ({Error}). Operator attention needed; delivery "
            + "keeps retrying.")]
    private static partial void LogStalled(ILogger logger, string receiver, string plan, DateTimeOffset since, long position, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery to {Receiver} from the outbox of plan {Plan} failed; retrying.")]
    private static partial void LogTrouble(ILogger logger, Exception problem, string receiver, string plan);
}
