using System.Collections.Immutable;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>Since when conditions have held: the one thing of a light that the newest report alone does not say.</summary>
public static partial class LightPolicy
{
    /// <summary>
    /// The marks after an event at <paramref name="at"/> that turned <paramref name="before"/> into <paramref name="after"/>: a condition
    /// that holds before and after keeps its beginning; one that begins or ends starts anew.
    /// </summary>
    public static ImmutableArray<DateTimeOffset?> Remark(MeasureContext context, MeasureState before, MeasureState after, DateTimeOffset at)
    {
        var period = context.PeriodAt(at);
        var rules = context.RulesOf(period).Lights;
        var marks = ImmutableArray.CreateBuilder<DateTimeOffset?>(rules.Count);
        for (var i = 0; i < rules.Count; i++)
        {
            marks.Add(rules[i] switch
            {
                { Kind: LightKind.BehindPace } rule =>
                    Crossing(context, after, rule) is { } crossing ? Behind(Mark(context, before, period, i), crossing, at) : null,
                { Kind: LightKind.Below, MetricName: not null } rule when IsBelow(context, after, rule) =>
                    IsBelow(context, before, rule) ? MetricMark(context, before, period, i) ?? at : at,
                _ => null,
            });
        }

        return marks.MoveToImmutable();
    }

    private static DateTimeOffset Behind(DateTimeOffset? held, DateTimeOffset crossing, DateTimeOffset at) =>
        held is { } since && since <= at && crossing <= at ? since : Later(crossing, at);

    /// <summary>
    /// Since when the measure has been behind by this rule of the period, or will be. A state keeps the marks of the rules in force at its newest event;
    /// a rule that was not among them looks back as far as that event and no further.
    /// </summary>
    private static DateTimeOffset? Mark(MeasureContext context, MeasureState state, int period, int index)
    {
        if (KeptIndex(context, state, period, index) is { } kept)
        {
            return state.LightMarks[kept];
        }

        var rule = context.RulesOf(period).Lights[index];
        return period == context.PeriodAt(state.LastAt) ? Crossing(context, MeasureState.Initial, rule)
            : Crossing(context, state, rule) is not { } crossing ? null
            : Later(crossing, state.LastAt);
    }

    /// <summary>Since when a metric that units report has been under this rule's line; null if nobody knows, or it is not.</summary>
    private static DateTimeOffset? MetricMark(MeasureContext context, MeasureState state, int period, int index) =>
        KeptIndex(context, state, period, index) is { } kept ? state.LightMarks[kept]
        : period != context.PeriodAt(state.LastAt) && IsBelow(context, state, context.RulesOf(period).Lights[index]) ? state.LastAt
        : null;

    /// <summary>Where the state keeps the mark of this rule of the period, if it does.</summary>
    private static int? KeptIndex(MeasureContext context, MeasureState state, int period, int index)
    {
        var marked = context.PeriodAt(state.LastAt);
        if (marked != period)
        {
            var rule = context.RulesOf(period).Lights[index];
            if (PeriodOf(context, period, rule) > marked)
            {
                return null;
            }

            var rules = context.RulesOf(marked).Lights;
            for (index = 0; rules[index] != rule; index++)
            {
                // It is there: the rule has been in force since then.
            }
        }

        return index < state.LightMarks.Length ? index : null;
    }
}
