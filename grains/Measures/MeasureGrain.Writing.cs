using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Rectification.Plans;
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
            await Task.Delay(ResolvePause, _plans.Real);
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
        _context = _planned is null ? null : MeasureContext.InForce(_frame!, _planned, Row.State);
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
        _planned = _frame is null ? null : await _plans.Rosters.Measure(_frame, _key.No);
        _context = _planned is null ? null : MeasureContext.InForce(_frame!, _planned, Row.State);
    }

    /// <summary>An amendment that the plan has and this measure's trail has not becomes its next entry, before anything else is decided.</summary>
    private async Task TakeOverPlan()
    {
        if (_planned is not { Change: { } change } || !Planned.Awaits(_planned, Row.State))
        {
            return;
        }

        var (state, now, calendar) = (Row.State, _plans.Clock.GetUtcNow(), PlanCalendar.Of(_frame!.TimeZone));
        var replanned = new MeasureReplanned
        {
            Roster = change.Roster,
            Amendment = change.Amendment,
            Reason = change.Reason,
            Document = change.Document,
            From = change.Former,
            To = _planned,
        };
        await Write(MeasureContext.Of(_frame, _planned), Row, new()
        {
            Version = state.Version + 1,
            At = calendar.Local(new[] { now, state.LastAt, change.At }.Max()),
            Recorded = calendar.Local(now),
            By = change.By,
            For = change.OnBehalfOf,
            Id = string.Create(CultureInfo.InvariantCulture, $"amendment.{change.Amendment}"),
            Body = "",
            Events = [replanned],
        });
    }

    /// <summary>Appends an entry durably, with the state that follows from it; what comes of it for others is under way when this returns.</summary>
    private async Task Write(MeasureContext context, MeasureRow row, TrailEntry entry)
    {
        var chain = _trail.Next(entry);
        var next = MeasureEvolution.Apply(context, row.State, entry.Events, entry.By, entry.At, entry.For) with
        {
            TrailHash = chain.Hash,
            HasLiveCommands = row.State.HasLiveCommands || (entry.IsLive && entry.Events is not [MeasureReplanned]),
        };
        var notable = entry.IsLive && MeasureNotifications.Any(context.Definition, [.. entry.Events]);
        await _stored.Write(new()
        {
            State = next,
            OpenPage = chain.OpenPage,
            SealedPages = chain.SealedPages,
            Notified = _poster.Posted(row),
            Notable = notable ? next.Version : row.Notable,
        });
        _trail.Took(chain, entry);
        _context = context;
        Publish();
        SealWhenFull();
        if (notable)
        {
            _ = PostNotable();
        }
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
