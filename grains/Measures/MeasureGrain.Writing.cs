using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Measures;

internal sealed partial class MeasureGrain
{
    private static readonly TimeSpan ResolvePause = TimeSpan.FromMilliseconds(100);

    private Task _resolving = Task.CompletedTask;

    /// <summary>The lost write went through: the row is another than the one the trail goes on from.</summary>
    private bool _overtaken;

    private void BeInDoubt()
    {
        _inDoubt = true;
        if (_resolving.IsCompleted)
        {
            _resolving = ResolveSoon();
        }
    }

    /// <summary>The sender may never retry, and a write that was committed must be counted all the same.</summary>
    private async Task ResolveSoon()
    {
        while (_inDoubt)
        {
            await Task.Delay(ResolvePause);
            await _gate.WaitAsync();
            try
            {
                if (_inDoubt)
                {
                    await Resolve();
                }
            }
            catch (Exception problem)
            {
                LogInDoubt(problem, _key);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    private async Task Resolve()
    {
        _overtaken |= await _stored.Settle();
        if (_overtaken)
        {
            await Adopt();
        }

        (_inDoubt, _overtaken) = (false, false);
    }

    /// <summary>Loads the persisted state: ids to recognise, contributions to be counted once more.</summary>
    private async Task Adopt()
    {
        await _trail.LoadRecent(Row.Chain, _plans.Clock.GetUtcNow());
        if (Row.State.Version > 0)
        {
            Publish();
            SealWhenFull();
        }

        if (Row.Notified < Row.Notable && _context is not null)
        {
            _ = PostNotable();
        }
    }

    /// <summary>Brings to the outbox, in the background and until it has it, what people should hear of. Nothing here fails a command.</summary>
    private Task PostNotable()
    {
        // An activation that went away would leave it to the next sweep.
        DelayDeactivation(MeasurePoster.LongestRetry * 2);
        return _poster.Post(() => (_frame!, _context!, Row), () => DelayDeactivation(MeasurePoster.LongestRetry * 2));
    }

    /// <summary>
    /// Only when a sweep found the row behind: a measure that nobody writes to any more would be woken by every sweep for ever.
    /// </summary>
    private async Task PostAndRemember()
    {
        await PostNotable();
        await _gate.WaitAsync();
        try
        {
            if (!_inDoubt && Row.Notified < Row.Notable)
            {
                await _stored.Write(Row with { Notified = _poster.Posted(Row) });
            }
        }
        catch (StorageUnavailableException)
        {
            // The next sweep asks again.
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
        }
        catch (StorageOutcomeUnknownException)
        {
            BeInDoubt();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LoadDefinition()
    {
        _frame = await _plans.Frames.Get(_key.Plan);
        var definition = _frame is null ? null : await _plans.Rosters.Measure(_frame, _key.No);
        _context = definition is null ? null : MeasureContext.Of(_frame!, definition);
    }

    private void SealWhenFull()
    {
        if (_trail.IsFull && _sealing.IsCompleted)
        {
            _sealing = Seal();
        }
    }

    /// <summary>Beside the work: commands go on, and the next one leaves out of the row what is sealed by then.</summary>
    private async Task Seal()
    {
        try
        {
            await _trail.Seal();
        }
        catch (Exception problem)
        {
            LogNotSealed(problem, _key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Measure {Measure}: the outcome of the last write is unknown; checking again.")]
    private partial void LogInDoubt(Exception problem, NumberKey measure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A full trail page of measure {Measure} could not be sealed; it stays open until the next command.")]
    private partial void LogNotSealed(Exception problem, NumberKey measure);
}
