using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;
using Rectification.Waiting;

namespace Rectification.Escalations;

/// <summary>
/// A shell around <see cref="EscalationPolicy"/>: reads the measures' persisted states in bulk when something may be due, appends what is
/// fired, tells the outbox. What has been fired is folded from the chain, so nothing is fired twice after a restart.
/// </summary>
[GrainType("escalation"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class EscalationGrain : Grain, IEscalationGrain
{
    private readonly ChainLog<EscalationEvent> _log;
    private readonly EscalationScan _scan;
    private readonly PlanFrames _frames;
    private readonly RosterReader _rosters;
    private readonly OfficeCalendar _office;
    private readonly TimeProvider _clock;
    private readonly ILogger<EscalationGrain> _logger;
    private readonly Alarm _alarm;

    private readonly Dictionary<int, List<FiredStep>> _fired = [];
    private readonly List<EscalationView> _views = [];
    private Task _looking = Task.CompletedTask;

    public EscalationGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored,
        RowStore rows,
        PlanFrames frames,
        RosterReader rosters,
        OfficeCalendar office,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock,
        ILogger<EscalationGrain> logger)
    {
        (_frames, _rosters, _office, _clock, _logger) = (frames, rosters, office, clock, logger);
        _log = new(stored, rows, "escalations", this.GetPrimaryKeyString(), EscalationJson.Canonical.ChainEntryEscalationEvent);
        _scan = new(rosters, rows, office);
        _alarm = new(this, clock, Look);
    }

    private string Plan => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _log.Load(Fold);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _alarm.Dispose();
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        _wakes++;
        _ = Look();
        return Task.CompletedTask;
    }

    public Task<ChainHead> GetHead() => Task.FromResult(_log.Head);

    public Task<TrailSlice> GetTrail(long after, int limit) => _log.Read(after, limit);

    private void Fold(ChainEntry<EscalationEvent> entry)
    {
        foreach (var fired in entry.Events.OfType<MeasureEscalated>())
        {
            if (!_fired.TryGetValue(fired.Measure, out var steps))
            {
                _fired[fired.Measure] = steps = [];
            }

            steps.Add(new(fired.Episode, fired.Step, entry.At));
            _views.Add(new()
            {
                No = _views.Count + 1,
                Measure = fired.Measure,
                Light = fired.Light,
                Rule = fired.Rule,
                Since = fired.Since,
                After = fired.After,
                Days = fired.Days ?? DayKind.Calendar,
                To = fired.To,
                At = entry.At,
            });
        }
    }

    private IRollupGrain Root(PlanFrame frame) => GrainFactory.GetGrain<IRollupGrain>(new NameKey(frame.Plan, frame.RootRegion).ToString());
}
