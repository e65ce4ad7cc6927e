namespace Rectification.Plans;

/// <summary>
/// Brings a document to its grain in messages of bounded size, however large the plan: one message of hundreds of megabytes would hold up
/// other traffic between two processes, the liveness probes of silos among it.
/// </summary>
public static class PlanDelivery
{
    /// <summary>Most problems and most measures in one message, some hundreds of kilobytes.</summary>
    public const int PartSize = 1_000;

    /// <summary><see cref="IPlanGrain.Import"/> of a document of any size.</summary>
    public static Task<ImportOutcome> ImportWhole(this IPlanGrain plan, PlanDocument document, PlanSource source) =>
        Send(plan, document, whole => plan.Import(whole, source), (id, parts, header) => plan.ImportStaged(id, parts, header, source));

    /// <summary><see cref="IPlanGrain.Weigh"/> of a document of any size.</summary>
    public static Task<ImportOutcome> WeighWhole(this IPlanGrain plan, PlanDocument document) =>
        Send(plan, document, plan.Weigh, plan.WeighStaged);

    private static async Task<ImportOutcome> Send(
        IPlanGrain plan, PlanDocument document, Func<PlanDocument, Task<ImportOutcome>> whole, Func<Guid, int, PlanDocument, Task<ImportOutcome>> staged)
    {
        var most = Math.Max(document.Problems.Count, document.Measures.Count);
        if (most <= PartSize)
        {
            return await whole(document);
        }

        var (id, parts) = (Guid.NewGuid(), (most + PartSize - 1) / PartSize);
        for (var part = 0; part < parts; part++)
        {
            await plan.Stage(id, part, new() { Problems = Slice(document.Problems, part), Measures = Slice(document.Measures, part) });
        }

        return await staged(id, parts, document with { Problems = [], Measures = [] });
    }

    private static T[] Slice<T>(IReadOnlyList<T> items, int part)
    {
        var from = Math.Min(part * PartSize, items.Count);
        var slice = new T[Math.Min(PartSize, items.Count - from)];
        for (var i = 0; i < slice.Length; i++)
        {
            slice[i] = items[from + i];
        }

        return slice;
    }
}
