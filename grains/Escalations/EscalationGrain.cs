using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Telemetry;
using Rectification.Waiting;

namespace Rectification.Escalations;

/// <summary>
/// A shell around <see cref="EscalationPolicy"/>: reads the measures' persisted states in bulk when something may be due, appends what is
/// fired, tells the outbox. What has been fired is folded from the chain, so nothing is fired twice after a restart.
/// </summary>
[GrainType("escalation"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class EscalationGrain : ChainGrain<EscalationEvent>, IEscalationGrain
{
    public const string ChainName = "escalations";

    private readonly EscalationScan _scan;
    private readonly PlanServices _plans;
    private readonly OfficeCalendar _office;
    private readonly PlanBoard _board;
    private readonly ILogger<EscalationGrain> _logger;
    private readonly Alarm _alarm;

    private readonly Dictionary<int, List<FiredStep>> _fired = [];
    private readonly List<EscalationView> _views = [];
    private Task _looking = Task.CompletedTask;

    public EscalationGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, OfficeCalendar office, PlanBoard board,
        [FromKeyedServices(Clocks.Key)] AlarmClock alarms, ILogger<EscalationGrain> logger)
        : base(stored, plans.Rows, ChainKinds.Of(ChainName, EscalationJson.Canonical.ChainEntryEscalationEvent))
    {
        (_plans, _office, _board, _logger) = (plans, office, board, logger);
        _scan = new(plans.Rosters, plans.Rows, office);
        _alarm = new(alarms, Look);
    }

    private string Plan => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _alarm.Dispose();
        _board.Planned(Plan, null);
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        _wakes++;
        _ = Look();
        return Task.CompletedTask;
    }

    protected override void Fold(ChainEntry<EscalationEvent> entry)
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
