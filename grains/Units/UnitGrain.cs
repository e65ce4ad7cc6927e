using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Counting;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Telemetry;
using Rectification.Waiting;

namespace Rectification.Units;

/// <summary>县（市、区）.</summary>
[GrainType("county"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed class CountyGrain([PersistentState(EpochRow.StateName)] IPersistentState<EpochRow> epoch, UnitServices services, ILogger<CountyGrain> logger)
    : UnitGrain(epoch, services, logger), ICountyGrain;

/// <summary>处室、单位.</summary>
[GrainType("department"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed class DepartmentGrain(
    [PersistentState(EpochRow.StateName)] IPersistentState<EpochRow> epoch, UnitServices services, ILogger<DepartmentGrain> logger)
    : UnitGrain(epoch, services, logger), IDepartmentGrain;

/// <summary>What every unit's grain takes from the silo.</summary>
internal sealed record UnitServices(PlanFrames Frames, UnitSweep Sweep, LocalCounters Local, UnitTraffic Traffic,
    [FromKeyedServices(Clocks.Key)] TimeProvider Clock, TimeProvider Real, [FromKeyedServices(Clocks.Key)] AlarmClock Alarms, AlarmClock RealAlarms);

/// <summary>
/// A unit's counter. Its memory is only a copy: the measures' persisted states are the truth, and a sweep reads them back whenever the
/// copy is in doubt. Until that is through it says <c>recovering</c> and publishes nothing else.
/// </summary>
internal abstract partial class UnitGrain : Grain, IUnitGrain
{
    private const uint CheckSpreadSeconds = 1_200;

    private static readonly TimeSpan CheckPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly IPersistentState<EpochRow> _epoch;
    private readonly UnitServices _services;
    private readonly ILogger _logger;
    private readonly NameKey _key;
    private readonly ClockedCounter _counter = new();
    private readonly UpwardChannel _upward;
    private readonly Alarm _alarm;
    private readonly Alarm _check;

    private PlanFrame? _frame;
    private HashSet<Child>? _roster;
    private long _sequence;
    private bool _recovering = true;

    /// <summary>The parent knows this epoch.</summary>
    private bool _announced;
    private bool _sweepWanted;

    /// <summary>This activation is over: nothing it began goes on.</summary>
    private bool _ended;
    private Task _sweeping = Task.CompletedTask;
    private IDisposable? _registration;
    private UnitTraffic.Count? _traffic;

    protected UnitGrain(IPersistentState<EpochRow> epoch, UnitServices services, ILogger logger)
    {
        (_epoch, _services, _logger) = (epoch, services, logger);
        _key = NameKey.Parse(this.GetPrimaryKeyString());
        _upward = new(Summarize, Push, DeactivateSuperseded, logger, _key.ToString(), services.Real);
        (_alarm, _check) = (new(services.Alarms, Advance), new(services.RealAlarms, Check));
    }

    private Stamp Stamp => new(_epoch.State.Epoch, _sequence);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The one durable write of an activation: it tells apart what this activation says from what an older one said.
        _epoch.State = new() { Epoch = _epoch.State.Epoch + 1 };
        await _epoch.WriteStateAsync(cancellationToken);
        RectificationMeter.Recovering.Add(1);
        _traffic = _services.Traffic.Of(_key.ToString());
        _registration = _services.Local.Add(GrainContext.GrainId, () => this.AsReference<IUnitGrain>().Sweep());
        SetCheck();
        // Begins here and goes on after the activation; it makes no calls within it.
        _sweepWanted = true;
        _sweeping = SweepWhileWanted();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        _ = _upward.Stop();
        _registration?.Dispose();
        if (_traffic is not null)
        {
            _services.Traffic.Remove(_key.ToString(), _traffic);
        }

        _alarm.Dispose();
        _check.Dispose();
        if (_recovering)
        {
            RectificationMeter.Recovering.Add(-1);
        }

        return Task.CompletedTask;
    }

    public async Task<Stamp> Apply(Child child, Contribution contribution)
    {
        if (_roster is not null && !_roster.Contains(child) && child.Kind == ChildKind.Measure && contribution.Stamp.Sequence > (_frame?.RosterVersion ?? 0)
            && await _services.Frames.Get(_key.Plan) is { } newer && await _services.Sweep.Lists(newer, _key.Id, child.No))
        {
            _roster.Add(child);
        }

        if (_roster is not null && !_roster.Contains(child))
        {
            return Stamp.None;
        }

        _traffic?.Add();
        Changed(_counter.Apply(child, contribution, _services.Clock.GetUtcNow()));
        return Stamp;
    }

    public Task<Summary> GetSummary() => Task.FromResult(Summarize());

    public Task<RateSheet> GetSheet()
    {
        Changed(_counter.Advance(_services.Clock.GetUtcNow()));
        return Task.FromResult(RateSheet.Of(_key.Plan, _key.Id, _services.Clock.GetUtcNow(), Stamp.ToVersion(), _recovering ? 1 : 0, _counter.Total));
    }

    public Task Sweep() => Recover();

    public async Task RosterChanged(int rosterVersion, IReadOnlyList<Child>? children)
    {
        if (_frame?.RosterVersion >= rosterVersion)
        {
            return;
        }

        if (children is null || _roster is null || !_sweeping.IsCompleted || await _services.Frames.Get(_key.Plan) is not { } frame)
        {
            await SweepNow();
            return;
        }

        var changed = false;
        await foreach (var (child, contribution) in _services.Sweep.Read(frame, _key.Id, children))
        {
            _roster.Add(child);
            changed |= _counter.Apply(child, contribution, _services.Clock.GetUtcNow());
        }

        // A sweep that began meanwhile reads this version or a newer one.
        _frame = _frame?.RosterVersion > frame.RosterVersion ? _frame : frame;
        Changed(changed);
    }

    public Task<UnitInspection> Inspect()
    {
        var now = _services.Clock.GetUtcNow();
        Changed(_counter.Advance(now));
        return Task.FromResult(new UnitInspection
        {
            Stamp = Stamp,
            Recovering = _recovering,
            Now = now,
            Tally = _counter.Total,
            Children = [.. _counter.Counted().Select(counted => new CountedChild(counted.Child, counted.Stamp, counted.Figures))],
        });
    }

    private Summary Summarize() => new()
    {
        Stamp = Stamp,
        Tally = _recovering ? null : _counter.Total,
        Recovering = _recovering ? 1 : 0,
    };

    private async Task<PushAnswer> Push(Summary summary)
    {
        var frame = _frame ??= await _services.Frames.Get(_key.Plan);
        if (frame?.Profile(_key.Id) is not { Parent: { } parent })
        {
            return PushAnswer.Unknown;
        }

        return await GrainFactory.GetGrain<IRollupGrain>(new NameKey(_key.Plan, parent).ToString())
            .Apply(new(SourceKind.Unit, _key.Id), summary);
    }

    private void DeactivateSuperseded()
    {
        LogSuperseded(_logger, _key, _epoch.State.Epoch);
        DeactivateOnIdle();
    }

    private void Changed(bool changed)
    {
        _alarm.Set(_counter.NextChange);
        if (changed)
        {
            _sequence++;
            _upward.Changed();
        }
    }

    /// <summary>Spread over the hour, so that a silo's units never all read at once.</summary>
    private void SetCheck() => _check.SetIn(CheckPeriod - TimeSpan.FromSeconds(GrainContext.GrainId.GetUniformHashCode() % CheckSpreadSeconds));

    private Task Check()
    {
        SetCheck();
        return SweepNow();
    }

    private Task Advance()
    {
        Changed(_counter.Advance(_services.Clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Counter {Counter} of epoch {Epoch} was superseded by a newer activation and ends.")]
    private static partial void LogSuperseded(ILogger logger, NameKey counter, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Counter {Counter} could not sweep its roster; retrying.")]
    private static partial void LogSweepFailed(ILogger logger, Exception problem, NameKey counter);
}
