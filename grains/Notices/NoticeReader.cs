using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Notices;

/// <summary>Reads what a notice is written from.</summary>
internal static class NoticeReader
{
    private const int PageSize = 500;

    /// <summary>More measures are no notice.</summary>
    private const int MaxMeasures = 5_000;

    /// <summary>Everything, or <see langword="null"/> of a plan that is too large, or is not there.</summary>
    public static async Task<NoticeFacts?> Read(IGrainFactory grains, string plan)
    {
        if (await grains.GetGrain<IPlanGrain>(plan).Get() is not { Measures: <= MaxMeasures } view)
        {
            return null;
        }

        var query = grains.GetGrain<IPlanQueryGrain>(plan);
        var measures = new List<MeasureView>();
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Measures(new() { After = from, Limit = PageSize });
            measures.AddRange(page.Items.Where(measure => measure.Status != MeasureStatus.Rescinded));
            after = page.Next;
        }

        var problems = new List<ProblemView>();
        for (int? after = 0; after is { } from;)
        {
            var page = await query.Problems(from, PageSize);
            problems.AddRange(page.Items);
            after = page.Next;
        }

        var units = await query.Units();
        return new()
        {
            Plan = view,
            Problems = problems,
            Measures = measures,
            Derived = [.. (await query.Figures(asOf: null)).Items.Where(figure => figure.Derived)],
            Units = units.ToDictionary(unit => unit.Unit.Id, unit => unit.Unit.Name, StringComparer.Ordinal),
        };
    }
}
