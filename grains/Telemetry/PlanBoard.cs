using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rectification.Telemetry;

/// <summary>Of the plans that live in this silo: when each was last woken by its reminder, and how far ahead it plans. For the meter.</summary>
public sealed class PlanBoard
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _woken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _planned = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DigestDue> _digests = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>
    /// A plan's digests are looked at every minute. What was not told anew for so long is told by another silo, or the reminder's age says it.
    /// </summary>
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);

    /// <param name="clock">The real clock, by which reminders come.</param>
    public PlanBoard(TimeProvider clock)
    {
        _clock = clock;
        RectificationMeter.ObserveGauge(
            "rectification.reminder.age", "s", "Since a plan was last woken by its reminder, which comes every minute.",
            () => _woken.Select(plan => new Measurement<double>(Math.Max(0, (_clock.GetUtcNow() - plan.Value).TotalSeconds), Tag(plan.Key))));
        RectificationMeter.ObserveGauge(
            "rectification.planned.until", "s", "The last day on which an open measure of a plan is due, in seconds since 1970.",
            () => _planned.Select(plan => new Measurement<double>(plan.Value.ToUnixTimeSeconds(), Tag(plan.Key))));
        RectificationMeter.ObserveGauge(
            "rectification.digest.late", "s", "Since the moment at which the first digest of a plan was due that is not there yet; 0 while none is due.",
            () => _digests.Where(plan => _clock.GetUtcNow() - plan.Value.ToldAt < Known)
                .Select(plan => new Measurement<double>(plan.Value.Late, Tag(plan.Key))));
    }

    /// <summary>The reminder has come, or the plan has just begun to live here.</summary>
    internal void Woken(string plan) => _woken[plan] = _clock.GetUtcNow();

    /// <summary>The plan lives here no more.</summary>
    internal void Gone(string plan) => _woken.TryRemove(plan, out _);

    /// <param name="plan">The plan.</param>
    /// <param name="until">End of the last day on which an open measure is due; <see langword="null"/>: none is open.</param>
    internal void Planned(string plan, DateTimeOffset? until)
    {
        if (until is { } last)
        {
            _planned[plan] = last;
        }
        else
        {
            _planned.TryRemove(plan, out _);
        }
    }

    /// <param name="plan">The plan.</param>
    /// <param name="moment">When its next digest is due.</param>
    /// <param name="field">The clock by which it is.</param>
    internal void DigestIsDue(string plan, DateTimeOffset moment, TimeProvider field) => _digests[plan] = new(moment, field, _clock.GetUtcNow());

    /// <summary>The plan is closed.</summary>
    internal void NoDigestIsDue(string plan) => _digests.TryRemove(plan, out _);

    private sealed record DigestDue(DateTimeOffset Moment, TimeProvider Field, DateTimeOffset ToldAt)
    {
        public double Late => Math.Max(0, (Field.GetUtcNow() - Moment).TotalSeconds);
    }

    private static KeyValuePair<string, object?> Tag(string plan) => new("plan", plan);
}
