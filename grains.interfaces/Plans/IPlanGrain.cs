using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Plans;

/// <summary>One plan (key: its id): header, rules, rosters in pages; open or closed.</summary>
[Alias("plan")]
public interface IPlanGrain : IChainGrain
{
    /// <summary>
    /// Brings a validated, normalized document in, whole or not at all, as approved: it is in force at once. The same again changes nothing. Of a
    /// plan in force it is an amendment: what differs is computed, needs a reason, and needs approval where the plan's rules say so.
    /// </summary>
    [Alias("import-as"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> Import(PlanDocument document, PlanSource source);

    /// <summary>方案调整：the same for single lines of the plan, at the cost of these lines alone.</summary>
    [Alias("amend"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> Amend(AmendmentDraft draft, PlanSource source);

    /// <summary>Approves, returns or withdraws an amendment; the last approval brings it into force.</summary>
    [Alias("review-amendment"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> Review(AmendmentReview review, PlanSource source);

    /// <summary>
    /// 结束：proposes that the plan be closed, once every measure is signed off, left out or explained; approved like an amendment. Where the rules
    /// ask for a time of objection, the first call opens it, and only after its last day the plan can be closed.
    /// </summary>
    [Alias("close"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> Close(IReadOnlyList<MeasureExplanation> explanations, PlanSource source);

    /// <summary>Opens a closed plan again.</summary>
    [Alias("reopen-plan")]
    Task<ImportOutcome> Reopen(PlanSource source);

    /// <summary>Amendments, the newest first, before a number (<see langword="null"/>: all).</summary>
    [Alias("amendments"), AlwaysInterleave]
    Task<AmendmentPage> Amendments(int? before, int limit);

    /// <summary>One amendment with what the reader may do about it, or <see langword="null"/>.</summary>
    [Alias("amendment"), AlwaysInterleave]
    Task<AmendmentView?> Amendment(int no, Actor reader);

    /// <summary>Amendments that wait and that the reader may approve now, the oldest first.</summary>
    [Alias("awaited-amendments"), AlwaysInterleave]
    Task<IReadOnlyList<AmendmentView>> AwaitedAmendments(Actor reader);

    /// <summary>What <see cref="Amend"/> would say to a draft now, its reason aside; nothing is written.</summary>
    [Alias("weigh-amendment"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> WeighAmendment(AmendmentDraft draft);

    /// <summary>The plan's frame if it is newer than <paramref name="knownVersion"/> (0: none
    /// known); otherwise, or without a plan, <see langword="null"/>.</summary>
    [Alias("get-frame"), AlwaysInterleave]
    Task<PlanFrame?> GetFrame(int knownVersion, int knownGeneration);

    [Alias("get"), AlwaysInterleave]
    Task<PlanView?> Get();

    /// <summary>History was brought in: past figures are void; rebuilds the roll-ups' points.</summary>
    [Alias("history-changed"), ResponseTimeout("00:10:00")]
    Task HistoryChanged();

    /// <summary>What <see cref="Import"/> would say to a document now; nothing is written.</summary>
    [Alias("weigh"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> Weigh(PlanDocument document);

    /// <summary>
    /// Keeps a part of a document for <see cref="ImportStaged"/> or <see cref="WeighStaged"/>, in memory: parts come in order from 0, and the
    /// first part of another document takes the place of one that was not finished.
    /// </summary>
    [Alias("stage"), ResponseTimeout("00:01:00")]
    Task Stage(Guid document, int part, PlanPart content);

    /// <summary><see cref="Import"/> of a document whose problems and measures were staged in so
    /// many parts; refused if one of them is not here any more.</summary>
    [Alias("import-staged-as"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> ImportStaged(Guid document, int parts, PlanDocument header, PlanSource source);

    /// <summary><see cref="Weigh"/> of a document that was staged.</summary>
    [Alias("weigh-staged"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> WeighStaged(Guid document, int parts, PlanDocument header);

    /// <summary>
    /// Gives the plan other rules, which is an amendment. Once a measure has been reported on, only those by which time is judged may change and
    /// those of amendments; time is judged by the new ones from the next day on.
    /// </summary>
    [Alias("replace-rules-as"), ResponseTimeout("00:10:00")]
    Task<ImportOutcome> ReplaceRules(PlanRules rules, PlanSource source);
}

/// <summary>The list of all plans (key <c>all</c>).</summary>
[Alias("plan-index")]
public interface IPlanIndexGrain : IGrainWithStringKey
{
    const string Key = "all";

    [Alias("add")]
    Task Add(string plan);

    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<string>> List();
}

/// <summary>Some of a document's problems and measures.</summary>
[GenerateSerializer, Immutable, Alias("plan-part")]
public sealed record PlanPart
{
    [Id(0)] public required IReadOnlyList<ProblemDefinition> Problems { get; init; }
    [Id(1)] public required IReadOnlyList<MeasureDefinition> Measures { get; init; }
}

[GenerateSerializer, Immutable, Alias("import-outcome")]
public sealed record ImportOutcome : IOutcome
{
    [Id(0)] public required ImportResult Result { get; init; }
    [Id(1)] public Refusal? Refusal { get; init; }
    [Id(2)] public PlanView? Plan { get; init; }

    /// <summary>The amendment that the changes made.</summary>
    [Id(3)] public AmendmentView? Amendment { get; init; }

    /// <summary>What differs from the plan in force.</summary>
    [Id(4)] public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>The command had been accepted before.</summary>
    [Id(5)] public bool Repeated { get; init; }

    public static implicit operator ImportOutcome(Refusal refusal) => new() { Result = ImportResult.Refused, Refusal = refusal };
}

[GenerateSerializer, Alias("import-result")]
public enum ImportResult
{
    Created = 1,
    Unchanged = 2,
    Changed = 3,
    Refused = 4,

    /// <summary>Nothing is changed yet: an amendment waits for approval.</summary>
    Proposed = 5,
}

/// <summary>A plan as people see it, without its lists.</summary>
[GenerateSerializer, Immutable, Alias("plan-view")]
public sealed record PlanView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public string? Round { get; init; }
    [Id(3)] public string? InspectedBody { get; init; }
    [Id(4)] public string? InspectionTeam { get; init; }
    [Id(5)] public Period? Inspection { get; init; }
    [Id(6)] public required DateOnly FeedbackDate { get; init; }
    [Id(7)] public required string TimeZone { get; init; }
    [Id(8)] public DateOnly? ConcentratedPeriodEnd { get; init; }
    [Id(9)] public required bool Public { get; init; }
    [Id(10)] public required int Version { get; init; }
    [Id(11)] public required int Units { get; init; }
    [Id(12)] public required int Problems { get; init; }
    [Id(13)] public required int Measures { get; init; }
    [Id(14)] public required PlanRules Rules { get; init; }
    [Id(15)] public required IReadOnlyList<Region> Regions { get; init; }
    [Id(16)] public required IReadOnlyList<Leader> Leaders { get; init; }
    [Id(17)] public required IReadOnlyList<Category> Categories { get; init; }

    /// <summary>Told by the answer to an import only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(18)] public IReadOnlyList<PlanWarning>? Warnings { get; init; }

    /// <summary>The rules before <see cref="Rules"/>, oldest first, each up to the instant from
    /// which the next are in force; left out where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(19)] public IReadOnlyList<RulesPeriod>? FormerRules { get; init; }

    /// <summary>The amendment that a document made of a plan in force; told by the answer to it only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(20)] public AmendmentView? Amendment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(21)] public ClosedView? Closed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(22)] public ObjectionView? Objection { get; init; }

    /// <summary>The roster version in which the plan first was in force, or was when its chain began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(23)] public int? Baseline { get; init; }
}

/// <summary>Accepted by an import, but to be checked by an operator.</summary>
[GenerateSerializer, Immutable, Alias("plan-warning")]
public sealed record PlanWarning
{
    /// <summary>Stable code, for example <c>plan.no-eligible-reviewer</c>.</summary>
    [Id(0)] public required string Code { get; init; }

    /// <summary>The sentence, in the language asked for.</summary>
    [Id(1)] public required string Message { get; init; }
    [Id(2)] public required ReviewStep Step { get; init; }

    /// <summary>How many measures it concerns.</summary>
    [Id(3)] public required int Count { get; init; }

    /// <summary>Numbers of the first of them.</summary>
    [Id(4)] public required IReadOnlyList<int> Measures { get; init; }
}
