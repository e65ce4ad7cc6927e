using System.Runtime.CompilerServices;
using Orleans.Serialization;
using Rectification.Gateway.Evidence;
using Rectification.Measures;
using Rectification.Problems;
using Rectification.Queries;

namespace Rectification.Gateway.Ledgers;

/// <summary>A plan's measures and problems one after the other, however many; the next page is on its way while one is worked on.</summary>
internal sealed class PlanRows(IGrainFactory grains, UploadFolder uploads, Serializer<MeasureView> measures, Serializer<ProblemView> problems)
{
    private const int PageSize = 500;

    /// <summary>In order of number.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="filter">Which of them; where it begins and how many are asked for at once is not its matter.</param>
    public IAsyncEnumerable<MeasureView> Measures(string plan, MeasureFilter filter)
    {
        var query = grains.GetGrain<IPlanQueryGrain>(plan);
        return Pages(async after => await query.Measures(filter with { After = after, Limit = PageSize }), page => page.Items, page => page.Next);
    }

    /// <inheritdoc cref="Measures"/>
    public IAsyncEnumerable<ProblemView> Problems(string plan, ProblemFilter filter)
    {
        var query = grains.GetGrain<IPlanQueryGrain>(plan);
        return Pages(async after => await query.FindProblems(filter with { After = after, Limit = PageSize }), page => page.Items, page => page.Next);
    }

    /// <summary>The same to be gone through several times.</summary>
    public Spooled<MeasureView> SpooledMeasures(string plan, MeasureFilter filter, Action<MeasureView, bool> seen) =>
        new(Measures(plan, filter), uploads.Spool(), measures, seen);

    /// <inheritdoc cref="SpooledMeasures"/>
    public Spooled<ProblemView> SpooledProblems(string plan, ProblemFilter filter, Action<ProblemView, bool> seen) =>
        new(Problems(plan, filter), uploads.Spool(), problems, seen);

    private static async IAsyncEnumerable<TItem> Pages<TPage, TItem>(
        Func<int, Task<TPage>> read, Func<TPage, IReadOnlyList<TItem>> items, Func<TPage, int?> next,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var coming = read(0);
        try
        {
            for (var more = true; more;)
            {
                var page = await coming;
                cancel.ThrowIfCancellationRequested();
                more = next(page) is not null;
                coming = next(page) is { } after ? read(after) : coming;
                foreach (var item in items(page))
                {
                    yield return item;
                }
            }
        }
        finally
        {
            // Who stops early leaves no call behind that nobody waits for.
            await ((Task)coming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
