using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Signals;
using Rectification.Storage;

namespace Rectification.LookBacks;

/// <summary>Finds the measures that a look-back draws from, and what each weighs.</summary>
internal sealed class CandidateReader(RosterReader rosters, RowStore rows, PaperScan scan)
{
    /// <summary>Up to this many measures, signals compare the whole plan; in a larger one, the candidates with each other.</summary>
    private const int MaxCompared = 5_000;

    /// <summary>What the plan says of each measure, none where it has no such measure any more, and where it is now.</summary>
    public async Task<IReadOnlyList<(MeasureDefinition? Measure, MeasureStatus Status)>> States(PlanFrame frame, IReadOnlyList<int> numbers)
    {
        var read = await rows.Measures(frame.Plan, numbers);
        var states = new List<(MeasureDefinition?, MeasureStatus)>();
        foreach (var (no, row) in numbers.Zip(read))
        {
            states.Add((await rosters.Measure(frame, no), row?.State.Status ?? MeasureStatus.Unclaimed));
        }

        return states;
    }

    /// <summary>The signed-off measures of the filter in order of number, or <see langword="null"/> when they are too many.</summary>
    public async Task<IReadOnlyList<DrawCandidate>?> Read(PlanFrame frame, string? unit, int? problem)
    {
        var (all, signedOff) = (new List<MeasureDefinition>(), new List<MeasureDefinition>());
        await foreach (var page in rosters.MeasurePages(frame, after: 0))
        {
            var asked = page.Where(measure => (unit is null || measure.Involves(unit)) && (problem is null || measure.Problem == problem)).ToList();
            signedOff.AddRange(
                from measure in await rows.Measures(frame.Plan, asked)
                where measure.State.Status == MeasureStatus.SignedOff
                select measure.Definition);
            if (signedOff.Count > LookBackDecider.MaxCandidates)
            {
                return null;
            }

            if (frame.MeasureCount <= MaxCompared)
            {
                all.AddRange(page);
            }
        }

        var numbers = signedOff.Select(measure => measure.No).ToHashSet();
        var found = signedOff.Count == 0 ? [] : await scan.Among(frame, all.Count > 0 ? all : signedOff);
        return
        [
            .. found.Where(measure => numbers.Contains(measure.Measure.No) && measure.State.Status == MeasureStatus.SignedOff)
                .Select(measure => Draw.Weigh(
                    MeasureContext.Of(frame, measure.Measure), measure.State, measure.EverReturned, measure.Findings.Select(finding => finding.Kind))),
        ];
    }
}
