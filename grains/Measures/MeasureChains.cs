using System.Globalization;
using Rectification.Chains;
using Rectification.Counting;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Measures;

/// <summary>The measures' trails as seals and exports see them: read from what is persisted, with what each measure counts for.</summary>
internal sealed class MeasureChains(RosterReader rosters, RowStore rows) : IChainSource
{
    public ChainTurn Turn => ChainTurn.Measures;

    public string Name => "measure:";

    public async Task<IReadOnlyList<NumberedHead>> Heads(PlanFrame frame, PlanTally tally)
    {
        var heads = new List<NumberedHead>();
        await foreach (var page in rosters.StoredPages(rows, frame))
        {
            foreach (var measure in page)
            {
                var (definition, state) = (measure.Definition, measure.State);
                Count(frame, definition, state, tally);
                if (state.Version > 0)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"{Name}{definition.No}");
                    heads.Add(new(definition.No, name, new(state.Version, state.TrailHash)));
                }
            }
        }

        return heads;
    }

    public async Task<ReadChain> Open(string plan, string chain)
    {
        var no = int.Parse(chain.AsSpan(Name.Length), CultureInfo.InvariantCulture);
        var row = await rows.Read<MeasureRow>(MeasureRow.StateName, MeasureRow.Id(plan, no))
            ?? throw new InvalidDataException($"Measure {no} of plan {plan} has no trail.");
        return MeasureTrail.Of(rows, new(plan, no)).At(row.Chain).Read;
    }

    private static void Count(PlanFrame frame, MeasureDefinition definition, MeasureState state, PlanTally tally)
    {
        tally.Saw(state.LastAt);
        tally.Mark(definition.No, MeasureProjection.MarkFor(frame, definition, state));
        if (MeasureContext.InForce(frame, definition, state) is { } context)
        {
            foreach (var unit in context.Definition.AllUnits())
            {
                tally.Add(unit, MeasureProjection.ContributionTo(context, state, frame.RosterVersion, unit));
            }
        }
    }
}
