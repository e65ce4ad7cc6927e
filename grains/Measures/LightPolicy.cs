using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>
/// 预警 as pure functions. Every kind of rule has one property that makes clocks simple: as long as nothing is reported, a light that is
/// on stays on, until the plan's rules change. So each rule comes down to one instant, the one from which it is lit.
/// </summary>
public static partial class LightPolicy
{
    /// <summary>The light of the measure at <paramref name="now"/>.</summary>
    public static Light At(MeasureContext context, MeasureState state, DateTimeOffset now)
    {
        var light = Light.None;
        foreach (var lit in Lit(context, state))
        {
            if (lit.At(now) && lit.Rule.Light > light)
            {
                light = lit.Rule.Light;
            }
        }

        return light;
    }

    /// <summary>The next instant after <paramref name="now"/> at which light or overdue may change by the clock alone.</summary>
    public static DateTimeOffset? NextChange(MeasureContext context, MeasureState state, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        Consider(OverdueFrom(context, state));
        foreach (var lit in Lit(context, state))
        {
            Consider(lit.From);
            Consider(lit.Until);
        }

        return next;

        void Consider(DateTimeOffset? change) => next = change > now && !(next <= change) ? change : next;
    }

    /// <summary>From when the measure is overdue, or <see langword="null"/> while its clock stands still before that.</summary>
    public static DateTimeOffset? OverdueFrom(MeasureContext context, MeasureState state) =>
        IsOver(context, state) ? null : BeforeClockStopped(state, context.DeadlineEnd(state));

    /// <summary>
    /// How long until the measure is due, or since when it has been: each figure from its instant on until the next one's. They stop with the clock of
    /// <see cref="OverdueFrom"/>.
    /// </summary>
    public static (DateTimeOffset From, Figure Figure)[] Ageing(MeasureContext context, MeasureState state)
    {
        if (IsOver(context, state))
        {
            return [];
        }

        var (calendar, due) = (context.Calendar, context.Deadline(state));
        (DateTimeOffset From, Figure Figure)[] ages =
        [
            (DateTimeOffset.MinValue, Figure.DueLater),
            (calendar.StartOf(due.AddDays(-20)), Figure.DueWithin20),
            (calendar.StartOf(due.AddDays(-10)), Figure.DueWithin10),
            (calendar.EndOf(due), Figure.OverdueWithin7),
            (calendar.EndOf(due.AddDays(7)), Figure.OverdueWithin30),
            (calendar.EndOf(due.AddDays(30)), Figure.OverdueLonger),
        ];
        var begun = ages.Length;
        while (BeforeClockStopped(state, ages[begun - 1].From) is null)
        {
            begun--;
        }

        return begun == ages.Length ? ages : ages[..begun];
    }

    /// <summary>From when the next check of a standing measure is due; <see langword="null"/> while it does not stand.</summary>
    public static DateTimeOffset? CheckDueFrom(MeasureState state) =>
        state.Standing is { Cadence: { } cadence } ? (state.LastCheckAt ?? state.SignedOffAt)?.AddDays(DaysOf(cadence)) : null;

    /// <summary>
    /// Per rule that lights the measure sooner or later: from when until when. A light goes out by the clock alone only where other rules
    /// come into force; a rule that goes on unchanged is lit since its beginning under the former ones.
    /// </summary>
    public static IEnumerable<LitSpan> Lit(MeasureContext context, MeasureState state)
    {
        if (IsOver(context, state))
        {
            yield break;
        }

        for (var period = context.PeriodAt(state.LastAt); period <= context.Former.Count; period++)
        {
            var rules = context.RulesOf(period).Lights;
            for (var i = 0; i < rules.Count; i++)
            {
                if (From(context, state, period, i) is { } instant && BeforeClockStopped(state, instant) is { } lit)
                {
                    var since = Later(lit, context.BeginOf(PeriodOf(context, period, rules[i])));
                    var span = new LitSpan(rules[i], since, Later(since, context.BeginOf(period)), context.EndOf(period));
                    if (!(span.Until <= span.From))
                    {
                        yield return span;
                    }
                }
            }
        }
    }

    /// <summary>No clock runs for a measure that is signed off or not to be carried out any more.</summary>
    private static bool IsOver(MeasureContext context, MeasureState state) =>
        state.Status == MeasureStatus.SignedOff || context.Definition.Rescinded is not null;

    private static DateTimeOffset? From(MeasureContext context, MeasureState state, int period, int index)
    {
        var rule = context.RulesOf(period).Lights[index];
        return rule.Kind switch
        {
            LightKind.Overdue => AfterWaits(context, state, context.Calendar.StartOf(context.Definition.Start), context.DeadlineEnd(state)),
            LightKind.BehindPace => Mark(context, state, period, index) is { } behind ? AfterWaits(context, state, behind, behind.AddDays(rule.ForDays)) : null,
            LightKind.Below => Below(context, state, period, index),
            LightKind.Silent => Silent(context, state, rule),
            _ => throw new InvalidOperationException($"Light rule of unknown kind {rule.Kind}."),
        };
    }

    /// <summary>The period since which the rule has been in force without a break.</summary>
    private static int PeriodOf(MeasureContext context, int period, LightRule rule)
    {
        while (period > 0 && context.RulesOf(period - 1).Lights.Contains(rule))
        {
            period--;
        }

        return period;
    }

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
    private static DateTimeOffset? Below(MeasureContext context, MeasureState state, int period, int index)
    {
        var rule = context.RulesOf(period).Lights[index];
        if (!IsBelow(context, state, rule))
        {
            return null;
        }

        var from = AtShare(context, state, rule.AfterShare);
        if (rule.MetricName is null || MetricMark(context, state, period, index) is not { } since)
        {
            return rule.MetricName is null ? from : null;
        }

        // Nothing begins while it waits; the share of the time is by the unit's clock already.
        var begins = Later(since, from);
        return AfterWaits(context, state, begins, begins);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static bool IsBelow(MeasureContext context, MeasureState state, LightRule rule) => Value(context, state, rule) < rule.Percent;

    private static DateTimeOffset? Silent(MeasureContext context, MeasureState state, LightRule rule)
    {
        if (context.Definition.Cadence is not { } cadence)
        {
            return null;
        }

        var start = context.Calendar.StartOf(context.Definition.Start);
        var last = state.Assignment(context.Definition.LeadUnit).ReportedAt is { } reported && reported > start ? reported : start;
        return AfterWaits(context, state, last, last.AddDays(DaysOf(cadence) + rule.Days));
    }

    /// <summary>For how long a lead may be silent before any rule there ever was lights the measure; <see langword="null"/> where none asks.</summary>
    internal static TimeSpan? ShortestSilence(MeasureContext context)
    {
        if (context.Definition.Cadence is not { } cadence)
        {
            return null;
        }

        int? days = null;
        for (var period = 0; period <= context.Former.Count; period++)
        {
            foreach (var rule in context.RulesOf(period).Lights)
            {
                if (rule.Kind == LightKind.Silent && !(days <= rule.Days))
                {
                    days = rule.Days;
                }
            }
        }

        return days is { } more ? TimeSpan.FromDays(DaysOf(cadence) + more) : null;
    }

    private static DateTimeOffset AtShare(MeasureContext context, MeasureState state, decimal percent)
    {
        var start = context.Calendar.StartOf(context.Definition.Start);
        var length = context.DeadlineEnd(state) - start;
        return AfterWaits(context, state, start, start + TimeSpan.FromTicks((long)(length.Ticks * percent / 100m)));
    }

    /// <summary>
    /// When the unit's clock, which stands still while the measure waits on others, has gone on from <paramref name="origin"/> as far as the clock on the
    /// wall would have at <paramref name="instant"/>. What was reached when a waiting began stays reached.
    /// </summary>
    public static DateTimeOffset AfterWaits(MeasureContext context, MeasureState state, DateTimeOffset origin, DateTimeOffset instant)
    {
        foreach (var wait in state.Waits)
        {
            var byItself = context.Calendar.EndOf(wait.Until);
            var until = wait.EndedAt < byItself ? wait.EndedAt.Value : byItself;
            if (instant > wait.From && until > origin)
            {
                instant += until - Later(wait.From, origin);
            }
        }

        return instant;
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
    internal static int DaysOf(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => 7,
        Cadence.Monthly => 31,
        Cadence.Quarterly => 92,
        Cadence.Yearly => 366,
        _ => throw new InvalidOperationException($"Unknown cadence {cadence}."),
    };
}
