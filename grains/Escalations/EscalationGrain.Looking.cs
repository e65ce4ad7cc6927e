using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Escalations;

internal sealed partial class EscalationGrain
{
    /// <summary>Events of one entry of the chain.</summary>
    private const int EventsPerEntry = 50;

    /// <summary>A plan with more measures than this is read less often.</summary>
    private const int LargePlan = 5_000;

    /// <summary>
    /// Before its first look an activation waits until the figures stand still from one wake to the next, at most for so many wakes: while
    /// history is being brought in, measures look late that are long done.
    /// </summary>
    private const int MostUnquietWakes = 60;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPauseOfLargePlan = TimeSpan.FromMinutes(10);

    /// <summary>What was fired within this time before an activation is posted again: the one before may have died between the two.</summary>
    private static readonly TimeSpan PostedAgain = TimeSpan.FromDays(1);

    /// <summary>A waiting that ended by itself within this time is told; the outbox knows of which it told.</summary>
    private static readonly TimeSpan WaitsTold = TimeSpan.FromDays(30);

    /// <summary>Ids of what was told of waits since the activation began.</summary>
    private readonly HashSet<string> _waitsTold = new(StringComparer.Ordinal);

    private int _wakes;
    private bool _begun;

    /// <summary>
    /// What the last look saw. Figures are compared, not versions, which grow with every hello of a unit; two changes that cancel each
    /// other out are found by the hourly look. Another calendar moves what is due in working days.
    /// </summary>
    private (int Roster, Tally? Figures, long Calendar) _seen;
    private DateTimeOffset? _due;
    private DateTimeOffset _notBefore;

    private async Task Look()
    {
        if (!_looking.IsCompleted)
        {
            return;
        }

        await (_looking = LookSafely());
    }

    /// <summary>After any failure the chain says what was fired: a new activation continues from there at the next wake.</summary>
    private async Task LookSafely()
    {
        try
        {
            await LookOnce();
        }
        catch (Exception problem)
        {
            LogLookFailed(problem, Plan);
            DeactivateOnIdle();
        }
    }

    private async Task LookOnce()
    {
        if (await _plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return;
        }

        var now = _plans.Clock.GetUtcNow();
        var version = (frame.RosterVersion, (await Root(frame).GetSummary()).Tally, _office.Version);
        if (!await Begun(frame, version, now))
        {
            return;
        }

        if (now < _notBefore)
        {
            _alarm.Set(_notBefore);
            return;
        }

        if (!version.Equals(_seen) || _due <= now)
        {
            var latest = now + LongestPause;
            _due = await Fire(frame, now) is { } due && due < latest ? due : latest;
            _seen = version;
            _notBefore = now + (frame.MeasureCount > LargePlan ? ShortestPauseOfLargePlan : ShortestPause);
        }

        _alarm.Set(_due < _notBefore ? _notBefore : _due);
    }

    private async Task<bool> Begun(PlanFrame frame, (int Roster, Tally? Figures, long Calendar) version, DateTimeOffset now)
    {
        if (_begun)
        {
            return true;
        }

        if ((_wakes < 2 || version.Figures is null || !version.Equals(_seen)) && _wakes < MostUnquietWakes)
        {
            _seen = version;
            return false;
        }

        await PostAgain(frame, now);
        (_begun, _due) = (true, now);
        return true;
    }

    /// <summary>Reads every measure and fires what is due. Gives the next instant at which something may be.</summary>
    private async Task<DateTimeOffset?> Fire(PlanFrame frame, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        DateTimeOffset? planned = null;
        await foreach (var page in _scan.Read(frame, no => _fired.GetValueOrDefault(no), now))
        {
            planned = page.Planned > planned ? page.Planned : planned ?? page.Planned;
            next = EscalationPolicy.Earlier(next, page.Next);
            foreach (var due in page.Due.Chunk(EventsPerEntry))
            {
                await Append(frame, due, now);
            }

            await TellOfWaits(page.Over.Where(over => over.End > now - WaitsTold));
        }

        _board.Planned(Plan, planned);
        return next;
    }

    /// <summary>No trail has an entry of it: that it ended follows from the day it was approved for. The unit's clock goes again.</summary>
    private async Task TellOfWaits(IEnumerable<WaitOver> over)
    {
        var untold = over.Select(EscalationNotice.Of).Where(notification => !_waitsTold.Contains(notification.Id)).ToList();
        if (untold.Count > 0)
        {
            await Outbox().Post(untold);
            _waitsTold.UnionWith(untold.Select(notification => notification.Id));
        }
    }

    private async Task Append(PlanFrame frame, DueEscalation[] due, DateTimeOffset now)
    {
        var at = PlanCalendar.Of(frame.TimeZone).Local(NotBefore(now));
        var entry = await Append(ChainEntries.System, null, EscalationNotice.Id(due[0].Escalated), "", at, [.. due.Select(one => one.Escalated)]);
        await Outbox().Post([.. due.Select(one => EscalationNotice.Of(one.Context, one.Escalated, entry.At))]);
    }

    private async Task PostAgain(PlanFrame frame, DateTimeOffset now)
    {
        foreach (var recent in _views.Where(view => view.At > now - PostedAgain).Chunk(EventsPerEntry))
        {
            var notifications = new List<Notification>();
            foreach (var view in recent)
            {
                if (await _plans.Rosters.Measure(frame, view.Measure) is { } definition)
                {
                    var step = new Escalation { After = view.After, Days = view.Days, To = view.To };
                    var fired = MeasureEscalated.Of(view.Measure, new(view.Light, view.Rule, view.Since), step);
                    notifications.Add(EscalationNotice.Of(MeasureContext.Of(frame, definition), fired, view.At));
                }
            }

            await Outbox().Post(notifications);
        }
    }

    private IOutboxGrain Outbox() => GrainFactory.GetGrain<IOutboxGrain>(Plan);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Escalation check failed for plan {Plan}; retrying within a minute.")]
    private partial void LogLookFailed(Exception problem, string plan);
}
