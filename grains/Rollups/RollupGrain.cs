using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Counting;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Telemetry;
using Rectification.Waiting;

namespace Rectification.Rollups;

/// <summary>
/// A region's roll-up: the counting machine once more, over units and lower regions. It keeps each child's last settled tally while the
/// child recovers, and says how many units are recovering below.
/// </summary>
[GrainType("rollup"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class RollupGrain : Grain, IRollupGrain
{
    /// <summary>How often children that are in doubt are asked, which also wakes them; all of them while the cluster is unsettled.</summary>
    private static readonly TimeSpan AskPeriod = TimeSpan.FromSeconds(30);

    /// <summary>How often all are asked in any case: a settled child tells of its changes by itself, and what dies with a silo is in doubt by that.</summary>
    private static readonly TimeSpan AskAllPeriod = TimeSpan.FromMinutes(15);

    private const int AskWindow = 64;
    private const uint AskAllSpreadSeconds = 300;

    private readonly IPersistentState<EpochRow> _epoch;
    private readonly PlanFrames _frames;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _real;
    private readonly FigureBoard _board;
    private readonly LocalCounters _local;
    private readonly ILogger<RollupGrain> _logger;
    private readonly NameKey _key;
    private readonly Counter<Source, Tally> _counter = new();
    private readonly Dictionary<Source, (Stamp Stamp, int Recovering)> _heard = [];

    /// <summary>Children that did not answer when they were asked last.</summary>
    private readonly HashSet<Source> _silent = [];
    private readonly UpwardChannel _upward;
    private readonly PointBook _points;

    private PlanFrame? _frame;
    private HashSet<Source> _children = [];

    /// <summary>Sum of what the heard children say is recovering.</summary>
    private int _recovering;
    private long _sequence;
    private readonly Pulse _changed = new();
    private Task _asking = Task.CompletedTask;
    private long _askedAll;
    private RealTicker[] _tickers = [];

    public RollupGrain(
        [PersistentState(EpochRow.StateName)] IPersistentState<EpochRow> epoch,
        PlanFrames frames,
        PointRows points,
        FigureBoard board,
        LocalCounters local,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock,
        TimeProvider real,
        ILogger<RollupGrain> logger)
    {
        (_epoch, _frames, _clock, _real, _board, _local, _logger) = (epoch, frames, clock, real, board, local, logger);
        _key = NameKey.Parse(this.GetPrimaryKeyString());
        _upward = new(Summarize, Push, DeactivateOnIdle, logger, _key.ToString(), real);
        _points = new(points, _key);
    }

    private Stamp Stamp => new(_epoch.State.Epoch, _sequence);

    /// <summary>Units recovering below; a child that has not been heard counts as one.</summary>
    private int Recovering => _frame is null ? 1 : _children.Count - _heard.Count + _recovering;

    /// <summary>Every child has once been settled since this activation began.</summary>
    private bool Settled => _frame is not null && _counter.Count == _children.Count;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _epoch.State = new() { Epoch = _epoch.State.Epoch + 1 };
        await _epoch.WriteStateAsync(cancellationToken);
        _tickers = [new(PointBook.Period, _real, NotePoint), new(AskPeriod, _real, Ask)];
        _asking = LoadChildren();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ = _upward.Stop();
        foreach (var ticker in _tickers)
        {
            ticker.Dispose();
        }

        return Task.CompletedTask;
    }

    public Task<PushAnswer> Apply(Source child, Summary summary)
    {
        if (_frame is not null && !_children.Contains(child))
        {
            return Task.FromResult(PushAnswer.Unknown);
        }

        if (_heard.TryGetValue(child, out var known) && summary.Stamp < known.Stamp)
        {
            if (summary.Stamp.Epoch == known.Stamp.Epoch)
            {
                return Task.FromResult(PushAnswer.Accepted);
            }

            // The older activation may have taken what the newer one never saw: it ends, and the newer one reads everything again.
            _ = Resweep(child);
            return Task.FromResult(PushAnswer.Superseded);
        }

        _recovering += summary.Recovering - known.Recovering;
        _heard[child] = (summary.Stamp, summary.Recovering);
        if (summary.Tally is { } tally)
        {
            _counter.Apply(child, summary.Stamp, tally);
        }

        Changed();
        return Task.FromResult(PushAnswer.Accepted);
    }

    public Task<Summary> GetSummary() => Task.FromResult(Summarize());

    public Task<RateSheet> GetSheet() => Task.FromResult(Sheet());

    public async Task<RateSheet> Next(long after, TimeSpan patience)
    {
        if (Stamp.ToVersion() <= after)
        {
            // Where nothing changes: the sheet as it is, which says that this roll-up is alive.
            await _changed.Next(patience, _real);
        }

        return Sheet();
    }

    public async Task<Stamp?> AtLeast(Source child, Stamp stamp, TimeSpan patience)
    {
        var start = _real.GetTimestamp();
        while (!Includes(child, stamp))
        {
            if (!await _changed.Next(patience - _real.GetElapsedTime(start), _real))
            {
                return null;
            }
        }

        return Stamp;
    }

    public Task<RollupInspection> Inspect() => Task.FromResult(new RollupInspection
    {
        Stamp = Stamp,
        Tally = _counter.Total,
        Children = [.. _children.Select(Heard)],
    });

    public Task Wake() => Task.CompletedTask;

    public Task Sweep() => AskAgain();

    public async Task RosterChanged(int rosterVersion)
    {
        if (_frame is null || _frame.RosterVersion < rosterVersion)
        {
            await AskAgain();
        }
    }

    public async Task<IReadOnlyList<TallyPoint>> GetPoints(DateOnly from, DateOnly to) => await _points.Read(from, to);

    public async Task ReplacePoints(IReadOnlyList<TallyPoint> points)
    {
        // A roll-up that has just been activated may not have learned its plan yet.
        if ((_frame ?? await _frames.Get(_key.Plan)) is { } frame)
        {
            await _points.Replace(PlanCalendar.Of(frame.TimeZone), points);
        }
    }

    private bool Includes(Source child, Stamp stamp) =>
        _counter.TryGet(child, out var counted, out _) && counted >= stamp
        && (counted.Epoch == stamp.Epoch || _heard[child].Recovering == 0);

    private Summary Summarize() => new() { Stamp = Stamp, Tally = Settled ? _counter.Total : null, Recovering = Recovering };

    private RateSheet Sheet()
    {
        var now = _clock.GetUtcNow();
        var scope = _frame is null || _frame.RootRegion == _key.Id ? "city" : _key.Id;
        return RateSheet.Of(_key.Plan, scope, _frame is null ? now : Calendar().Local(now), Stamp.ToVersion(), Recovering, _counter.Total);
    }

    private HeardChild Heard(Source child)
    {
        var heard = _heard.TryGetValue(child, out var known) ? known : (Stamp: Stamp.None, Recovering: 1);
        return new()
        {
            Source = child,
            Stamp = heard.Stamp,
            Recovering = heard.Recovering,
            Tally = _counter.TryGet(child, out _, out var settled) ? settled : Tally.Zero,
        };
    }

    private PlanCalendar Calendar() => PlanCalendar.Of(_frame!.TimeZone);

    private async Task<PushAnswer> Push(Summary summary)
    {
        if (_frame?.Regions.FirstOrDefault(region => region.Id == _key.Id)?.Parent is not { } parent)
        {
            return PushAnswer.Accepted;
        }

        return await GrainFactory.GetGrain<IRollupGrain>(new NameKey(_key.Plan, parent).ToString()).Apply(new(SourceKind.Region, _key.Id), summary);
    }

    private void Changed()
    {
        _sequence++;
        _changed.Beat();
        _points.Changed();
        _upward.Changed();
        if (_frame?.RootRegion == _key.Id)
        {
            _board.Put(_key.Plan, _counter.Total);
        }
    }
}
