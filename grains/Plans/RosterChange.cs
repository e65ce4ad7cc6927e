using Rectification.Measures;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Plans;

/// <summary>
/// What a new document changes of a plan. Before the first report, anything may change; afterwards a plan only grows: new units, problems,
/// measures, and supporting units of a measure. Rules by which time is judged may change then too, for the days to come.
/// </summary>
internal sealed class RosterChange(RowStore rows, RosterReader rosters)
{
    /// <summary>A refusal, or the measures that are changed or removed, and whether anybody has reported: then what was stays judged as it was.</summary>
    public sealed record Difference(Refusal? Refusal, IReadOnlyList<MeasureDefinition> Measures, bool Reported);

    public async Task<Difference> Compare(PlanDocument header, PlanFrame frame, PlanDocument document)
    {
        var next = document.Measures.ToDictionary(measure => measure.No);
        var changed = new List<MeasureDefinition>();
        var removes = !HeaderGrows(header, document);
        var anyReported = false;
        var alters = false;
        await foreach (var page in rosters.MeasurePages(frame, after: 0))
        {
            var read = await rows.ReadMany<MeasureRow>(MeasureRow.StateName, [.. page.Select(measure => MeasureRow.Id(frame.Plan, measure.No))]);
            for (var i = 0; i < page.Length; i++)
            {
                var reported = read[i] is { State.Version: > 0 };
                anyReported |= reported;
                if (next.GetValueOrDefault(page[i].No) is not { } after)
                {
                    removes = true;
                    changed.Add(page[i]);
                }
                else if (!Same(page[i], after))
                {
                    alters |= reported && !OnlyAddsUnits(page[i], after);
                    changed.Add(after);
                }
            }
        }

        removes |= !await ProblemsKept(frame, document);
        return alters ? new(PlanRefusals.ChangesReported, [], anyReported)
            : removes && anyReported ? new(PlanRefusals.Removes, [], anyReported)
            : new(null, changed, anyReported);
    }

    private async Task<bool> ProblemsKept(PlanFrame frame, PlanDocument document)
    {
        var next = document.Problems.ToDictionary(problem => problem.No);
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            if (page.Any(line => next.GetValueOrDefault(line.Problem.No) != line.Problem))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HeaderGrows(PlanDocument before, PlanDocument after) =>
        RulesText(before.Rules) == RulesText(RulesHistory.Untimed(after.Rules, like: before.Rules))
        && before.TimeZone == after.TimeZone
        && before.FeedbackDate == after.FeedbackDate
        && before.Regions.All(after.Regions.Contains)
        && before.Units.All(after.Units.Contains)
        && before.Leaders.All(after.Leaders.Contains);

    private static string RulesText(PlanRules rules) => System.Text.Json.JsonSerializer.Serialize(rules);

    private static bool Same(MeasureDefinition before, MeasureDefinition after) =>
        before.Units.SequenceEqual(after.Units) && before with { Units = after.Units } == after;

    private static bool OnlyAddsUnits(MeasureDefinition before, MeasureDefinition after) =>
        before.Units.All(after.Units.Contains) && before with { Units = after.Units } == after;
}
