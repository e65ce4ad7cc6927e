using Rectification.Calendars;
using static Rectification.Plans.ClosingRefusals;

namespace Rectification.Plans;

/// <summary>The rules of closing a plan as pure functions, in the order right, shape, state. <c>docs/reference/closing.md</c> says the same in words.</summary>
internal static class ClosingDecider
{
    /// <summary>Why a plan may not be closed, as far as that is seen without its measures; none if it may.</summary>
    public static Refusal? Close(PlanSource source, IReadOnlyList<MeasureExplanation> explanations, ClosingState state) =>
        May(source) ?? Shape(explanations) ?? (state.Closed is not null ? Closed : null);

    public static Refusal? Reopen(PlanSource source, ClosingState state) => May(source) ?? (state.Closed is null ? NotClosed : null);

    /// <summary>Why the time of objection keeps the plan open; none if it is over. Without one that was opened it has to be opened first.</summary>
    public static Refusal? Objection(ClosingState state, DateOnly today) =>
        state.Objection is { } objection && today <= objection.LastDay ? ObjectionRuns(objection.LastDay) : null;

    /// <summary>
    /// A last day that was counted in a year without known working days, counted anew by those that are known now; none where nothing changes. What has run
    /// out stays run out.
    /// </summary>
    /// <param name="state">Where the plan stands.</param>
    /// <param name="opened">The plan's day on which the time of objection began.</param>
    /// <param name="today">The plan's day.</param>
    /// <param name="days">The working days.</param>
    public static ObjectionPlanned? PlanAnew(ClosingState state, Func<DateTimeOffset, DateOnly> opened, DateOnly today, WorkingDays days)
    {
        if (state is not { Closed: null, Objection: { LastDayIsProvisional: true } objection } || today > objection.LastDay)
        {
            return null;
        }

        var last = CountedDay.After(opened(objection.OpenedAt), objection.WorkingDays, days);
        return last.Day == objection.LastDay && last.Provisional is true ? null : new() { LastDay = last.Day, Provisional = last.Provisional };
    }

    private static Refusal? May(PlanSource source) =>
        AmendmentDecider.MayPropose(source.Actor) is not null ? NotOffice
        : string.IsNullOrWhiteSpace(source.Reason) ? ReasonMissing
        : source.Reason.Length > AmendmentLimits.MaxText || source.Document?.Length > AmendmentLimits.MaxText ? ReasonTooLong
        : null;

    private static Refusal? Shape(IReadOnlyList<MeasureExplanation> explanations)
    {
        if (explanations.Count > AmendmentLimits.MaxLines || explanations.Sum(explanation => explanation.Text?.Length ?? 0) > AmendmentLimits.MaxCharacters)
        {
            return AmendmentRefusals.TooLarge;
        }

        var seen = new HashSet<int>();
        for (var i = 0; i < explanations.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(explanations[i].Text) || explanations[i].Text.Length > AmendmentLimits.MaxText)
            {
                return ExplanationMissing(i);
            }

            if (!seen.Add(explanations[i].No))
            {
                return Twice(i);
            }
        }

        return null;
    }
}
