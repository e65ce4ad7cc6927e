using System.Collections.Concurrent;
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
    /// <summary>Most measures kept, of all plans together; 3 KB each once there are commands on it, and next to nothing before.</summary>
    private const int MostKept = 30_000;

    /// <summary>A plan this many times as large as what is asked for is not read for it.</summary>
    private const int WorthReading = 25;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>
    /// The plan's measures as they are; <see langword="null"/> where asking the store for <paramref name="asked"/> of them costs less, or nothing can be kept.
    /// </summary>
    public async Task<PlanMeasures?> Of(PlanFrame frame, int asked)
    {
        if (rows.Writes is not { } writes || frame.MeasureCount > MostKept)
        {
            return null;
        }

        if (!_kept.TryGetValue(frame.Plan, out var kept) || kept.Version != frame.RosterVersion)
        {
            if (frame.MeasureCount > asked * WorthReading)
            {
                return null;
            }

            if (_kept.Sum(other => other.Key == frame.Plan ? 0 : other.Value.Count) + frame.MeasureCount > MostKept)
            {
                _kept.Clear();
            }

            kept = _kept[frame.Plan] = new(frame.RosterVersion, frame.MeasureCount, new(() => Read(frame, writes)));
        }

        try
        {
            var measures = await kept.Read.Value;
            return await measures.Refresh(rows, writes, Math.Max(asked, frame.MeasureCount / WorthReading)) ? measures : null;
        }
        catch
        {
            _kept.TryRemove(new(frame.Plan, kept));
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

        return new(frame.Plan, [.. read.Select(measure => measure.Definition)], [.. read.Select(measure => measure.State)], count);
    }

    private sealed record Kept(int Version, int Count, Lazy<Task<PlanMeasures>> Read);
}
