using Rectification.Rosters;
using Rectification.Telemetry;

namespace Rectification.Units;

internal abstract partial class UnitGrain
{
    /// <summary>The memory is in doubt: says so until a whole sweep is through.</summary>
    private Task Recover()
    {
        if (!_recovering)
        {
            _recovering = true;
            RectificationMeter.Recovering.Add(1);
        }

        Changed(true);
        return SweepNow();
    }

    /// <summary>A sweep that begins after this call, alone or as the next one; ends when it is through.</summary>
    private async Task SweepNow()
    {
        _sweepWanted = true;
        if (_sweeping.IsCompleted)
        {
            _sweeping = SweepWhileWanted();
        }

        await _sweeping;
    }

    private async Task SweepWhileWanted()
    {
        while (_sweepWanted && !_ended)
        {
            _sweepWanted = false;
            try
            {
                await SweepOnce();
            }
            catch (Exception problem) when (!_ended)
            {
                LogSweepFailed(_logger, problem, _key);
                _sweepWanted = true;
                await Task.Delay(RetryPause, _services.Real);
            }
        }

        if (_recovering && !_ended)
        {
            _recovering = false;
            RectificationMeter.Recovering.Add(-1);
            Changed(true);
        }
    }

    private async Task SweepOnce()
    {
        if (await _services.Frames.Get(_key.Plan) is not { } frame || frame.Profile(_key.Id) is null)
        {
            // No such plan or unit: nothing to count, and nobody above to tell.
            _roster = new HashSet<Child>();
            DeactivateOnIdle();
            return;
        }

        if (!_announced)
        {
            // An older activation may still live. Once the parent knows this epoch, whatever the old one takes is answered "superseded"
            // and swept again; so nothing may be read before.
            _frame = frame;
            await Push(Summarize());
            _announced = true;
        }

        var roster = new HashSet<Child>();
        var changed = false;
        await foreach (var (child, contribution) in _services.Sweep.Read(frame, _key.Id))
        {
            roster.Add(child);
            changed |= _counter.Apply(child, contribution, _services.Clock.GetUtcNow());
        }

        (_frame, _roster) = (frame, roster);
        changed |= _counter.Retain(roster);
        Changed(changed);
    }
}
