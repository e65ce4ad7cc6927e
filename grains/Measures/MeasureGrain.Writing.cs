using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Measures;

internal sealed partial class MeasureGrain
{
    private static readonly TimeSpan ResolvePause = TimeSpan.FromMilliseconds(100);

    private Task _resolving = Task.CompletedTask;

    private void BeInDoubt()
    {
        _inDoubt = true;
        if (_resolving.IsCompleted)
        {
            _resolving = ResolveSoon();
        }
    }

    /// <summary>Whoever sent the command may never ask again, and what went through must be counted all the same.</summary>
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

    /// <summary>Writes the next row aside and swaps it in only when it is durable.</summary>
    private async Task Write(MeasureRow next)
    {
        _stored.State = next;
        try
        {
            await _stored.WriteStateAsync();
            _row = next;
        }
        catch (Exception problem)
        {
            _stored.State = _row;
            // A conflict means another activation wrote: it must leave the call, so that this one ends. Anything the store does not
            // call definite may still commit.
            if (problem is InconsistentStateException or StorageUnavailableException or StorageOutcomeUnknownException)
            {
                throw;
            }

            throw new StorageOutcomeUnknownException("The store failed without saying whether the write went through.", problem);
        }
    }

    /// <summary>
    /// After an unknown outcome: writing the old row under its old tag either goes through, and then the lost write never will, or
    /// conflicts, and then it did.
    /// </summary>
    private async Task Resolve()
    {
        _stored.State = _row;
        try
        {
            await _stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            await _stored.ReadStateAsync();
            await Adopt();
        }

        _inDoubt = false;
    }

    /// <summary>Takes over what is persisted: ids to know again, contributions to be counted once more.</summary>
    private async Task Adopt()
    {
        _row = _stored.RecordExists ? _stored.State : new();
        _trimmed = null;
        await _trail.Load(_row, _clock.GetUtcNow());
        if (_row.State.Version > 0)
        {
            Publish();
            SealWhenFull();
        }

        if (_row.Notified < _row.Notable && _context is not null)
        {
            _ = PostNotable();
        }
    }

    /// <summary>Brings to the outbox, in the background and until it has it, what people should hear of. Nothing here fails a command.</summary>
    private Task PostNotable()
    {
        // An activation that went away would leave it to the next sweep.
        DelayDeactivation(MeasurePoster.LongestRetry * 2);
        return _poster.Post(() => (_frame!, _context!, _row), () => DelayDeactivation(MeasurePoster.LongestRetry * 2));
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
            if (!_inDoubt && _row.Notified < _row.Notable)
            {
                await Write(_row with { Notified = _poster.Posted(_row) });
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
        _frame = await _frames.Get(_key.Plan);
        var definition = _frame is null ? null : await _rosters.Measure(_frame, _key.No);
        _context = definition is null ? null : MeasureContext.Of(_frame!, definition);
    }

    private void SealWhenFull()
    {
        if (_trimmed is null && _sealing.IsCompleted && _row.OpenPage.Lines.Length >= MeasureTrail.PageBytes)
        {
            _sealing = Seal(_row);
        }
    }

    private async Task Seal(MeasureRow row)
    {
        try
        {
            var open = await _trail.Seal(row);
            // Commands may have been accepted meanwhile: what they appended stays in the open part.
            // A row that was adopted from the store meanwhile may be trimmed already.
            _trimmed = open is null || _row.SealedPages != row.SealedPages ? null : open with { Lines = [.. open.Lines, .. _row.OpenPage.Lines.AsSpan(row.OpenPage.Lines.Length)] };
        }
        catch (Exception problem)
        {
            LogNotSealed(problem, _key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Measure {Measure} does not know yet whether its last write went through; trying again.")]
    private partial void LogInDoubt(Exception problem, NumberKey measure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A full trail page of measure {Measure} could not be sealed; it stays open until the next command.")]
    private partial void LogNotSealed(Exception problem, NumberKey measure);
}
