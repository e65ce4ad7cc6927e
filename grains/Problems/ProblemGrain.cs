using System.Globalization;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Counting;
using Rectification.Denials;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;
using Rectification.Waiting;

namespace Rectification.Problems;

/// <summary>A problem: which of its measures are signed off is memory, rebuilt from their persisted states; its own sign-off is persisted.</summary>
[GrainType(ProblemRow.GrainType), CollectionAgeLimit(Hours = 2)]
internal sealed partial class ProblemGrain : Grain, IProblemGrain
{
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(5);

    private readonly Committed<ProblemRow> _stored;
    private readonly IPersistentState<EpochRow> _epoch;
    private readonly PlanServices _plans;
    private readonly Chain<ProblemTrailEntry> _trail;
    private readonly ILogger<ProblemGrain> _logger;
    private readonly NumberKey _key;
    private readonly Dictionary<int, ProblemMark> _marks = [];

    private PlanFrame? _frame;
    private ProblemRosterLine? _line;
    private long _sequence;
    private bool _isSettled;
    private readonly Pulse _settling = new();
    private Task _sweeping = Task.CompletedTask;

    public ProblemGrain(
        [PersistentState(ProblemRow.StateName)] IPersistentState<ProblemRow> stored,
        [PersistentState(EpochRow.StateName)] IPersistentState<EpochRow> epoch,
        PlanServices plans,
        ILogger<ProblemGrain> logger)
    {
        // A problem is seldom signed: restarting from the persisted state is the simplest way out of any doubt.
        (_stored, _epoch, _plans, _logger) = (new(stored, DeactivateOnIdle), epoch, plans, logger);
        _key = NumberKey.Parse(this.GetPrimaryKeyString());
        _trail = ProblemTrailEntry.Chain(plans.Rows, _key);
    }

    private ProblemRow Row => _stored.Row;

    private ProblemState State => new(Row.Version, Row.SignOff, _marks.Where(mark => !mark.Value.Absent).ToDictionary());

    private bool SignedOff => State.IsSignedOff;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _trail.Load(Row.Chain);
        _epoch.State = new() { Epoch = _epoch.State.Epoch + 1 };
        await _epoch.WriteStateAsync(cancellationToken);
        _sweeping = Sweep();
        PostUnposted();
    }

    public async Task<UnitReceipt?> Apply(int measure, ProblemMark mark)
    {
        await Settled();
        if (_marks.TryGetValue(measure, out var known) && mark.Stamp >= known.Stamp)
        {
            var counted = Counts;
            _marks[measure] = mark;
            if (counted || Counts)
            {
                return new() { Unit = _line!.Problem.LeadUnit, Stamp = await Tell() };
            }
        }

        return null;
    }

    public async Task<ProblemOutcome> SignOff(ProblemEnvelope envelope)
    {
        try
        {
            await Settled();
        }
        catch (TimeoutException)
        {
            return ProblemRefusals.Recovering;
        }

        if (_line is null)
        {
            DeactivateOnIdle();
            return ProblemRefusals.Unknown;
        }

        if (await _trail.Find(envelope.Actor.Account, envelope.Id) is { } known)
        {
            return !known.IsOf(envelope.Command.Statement) ? CommandRefusals.KeyReused : await Answer(known.Version, repeated: true);
        }

        var context = await Context(_frame!, _line);
        var verdict = ProblemDecider.Right(context, envelope.Actor) is null && Untimely(envelope) is { } untimely ? untimely
            : ProblemDecider.Decide(context, State, envelope.Command, envelope.Actor);
        if (verdict.Refusal is { } no)
        {
            await NoteDenial(envelope, no);
            return no;
        }

        try
        {
            await Write(envelope, verdict.Seen);
        }
        catch (Exception problem) when (problem is StorageUnavailableException or StorageOutcomeUnknownException)
        {
            return problem is StorageUnavailableException ? CommandRefusals.StoreUnavailable : CommandRefusals.OutcomeUnknown;
        }

        PostUnposted();
        return await Answer(Row.Version, repeated: false);
    }

    public async Task Posted(long version)
    {
        if (Row.Unposted == version)
        {
            await _stored.Write(Row with { Unposted = 0 });
        }
    }

    public async Task<ProblemView?> Get()
    {
        // Before the roster was read nobody can say that there is no such problem.
        await Settled();
        if (_line is null)
        {
            // The plan may get it later: the next question starts anew.
            DeactivateOnIdle();
            return null;
        }

        return View();
    }

    public async Task<ProblemView?> GetFor(Actor reader) => await Get() is not { } view ? null
        : view with { Allowed = ProblemDecider.Allowed(await Context(_frame!, _line!), State, reader) };

    public async Task<TrailSlice?> GetTrail(long after, int limit) => await _trail.Read(after, limit);

    public Task<Contribution?> GetContribution() =>
        Task.FromResult(_isSettled ? ProblemProjection.ContributionOf(new(_epoch.State.Epoch, _sequence), Row.SignOff, _marks) : null);

    public Task RosterChanged(int rosterVersion) => _frame?.RosterVersion < rosterVersion ? _sweeping = Sweep() : Task.CompletedTask;

    private Refusal? Untimely(ProblemEnvelope envelope) =>
        envelope.IfVersion is { } seen && seen != Row.Version ? ProblemRefusals.StaleVersion
        : envelope.HistoricalAt > _plans.Clock.GetUtcNow() ? CommandRefusals.HistoryInFuture
        : envelope.HistoricalAt < Row.SignOff?.At ? CommandRefusals.HistoryBackwards
        : null;

    private async Task<ProblemContext> Context(PlanFrame frame, ProblemRosterLine line)
    {
        var units = new HashSet<string>();
        foreach (var no in line.Measures)
        {
            if (await _plans.Rosters.Measure(frame, no) is { } measure)
            {
                units.UnionWith(measure.AllUnits());
            }
        }

        return new(line.Problem, units);
    }

    private Task NoteDenial(ProblemEnvelope envelope, Refusal refusal) => envelope.HistoricalAt is not null ? Task.CompletedTask
        : DenialNotes.Note(GrainFactory, _logger, _key.Plan, refusal, envelope.Actor, () => new()
        {
            Subject = string.Create(CultureInfo.InvariantCulture, $"problem:{_key.No}"),
            Command = "signOffProblem",
            Code = refusal.Code,
            Account = envelope.Actor.Account,
            CommandId = envelope.Id,
        });

    private async Task Write(ProblemEnvelope envelope, IReadOnlyDictionary<int, int> seen)
    {
        var calendar = PlanCalendar.Of(_frame!.TimeZone);
        var now = _plans.Clock.GetUtcNow();
        var entry = new ProblemTrailEntry
        {
            Version = Row.Version + 1,
            At = calendar.Local(envelope.HistoricalAt ?? (now > _trail.LastAt ? now : _trail.LastAt)),
            Recorded = calendar.Local(now),
            By = envelope.Actor.Account,
            For = envelope.Actor.OnBehalfOf,
            Id = envelope.Id,
            Statement = envelope.Command.Statement,
            SignOffs = seen,
        };
        var chain = _trail.Next(entry);
        await _stored.Write(new()
        {
            Version = entry.Version,
            SignOff = ProblemSignOff.Of(entry),
            Trail = chain.OpenPage,
            TrailHash = chain.Hash,
            Unposted = envelope.HistoricalAt is null ? entry.Version : Row.Unposted,
        });
        _trail.Took(chain, entry);
    }
}
