using Rectification.Documents;
using static Rectification.Plans.AmendmentRefusals;

namespace Rectification.Plans;

/// <summary>From single lines as they are to be, and from whole documents, to what changes of a plan in force. Pure.</summary>
internal static class AmendmentDrafting
{
    /// <summary>Errors of a plan's document that a part of one cannot have.</summary>
    internal const string WithoutMeasures = "plan.problem-without-measures";

    /// <summary>The measure with what the patch states; a number the plan does not have needs all that a document needs.</summary>
    public static (MeasureDefinition? Measure, Refusal? Refusal) Merge(MeasureDefinition? known, MeasurePatch patch, string pointer)
    {
        if ((patch.Problem ?? known?.Problem) is not { } problem)
        {
            return (null, PlanRefusals.FieldMissing(pointer + "/problem", "problem"));
        }

        if (known is not null && problem != known.Problem)
        {
            return (null, Stays(pointer + "/problem"));
        }

        var missing = new (string Name, bool Given)[]
        {
            ("text", (patch.Text ?? known?.Text) is not null), ("leadUnit", (patch.LeadUnit ?? known?.LeadUnit) is not null),
            ("leader", (patch.Leader ?? known?.Leader) is not null), ("start", (patch.Start ?? known?.Start) is not null),
            ("deadline", (patch.Deadline ?? known?.Deadline) is not null),
        }.FirstOrDefault(field => !field.Given).Name;
        return missing is not null ? (null, PlanRefusals.FieldMissing($"{pointer}/{missing}", missing)) : (new()
        {
            No = patch.No,
            Problem = problem,
            Text = patch.Text ?? known!.Text,
            LeadUnit = patch.LeadUnit ?? known!.LeadUnit,
            Units = patch.Units ?? known?.Units.Where(unit => unit != patch.LeadUnit).ToArray() ?? [],
            Leader = patch.Leader ?? known!.Leader,
            Start = patch.Start ?? known!.Start,
            Deadline = patch.Deadline ?? known!.Deadline,
            Cadence = patch.WithoutCadence ? null : patch.Cadence ?? known?.Cadence,
            Target = patch.Target ?? known?.Target,
            Institution = patch.WithoutInstitution ? null : patch.Institution ?? known?.Institution,
            Outcome = patch.Outcome ?? known?.Outcome,
            LongTerm = patch.LongTerm ?? known?.LongTerm ?? false,
            Source = patch.Source ?? known?.Source,
            Rescinded = known?.Rescinded,
            Extra = Stated(patch.Extra, known?.Extra),
            Quantities = patch.Quantities is { } quantities ? quantities.Count > 0 ? quantities : null : known?.Quantities,
        }, null);
    }

    public static (ProblemDefinition? Problem, Refusal? Refusal) Merge(ProblemDefinition? known, ProblemPatch patch, string pointer)
    {
        if (known is not null && patch.LeadUnit is { } unit && unit != known.LeadUnit)
        {
            return (null, Stays(pointer + "/leadUnit"));
        }

        var missing = (patch.Title ?? known?.Title) is null ? "title" : (patch.Leader ?? known?.Leader) is null ? "leader"
            : (patch.LeadUnit ?? known?.LeadUnit) is null ? "leadUnit" : null;
        return missing is not null ? (null, PlanRefusals.FieldMissing($"{pointer}/{missing}", missing)) : ((known ?? new()
        {
            No = patch.No,
            Title = patch.Title!,
            Leader = patch.Leader!,
            LeadUnit = patch.LeadUnit!,
        }) with
        {
            Category = patch.Category ?? known?.Category,
            Title = patch.Title ?? known!.Title,
            Leader = patch.Leader ?? known!.Leader,
            Source = patch.Source ?? known?.Source,
            Cause = Stated(patch.Cause, known?.Cause),
            Extend = Stated(patch.Extend, known?.Extend),
            Extra = Stated(patch.Extra, known?.Extra),
        }, null);
    }

    private static string? Stated(string? patch, string? known) => patch is null ? known : patch.Length > 0 ? patch : null;

    private static IReadOnlyDictionary<string, string>? Stated(IReadOnlyDictionary<string, string>? patch, IReadOnlyDictionary<string, string>? known) =>
        patch is null ? known : patch.Count > 0 ? patch : null;

    /// <summary>Why the lines an amendment touches would make no plan; none if they do.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="header">The header as it will be.</param>
    /// <param name="around">The problems of the measures it touches, as they are.</param>
    public static Refusal? Judge(PlanChanges changes, PlanDocument header, IReadOnlyList<ProblemDefinition> around)
    {
        var touched = changes.Problems.Select(change => change.After).ToList();
        var part = header with
        {
            Problems = [.. touched, .. around.Where(problem => touched.All(other => other.No != problem.No))],
            Measures = [.. changes.Measures.Select(change => change.After)],

            // Figures may come from measures that are not touched.
            FigureSourcesJson = null,
        };
        return part.Problems.Count == 0 || part.Measures.Count == 0 ? Header(part)
            : PlanValidator.Validate(part).FirstOrDefault(error => error.Code != WithoutMeasures);
    }

    /// <summary>Why the header may not become this one; none if it may.</summary>
    /// <param name="before">The header in force.</param>
    /// <param name="after">The one wanted.</param>
    /// <param name="reported">Whether a measure has been reported on.</param>
    public static Refusal? MayBecome(PlanDocument before, PlanDocument after, bool reported) =>
        before.TimeZone != after.TimeZone || before.FeedbackDate != after.FeedbackDate ? TimeStays
        : !before.Regions.All(region => after.Regions.Any(other => other.Id == region.Id && other.Parent == region.Parent))
            || !before.Units.All(unit => after.Units.Any(other => other.Id == unit.Id && other.Parent == unit.Parent && other.Kind == unit.Kind))
            || !before.Leaders.All(leader => after.Leaders.Any(other => other.Id == leader.Id))
            || !before.Categories.All(category => after.Categories.Any(other => other.No == category.No)) ? UnitsStay
        : reported && RosterText(before.Rules) != RosterText(RulesHistory.Untimed(after.Rules, like: before.Rules)) ? RulesStay
        : null;

    private static Refusal? Header(PlanDocument part) =>
        PlanValidator.ValidateRules(part.Rules, part.Leaders) is [var first, ..] ? first : null;

    private static string RosterText(PlanRules rules) => System.Text.Json.JsonSerializer.Serialize(rules);
}
