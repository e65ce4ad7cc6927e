using System.Globalization;
using System.Text.Json;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans.Pages;
using Rectification.Ledgers;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>What taking a ledger in would change, weighed anew each time.</summary>
internal sealed partial class LedgerDesk
{
    private const int ShownFields = 500;

    private async Task<LedgerChanges> Changes(LedgerRecord ledger, LedgerPlace place, IReadOnlyList<ReadFile> files, Caller caller)
    {
        var readings = files.Select(file => file.Reading).OfType<LedgerReading>().ToList();
        if (readings.Select(reading => reading.Kind).Distinct().Count() > 1)
        {
            return new() { Refusal = MixedKinds };
        }

        if (readings[0].Kind == LedgerKinds.Progress)
        {
            if (ledger.Plan is not { } plan || place.Frame is null)
            {
                return new() { Refusal = NoPlan };
            }

            var weighed = await LedgerReports.Weigh(grains, place, plan, files, acceptOlder: false);
            return new() { Changed = weighed.Reports.Count, Unchanged = weighed.Unchanged, Open = weighed.Open, Conflicts = weighed.Conflicts };
        }

        // What the plan says now is only for who sees all of it.
        if (ledger.Plan is not null && !caller.SeesAll)
        {
            return new() { Refusal = HttpRefusals.Forbidden };
        }

        // Who is responsible where no row says so is asked when it is taken in; until then any leader stands in.
        var standIn = new LedgerDefaults { Plan = "new", Title = "-", StandIn = place.Leaders.Select(leader => leader.Title).FirstOrDefault() };
        return place.Frame is { } frame
            ? await OfPlan(frame, place, readings, standIn)
            : OfDraft(
                LedgerReads.Options(ledger).Approved, ledger.Plan is { } draft ? await grains.GetGrain<IPlanDraftGrain>(draft).Document() : null,
                place, readings, standIn);
    }

    private async Task<LedgerChanges> OfPlan(PlanFrame frame, LedgerPlace place, IReadOnlyList<LedgerReading> readings, LedgerDefaults standIn)
    {
        var said = await Amendment(place, frame, readings, standIn);
        var outcome = said.IsEmpty ? null : await grains.GetGrain<IPlanGrain>(frame.Plan).WeighAmendment(said.Draft);
        var changes = outcome?.Changes ?? [];
        var touched = changes.Where(change => change.Subject.StartsWith("measure:", StringComparison.Ordinal)).ToLookup(change => change.Subject);
        var addedLines = touched.Count(measure => measure.Any(change => change.Field == "*"));
        var rows = readings.Sum(reading => reading.Measures.Count);
        return new()
        {
            New = addedLines,
            Changed = touched.Count - addedLines,
            Unchanged = Math.Max(0, rows - said.Open - said.Lacking.Count - touched.Count),
            Open = said.Open + said.Lacking.Count,
            Fields = [.. changes.Take(ShownFields)],
            StandIns = [.. said.StandIns.Take(ShownFields)],
            Conflicts = AtCells(said.Wrong),
            Refusal = said.Wrong.Count > 0 ? said.Wrong[0] : outcome?.Refusal is { Code: not "plan.needs-amendment" } no ? no : null,
        };
    }

    private async Task<LedgerAmendment> Amendment(LedgerPlace place, PlanFrame frame, IReadOnlyList<LedgerReading> readings, LedgerDefaults said) =>
        LedgerAmendment.Of(
            await PlanLines.Problems(grains, frame.Plan), await PlanLines.Measures(grains, frame.Plan, new()), frame.Categories, place.Target, readings, said);

    private static LedgerChanges OfDraft(
        bool isApproved, PlanDocument? before, LedgerPlace place, IReadOnlyList<LedgerReading> readings, LedgerDefaults standIn)
    {
        var rows = readings.Sum(reading => reading.Measures.Count);
        if (!isApproved && before is null && rows > DraftLimits.MaxMeasures)
        {
            // What can be no draft is not made one to say so.
            var refusal = place.LacksFeedbackDay ? FeedbackDayNeeded : DraftRefusals.TooLarge;
            return new() { New = rows, Conflicts = AtCells([DraftRefusals.TooLarge]), Refusal = refusal };
        }

        var (draft, missing) = LedgerDraft.Of(before, place.Target, readings, standIn);
        if (draft is null)
        {
            return new() { New = rows, Refusal = missing };
        }

        var known = before?.Measures.ToDictionary(measure => measure.No) ?? [];
        var fields = new List<FieldChange>();
        var (added, changed) = (0, 0);
        foreach (var measure in draft.Document.Measures)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"measure:{measure.No}");
            if (!known.TryGetValue(measure.No, out var there))
            {
                added++;
                if (fields.Count < ShownFields)
                {
                    fields.Add(new() { Subject = subject, Field = "*", To = Line(measure), Kind = ChangeKind.Addition });
                }
            }
            else if (FieldChangeWords.Between(there, measure).ToList() is { Count: > 0 } between)
            {
                changed++;
                fields.AddRange(between.Take(ShownFields - fields.Count).Select(change => change with { Subject = subject }));
            }
        }

        IReadOnlyList<Refusal> wrong = !isApproved && DraftLimits.IsTooLarge(draft.Document) ? [DraftRefusals.TooLarge] : draft.Open > 0 ? [] : draft.Errors();
        return new()
        {
            New = added,
            Changed = changed,
            Unchanged = Math.Max(0, rows - changed - added),
            Open = draft.Open,
            Fields = fields,
            StandIns = [.. draft.StandIns.Take(ShownFields)],
            Conflicts = AtCells(wrong),
            Refusal = place.LacksFeedbackDay ? FeedbackDayNeeded : wrong.Count > 0 ? wrong[0] : null,
        };
    }

    /// <summary>What is wrong, each with the cell it leads to.</summary>
    private static List<LedgerRefusal> AtCells(IReadOnlyList<Refusal> wrong) =>
        [.. wrong.Take(ShownFields).Select(refusal => new LedgerRefusal { Measure = 0, Cell = refusal.Pointer ?? "", Refusal = refusal })];

    private static string Line(MeasureDefinition measure) => JsonSerializer.Serialize(measure, TrailJson.Canonical.MeasureDefinition);
}
