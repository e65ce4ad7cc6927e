using System.Collections.Concurrent;
using Rectification.Names;
using Rectification.Plans;
using Rectification.Rosters;

namespace Rectification.Queries;

/// <summary>The texts of plans, side by side in memory, so that a search looks through 100,000 measures without reading a row.</summary>
internal sealed class PlanTexts(RosterReader rosters)
{
    /// <summary>Most measures whose texts are kept, of all plans together; about 0.5 KB each.</summary>
    private const int MostKept = 300_000;

    private readonly ConcurrentDictionary<string, (int Version, int Measures, Lazy<Task<Texts>> Read)> _kept = new(StringComparer.Ordinal);

    /// <summary><see langword="null"/> for a plan that is too large to be kept.</summary>
    public async Task<Texts?> Of(PlanFrame frame)
    {
        if (frame.MeasureCount > MostKept)
        {
            return null;
        }

        if (!_kept.TryGetValue(frame.Plan, out var kept) || kept.Version != frame.RosterVersion)
        {
            if (_kept.Sum(other => other.Key == frame.Plan ? 0 : other.Value.Measures) + frame.MeasureCount > MostKept)
            {
                _kept.Clear();
            }

            kept = _kept[frame.Plan] = (frame.RosterVersion, frame.MeasureCount, new(() => Read(frame)));
        }

        try
        {
            return await kept.Read.Value;
        }
        catch
        {
            _kept.TryRemove(new(frame.Plan, kept));
            throw;
        }
    }

    private async Task<Texts> Read(PlanFrame frame)
    {
        var measures = new List<MeasureDefinition>(frame.MeasureCount);
        await foreach (var page in rosters.MeasurePages(frame, after: 0))
        {
            measures.AddRange(page);
        }

        var problems = new List<ProblemRosterLine>(frame.ProblemCount);
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            problems.AddRange(page);
        }

        return new(measures, problems);
    }

    /// <summary>A plan's measures and problems in order of number.</summary>
    public sealed record Texts(IReadOnlyList<MeasureDefinition> Measures, IReadOnlyList<ProblemRosterLine> Problems)
    {
        /// <summary>The measures whose texts have what was typed as pinyin; none if it is not letters.</summary>
        public IEnumerable<MeasureDefinition> ReadAs(NameQuery query) => query.IsSpelt ? Measures.Where(measure => query.ReadsIn(measure.Text)) : [];
    }
}
