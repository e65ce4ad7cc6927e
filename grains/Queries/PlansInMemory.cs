using System.Collections.Concurrent;
using Rectification.Plans;

namespace Rectification.Queries;

/// <summary>
/// What is kept in memory of plans, a <typeparamref name="T"/> each, made once for all who ask at the same time. A plan is let go when it has another roster;
/// all are when there is no room for one more, which is simpler than to know whom one misses least.
/// </summary>
internal sealed class PlansInMemory<T>
{
    /// <summary>Most measures kept, of all plans together.</summary>
    public const int MostMeasures = 30_000;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>What is kept of the plan as its roster is now; <see langword="null"/>: nothing yet.</summary>
    public Kept? Of(PlanFrame frame) => _kept.TryGetValue(frame.Plan, out var kept) && kept.Version == frame.RosterVersion ? kept : null;

    /// <summary>Keeps what <paramref name="make"/> gives; it is first called when somebody asks for it.</summary>
    /// <param name="frame">The plan, of at most <see cref="MostMeasures"/>.</param>
    /// <param name="make">Reads the plan.</param>
    public Kept Keep(PlanFrame frame, Func<Task<T>> make)
    {
        if (_kept.Sum(other => other.Key == frame.Plan ? 0 : other.Value.Measures) + frame.MeasureCount > MostMeasures)
        {
            _kept.Clear();
        }

        return _kept[frame.Plan] = new(frame.RosterVersion, frame.MeasureCount, new(make));
    }

    /// <summary>Reading it has failed: the next who asks has it made again.</summary>
    public void LetGo(PlanFrame frame, Kept kept) => _kept.TryRemove(new(frame.Plan, kept));

    /// <summary>One plan's.</summary>
    internal sealed record Kept(int Version, int Measures, Lazy<Task<T>> Value);
}
