using System.Collections.Concurrent;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Rates;

/// <summary>The live sheets of all plans asked for so far: one loop a plan and gateway.</summary>
internal sealed class LiveSheets
{
    private readonly ConcurrentDictionary<string, LiveSheet> _sheets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveSheet>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly IGrainFactory _grains;
    private readonly PlanCache _frames;
    private readonly ILogger<LiveSheet> _logger;
    private readonly CancellationToken _stopping;

    public LiveSheets(IGrainFactory grains, PlanCache frames, ILogger<LiveSheet> logger, Leaving leaving)
    {
        _grains = grains;
        _frames = frames;
        _logger = logger;
        _stopping = leaving.Closing;
        _byName = _sheets.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The sheet of a plan asked for before.</summary>
    public LiveSheet? Find(ReadOnlySpan<char> plan) => _byName.TryGetValue(plan, out var sheet) ? sheet : null;

    /// <param name="plan">A plan that exists: their number bounds the loops.</param>
    public LiveSheet Watch(string plan)
    {
        if (_sheets.TryGetValue(plan, out var known))
        {
            return known;
        }

        var sheet = new LiveSheet(plan, _grains, _frames, _logger);
        if (!_sheets.TryAdd(plan, sheet))
        {
            return _sheets[plan];
        }

        // Off the request's own context: the loop outlives it, and its trace.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => sheet.Run(_stopping), CancellationToken.None);
        }

        return sheet;
    }
}
