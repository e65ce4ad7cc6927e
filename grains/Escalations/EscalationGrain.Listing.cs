namespace Rectification.Escalations;

internal sealed partial class EscalationGrain
{
    /// <summary>Most entries looked at for one page.</summary>
    private const int MaxScanned = 5_000;

    public async Task<EscalationPage> List(EscalationFilter filter)
    {
        var seen = new Dictionary<int, bool>();
        var items = new List<EscalationView>();
        var end = (int)Math.Min(_views.Count, (long)filter.After + MaxScanned);
        for (var i = filter.After; i < end; i++)
        {
            var view = _views[i];
            if (filter.Measure is { } measure && measure != view.Measure)
            {
                continue;
            }

            if (!seen.TryGetValue(view.Measure, out var visible))
            {
                seen[view.Measure] = visible = await IsVisible(filter, view.Measure);
            }

            if (visible)
            {
                items.Add(view);
                if (items.Count == filter.Limit)
                {
                    return new() { Items = items, Next = view.No < _views.Count ? view.No : null };
                }
            }
        }

        return new() { Items = items, Next = end < _views.Count ? end : null };
    }

    private async Task<bool> IsVisible(EscalationFilter filter, int measure)
    {
        if (filter.VisibleUnits is not { } units)
        {
            return true;
        }

        return await _plans.Frames.Get(Plan) is { } frame && await _plans.Rosters.Measure(frame, measure) is { } definition
            && (units.Any(definition.Involves) || filter.VisibleLeaders.Contains(definition.Leader));
    }
}
