using System.Collections.Immutable;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>
/// Which definition a measure is judged by. The plan commits an amendment, then each measure takes it over as an entry of its own trail: that
/// entry, and nothing else, is the moment from which the measure counts by the new definition, now and in every later look at the past.
/// </summary>
public static class Planned
{
    /// <summary>The definition the state stands under; <see langword="null"/> for a measure that was added and has not taken it up yet.</summary>
    public static MeasureDefinition? InForce(MeasureDefinition definition, MeasureState state) =>
        definition.Change is { } change && change.Roster > state.Roster ? change.Former : definition;

    /// <summary>Whether an amendment waits to be taken over.</summary>
    public static bool Awaits(MeasureDefinition definition, MeasureState state) => definition.Change is { } change && change.Roster > state.Roster;

    /// <summary>The definition at the beginning of a trail, before any of its entries; <see langword="null"/> for a measure that was added later.</summary>
    internal static MeasureDefinition? AtFirst(MeasureDefinition definition, IEnumerable<TrailEntry> trail) =>
        trail.SelectMany(entry => entry.Events).OfType<MeasureReplanned>().FirstOrDefault() is { } first ? first.From
            : InForce(definition, MeasureState.Initial);
}

/// <summary>A measure followed through its trail: at each point its state, and the definition it is judged by.</summary>
internal sealed class MeasureLife
{
    private readonly PlanFrame _frame;
    private readonly IReadOnlyList<TrailEntry> _trail;
    private int _next;
    private MeasureState _state = MeasureState.Initial;

    /// <summary>Reports that only said again what is known, since the state: the last with the evidence of all, and how many.</summary>
    private ReportGlance _last;
    private int _again;

    /// <summary>How long its lead may be silent, under the present definition.</summary>
    private TimeSpan? _silence;

    /// <summary>To be followed through a whole trail.</summary>
    public MeasureLife(PlanFrame frame, MeasureDefinition definition, IReadOnlyList<TrailEntry> trail)
        : this(frame, Planned.AtFirst(definition, trail)) => _trail = trail;

    /// <summary>To be followed entry by entry, as they are given to it.</summary>
    /// <param name="frame">The plan.</param>
    /// <param name="first">What <see cref="Planned.AtFirst"/> says.</param>
    public MeasureLife(PlanFrame frame, MeasureDefinition? first)
    {
        (_frame, _trail) = (frame, []);
        if (first is not null)
        {
            ComeUnder(first);
        }
    }

    public MeasureState State
    {
        get
        {
            if (_again > 0)
            {
                _state = MeasureEvolution.Again(_state, _last, _again);
                _again = 0;
            }

            return _state;
        }

        private set => _state = value;
    }

    /// <summary>What units have reported, but for how often and when.</summary>
    public ImmutableArray<AssignmentState> Reported => _state.Assignments;

    /// <summary>What the plan says of it; <see langword="null"/> while it was not part of the plan.</summary>
    public MeasureContext? Context { get; private set; }

    /// <summary>Goes on to a moment. Says whether anything happened until then.</summary>
    /// <param name="moment">By the entries' own time; not before the one of the last call.</param>
    /// <param name="knownAt">What was recorded later is not known.</param>
    public bool To(DateTimeOffset moment, DateTimeOffset? knownAt = null)
    {
        var before = _next;
        for (; _next < _trail.Count && _trail[_next].At <= moment && !(_trail[_next].Recorded > knownAt); _next++)
        {
            Take(_trail[_next]);
        }

        return _next > before;
    }

    /// <summary>Goes on by the next entry.</summary>
    public void Take(TrailEntry entry)
    {
        if (entry.Events.OfType<MeasureReplanned>().LastOrDefault() is { } replanned)
        {
            ComeUnder(replanned.To);
        }

        // Whatever else a trail holds happened under a definition.
        State = MeasureEvolution.Apply(Context!, State, entry.Events, entry.By, entry.At, entry.For);
    }

    /// <summary>The same where a glance at it was enough.</summary>
    public void Take(in ReportGlance report) => State = MeasureEvolution.Apply(Context!, State, report);

    /// <summary>The same of a report that changes nothing of what counts, under rules that lit nothing for want of it; no, if it may.</summary>
    public bool TakeAgain(in ReportGlance report)
    {
        if (Context is not { } context || !report.Repeats(_state) || report.At > SilentFrom(context)
            || context.PeriodAt(report.At) != context.PeriodAt(_again > 0 ? _last.At : _state.LastAt))
        {
            return false;
        }

        if (_again > 0 && _last.Unit != report.Unit)
        {
            _ = State;
        }

        _last = _again == 0 ? report : report with { Evidence = _last.Evidence + report.Evidence };
        _again++;
        return true;
    }

    /// <summary>Before this instant no light is lit because the lead has been silent; the end of time where no rule asks.</summary>
    private DateTimeOffset SilentFrom(MeasureContext context)
    {
        if (_silence is not { } silence)
        {
            return DateTimeOffset.MaxValue;
        }

        var lead = context.Definition.LeadUnit;
        return (_again > 0 && _last.Unit == lead ? _last.At : _state.Assignment(lead).ReportedAt)?.Add(silence) ?? DateTimeOffset.MinValue;
    }

    private void ComeUnder(MeasureDefinition definition)
    {
        Context = MeasureContext.Of(_frame, definition);
        _silence = LightPolicy.ShortestSilence(Context);
    }
}
