using System.Globalization;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Seals;

/// <summary>How far a chain is, by the name it has in seals.</summary>
internal readonly record struct SealedHead(string Chain, long Version, string Hash);

/// <summary>Everything a seal fixes, before it has a number.</summary>
/// <param name="At">The instant of the figures.</param>
/// <param name="Plan">Heads of the plan's own chains.</param>
/// <param name="Problems">Heads of the problems' chains, by number.</param>
/// <param name="Measures">Heads of the measures' chains, by number.</param>
/// <param name="Tallies">By scope.</param>
internal sealed record SealContent(
    DateTimeOffset At,
    IReadOnlyList<SealedHead> Plan,
    IReadOnlyList<(int No, SealedHead Head)> Problems,
    IReadOnlyList<(int No, SealedHead Head)> Measures,
    IReadOnlyList<(string Scope, Tally Tally)> Tallies);

/// <summary>
/// Reads a whole plan from what is persisted. What may refer to something else is read before it — chains of the plan, then problems, then
/// measures — so that nothing sealed points outside the seal; the instant is taken last, so that nothing sealed lies after it.
/// </summary>
internal sealed class SealReader(RosterReader rosters, RowStore rows, IGrainFactory grains)
{
    /// <param name="frame">The plan.</param>
    /// <param name="own">Head of the chain of seals.</param>
    /// <param name="notBefore">The seal before was then.</param>
    /// <param name="clock">The field's clock.</param>
    public async Task<SealContent> Read(PlanFrame frame, ChainHead own, DateTimeOffset notBefore, TimeProvider clock)
    {
        var plan = new List<SealedHead>();
        foreach (var (name, of) in PlanChains.All)
        {
            var head = name == SealGrain.Chain ? own : await of(grains, frame.Plan).GetHead();
            plan.Add(new(name, head.Version, head.Hash));
        }

        var (signed, problems) = await Problems(frame);
        var count = new Count(frame);
        var (marks, measures) = await Measures(frame, count);
        foreach (var (line, signOff) in signed)
        {
            var holds = signOff?.Holds(line.Measures.ToDictionary(no => no, no => marks[no])) ?? false;
            count.Add(line.Problem.LeadUnit, ProblemProjection.ContributionOf(Stamp.None, holds));
        }

        var at = new[] { clock.GetUtcNow(), notBefore, count.LastAt }.Max();
        return new(PlanCalendar.Of(frame.TimeZone).Local(at), plan, problems, measures, count.Tallies(at));
    }

    private async Task<(List<(ProblemRosterLine Line, ProblemSignOff? SignOff)> Signed, List<(int No, SealedHead Head)> Heads)> Problems(PlanFrame frame)
    {
        var signed = new List<(ProblemRosterLine, ProblemSignOff?)>();
        var heads = new List<(int, SealedHead)>();
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            var read = await rows.ReadMany<ProblemRow>(ProblemRow.StateName, [.. page.Select(line => ProblemRow.Id(frame.Plan, line.Problem.No))]);
            for (var i = 0; i < page.Length; i++)
            {
                signed.Add((page[i], read[i]?.SignOff));
                if (read[i] is { Version: > 0 } row)
                {
                    var no = page[i].Problem.No;
                    heads.Add((no, new(string.Create(CultureInfo.InvariantCulture, $"problem:{no}"), row.Version, row.TrailHash)));
                }
            }
        }

        return (signed, heads);
    }

    private async Task<(Dictionary<int, ProblemMark> Marks, List<(int No, SealedHead Head)> Heads)> Measures(PlanFrame frame, Count count)
    {
        var marks = new Dictionary<int, ProblemMark>();
        var heads = new List<(int, SealedHead)>();
        await foreach (var page in rosters.MeasurePages(frame, after: 0))
        {
            var read = await rows.ReadMany<MeasureRow>(MeasureRow.StateName, [.. page.Select(measure => MeasureRow.Id(frame.Plan, measure.No))]);
            for (var i = 0; i < page.Length; i++)
            {
                var (definition, state) = (page[i], read[i]?.State ?? MeasureState.Initial);
                marks[definition.No] = MeasureProjection.MarkFor(state, frame.RosterVersion);
                count.Add(definition, state);
                if (state.Version > 0)
                {
                    heads.Add((definition.No, new(string.Create(CultureInfo.InvariantCulture, $"measure:{definition.No}"), state.Version, state.TrailHash)));
                }
            }
        }

        return (marks, heads);
    }

    /// <summary>Adds up what everything counts for once the instant is known.</summary>
    private sealed class Count(PlanFrame frame)
    {
        private readonly Dictionary<string, long[]> _units = frame.Units.ToDictionary(unit => unit.Id, _ => new long[Tally.Size], StringComparer.Ordinal);
        private readonly List<(long[] Sums, Contribution Contribution)> _byTheClock = [];

        /// <summary>Own time of the newest entry read.</summary>
        public DateTimeOffset LastAt { get; private set; }

        public void Add(MeasureDefinition definition, MeasureState state)
        {
            var context = MeasureContext.Of(frame, definition);
            LastAt = state.LastAt > LastAt ? state.LastAt : LastAt;
            foreach (var unit in definition.AllUnits())
            {
                Add(unit, MeasureProjection.ContributionTo(context, state, frame.RosterVersion, unit));
            }
        }

        public void Add(string unit, Contribution contribution)
        {
            if (contribution.Later.IsEmpty)
            {
                contribution.First.AddTo(_units[unit], +1);
            }
            else
            {
                _byTheClock.Add((_units[unit], contribution));
            }
        }

        public IReadOnlyList<(string Scope, Tally Tally)> Tallies(DateTimeOffset at)
        {
            foreach (var (sums, contribution) in _byTheClock)
            {
                contribution.At(at).AddTo(sums, +1);
            }

            var regions = frame.Regions.ToDictionary(region => region.Id, _ => new long[Tally.Size], StringComparer.Ordinal);
            var parents = frame.Regions.ToDictionary(region => region.Id, region => region.Parent, StringComparer.Ordinal);
            foreach (var unit in frame.Units)
            {
                for (var region = unit.Parent; region is not null; region = parents[region])
                {
                    new Tally(_units[unit.Id]).AddTo(regions[region], +1);
                }
            }

            return [.. _units.Select(unit => ($"unit:{unit.Key}", new Tally(unit.Value))), .. regions.Select(region => ($"region:{region.Key}", new Tally(region.Value)))];
        }
    }
}
