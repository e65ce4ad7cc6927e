using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using Rectification.Telemetry;

namespace Rectification.Notifications;

/// <summary>What every reader of an outbox takes from its silo.</summary>
internal sealed record ReaderServices(IGrainFactory Grains, IOptions<NotificationOptions> Options, OutboxBoard Board);

/// <summary>
/// One receiver's way through a plan's outbox: pulls, hands over in order, remembers durably how far it is, and after a failure tries again
/// ever more slowly and for ever. Lives on its grain's scheduler and belongs to no call, so no call waits for a receiver. What hands
/// over takes a beginning of the items and says how many; 0 means that the receiver wants nothing now.
/// </summary>
internal sealed partial class OutboxReader(
    string kind, string receiver, string plan, ReaderServices services, IPersistentState<ReaderRow> stored, ILogger logger,
    Func<IReadOnlyList<OutboxItem>, CancellationToken, Task<int>> hand, Action end) : IDisposable
{
    /// <summary>Notifications pulled at once.</summary>
    private const int SliceSize = 64;

    /// <summary>Longest error that is kept, in characters.</summary>
    private const int MaxError = 300;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private CancellationTokenSource _waiting = new();
    private TimeSpan _pause = services.Options.Value.FirstRetry;
    private Task _loop = Task.CompletedTask;
    private bool _wanted;

    /// <summary>Raised when the reader is moved, so that what is under way does not move it back.</summary>
    private int _moves;
    private long _last;

    public ReaderRow Row { get; private set; } = new();

    private NotificationOptions Options => services.Options.Value;

    /// <summary>Loads the persisted state; without a row begins after <paramref name="position"/>.</summary>
    public void Load(long position = 0) => Row = stored.RecordExists ? stored.State : new() { Position = position };

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
        _pause = Options.FirstRetry;
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
        _last = (await services.Grains.GetGrain<IOutboxGrain>(plan).Read(long.MaxValue, 1)).Last;
        return new()
        {
            Plan = plan,
            DeliveredUpTo = Row.Position,
            Pending = Math.Max(0, _last - Row.Position),
            FailingSince = Row.FailingSince,
            LastError = Row.LastError,
            Stalled = IsStalled,
        };
    }

    /// <summary>Counts one attempt.</summary>
    public void Count(string outcome) => RectificationMeter.Deliveries.Add(1, new("kind", kind), new("outcome", outcome));

    public void Dispose()
    {
        _stopping.Cancel();
        _waiting.Cancel();
        services.Board.Remove(kind, receiver);
    }

    private bool IsStalled => Row.FailingSince is { } since && TimeProvider.System.GetUtcNow() - since >= Options.StalledAfter;

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
            var slice = await services.Grains.GetGrain<IOutboxGrain>(plan).Read(Row.Position, SliceSize);
            _last = slice.Last;
            Show();
            for (var done = 0; done < slice.Items.Count && moves == _moves;)
            {
                var handed = await hand([.. slice.Items.Skip(done)], _stopping.Token);
                if (handed == 0)
                {
                    return;
                }

                done += handed;
                if (moves == _moves)
                {
                    await Store(_ => new() { Position = slice.Items[done - 1].Position });
                    _pause = Options.FirstRetry;
                    Show();
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
            LogTrouble(logger, problem, receiver, plan);
            return;
        }

        var (first, error) = (Row.FailingSince is null, problem.Message.Length > MaxError ? problem.Message[..MaxError] : problem.Message);
        try
        {
            await Store(row => row with { FailingSince = row.FailingSince ?? TimeProvider.System.GetUtcNow(), LastError = error });
        }
        catch (Exception unstored)
        {
            LogTrouble(logger, unstored, receiver, plan);
        }

        if (IsStalled)
        {
            LogStalled(logger, receiver, plan, Row.FailingSince!.Value, Row.Position, error);
        }
        else if (first)
        {
            LogFailing(logger, receiver, plan, error);
        }
    }

    private async Task Pause()
    {
        var jittered = _pause * (0.75 + Random.Shared.NextDouble() / 2);
        _pause = _pause * 2 < Options.LongestRetry ? _pause * 2 : Options.LongestRetry;
        try
        {
            await Task.Delay(jittered < Options.LongestRetry ? jittered : Options.LongestRetry, _waiting.Token);
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
            stored.State = change(Row);
            await stored.WriteStateAsync();
            Row = stored.State;
        }
        catch
        {
            stored.State = Row;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Show() => services.Board.Put(kind, receiver, Math.Max(0, _last - Row.Position));

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Receiver} did not accept a notification of plan {Plan} ({Error}); retrying with backoff.")]
    private static partial void LogFailing(ILogger logger, string receiver, string plan, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Receiver} has accepted nothing of plan {Plan} since {Since}, position {Position} ({Error}). Operator attention needed; delivery keeps retrying.")]
    private static partial void LogStalled(ILogger logger, string receiver, string plan, DateTimeOffset since, long position, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery to {Receiver} from the outbox of plan {Plan} failed; retrying.")]
    private static partial void LogTrouble(ILogger logger, Exception problem, string receiver, string plan);
}
