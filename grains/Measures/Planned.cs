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
internal sealed class MeasureLife(PlanFrame frame, MeasureDefinition definition, IReadOnlyList<TrailEntry> trail)
{
    private int _next;

    public MeasureState State { get; private set; } = MeasureState.Initial;

    /// <summary>What the plan says of it; <see langword="null"/> while it was not part of the plan.</summary>
    public MeasureContext? Context { get; private set; } =
        Planned.AtFirst(definition, trail) is { } first ? MeasureContext.Of(frame, first) : null;

    /// <summary>Goes on to a moment. Says whether anything happened until then.</summary>
    /// <param name="moment">By the entries' own time; not before the one of the last call.</param>
    /// <param name="knownAt">What was recorded later is not known.</param>
    public bool To(DateTimeOffset moment, DateTimeOffset? knownAt = null)
    {
        var before = _next;
        for (; _next < trail.Count && trail[_next].At <= moment && !(trail[_next].Recorded > knownAt); _next++)
        {
            Take(trail[_next]);
        }

        return _next > before;
    }

    private void Take(TrailEntry entry)
    {
        if (entry.Events.OfType<MeasureReplanned>().LastOrDefault() is { } replanned)
        {
            Context = MeasureContext.Of(frame, replanned.To);
        }

        // Whatever else a trail holds happened under a definition.
        State = MeasureEvolution.Apply(Context!, State, entry.Events, entry.By, entry.At, entry.For);
    }
}
