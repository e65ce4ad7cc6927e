using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Measures;

/// <summary>A measure of the plan with its row, which it has from its first command on.</summary>
internal readonly record struct StoredMeasure(MeasureDefinition Definition, MeasureRow? Row)
{
    public MeasureState State => Row?.State ?? MeasureState.Initial;
}

/// <summary>Measures as they are persisted, many at once where the store can.</summary>
internal static class StoredMeasures
{
    /// <summary>The rows in the order asked, <see langword="null"/> where there is none.</summary>
    public static Task<IReadOnlyList<MeasureRow?>> Measures(this RowStore rows, string plan, IEnumerable<int> numbers) =>
        rows.ReadMany<MeasureRow>(MeasureRow.StateName, [.. numbers.Select(no => MeasureRow.Id(plan, no))]);

    /// <summary>These measures, each with its row.</summary>
    public static async Task<IReadOnlyList<StoredMeasure>> Measures(this RowStore rows, string plan, IReadOnlyList<MeasureDefinition> measures) =>
        [.. measures.Zip(await rows.Measures(plan, measures.Select(measure => measure.No)), (definition, row) => new StoredMeasure(definition, row))];

    /// <summary>All measures of a plan in order of number, page by page of its roster.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<StoredMeasure>> StoredPages(this RosterReader rosters, RowStore rows, PlanFrame frame)
    {
        await foreach (var page in rosters.MeasurePages(frame, after: 0))
        {
            yield return await rows.Measures(frame.Plan, page);
        }
    }
}
