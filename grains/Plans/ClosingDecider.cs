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
