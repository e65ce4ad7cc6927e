using System.Collections.Immutable;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Deadlines;

/// <summary>
/// 预警 as pure functions. Every kind of rule has one property that makes clocks simple: as long as nothing is reported, a light that is
/// on stays on. So each rule comes down to one instant, the one from which it is lit.
/// </summary>
public static class LightPolicy
{
    /// <summary>The light of the measure at <paramref name="now"/>.</summary>
    public static Light At(MeasureContext context, MeasureState state, DateTimeOffset now)
    {
        var light = Light.None;
        foreach (var (rule, from) in LitFrom(context, state))
        {
            if (from <= now && rule.Light > light)
            {
                light = rule.Light;
            }
        }

        return light;
    }

    /// <summary>The next instant after <paramref name="now"/> at which light or overdue may change by the clock alone.</summary>
    public static DateTimeOffset? NextChange(MeasureContext context, MeasureState state, DateTimeOffset now)
    {
        var next = OverdueFrom(context, state) is { } overdue && overdue > now ? overdue : (DateTimeOffset?)null;
        foreach (var (_, from) in LitFrom(context, state))
        {
            if (from > now && (next is null || from < next))
            {
                next = from;
            }
        }

        return next;
    }

    /// <summary>From when the measure is overdue, or <see langword="null"/> while its clock stands still before that.</summary>
    public static DateTimeOffset? OverdueFrom(MeasureContext context, MeasureState state) =>
        state.Status == MeasureStatus.SignedOff ? null : BeforeClockStopped(state, context.DeadlineEnd(state));

    /// <summary>From when the next check of a standing measure is due; <see langword="null"/> while it does not stand.</summary>
    public static DateTimeOffset? CheckDueFrom(MeasureState state) =>
        state.Standing is { Cadence: { } cadence } ? (state.LastCheckAt ?? state.SignedOffAt)?.AddDays(DaysOf(cadence)) : null;

    /// <summary>Per rule that lights the measure sooner or later: from when.</summary>
    public static IEnumerable<(LightRule Rule, DateTimeOffset From)> LitFrom(MeasureContext context, MeasureState state)
    {
        if (state.Status == MeasureStatus.SignedOff)
        {
            yield break;
        }

        var rules = context.Rules.Lights;
        for (var i = 0; i < rules.Count; i++)
        {
            var from = rules[i].Kind switch
            {
                LightKind.Overdue => context.DeadlineEnd(state),
                LightKind.BehindPace => Mark(context, state, i)?.AddDays(rules[i].ForDays),
                LightKind.Below => Below(context, state, i),
                LightKind.Silent => Silent(context, state, rules[i]),
                _ => throw new InvalidOperationException($"Light rule of unknown kind {rules[i].Kind}."),
            };
            if (from is { } instant && BeforeClockStopped(state, instant) is { } lit)
            {
                yield return (rules[i], lit);
            }
        }
    }

    /// <summary>
    /// The marks after an event at <paramref name="at"/> that turned <paramref name="before"/> into <paramref name="after"/>: a condition
    /// that holds before and after keeps its beginning; one that begins or ends starts anew.
    /// </summary>
    public static ImmutableArray<DateTimeOffset?> Remark(MeasureContext context, MeasureState before, MeasureState after, DateTimeOffset at)
    {
        var rules = context.Rules.Lights;
        var marks = ImmutableArray.CreateBuilder<DateTimeOffset?>(rules.Count);
        for (var i = 0; i < rules.Count; i++)
        {
            marks.Add(rules[i] switch
            {
                { Kind: LightKind.BehindPace } rule => Crossing(context, after, rule) is { } crossing ? Behind(Mark(context, before, i), crossing, at) : null,
                { Kind: LightKind.Below, MetricName: not null } rule when IsBelow(context, after, rule) => IsBelow(context, before, rule) ? Kept(before, i) ?? at : at,
                _ => null,
            });
        }

        return marks.MoveToImmutable();
    }

    private static DateTimeOffset Behind(DateTimeOffset? held, DateTimeOffset crossing, DateTimeOffset at) =>
        held is { } since && since <= at && crossing <= at ? since : crossing > at ? crossing : at;

    private static DateTimeOffset? Kept(MeasureState state, int rule) => rule < state.LightMarks.Length ? state.LightMarks[rule] : null;

    private static DateTimeOffset? Mark(MeasureContext context, MeasureState state, int rule) =>
        rule < state.LightMarks.Length ? state.LightMarks[rule] : Crossing(context, MeasureState.Initial, context.Rules.Lights[rule]);

    /// <summary>When the elapsed share runs ahead of the metric by the rule's points, if it ever does before the deadline.</summary>
    private static DateTimeOffset? Crossing(MeasureContext context, MeasureState state, LightRule rule)
    {
        // A reported metric may be negative; no time of the measure lies before its start.
        return Value(context, state, rule) + rule.Points is { } share and < 100m ? AtShare(context, state, Math.Max(share, 0m)) : null;
    }

    /// <summary>
    /// What the lead's percent or a quantity is under, it has been under from the beginning. A reported metric says nothing before its report,
    /// so it lights no earlier than the report since which it has been under the line.
    /// </summary>
    private static DateTimeOffset? Below(MeasureContext context, MeasureState state, int index)
    {
        var rule = context.Rules.Lights[index];
        if (!IsBelow(context, state, rule))
        {
            return null;
        }

        var from = AtShare(context, state, rule.AfterShare);
        return rule.MetricName is null ? from
            : Kept(state, index) is { } since ? (since > from ? since : from)
            : null;
    }

    private static bool IsBelow(MeasureContext context, MeasureState state, LightRule rule) => Value(context, state, rule) < rule.Percent;

    private static DateTimeOffset? Silent(MeasureContext context, MeasureState state, LightRule rule)
    {
        if (context.Definition.Cadence is not { } cadence)
        {
            return null;
        }

        var start = context.Calendar.StartOf(context.Definition.Start);
        var last = state.Assignment(context.Definition.LeadUnit).ReportedAt is { } reported && reported > start ? reported : start;
        return last.AddDays(DaysOf(cadence) + rule.Days);
    }

    private static DateTimeOffset AtShare(MeasureContext context, MeasureState state, decimal percent)
    {
        var start = context.Calendar.StartOf(context.Definition.Start);
        var length = context.DeadlineEnd(state) - start;
        return start + TimeSpan.FromTicks((long)(length.Ticks * percent / 100m));
    }

    /// <summary>The number a rule compares, in percent; <see langword="null"/> for a metric that nobody has reported.</summary>
    public static decimal? Value(MeasureContext context, MeasureState state, LightRule rule) =>
        rule.MetricName is { } name ? Lowest(context, state, name)
        : rule.Metric == Metric.Quantity && context.Definition.Target is { } target ? 100m * context.QuantityReached(state) / target.Value
        : state.Assignment(context.Definition.LeadUnit).Percent;

    /// <summary>A measure is as good as the unit that is furthest behind.</summary>
    private static decimal? Lowest(MeasureContext context, MeasureState state, string metric)
    {
        decimal? lowest = null;
        foreach (var assignment in state.Assignments)
        {
            foreach (var reported in assignment.Metrics)
            {
                if (reported.Name == metric && !(lowest <= reported.Value) && context.Definition.Involves(assignment.Unit))
                {
                    lowest = reported.Value;
                }
            }
        }

        return lowest;
    }

    /// <summary>A unit's clock stops when it requests sign-off: what had not begun by then does not begin.</summary>
    private static DateTimeOffset? BeforeClockStopped(MeasureState state, DateTimeOffset from) =>
        state.Request is { } request && from > request.At ? null : from;

    /// <summary>The longest a measure of this cadence may go without a report, or a standing one without a check, in days.</summary>
    private static int DaysOf(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => 7,
        Cadence.Monthly => 31,
        Cadence.Quarterly => 92,
        Cadence.Yearly => 366,
        _ => throw new InvalidOperationException($"Unknown cadence {cadence}."),
    };
}
