using System.Globalization;
using Rectification.Documents;
using Rectification.Plans;
using Rectification.Rules;
using static Rectification.Plans.DraftRefusals;

namespace Rectification.Drafts;

/// <summary>The rules of drafts as pure functions, in the order right, shape, state. <c>docs/reference/drafts.md</c> says the same in words.</summary>
internal static class DraftDecider
{
    private static readonly FourEyesRefusals Breaches = new()
    {
        IsAsker = ReviewerDrafted,
        IsOfLeadUnit = ReviewerIsOfUnit,
        IsOfOtherUnit = ReviewerIsOfUnit,
        WasOfLeadUnit = ReviewerWasOfUnit,
        WasOfOtherUnit = ReviewerWasOfUnit,
        IsReviewer = ReviewerReviewed,
    };

    /// <summary>Figures come from measures of all parts: they are judged when the whole is put in force.</summary>
    private const string OfFigures = "/figureSources/";

    public static bool IsOffice(Actor actor) => AmendmentDecider.MayPropose(actor) is null;

    /// <summary>Everything that is wrong with a document, or a part of one, beside measures that are still missing.</summary>
    public static IReadOnlyList<Refusal> Wrong(PlanDocument document)
    {
        if (DraftLimits.IsTooLarge(document))
        {
            return [TooLarge];
        }

        var isEmpty = document is { Measures.Count: 0, Problems.Count: > 0 };
        var judged = isEmpty ? document with { Measures = [Placeholder(document.Problems[0], document.FeedbackDate)] } : document;
        return [.. PlanValidator.Validate(judged).Where(error => error.Code != AmendmentDrafting.WithoutMeasures
            && error.Pointer?.StartsWith(OfFigures, StringComparison.Ordinal) is not true
            && !(isEmpty && error.Pointer?.StartsWith("/measures", StringComparison.Ordinal) is true))];
    }

    public static Refusal? MayChange(DraftState state, DraftPart part, Actor actor) =>
        !IsOffice(actor) && !(actor.Is(Roles.Reporter) && actor.ActsForUnit(part.Now.Problem.LeadUnit)) ? NotDrafter
        : state.InForceAt is not null ? InForce
        : part.Versions.Count >= DraftLimits.MostOfPart ? TooMany
        : null;

    public static Refusal? Comment(DraftState state, DraftPart part, Actor actor, string text) =>
        !IsOffice(actor) && !(actor.Is(Roles.Reporter) && part.Units.Any(actor.ActsForUnit))
            && !(actor.Is(Roles.Leader) && actor.ActsForLeader(part.Now.Problem.Leader)) ? NotConcerned
        : string.IsNullOrWhiteSpace(text) || text.Length > DraftLimits.MaxText ? TextMissing
        : state.InForceAt is not null ? InForce
        : part.Comments.Count >= DraftLimits.MostOfPart ? TooMany
        : null;

    public static Refusal? Review(DraftState state, DraftPart part, DraftReview review, Actor actor)
    {
        var isReturn = review.Decision == Decision.Return;
        var problem = part.Now.Problem;
        var no = (part.NextStep ?? DraftPart.Chain[0]) == ReviewStep.Office ? actor.Is(Roles.Reviewer) ? null : NotReviewer
            : actor.Is(Roles.Leader) && actor.ActsForLeader(problem.Leader) ? null : NotLeader;
        return no ?? FourEyes.Breach(actor, Reviewed(part), Breaches) ?? (
            isReturn && (string.IsNullOrWhiteSpace(review.Reason) || review.Reason.Length > DraftLimits.MaxText) ? ReasonMissing
            : !isReturn && string.IsNullOrEmpty(review.Fingerprint) ? FingerprintMissing
            : state.InForceAt is not null ? InForce
            : part.Status == DraftStatus.Approved ? Approved
            : part.Status == DraftStatus.Returned ? IsReturned
            : !isReturn && review.Fingerprint != part.Now.Fingerprint ? Changed
            : !isReturn && part.Now.Measures.Count == 0 ? Empty
            : null);
    }

    public static Refusal? PutInForce(DraftState state, Actor actor) =>
        !IsOffice(actor) ? NotOffice
        : state.Parts.Where(pair => pair.Value.Status != DraftStatus.Approved).Select(pair => pair.Key).ToList() is { Count: > 0 } open ? NotApproved(open)
        : null;

    /// <summary>What somebody may do about a part, each act put as well as it can be put.</summary>
    public static IReadOnlyDictionary<string, Refusal?> Allowed(DraftState state, DraftPart part, Actor actor)
    {
        var seen = new DraftReview { Problem = part.Now.Problem.No, Decision = Decision.Approve, Fingerprint = part.Now.Fingerprint, Reason = "-" };
        return new Dictionary<string, Refusal?>(StringComparer.Ordinal)
        {
            ["change"] = MayChange(state, part, actor),
            ["comment"] = Comment(state, part, actor, "-"),
            ["approve"] = Review(state, part, seen, actor),
            ["return"] = Review(state, part, seen with { Decision = Decision.Return }, actor),
        };
    }

    /// <summary>The measures of a part after a change, or why there are none.</summary>
    /// <param name="header">The plan without its problems and measures.</param>
    /// <param name="state">The draft.</param>
    /// <param name="part">The part that changes.</param>
    /// <param name="change">How.</param>
    public static (IReadOnlyList<MeasureDefinition> Measures, Refusal? Refusal) Redrafted(
        PlanDocument header, DraftState state, DraftPart part, DraftChange change)
    {
        var measures = part.Now.Measures.ToDictionary(measure => measure.No);
        for (var i = 0; i < change.Remove.Count; i++)
        {
            if (!measures.Remove(change.Remove[i]))
            {
                return ([], MeasureUnknown(i));
            }
        }

        var (others, problem) = (NumbersOfOthers(state, part), part.Now.Problem.No);
        for (var i = 0; i < change.Measures.Count; i++)
        {
            var patch = change.Measures[i];
            var no = patch.No != 0 ? patch.No : others.Concat(measures.Keys).DefaultIfEmpty(0).Max() + 1;
            if (others.Contains(no))
            {
                return ([], NumberTaken(i, no));
            }

            var pointer = string.Create(CultureInfo.InvariantCulture, $"/measures/{i}");
            var (merged, wrong) = AmendmentDrafting.Merge(measures.GetValueOrDefault(no), patch with { No = no, Problem = patch.Problem ?? problem }, pointer);
            if (merged is null || merged.Problem != problem)
            {
                return ([], wrong ?? AmendmentRefusals.Stays(pointer + "/problem"));
            }

            measures[no] = merged;
        }

        MeasureDefinition[] next = [.. measures.Values.OrderBy(measure => measure.No)];
        return (next, Wrong(header with { Problems = [part.Now.Problem], Measures = next }) is [var first, ..] ? first : Size(part.Now.Problem, next));
    }

    /// <summary>Why a part would be too much for one entry.</summary>
    public static Refusal? Size(ProblemDefinition problem, IEnumerable<MeasureDefinition> measures) =>
        (problem.Title.Length + measures.Sum(measure => measure.Text.Length + (measure.Outcome?.Length ?? 0) + (measure.Source?.Length ?? 0)))
            > DraftLimits.MaxCharacters ? TooLarge : null;

    private static HashSet<int> NumbersOfOthers(DraftState state, DraftPart part) =>
        [.. state.Parts.Values.Where(other => other != part).SelectMany(other => other.Now.Measures).Select(measure => measure.No)];

    private static Reviewed Reviewed(DraftPart part) => new(part.Now.Problem.LeadUnit, part.Units)
    {
        // Whoever brought the bare problem in has drafted nothing of how it is solved.
        AskedBy = [.. part.Versions.Where(version => version.Measures.Count > 0).Select(version => version.By).Distinct()],
        AskedAt = part.Now.At,
        Reviewers = part.Steps.Select(step => new Party(step.By, step.OnBehalfOf)),
    };

    private static MeasureDefinition Placeholder(ProblemDefinition problem, DateOnly day) => new()
    {
        No = 1,
        Problem = problem.No,
        Text = "-",
        LeadUnit = problem.LeadUnit,
        Leader = problem.Leader,
        Start = day,
        Deadline = day,
    };
}
