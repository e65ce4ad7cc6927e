using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rectification.Telemetry;
using Rectification.Waiting;

namespace Rectification.Counting;

/// <summary>
/// Tells a counter's parent the counter's newest summary: one call in flight at a time, changes meanwhile go with the next. No timer: the
/// latency is one hop, the load is bounded by it.
/// </summary>
internal sealed partial class UpwardChannel(
    Func<Summary> read, Func<Summary, Task<PushAnswer>> push, Action superseded, ILogger logger, string name, TimeProvider time)
{
    private readonly Backoff _retry = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), time);
    private bool _changed;
    private bool _stopped;
    private Task _loop = Task.CompletedTask;

    /// <summary>The summary changed. Returns at once.</summary>
    public void Changed()
    {
        _changed = true;
        if (_loop.IsCompleted)
        {
            _loop = Run();
        }
    }

    /// <summary>The activation ends: what it could not tell any more is the next one's, which reads everything.</summary>
    /// <returns>Ends when nothing is under way any more.</returns>
    public Task Stop()
    {
        _stopped = true;
        return _loop;
    }

    private async Task Run()
    {
        while (_changed && !_stopped)
        {
            _changed = false;
            var start = Stopwatch.GetTimestamp();
            try
            {
                var answer = await push(read());
                RectificationMeter.RollupLag.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (answer == PushAnswer.Superseded)
                {
                    superseded();
                    return;
                }

                _retry.Reset();
            }
            catch (Exception) when (_stopped)
            {
                // No caller is waiting for a retry.
            }
            catch (Exception problem)
            {
                LogNotTold(problem, name);
                _changed = true;
                await _retry.Pause();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Counter {Counter} could not reach its parent; retrying.")]
    private partial void LogNotTold(Exception problem, string counter);
}
