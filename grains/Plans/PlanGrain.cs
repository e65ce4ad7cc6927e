using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Rectification.Escalations;
using Rectification.Notifications;
using Rectification.Orders;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Plans;

/// <summary>A plan's header and the versions of its roster. A durable reminder keeps the plan's counters awake.</summary>
[GrainType(PlanRow.GrainType)]
internal sealed partial class PlanGrain : Grain, IPlanGrain, IRemindable
{
    private const string AwakeReminder = "awake";
    private static readonly TimeSpan AwakePeriod = TimeSpan.FromMinutes(1);

    private readonly Committed<PlanRow> _stored;
    private readonly PlanServices _plans;
    private readonly Serializer _serializer;
    private readonly ILogger<PlanGrain> _logger;

    public PlanGrain(
        [PersistentState(PlanRow.StateName)] IPersistentState<PlanRow> stored, PlanServices plans, Serializer serializer, ILogger<PlanGrain> logger) =>
        (_stored, _plans, _serializer, _logger) = (new(stored, DeactivateOnIdle), plans, serializer, logger);

    /// <summary>The committed header, from which calls are answered. A version whose write may still fail is never shown.</summary>
    private PlanRow Row => _stored.Row;

    public Task<PlanFrame?> GetFrame(int knownVersion, int knownGeneration) => Task.FromResult(
        Row.Frame is { } frame && (frame.RosterVersion != knownVersion || frame.HistoryGeneration != knownGeneration) ? frame : null);

    public Task<PlanView?> Get() => Task.FromResult(Row.Frame is null ? null : View());

    public async Task<ImportOutcome> Import(PlanDocument document)
    {
        var (outcome, hash, changed, former) = await Judge(document);
        if (outcome.Result == ImportResult.Refused)
        {
            return outcome;
        }

        if (outcome.Result != ImportResult.Unchanged)
        {
            await this.RegisterOrUpdateReminder(AwakeReminder, AwakePeriod, AwakePeriod);
            await Commit(document, hash, changed, former);
        }

        await AnnounceSurely();
        return outcome with { Plan = View() };
    }

    public async Task<ImportOutcome> Weigh(PlanDocument document) => (await Judge(document)).Outcome;

    public async Task<ImportOutcome> ReplaceRules(PlanRules rules)
    {
        if (Row is not { Frame: { } frame, Header: { } header })
        {
            return new() { Result = ImportResult.Refused, Refusal = PlanRefusals.Unknown };
        }

        var (problems, measures) = (new List<ProblemDefinition>(frame.ProblemCount), new List<MeasureDefinition>(frame.MeasureCount));
        await foreach (var page in _plans.Rosters.ProblemPages(frame, after: 0))
        {
            problems.AddRange(page.Select(line => line.Problem));
        }

        await foreach (var page in _plans.Rosters.MeasurePages(frame, after: 0))
        {
            measures.AddRange(page);
        }

        return await Import(header with { Rules = rules, Problems = problems, Measures = measures });
    }

    public async Task HistoryChanged()
    {
        var frame = Row.Frame!;
        await _stored.Write(Row with { Frame = frame with { HistoryGeneration = frame.HistoryGeneration + 1 } });
        await GrainFactory.GetGrain<IPlanQueryGrain>(frame.Plan).RebuildPoints();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Row.Frame is { } frame)
        {
            await Announce();
            await Root(frame).Wake();
            await GrainFactory.GetGrain<ISealGrain>(frame.Plan).SealDaily();
            await GrainFactory.GetGrain<IOutboxGrain>(frame.Plan).Wake();
            await GrainFactory.GetGrain<IEscalationGrain>(frame.Plan).Wake();
            await GrainFactory.GetGrain<IOrderGrain>(frame.Plan).Wake();
        }
    }

    private async Task<(ImportOutcome Outcome, string Hash, IReadOnlyList<MeasureDefinition> Changed, IReadOnlyList<RulesPeriod> Former)> Judge(
        PlanDocument document)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(_serializer.SerializeToArray(document)));
        if (Row.Frame is not { } before)
        {
            return (new() { Result = ImportResult.Created }, hash, [], []);
        }

        if (Row.DocumentHash == hash)
        {
            return (new() { Result = ImportResult.Unchanged }, hash, [], before.FormerRules);
        }

        var change = await new RosterChange(_plans.Rows, _plans.Rosters).Compare(Row.Header!, before, document);
        var former = change.Reported ? RulesHistory.After(before, document.Rules, _plans.Clock.GetUtcNow()) : [];
        var refusal = former.Count > RulesHistory.MostChanges ? PlanRefusals.TooManyRules : change.Refusal;
        return (new() { Result = refusal is null ? ImportResult.Changed : ImportResult.Refused, Refusal = refusal }, hash, change.Measures, former);
    }

    /// <summary>Pages first, the header last: its write is the commit, and a crash before it leaves nothing anybody reads.</summary>
    private async Task Commit(PlanDocument document, string hash, IReadOnlyList<MeasureDefinition> changed, IReadOnlyList<RulesPeriod> former)
    {
        var version = (Row.Frame?.RosterVersion ?? 0) + 1;
        await new RosterWriter(_plans.Rows).Write(document, version);
        await _stored.Write(Row with
        {
            Frame = FrameOf(document, version, Row.Frame?.HistoryGeneration ?? 0) with { FormerRules = former },
            DocumentHash = hash,
            Header = document with { Problems = [], Measures = [] },
            UntoldMeasures = Row.UntoldMeasures.Union(changed.Select(measure => measure.No)),
            UntoldProblems = Row.UntoldProblems.Union(changed.Select(measure => measure.Problem)),
            UntoldRules = Row.UntoldRules || former.Count > 0 && !former.SequenceEqual(Row.Frame!.FormerRules),
        });
        LogImported(_logger, document.Id, version, document.Measures.Count);
    }

    private static PlanFrame FrameOf(PlanDocument document, int version, int generation) => new()
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
        ProblemCount = document.Problems.Count,
        MeasureCount = document.Measures.Count,
        HistoryGeneration = generation,
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
        };
    }

    private IRollupGrain Root(PlanFrame frame) => GrainFactory.GetGrain<IRollupGrain>(new NameKey(frame.Plan, frame.RootRegion).ToString());

    [LoggerMessage(Level = LogLevel.Information, Message = "Plan {Plan} has roster version {Version} with {Measures} measures.")]
    private static partial void LogImported(ILogger logger, string plan, int version, int measures);
}
