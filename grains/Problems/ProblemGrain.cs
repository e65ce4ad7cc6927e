using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Counting;
using Rectification.Denials;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Problems;

/// <summary>A problem: which of its measures are signed off is memory, rebuilt from their persisted states; its own sign-off is persisted.</summary>
[GrainType(ProblemRow.GrainType), CollectionAgeLimit(Hours = 2)]
internal sealed partial class ProblemGrain : Grain, IProblemGrain
{
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(5);

    private readonly IPersistentState<ProblemRow> _stored;
    private readonly IPersistentState<EpochRow> _epoch;
    private readonly PlanFrames _frames;
    private readonly RosterReader _rosters;
    private readonly RowStore _rows;
    private readonly TimeProvider _clock;
    private readonly ILogger<ProblemGrain> _logger;
    private readonly NumberKey _key;
    private readonly Dictionary<int, ProblemMark> _marks = [];

    private ProblemRow _row = new();
    private PlanFrame? _frame;
    private ProblemRosterLine? _line;
    private long _sequence;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _sweeping = Task.CompletedTask;

    public ProblemGrain(
        [PersistentState(ProblemRow.StateName)] IPersistentState<ProblemRow> stored,
        [PersistentState(EpochRow.StateName)] IPersistentState<EpochRow> epoch,
        PlanFrames frames,
        RosterReader rosters,
        RowStore rows,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock,
        ILogger<ProblemGrain> logger)
    {
        (_stored, _epoch, _frames, _rosters, _rows, _clock, _logger) = (stored, epoch, frames, rosters, rows, clock, logger);
        _key = NumberKey.Parse(this.GetPrimaryKeyString());
    }

    private ProblemState State => new(_row.Version, _row.SignOff, _marks);

    private bool SignedOff => State.IsSignedOff;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _row = _stored.RecordExists ? _stored.State : new();
        _epoch.State = new() { Epoch = _epoch.State.Epoch + 1 };
        await _epoch.WriteStateAsync(cancellationToken);
        _sweeping = Sweep();
        PostUnposted();
    }

    public async Task<UnitReceipt?> Apply(int measure, ProblemMark mark)
    {
        await _settled.Task.WaitAsync(SettlePatience);
        if (_marks.TryGetValue(measure, out var known) && mark.Stamp >= known.Stamp)
        {
            _marks[measure] = mark;
            if (_row.SignOff is not null)
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
            await _settled.Task.WaitAsync(SettlePatience);
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

        if (Known(envelope) is { } entry)
        {
            return entry.Statement != envelope.Command.Statement ? CommandRefusals.KeyReused : await Answer(entry.Version, repeated: true);
        }

        var context = await Context(_frame!, _line);
        var verdict = Untimely(envelope) is { } untimely ? untimely : ProblemDecider.Decide(context, State, envelope.Command, envelope.Actor);
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
            // A problem is seldom signed: restarting from the persisted state is the simplest way out of any doubt.
            DeactivateOnIdle();
            return problem is StorageUnavailableException ? CommandRefusals.StoreUnavailable : CommandRefusals.OutcomeUnknown;
        }

        PostUnposted();
        return await Answer(_row.Version, repeated: false);
    }

    public async Task Posted(long version)
    {
        if (_row.Unposted == version)
        {
            await Store(_row with { Unposted = 0 });
        }
    }

    public async Task<ProblemView?> Get()
    {
        // Before the roster was read nobody can say that there is no such problem.
        await _settled.Task.WaitAsync(SettlePatience);
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

    public Task<TrailSlice?> GetTrail(long after, int limit) => Task.FromResult<TrailSlice?>(new()
    {
        Entries = [.. _row.Trail.Chain().Where(line => line.Version > after).Take(limit)],
        LastVersion = _row.Version,
    });

    public Task<Contribution?> GetContribution() =>
        Task.FromResult(_settled.Task.IsCompleted ? ProblemProjection.ContributionOf(new(_epoch.State.Epoch, _sequence), SignedOff) : null);

    public Task RosterChanged(int rosterVersion) => _frame?.RosterVersion < rosterVersion ? _sweeping = Sweep() : Task.CompletedTask;

    private Refusal? Untimely(ProblemEnvelope envelope) =>
        envelope.IfVersion is { } seen && seen != _row.Version ? ProblemRefusals.StaleVersion
        : envelope.HistoricalAt > _clock.GetUtcNow() ? CommandRefusals.HistoryInFuture
        : envelope.HistoricalAt < _row.SignOff?.At ? CommandRefusals.HistoryBackwards
        : null;

    private async Task<ProblemContext> Context(PlanFrame frame, ProblemRosterLine line)
    {
        var units = new HashSet<string>();
        foreach (var no in line.Measures)
        {
            if (await _rosters.Measure(frame, no) is { } measure)
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

    private ProblemTrailEntry? Known(ProblemEnvelope envelope) => _row.Trail.Split()
        .Select(line => TrailPage.Read(line, ProblemJson.Canonical.ProblemTrailEntry))
        .FirstOrDefault(entry => entry.By == envelope.Actor.Account && entry.Id == envelope.Id);

    private async Task Write(ProblemEnvelope envelope, IReadOnlyDictionary<int, int> seen)
    {
        var calendar = PlanCalendar.Of(_frame!.TimeZone);
        var now = _clock.GetUtcNow();
        var last = _row.SignOff?.At ?? DateTimeOffset.MinValue;
        var entry = new ProblemTrailEntry
        {
            Version = _row.Version + 1,
            At = calendar.Local(envelope.HistoricalAt ?? (now > last ? now : last)),
            Recorded = calendar.Local(now),
            By = envelope.Actor.Account,
            For = envelope.Actor.OnBehalfOf,
            Id = envelope.Id,
            Statement = envelope.Command.Statement,
            SignOffs = seen,
        };
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, ProblemJson.Canonical.ProblemTrailEntry);
        var next = new ProblemRow
        {
            Version = entry.Version,
            SignOff = ProblemSignOff.Of(entry),
            Trail = _row.Trail.Append(line),
            TrailHash = TrailPage.NextHash(_row.TrailHash, line),
            Unposted = envelope.HistoricalAt is null ? entry.Version : _row.Unposted,
        };
        await Store(next);
    }

    private async Task Store(ProblemRow next)
    {
        _stored.State = next;
        await _stored.WriteStateAsync();
        _row = next;
    }
}
