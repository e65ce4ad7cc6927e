using Rectification.Measures;

namespace Rectification.Forecasts;

/// <summary>A measure as far as its trail knows at a moment, and nothing that happened later.</summary>
public sealed record MeasureCourse
{
    public required int No { get; init; }
    public required string LeadUnit { get; init; }

    /// <summary>When work on it began, or began again: its start, or the last reopening.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The first instant after the deadline in force.</summary>
    public required DateTimeOffset DeadlineEnd { get; init; }

    /// <summary>The part of the work reported as done, 0 to 1: the mean over all units of it.</summary>
    public double Progress { get; init; }

    /// <summary>The first request for sign-off since <see cref="Start"/>.</summary>
    public DateTimeOffset? FirstRequest { get; init; }

    /// <summary>Whether a request waits for its review, so that the unit's clock stands still.</summary>
    public bool InReview { get; init; }

    /// <summary>Whether its deadline's day was over before sign-off was requested.</summary>
    public bool Overdue { get; init; }
    public DateTimeOffset? SignedOffAt { get; init; }

    /// <summary>基本完成：the end of the day by which the unit expects to be done.</summary>
    public DateTimeOffset? ExpectedEnd { get; init; }

    /// <summary>等待外部：how long the unit's clock has stood still.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Follows a measure to a moment; <see langword="null"/> while or once it is no part of the plan's work.</summary>
    /// <param name="life">The measure at its beginning, or not after the moment.</param>
    /// <param name="entries">Its trail; what lies after the moment is not looked at.</param>
    /// <param name="moment">The moment by the entries' own time.</param>
    /// <param name="knownAt">What was recorded later is not known.</param>
    internal static MeasureCourse? At(MeasureLife life, IReadOnlyList<TrailEntry> entries, DateTimeOffset moment, DateTimeOffset? knownAt)
    {
        life.To(moment, knownAt);
        if (life.Context is not { Definition: { Rescinded: null } definition } context)
        {
            return null;
        }

        var (state, calendar) = (life.State, context.Calendar);
        var (start, request) = (calendar.StartOf(definition.Start), (DateTimeOffset?)null);
        foreach (var entry in entries.TakeWhile(entry => entry.At <= moment && !(entry.Recorded > knownAt)))
        {
            foreach (var happened in entry.Events)
            {
                (start, request) = happened switch
                {
                    MeasureReopened or StandingCheckFailed => (entry.At, null),
                    SignOffRequested => (start, request ?? entry.At),
                    _ => (start, request),
                };
            }
        }

        var involved = definition.AllUnits().ToList();
        return new()
        {
            No = definition.No,
            LeadUnit = definition.LeadUnit,
            Start = start,
            DeadlineEnd = context.DeadlineEnd(state),
            Progress = involved.Average(unit => state.Assignment(unit).Percent) / 100,
            FirstRequest = request,
            InReview = state.Request is not null,
            Overdue = LightPolicy.OverdueFrom(context, state) <= moment,
            SignedOffAt = state.Status == MeasureStatus.SignedOff ? state.SignedOffAt : null,
            ExpectedEnd = state.BasicallyDone is { Approved: true } basically ? calendar.EndOf(basically.ExpectedBy) : null,
            Waited = WaitedUntil(context, state, start, moment),
        };
    }

    private static TimeSpan WaitedUntil(MeasureContext context, MeasureState state, DateTimeOffset start, DateTimeOffset moment)
    {
        var waited = TimeSpan.Zero;
        foreach (var wait in state.Waits)
        {
            var byItself = context.Calendar.EndOf(wait.Until);
            var until = wait.EndedAt < byItself ? wait.EndedAt.Value : byItself;
            var (from, to) = (wait.From > start ? wait.From : start, until < moment ? until : moment);
            waited += to > from ? to - from : TimeSpan.Zero;
        }

        return waited;
    }
}
