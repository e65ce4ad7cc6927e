using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Waiting;

namespace Rectification.Orders;

/// <summary>
/// A shell around <see cref="OrderDecider"/>: known already? decide, append once, tell the outbox. The clock acts through the same gate
/// as people do.
/// </summary>
[GrainType("order"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class OrderGrain : ChainGrain<OrderEvent>, IOrderGrain
{
    public const string ChainName = "orders";

    private readonly PlanServices _plans;
    private readonly OfficeCalendar _office;
    private readonly ILogger<OrderGrain> _logger;
    private readonly Alarm _alarm;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The orders, number n at n − 1.</summary>
    private readonly List<OrderState> _orders = [];

    public OrderGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, OfficeCalendar office,
        [FromKeyedServices(Clocks.Key)] AlarmClock alarms, ILogger<OrderGrain> logger)
        : base(stored, plans.Rows, ChainKinds.Of(ChainName, OrderJson.Canonical.ChainEntryOrderEvent))
    {
        (_plans, _office, _logger) = (plans, office, logger);
        _alarm = new(alarms, Look);
    }

    private string Plan => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await Recall();
        // Posts again what the activation before may have died over; begins here and goes on after the activation.
        _ = Look();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _alarm.Dispose();
        return Task.CompletedTask;
    }

    public async Task<OrderOutcome> Submit(OrderEnvelope envelope)
    {
        await _gate.WaitAsync();
        try
        {
            return await Decide(envelope);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<Refusal?> Deny(OrderEnvelope envelope)
    {
        if (await Chain.Find(envelope.Actor.Account, IdOf(envelope)) is not null
            || OrderDecider.Right(Find(envelope.No), envelope.Command, envelope.Actor) is not { } no)
        {
            return null;
        }

        await NoteDenial(envelope, no);
        return no;
    }

    public async Task<OrderView?> Get(int no) =>
        Find(no) is { } order && await _plans.Frames.Get(Plan) is { } frame ? order.View(Today(frame)) : null;

    public async Task<OrderView?> GetFor(int no, Actor reader) => Find(no) is { } order && await _plans.Frames.Get(Plan) is { } frame
        ? order.View(Today(frame)) with { Allowed = OrderDecider.Allowed(await Context(frame, []), order, reader) }
        : null;

    public Task<Refusal?> MayIssue(Actor actor) => Task.FromResult(OrderDecider.MayIssue(actor, _orders.Count + 1));

    public async Task<OrderPage> List(OrderFilter filter)
    {
        if (await _plans.Frames.Get(Plan) is not { } frame)
        {
            return new() { Items = [] };
        }

        var today = Today(frame);
        var found = _orders.Skip(filter.After).Where(order =>
            (filter.Unit is null || order.Issued.Unit == filter.Unit)
            && (filter.Status is null || order.Status(today) == filter.Status)
            && (filter.Measure is not { } measure || order.Issued.Measures.Contains(measure))
            && (filter.VisibleUnits is null || filter.VisibleUnits.Contains(order.Issued.Unit))).Take(filter.Limit + 1).ToList();
        return new()
        {
            Items = [.. found.Take(filter.Limit).Select(order => order.View(today))],
            Next = found.Count > filter.Limit ? found[filter.Limit - 1].No : null,
        };
    }

    public async Task<OrderBoard> Board(OrderBoardFilter filter)
    {
        if (await _plans.Frames.Get(Plan) is not { } frame)
        {
            return new() { Orders = [] };
        }

        var today = Today(frame);
        var visible = filter.VisibleUnits?.ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Orders =
            [
                .. _orders.Where(order => (filter.Unit is null || order.Issued.Unit == filter.Unit) && visible?.Contains(order.Issued.Unit) != false)
                    .Select(order => new OrderOnBoard(order.No, order.Status(today), order.Due, OrderDecider.WaitsFor(order, filter.Reader))),
            ],
            MayIssue = OrderDecider.MayIssue(filter.Reader, _orders.Count + 1),
        };
    }

    public async Task<IReadOnlyList<OrderView>> Some(IReadOnlyList<int> numbers)
    {
        if (await _plans.Frames.Get(Plan) is not { } frame)
        {
            return [];
        }

        var today = Today(frame);
        return [.. numbers.Select(Find).OfType<OrderState>().Select(order => order.View(today))];
    }

    public Task Wake()
    {
        _ = Look();
        return Task.CompletedTask;
    }

    private async Task<OrderOutcome> Decide(OrderEnvelope envelope)
    {
        if (await _plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return PlanRefusals.Unknown;
        }

        var id = IdOf(envelope);
        var body = ChainJson.BodyHash(envelope.Command, OrderJson.Canonical.OrderCommand);
        if (await Chain.Find(envelope.Actor.Account, id) is { } known)
        {
            return known.IsOf(body) ? Outcome(frame, known.Version, envelope.No, repeated: true) : CommandRefusals.KeyReused;
        }

        var order = Find(envelope.No);
        if (order is not null && envelope.IfVersion is { } seen && seen != order.Version
            && OrderDecider.Right(order, envelope.Command, envelope.Actor) is null)
        {
            return OrderRefusals.StaleVersion;
        }

        var named = envelope.Command is IssueOrder issue ? issue.Measures : [];
        var context = await Context(frame, named);
        var verdict = OrderDecider.Decide(context, order, envelope.Command, envelope.Actor);
        if (verdict.Refusal is { } refused)
        {
            await NoteDenial(envelope, refused);
            return new()
            {
                Refusal = refused,
                Wrong = refused.Kind == RefusalKind.Invalid && envelope.Command is IssueOrder wanted ? [.. OrderDecider.Shape(context, wanted)] : [],
            };
        }

        try
        {
            var entry = await Append(frame, envelope.Actor, id, body, verdict.Event!);
            await Tell(frame, entry);
            return Outcome(frame, entry.Version, envelope.No, repeated: false);
        }
        catch (Exception problem) when (problem is StorageUnavailableException or StorageOutcomeUnknownException)
        {
            return problem is StorageUnavailableException ? CommandRefusals.StoreUnavailable : CommandRefusals.OutcomeUnknown;
        }
    }

    /// <summary>A key's scope is what it was posted to: the list of orders, or one of them.</summary>
    private static string IdOf(OrderEnvelope envelope) => string.Create(CultureInfo.InvariantCulture, $"{envelope.No}:{envelope.Id}");

    private Task NoteDenial(OrderEnvelope envelope, Refusal refusal) => DenialNotes.Note(GrainFactory, _logger, Plan, refusal, envelope.Actor, () => new()
    {
        Subject = string.Create(CultureInfo.InvariantCulture, $"order:{envelope.No}"),
        Command = DenialNotes.WordOf(envelope.Command),
        Code = refusal.Code,
        Account = envelope.Actor.Account,
        CommandId = envelope.Id,
    });

    /// <summary>The order as it is now; one that was issued is found by the line that made it.</summary>
    private OrderOutcome Outcome(PlanFrame frame, long version, int no, bool repeated)
    {
        var order = Find(no) ?? _orders.First(order => _issuedAt[order.No - 1] == version);
        return new() { Order = order.View(Today(frame)), Repeated = repeated };
    }

    private OrderState? Find(int no) => no > 0 && no <= _orders.Count ? _orders[no - 1] : null;

    private DateOnly Today(PlanFrame frame) => PlanCalendar.Of(frame.TimeZone).DayOf(_plans.Clock.GetUtcNow());

    /// <summary>What the rules need, with the measures named; more than the rules take are not looked up.</summary>
    private async Task<OrderContext> Context(PlanFrame frame, IEnumerable<int> named)
    {
        var measures = new Dictionary<int, MeasureDefinition>();
        foreach (var no in named.Distinct().Take(OrderDecider.MaxMeasures))
        {
            if (await _plans.Rosters.Measure(frame, no) is { } definition)
            {
                measures[no] = definition;
            }
        }

        return new(unit => frame.Profile(unit) is not null, measures, _office.Days, Today(frame), _orders.Count + 1);
    }
}
