using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Telemetry;
using Rectification.Trails;

namespace Rectification.Measures;

/// <summary>
/// A shell around the rules: known already? decide, write once, be counted, answer. Reentrant, so that waiting to be counted blocks
/// nobody; a gate lets one command at a time decide and write. Lives where its first call came in: a gateway's calls for one grain enter the
/// cluster at the same silo each time, so the usual command makes no hop between silos before it is written.
/// </summary>
[Reentrant, GrainType(MeasureRow.GrainType), CollectionAgeLimit(Minutes = 5), PreferLocalPlacement]
internal sealed partial class MeasureGrain : Grain, IMeasureGrain
{
    /// <summary>Most live commands a measure accepts within 24 hours.</summary>
    private const int MaxRecentCommands = 5_000;

    private static readonly TimeSpan CountingPatience = TimeSpan.FromSeconds(5);

    private readonly Committed<MeasureRow> _stored;
    private readonly PlanServices _plans;
    private readonly ILogger<MeasureGrain> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly NumberKey _key;
    private readonly Chain<TrailEntry> _trail;
    private readonly ContributionPublisher _publisher;
    private readonly MeasurePoster _poster;
    private readonly RefusedAttempts _refused;

    private PlanFrame? _frame;

    /// <summary>What the plan's newest roster says; it is in force once the trail has taken it over.</summary>
    private MeasureDefinition? _planned;
    private MeasureContext? _context;

    private Task _sealing = Task.CompletedTask;

    /// <summary>A command was received since this activation began.</summary>
    private bool _used;

    /// <summary>A write's outcome is unknown: nothing is decided before the store has said what holds.</summary>
    private bool _inDoubt;

    public MeasureGrain([PersistentState(MeasureRow.StateName)] IPersistentState<MeasureRow> stored, PlanServices plans, ILogger<MeasureGrain> logger)
    {
        (_stored, _plans, _logger) = (new(stored), plans, logger);
        _key = NumberKey.Parse(this.GetPrimaryKeyString());
        _trail = MeasureTrail.Of(plans.Rows, _key);
        _publisher = new(GrainFactory, logger, _key, plans.Real);
        _poster = new(GrainFactory, _trail, logger, _key, plans.Real);
        _refused = new(plans.Real);
    }

    /// <summary>The committed row, from which calls are answered; never the one being written.</summary>
    private MeasureRow Row => _stored.Row;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadDefinition();
        await Adopt();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _poster.Stop();
        _ = _publisher.Stop();
        return Task.CompletedTask;
    }

    public async Task<MeasureOutcome> Submit(MeasureEnvelope envelope)
    {
        _used = true;
        using var measured = CommandTelemetry.Start(envelope.Command);
        var outcome = await Accept(envelope);
        if (outcome.Refusal is null && !await _publisher.Applied(outcome.Version, CountingPatience))
        {
            outcome = MeasureRefusals.NotCountedYet;
        }

        measured.End(outcome);
        if (outcome.Refusal is { } refusal)
        {
            await NoteDenial(envelope, refusal);
            return outcome;
        }

        return outcome with { Token = _publisher.Token(), Measure = View() };
    }

    public async Task<Refusal?> Deny(MeasureEnvelope envelope)
    {
        if (_context is null || await Find(envelope) is not null
            || MeasureDecider.Right(_context, Row.State, envelope.Command, envelope.Actor) is not { } no)
        {
            return null;
        }

        await NoteDenial(envelope, no);
        return no;
    }

    public Task<MeasureView?> Get() => Task.FromResult(_context is null ? null : View());

    public Task<MeasureView?> GetFor(Actor reader) => Task.FromResult(
        _context is null ? null : MeasureProjection.ViewFor(reader, _key.Plan, _context, Row.State, _plans.Clock.GetUtcNow()));

    public async Task<TrailSlice?> GetTrail(long after, int limit) => _context is null ? null : await _trail.Read(after, limit);

    public async Task RosterChanged(int rosterVersion)
    {
        await _gate.WaitAsync();
        try
        {
            // The same version again: the plan was closed, or opened again.
            if (_frame is null || _frame.RosterVersion <= rosterVersion)
            {
                await LoadDefinition();
            }

            if (_inDoubt)
            {
                await Resolve();
            }

            await TakeOverPlan();
            Publish();
            if (!_used)
            {
                // Told because of a change that concerns every measure, and awake for nothing else: a plan of a million need not fit the memory at once.
                DeactivateOnIdle();
            }
        }
        catch (StorageOutcomeUnknownException)
        {
            BeInDoubt();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What an imported history claims that somebody once tried is no attempt.</summary>
    private Task NoteDenial(MeasureEnvelope envelope, Refusal refusal) => envelope.HistoricalAt is not null ? Task.CompletedTask
        : DenialNotes.Note(GrainFactory, _logger, _key.Plan, refusal, envelope.Actor, () => new()
        {
            Subject = string.Create(CultureInfo.InvariantCulture, $"measure:{_key.No}"),
            Command = DenialNotes.WordOf(envelope.Command),
            Code = refusal.Code,
            Account = envelope.Actor.Account,
            CommandId = envelope.Id,
        });

    public Task PostPending()
    {
        if (Row.Notified < Row.Notable && _context is not null)
        {
            _ = PostAndRemember();
        }

        return Task.CompletedTask;
    }

    private MeasureView? View() => MeasureProjection.View(_key.Plan, _context!, Row.State, _plans.Clock.GetUtcNow());

    private async Task<MeasureOutcome> Accept(MeasureEnvelope envelope)
    {
        await _gate.WaitAsync();
        try
        {
            if (Row.State.Version == 0)
            {
                // Until its first entry, a measure is not told of what changes for all.
                await LoadDefinition();
            }

            if (_inDoubt)
            {
                await Resolve();
            }

            await TakeOverPlan();
            if (_context is not { } context)
            {
                DeactivateOnIdle();
                return MeasureRefusals.Unknown;
            }

            var body = ChainJson.BodyHash(envelope.Command, TrailJson.Canonical.MeasureCommand);
            if (await Find(envelope) is { } known)
            {
                return known.IsOf(body) ? new MeasureOutcome { Version = known.Version, Repeated = true } : CommandRefusals.KeyReused;
            }

            if (_refused.Of(envelope.Attempt) is { } told)
            {
                return told;
            }

            var outcome = await Decide(context, envelope, body);
            if (outcome.Refusal is { } refusal)
            {
                _refused.Add(envelope.Attempt, refusal);
            }

            return outcome;
        }
        catch (StorageUnavailableException)
        {
            return CommandRefusals.StoreUnavailable;
        }
        catch (StorageOutcomeUnknownException)
        {
            BeInDoubt();
            return CommandRefusals.OutcomeUnknown;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<MeasureOutcome> Decide(MeasureContext context, MeasureEnvelope envelope, string body)
    {
        var state = Row.State;
        var now = _plans.Clock.GetUtcNow();
        if ((MeasureDecider.Right(context, state, envelope.Command, envelope.Actor) ?? Untimely(envelope, state, now)) is { } no)
        {
            return no;
        }

        // A moved clock never makes a trail run backwards.
        var at = context.Calendar.Local(envelope.HistoricalAt ?? (now > state.LastAt ? now : state.LastAt));
        var verdict = MeasureDecider.Decide(context, state, envelope.Command, envelope.Actor, at, envelope.HistoricalAt is not null);
        if (verdict.Refusal is { } refused)
        {
            return refused;
        }

        var entry = new TrailEntry
        {
            Version = state.Version + 1,
            At = at,
            Recorded = context.Calendar.Local(now),
            By = envelope.Actor.Account,
            For = envelope.Actor.OnBehalfOf,
            Id = envelope.Id,
            Body = body,
            Events = verdict.Events,
        };
        await Write(context, Row, entry);
        return new() { Version = entry.Version };
    }

    private async ValueTask<KnownEntry?> Find(MeasureEnvelope envelope) =>
        await _trail.Find(envelope.Actor.Account, envelope.Id) is { } known ? known
        : envelope.HistoricalAt is { } at && at <= Row.State.LastAt ? await _trail.FindPast(envelope.Actor.Account, envelope.Id, at)
        : null;

    private Refusal? Untimely(MeasureEnvelope envelope, MeasureState state, DateTimeOffset now) =>
        envelope.IfVersion is { } seen && seen != state.Version ? MeasureRefusals.StaleVersion
        : envelope.HistoricalAt is { } at ? (
            at > now ? CommandRefusals.HistoryInFuture
            : state.HasLiveCommands ? CommandRefusals.HistoryAfterLive
            : at < state.LastAt ? CommandRefusals.HistoryBackwards
            : _trail.OpenBytes > MeasureTrail.HardCapBytes ? MeasureRefusals.TrailFull
            : null)
        : _trail.RecentLive(now) >= MaxRecentCommands ? MeasureRefusals.TooManyCommands
        : _trail.OpenBytes > MeasureTrail.HardCapBytes ? MeasureRefusals.TrailFull
        : null;

    private void Publish()
    {
        if (_context is not null)
        {
            _publisher.Publish(_frame!, _context, Row.State);
        }
    }
}
