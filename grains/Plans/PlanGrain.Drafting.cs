using Rectification.Measures;
using Rectification.Rosters;
using static Rectification.Plans.AmendmentRefusals;

namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    private static readonly PlanChanges Nothing = new(null, [], []);

    /// <summary>What a whole document changes of the plan in force. What it leaves out is not to be carried out any more.</summary>
    private async Task<(PlanChanges Changes, Refusal? Refusal)> Compare(PlanDocument document, PlanSource? source)
    {
        var (frame, header) = (Row.Frame!, Row.Header!);
        var (problems, measures) = (new List<Change<ProblemDefinition>>(), new List<Change<MeasureDefinition>>());
        var (nextProblems, nextMeasures) = (document.Problems.ToDictionary(problem => problem.No), document.Measures.ToDictionary(measure => measure.No));
        await foreach (var page in _plans.Rosters.ProblemPages(frame, after: 0))
        {
            foreach (var line in page)
            {
                if (nextProblems.Remove(line.Problem.No, out var after) && RosterLines.Line(after) != RosterLines.Line(line.Problem))
                {
                    if (after.LeadUnit != line.Problem.LeadUnit)
                    {
                        return (Nothing, Stays($"/problems/{IndexOf(document.Problems, after)}/leadUnit"));
                    }

                    problems.Add(new(line.Problem, after));
                }
            }
        }

        await foreach (var page in _plans.Rosters.MeasurePages(frame, after: 0))
        {
            foreach (var known in page)
            {
                var before = known with { Change = null };
                if (!nextMeasures.Remove(known.No, out var after))
                {
                    if (known.Rescinded is null)
                    {
                        measures.Add(new(before, before with { Rescinded = new() { Authority = source?.Document ?? "", Reason = source?.Reason ?? "" } }));
                    }
                }
                else if (after.Problem != known.Problem)
                {
                    return (Nothing, Stays($"/measures/{IndexOf(document.Measures, after)}/problem"));
                }
                else if (RosterLines.Line(after with { Rescinded = known.Rescinded }) != RosterLines.Line(known))
                {
                    measures.Add(new(before, after with { Rescinded = known.Rescinded }));
                }
            }
        }

        problems.AddRange(nextProblems.Values.OrderBy(problem => problem.No).Select(problem => new Change<ProblemDefinition>(null, problem)));
        measures.AddRange(nextMeasures.Values.OrderBy(measure => measure.No).Select(measure => new Change<MeasureDefinition>(null, measure)));
        var next = document with { Problems = [], Measures = [] };
        var leavesOut = measures.Any(change => change is { After.Rescinded: not null, Before.Rescinded: null });
        return (Of(header, next, problems, measures),
            await MayBecome(frame, header, next) ?? (leavesOut && source is { Reason: not null, Document: null } ? AuthorityMissing : null));
    }

    /// <summary>What single lines change of the plan in force.</summary>
    private async Task<(PlanChanges Changes, Refusal? Refusal)> Draft(PlanFrame frame, AmendmentDraft draft)
    {
        var header = Row.Header!;
        var units = draft.Units.Select(unit => unit with { Parent = unit.Parent ?? frame.RootRegion }).ToList();
        var next = header with { Units = Merged(header.Units, units, unit => unit.Id), Leaders = Merged(header.Leaders, draft.Leaders, leader => leader.Id) };
        var problems = new List<Change<ProblemDefinition>>();
        for (var i = 0; i < draft.Problems.Count; i++)
        {
            var known = (await _plans.Rosters.Problem(frame, draft.Problems[i].No))?.Problem;
            var (after, no) = AmendmentDrafting.Merge(known, draft.Problems[i], $"/problems/{i}");
            if (no is not null)
            {
                return (Nothing, no);
            }

            problems.Add(new(known, after!));
        }

        var measures = new List<Change<MeasureDefinition>>();
        for (var i = 0; i < draft.Measures.Count; i++)
        {
            var known = await _plans.Rosters.Measure(frame, draft.Measures[i].No);
            var (after, no) = AmendmentDrafting.Merge(known, draft.Measures[i], $"/measures/{i}");
            if (no is not null)
            {
                return (Nothing, no);
            }

            measures.Add(new(known is null ? null : known with { Change = null }, after!));
        }

        for (var i = 0; i < draft.Rescind.Count; i++)
        {
            var line = draft.Rescind[i];
            if (await _plans.Rosters.Measure(frame, line.No) is not { } known)
            {
                return (Nothing, MeasureRefusals.Unknown with { Pointer = $"/rescind/{i}/no" });
            }

            if (string.IsNullOrWhiteSpace(line.Authority) || string.IsNullOrWhiteSpace(line.Reason)
                || line.Authority.Length > AmendmentLimits.MaxText || line.Reason.Length > AmendmentLimits.MaxText)
            {
                return (Nothing, AuthorityMissing with { Pointer = $"/rescind/{i}" });
            }

            var before = known with { Change = null };
            measures.Add(new(before, before with { Rescinded = new() { Authority = line.Authority, Reason = line.Reason } }));
        }

        if (measures.GroupBy(change => change.After.No).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return (Nothing, PlanRefusals.DuplicateNumber("/measures", twice.Key));
        }

        if (problems.GroupBy(change => change.After.No).FirstOrDefault(group => group.Count() > 1) is { } again)
        {
            return (Nothing, PlanRefusals.DuplicateNumber("/problems", again.Key));
        }

        var changes = Of(
            header, next, [.. problems.Where(change => change.Before is null || RosterLines.Line(change.Before) != RosterLines.Line(change.After))],
            [.. measures.Where(change => change.Before is null || RosterLines.Line(change.Before) != RosterLines.Line(change.After))]);
        return (changes, await MayBecome(frame, header, next) ?? AmendmentDrafting.Judge(changes, next, await Around(frame, changes)));
    }

    /// <summary>The problems of the measures that are touched, as they are.</summary>
    private async Task<IReadOnlyList<ProblemDefinition>> Around(PlanFrame frame, PlanChanges changes)
    {
        var around = new List<ProblemDefinition>();
        foreach (var no in changes.Measures.Select(change => change.After.Problem).Distinct())
        {
            if (await _plans.Rosters.Problem(frame, no) is { } line)
            {
                around.Add(line.Problem);
            }
        }

        return around;
    }

    private static PlanChanges Of(
        PlanDocument before, PlanDocument after, IReadOnlyList<Change<ProblemDefinition>> problems, IReadOnlyList<Change<MeasureDefinition>> measures) =>
        new(RosterLines.Line(before) == RosterLines.Line(after) ? null : new Change<PlanDocument>(before, after), problems, measures);

    private async Task<Refusal?> MayBecome(PlanFrame frame, PlanDocument before, PlanDocument after) =>
        AmendmentDrafting.MayBecome(before, after, RosterLines.Line(before) != RosterLines.Line(after) && await AnyReported(frame));

    private async Task<bool> AnyReported(PlanFrame frame)
    {
        await foreach (var page in _plans.Rosters.StoredPages(_plans.Rows, frame))
        {
            // An amendment is an entry of a measure's trail, and no report.
            if (page.Any(measure => measure.State.HasLiveCommands || measure.State.Status != MeasureStatus.Unclaimed || !measure.State.Assignments.IsEmpty))
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<TLine> Merged<TLine>(IReadOnlyList<TLine> known, IReadOnlyList<TLine> more, Func<TLine, string> idOf)
    {
        var named = more.GroupBy(idOf, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        return [.. known.Select(line => named.Remove(idOf(line), out var other) ? other : line), .. named.Values];
    }

    private static int IndexOf<TLine>(IReadOnlyList<TLine> lines, TLine line)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (ReferenceEquals(lines[i], line))
            {
                return i;
            }
        }

        return -1;
    }
}
