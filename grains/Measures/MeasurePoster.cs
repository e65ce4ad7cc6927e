using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Waiting;

namespace Rectification.Measures;

/// <summary>
/// Brings what people should hear of from a measure's durable trail to the plan's outbox: at least once, one loop, off the way of every
/// command. It reads what it posts from the trail, so a crash costs nothing and a dead outbox fills no memory.
/// </summary>
internal sealed partial class MeasurePoster(IGrainFactory grains, Chain<TrailEntry> trail, ILogger logger, NumberKey key, TimeProvider time)
{
    public static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private const int EntriesAtOnce = 64;
    private readonly Backoff _retry = new(TimeSpan.FromMilliseconds(200), LongestRetry, time);
    private long _posted;
    private bool _stopped;
    private Task _loop = Task.CompletedTask;

    /// <summary>Version up to which the outbox has everything of this committed row.</summary>
    public long Posted(MeasureRow row) => Math.Max(row.Notified, _posted) is var posted && posted >= row.Notable ? row.State.Version : posted;

    /// <summary>Posts what <paramref name="read"/>'s newest row has and the outbox may not; ends when it has it.</summary>
    public Task Post(Func<(PlanFrame Frame, MeasureContext Context, MeasureRow Row)> read, Action retrying)
    {
        if (_loop.IsCompleted)
        {
            _loop = Run(read, retrying);
        }

        return _loop;
    }

    /// <summary>The activation ends; the next one posts the rest.</summary>
    public void Stop() => _stopped = true;

    private async Task Run(Func<(PlanFrame Frame, MeasureContext Context, MeasureRow Row)> read, Action retrying)
    {
        // A measure that left the plan meanwhile has nobody to tell.
        while (!_stopped && read() is ({ } frame, { } context, { } row) && Posted(row) < row.Notable)
        {
            try
            {
                var entries = await trail.Entries(Posted(row), EntriesAtOnce);
                var notifications = entries.Where(entry => entry.IsLive).SelectMany(entry => MeasureNotifications.Of(frame, context, entry)).ToList();
                await grains.GetGrain<IOutboxGrain>(key.Plan).Post(notifications);
                _posted = entries[^1].Version;
                _retry.Reset();
            }
            catch (Exception problem)
            {
                LogNotPosted(problem, key);
                retrying();
                await _retry.Pause();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications of measure {Measure} have not reached the outbox; retrying.")]
    private partial void LogNotPosted(Exception problem, NumberKey measure);
}
