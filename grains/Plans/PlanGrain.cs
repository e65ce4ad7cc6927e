using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Digests;
using Rectification.Escalations;
using Rectification.Notifications;
using Rectification.Orders;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Telemetry;
using Rectification.Trails;

namespace Rectification.Plans;

/// <summary>A plan's header and the versions of its roster. A durable reminder keeps the plan's counters awake.</summary>
[GrainType(PlanRow.GrainType)]
internal sealed partial class PlanGrain : Grain, IPlanGrain, IRemindable
{
    public const string ChainName = "plan";

    private const string AwakeReminder = "awake";
    private static readonly TimeSpan AwakePeriod = TimeSpan.FromMinutes(1);

    private readonly Committed<PlanRow> _stored;
    private readonly PlanServices _plans;
    private readonly Serializer _serializer;
    private readonly ILogger<PlanGrain> _logger;

    private readonly OfficeCalendar _office;
    private readonly PlanBoard _board;
    private readonly RosterLines _lines;
    private readonly Chain<ChainEntry<PlanEvent>> _chain;

    /// <summary>The amendments, number n at n − 1.</summary>
    private readonly List<AmendmentState> _amendments = [];

    private int? _baseline;

    public PlanGrain(
        [PersistentState(PlanRow.StateName)] IPersistentState<PlanRow> stored, PlanServices plans, RosterLines lines, OfficeCalendar office,
        PlanBoard board, Serializer serializer, ILogger<PlanGrain> logger)
    {
        (_stored, _plans, _lines, _office, _board, _serializer, _logger) =
            (new(stored, DeactivateOnIdle), plans, lines, office, board, serializer, logger);
        _chain = new(ChainKinds.Of(ChainName, PlanJson.Canonical.ChainEntryPlanEvent), plans.Rows, this.GetPrimaryKeyString());
    }

    /// <summary>The committed header, from which calls are answered. A version whose write may still fail is never shown.</summary>
    private PlanRow Row => _stored.Row;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Row.Frame is not null)
        {
            _board.Woken(this.GetPrimaryKeyString());
            _ = StayAwake();
        }

        return _chain.Load(Row.Chain ?? new(), entry =>
        {
            Fold(entry);
            if (entry.At > _plans.Clock.GetUtcNow() - ToldAgain)
            {
                _untold.Enqueue(entry);
            }
        });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _board.Gone(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<PlanFrame?> GetFrame(int knownVersion, int knownGeneration) => Task.FromResult(
        Row.Frame is { } frame && (frame.RosterVersion != knownVersion || frame.HistoryGeneration != knownGeneration) ? frame : null);

    public Task<PlanView?> Get() => Task.FromResult(Row.Frame is null ? null : View());

    public Task<ChainHead> GetHead() => Task.FromResult(_chain.Head);

    public Task<TrailSlice> GetTrail(long after, int limit) => _chain.Read(after, limit);

    public Task<AmendmentPage> Amendments(int? before, int limit)
    {
        var rule = AmendmentDecider.RuleOf(Row.Frame!.Rules);
        var found = _amendments.Take((before ?? int.MaxValue) - 1).Reverse().Take(limit + 1).ToList();
        return Task.FromResult(new AmendmentPage
        {
            Items = [.. found.Take(limit).Select(amendment => amendment.View(Row.Frame.Plan, rule))],
            Next = found.Count > limit ? found[limit - 1].Proposed.Amendment : null,
        });
    }

    public Task<AmendmentView?> Amendment(int no, Actor reader)
    {
        if (Row.Frame is not { } frame || Find(no) is not { } amendment)
        {
            return Task.FromResult<AmendmentView?>(null);
        }

        var rule = AmendmentDecider.RuleOf(frame.Rules);
        return Task.FromResult<AmendmentView?>(amendment.View(frame.Plan, rule) with
        {
            Allowed = AmendmentDecider.Allowed(rule, frame.Rules.PrincipalOf(frame.Leaders), amendment, reader),
        });
    }

    public Task<IReadOnlyList<AmendmentView>> AwaitedAmendments(Actor reader)
    {
        if (Row.Frame is not { } frame)
        {
            return Task.FromResult<IReadOnlyList<AmendmentView>>([]);
        }

        var (rule, principal) = (AmendmentDecider.RuleOf(frame.Rules), frame.Rules.PrincipalOf(frame.Leaders));
        return Task.FromResult<IReadOnlyList<AmendmentView>>(
        [
            .. _amendments.Where(amendment => amendment.Status == AmendmentStatus.Proposed
                    && AmendmentDecider.Allowed(rule, principal, amendment, reader)["approve"] is null)
                .Select(amendment => amendment.View(frame.Plan, rule)),
        ]);
    }

    public async Task HistoryChanged()
    {
        var frame = Row.Frame!;
        await _stored.Write(Row with { Frame = frame with { HistoryGeneration = frame.HistoryGeneration + 1 } });
        await GrainFactory.GetGrain<IPlanQueryGrain>(frame.Plan).RebuildPoints();
    }

    /// <summary>A reminder that was lost, with the rows of a damaged table or by hand, is there again with the plan's next life. Beside the work.</summary>
    private async Task StayAwake()
    {
        try
        {
            if (await this.GetReminder(AwakeReminder) is null)
            {
                await this.RegisterOrUpdateReminder(AwakeReminder, AwakePeriod, AwakePeriod);
            }
        }
        catch (Exception problem)
        {
            LogReminderUnknown(problem, this.GetPrimaryKeyString());
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Row.Frame is { } frame)
        {
            _board.Woken(frame.Plan);
            try
            {
                await TakeOver();
                await PlanObjectionAnew(frame);
                await Announce();
                await TellPeople();
                await Root(frame).Wake();
                await GrainFactory.GetGrain<ISealGrain>(frame.Plan).SealDaily();
                await GrainFactory.GetGrain<IOutboxGrain>(frame.Plan).Wake();
                await GrainFactory.GetGrain<IEscalationGrain>(frame.Plan).Wake();
                await GrainFactory.GetGrain<IOrderGrain>(frame.Plan).Wake();
            }
            finally
            {
                // Whatever failed before it: a digest that is late has to say so.
                await GrainFactory.GetGrain<IDigestGrain>(frame.Plan).Wake();
            }
        }
    }

    private void Fold(ChainEntry<PlanEvent> entry)
    {
        AmendmentState.Fold(_amendments, entry);
        _closing = _closing.After(entry, _amendments);
        _baseline ??= entry.Events[0] switch
        {
            PlanImported e => e.Roster,
            PlanTakenOver e => e.Roster,
            _ => null,
        };
    }

    private AmendmentState? Find(int no) => no > 0 && no <= _amendments.Count ? _amendments[no - 1] : null;

    private static PlanFrame FrameOf(PlanDocument document, int version, int problems, int measures, int generation, IReadOnlyList<RulesPeriod> former) => new()
    {
        Plan = document.Id,
        Title = document.Title,
        RosterVersion = version,
        TimeZone = document.TimeZone,
        FeedbackDate = document.FeedbackDate,
        ConcentratedPeriodEnd = document.ConcentratedPeriodEnd,
        Public = document.Public,
        Rules = document.Rules,
        Regions = document.Regions,
        Units = document.Units,
        Leaders = document.Leaders,
        Categories = document.Categories,
        ProblemCount = problems,
        MeasureCount = measures,
        HistoryGeneration = generation,
        FormerRules = former,
    };

    private PlanView View()
    {
        var (frame, header) = (Row.Frame!, Row.Header!);
        return new()
        {
            Id = frame.Plan,
            Title = frame.Title,
            Round = header.Round,
            InspectedBody = header.InspectedBody,
            InspectionTeam = header.InspectionTeam,
            Inspection = header.Inspection,
            FeedbackDate = frame.FeedbackDate,
            TimeZone = frame.TimeZone,
            ConcentratedPeriodEnd = frame.ConcentratedPeriodEnd,
            Public = frame.Public,
            Version = frame.RosterVersion,
            Units = frame.Units.Count,
            Problems = frame.ProblemCount,
            Measures = frame.MeasureCount,
            Rules = frame.Rules,
            FormerRules = frame.FormerRules is [] ? null : frame.FormerRules,
            Regions = frame.Regions,
            Leaders = frame.Leaders,
            Categories = frame.Categories,
            Closed = _closing.Closed,
            Objection = _closing.Objection,
            Baseline = _baseline,
        };
    }

    private IRollupGrain Root(PlanFrame frame) => GrainFactory.GetGrain<IRollupGrain>(new NameKey(frame.Plan, frame.RootRegion).ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether plan {Plan} has its reminder is not known; the plan's next activation asks again.")]
    private partial void LogReminderUnknown(Exception problem, string plan);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plan {Plan} has roster version {Version} with {Measures} measures.")]
    private static partial void LogImported(ILogger logger, string plan, int version, int measures);
}
