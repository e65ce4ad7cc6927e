using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Queries;

/// <summary>
/// The measures of plans with their states in memory, so that a page over a whole plan reads only what was written since the last one. Kept only where
/// the store tells of every write: what is given has everything that was acknowledged before it was asked for.
/// </summary>
internal sealed class KnownMeasures(RosterReader rosters, RowStore rows)
{
    /// <summary>A plan this many times as large as what is asked for is not read for it.</summary>
    private const int WorthReading = 25;

    /// <summary>3 KB a measure once there are commands on it, and next to nothing before.</summary>
    private readonly PlansInMemory<PlanMeasures> _plans = new();

    /// <summary>
    /// The plan's measures as they are; <see langword="null"/> where asking the store for <paramref name="asked"/> of them costs less, or nothing can be kept.
    /// </summary>
    public async Task<PlanMeasures?> Of(PlanFrame frame, int asked)
    {
        if (rows.Writes is not { } writes || frame.MeasureCount > PlansInMemory<PlanMeasures>.MostMeasures)
        {
            return null;
        }

        if (_plans.Of(frame) is not { } kept)
        {
            if (frame.MeasureCount > asked * WorthReading)
            {
                return null;
            }

            kept = _plans.Keep(frame, () => Read(frame, writes));
        }

        try
        {
            var measures = await kept.Value.Value;
            return await measures.Refresh(writes, Math.Max(asked, frame.MeasureCount / WorthReading)) ? measures : null;
        }
        catch
        {
            _plans.LetGo(frame, kept);
            throw;
        }
    }

    private async Task<PlanMeasures> Read(PlanFrame frame, RowWrites writes)
    {
        var (count, read) = (writes.Count, new List<StoredMeasure>(frame.MeasureCount));
        await foreach (var page in rosters.StoredPages(rows, frame))
        {
            read.AddRange(page);
        }

        return new(rows, frame.Plan, [.. read.Select(measure => measure.Definition)], [.. read.Select(measure => measure.State)], count);
    }
}
