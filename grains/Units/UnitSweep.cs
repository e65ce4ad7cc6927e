using System.Collections.Immutable;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Units;

/// <summary>Reads what all of a unit's children count for from their persisted states, in bulk, page by page of its roster.</summary>
internal sealed class UnitSweep(RosterReader rosters, RowStore rows, IGrainFactory grains, IEnumerable<IWriterFence> fences, TimeProvider time)
{
    private static readonly TimeSpan ProblemPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Every child of the roster with its contribution. Silos that left are fenced before the first is read, so that none of them is late.</summary>
    public async IAsyncEnumerable<(Child Child, Contribution Contribution)> Read(PlanFrame frame, string unit)
    {
        await FenceDeparted();
        await foreach (var page in rosters.UnitPages(frame, unit))
        {
            foreach (var measure in await rows.Measures(frame.Plan, page.Measures))
            {
                var definition = measure.Definition;
                if (measure.Row is { } row && row.Notified < row.Notable && unit == definition.LeadUnit)
                {
                    // Its silo may have died before the outbox heard of it; nobody else may ever call the measure again.
                    await grains.GetGrain<IMeasureGrain>(new NumberKey(frame.Plan, definition.No).ToString()).PostPending();
                }

                yield return (Child.Measure(definition.No), MeasureProjection.ContributionTo(frame, definition, measure.State, unit));
            }

            foreach (var (no, contribution) in await Problems(frame, page.LedProblems, page.AmendedProblems))
            {
                yield return (Child.Problem(no), contribution);
            }
        }
    }

    /// <summary>Some of the unit's children, each with its contribution.</summary>
    public async IAsyncEnumerable<(Child Child, Contribution Contribution)> Read(PlanFrame frame, string unit, IReadOnlyList<Child> children)
    {
        await FenceDeparted();
        var measures = new List<MeasureDefinition>();
        foreach (var child in children.Where(child => child.Kind == ChildKind.Measure))
        {
            measures.Add((await rosters.Measure(frame, child.No))!);
        }

        foreach (var measure in await rows.Measures(frame.Plan, measures))
        {
            yield return (Child.Measure(measure.Definition.No), MeasureProjection.ContributionTo(frame, measure.Definition, measure.State, unit));
        }

        foreach (var child in children.Where(child => child.Kind == ChildKind.Problem))
        {
            yield return (child, await Ask(frame.Plan, child.No));
        }
    }

    /// <summary>Whether the measure has, or had, a part for the unit.</summary>
    public async Task<bool> Lists(PlanFrame frame, string unit, int no) => await rosters.Measure(frame, no) is { } measure
        && (measure.Involves(unit) || measure.Change?.FormerUnits.Contains(unit) == true);

    private async Task FenceDeparted()
    {
        foreach (var fence in fences)
        {
            await fence.FenceDeparted(CancellationToken.None);
        }
    }

    /// <summary>
    /// A problem nobody signed counts as open without being woken; one with a row is asked, as its measures decide whether the sign-off still holds,
    /// and so is one with a measure that was added or is not to be carried out, as they decide whether it counts at all.
    /// </summary>
    private async Task<IEnumerable<(int No, Contribution Contribution)>> Problems(
        PlanFrame frame, ImmutableArray<int> numbers, ImmutableArray<int> amended)
    {
        var read = await rows.ReadMany<ProblemRow>(ProblemRow.StateName, [.. numbers.Select(no => ProblemRow.Id(frame.Plan, no))]);
        var contributions = new Contribution[numbers.Length];
        for (var from = 0; from < numbers.Length; from += RowStore.Window)
        {
            await Task.WhenAll(Enumerable.Range(from, Math.Min(RowStore.Window, numbers.Length - from)).Select(async i =>
                contributions[i] = read[i] is null && !amended.Contains(numbers[i]) ? ProblemProjection.Unsigned : await Ask(frame.Plan, numbers[i])));
        }

        return numbers.Zip(contributions);
    }

    private async Task<Contribution> Ask(string plan, int no)
    {
        var problem = grains.GetGrain<IProblemGrain>(new NumberKey(plan, no).ToString());
        while (true)
        {
            if (await problem.GetContribution() is { } contribution)
            {
                return contribution;
            }

            await Task.Delay(ProblemPause, time);
        }
    }
}
