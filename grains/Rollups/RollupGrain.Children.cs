using Microsoft.Extensions.Logging;
using Rectification.Plans;
using Rectification.Rosters;

namespace Rectification.Rollups;

internal sealed partial class RollupGrain
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Learns who the children are and asks each, a bounded number at a time.</summary>
    private async Task LoadChildren()
    {
        while (true)
        {
            try
            {
                if (await _frames.Get(_key.Plan) is not { } frame || frame.Regions.All(region => region.Id != _key.Id))
                {
                    DeactivateOnIdle();
                    return;
                }

                Adopt(frame);
                _askedAll = _real.GetTimestamp();
                await AskEach(_children);
                return;
            }
            catch (Exception problem)
            {
                LogChildrenFailed(problem, _key);
                await Task.Delay(RetryPause, _real);
            }
        }
    }

    private void Adopt(PlanFrame frame)
    {
        _children =
        [
            .. frame.Units.Where(unit => unit.Parent == _key.Id).Select(unit => new Source(SourceKind.Unit, unit.Id)),
            .. frame.Regions.Where(region => region.Parent == _key.Id).Select(region => new Source(SourceKind.Region, region.Id)),
        ];
        _frame = frame;
        foreach (var gone in _heard.Keys.Except(_children).ToList())
        {
            _heard.Remove(gone, out var heard);
            _silent.Remove(gone);
            _recovering -= heard.Recovering;
            _counter.Remove(gone);
        }

        Changed();
    }

    private async Task AskEach(IEnumerable<Source> children)
    {
        foreach (var window in children.Chunk(AskWindow))
        {
            await Task.WhenAll(window.Select(AskOne));
        }
    }

    private async Task AskOne(Source child)
    {
        try
        {
            await Apply(child, child.Kind == SourceKind.Unit
                ? await GrainFactory.Unit(_frame!, child.Id).GetSummary()
                : await GrainFactory.GetGrain<IRollupGrain>(new NameKey(_key.Plan, child.Id).ToString()).GetSummary());
            _silent.Remove(child);
        }
        catch (Exception problem)
        {
            // It is asked again with the next round, and tells by itself as soon as it can.
            _silent.Add(child);
            LogChildSilent(problem, _key, child.Id);
        }
    }

    /// <summary>Asks everybody, beginning after this call: a round that is under way may have had its answer before.</summary>
    private async Task AskAgain()
    {
        await _asking;
        await (_asking = LoadChildren());
    }

    private Task Ask() => _asking.IsCompleted ? _asking = AskWhereInDoubt() : Task.CompletedTask;

    /// <summary>Asks those who are recovering, were not heard or did not answer; all where any may be gone, or children may have come.</summary>
    private async Task AskWhereInDoubt()
    {
        // Spread, so that a silo's roll-ups never all ask at once.
        var period = AskAllPeriod - TimeSpan.FromSeconds(GrainContext.GrainId.GetUniformHashCode() % AskAllSpreadSeconds);
        if (_local.IsUnsettled || _real.GetElapsedTime(_askedAll) >= period || !await IsCurrent())
        {
            await LoadChildren();
            return;
        }

        await AskEach([.. _children.Where(child => _silent.Contains(child) || !_heard.TryGetValue(child, out var heard) || heard.Recovering > 0)]);
    }

    private async Task<bool> IsCurrent()
    {
        try
        {
            return _frame is { } frame && ReferenceEquals(await _frames.Get(_key.Plan), frame);
        }
        catch (Exception problem)
        {
            LogChildrenFailed(problem, _key);
            return false;
        }
    }

    private async Task Resweep(Source child)
    {
        try
        {
            if (child.Kind == SourceKind.Unit)
            {
                await GrainFactory.Unit(_frame!, child.Id).Sweep();
            }
            else
            {
                await GrainFactory.GetGrain<IRollupGrain>(new NameKey(_key.Plan, child.Id).ToString()).Sweep();
            }
        }
        catch (Exception problem)
        {
            LogChildSilent(problem, _key, child.Id);
        }
    }

    private async Task NotePoint()
    {
        if (Settled && Recovering == 0)
        {
            try
            {
                await _points.Note(Calendar(), _clock.GetUtcNow(), _counter.Total);
            }
            catch (Exception problem)
            {
                LogPointLost(problem, _key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Roll-up {Rollup} could not read its children; retrying.")]
    private partial void LogChildrenFailed(Exception problem, NameKey rollup);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Roll-up {Rollup} got no answer from {Child}.")]
    private partial void LogChildSilent(Exception problem, NameKey rollup, string child);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Roll-up {Rollup} could not store a point of its trend; it can be replayed from the trails.")]
    private partial void LogPointLost(Exception problem, NameKey rollup);
}
