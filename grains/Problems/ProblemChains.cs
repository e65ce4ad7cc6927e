using System.Globalization;
using Rectification.Chains;
using Rectification.Counting;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Problems;

/// <summary>The problems' sign-offs as seals and exports see them. Whether one holds is known when the measures were read.</summary>
internal sealed class ProblemChains(RosterReader rosters, RowStore rows) : IChainSource
{
    public ChainTurn Turn => ChainTurn.Problems;

    public string Name => "problem:";

    public async Task<IReadOnlyList<NumberedHead>> Heads(PlanFrame frame, PlanTally tally)
    {
        var heads = new List<NumberedHead>();
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            var read = await rows.ReadMany<ProblemRow>(ProblemRow.StateName, [.. page.Select(line => ProblemRow.Id(frame.Plan, line.Problem.No))]);
            for (var i = 0; i < page.Length; i++)
            {
                var (line, signOff) = (page[i], read[i]?.SignOff);
                tally.Add(line.Problem.LeadUnit, marks => ProblemProjection.ContributionOf(
                    Stamp.None, signOff, line.Measures.ToDictionary(no => no, no => marks[no])));
                if (read[i] is { Version: > 0 } row)
                {
                    var no = line.Problem.No;
                    heads.Add(new(no, string.Create(CultureInfo.InvariantCulture, $"{Name}{no}"), new(row.Version, row.TrailHash)));
                }
            }
        }

        return heads;
    }

    public async Task<ReadChain> Open(string plan, string chain)
    {
        var no = int.Parse(chain.AsSpan(Name.Length), CultureInfo.InvariantCulture);
        var row = await rows.Read<ProblemRow>(ProblemRow.StateName, ProblemRow.Id(plan, no))
            ?? throw new InvalidDataException($"Problem {no} of plan {plan} has no trail.");
        return ProblemTrailEntry.Chain(rows, new(plan, no)).At(row.Chain).Read;
    }
}
