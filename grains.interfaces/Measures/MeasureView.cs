using System.Text.Json.Serialization;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>Where a measure is in its life (DESIGN §7).</summary>
[GenerateSerializer, Alias("measure-status")]
public enum MeasureStatus
{
    /// <summary>未认领.</summary>
    Unclaimed = 0,

    /// <summary>整改中；a returned or reopened measure is here too.</summary>
    InProgress = 1,

    /// <summary>销号审核中.</summary>
    SignOffRequested = 2,

    /// <summary>基本完成：not done.</summary>
    BasicallyDone = 3,

    /// <summary>已销号.</summary>
    SignedOff = 4,

    /// <summary>不再整改：as views say it; how far the measure had come stays in its trail.</summary>
    Rescinded = 5,
}

/// <summary>What set the deadline in force.</summary>
[GenerateSerializer, Alias("deadline-source")]
public enum DeadlineSource
{
    /// <summary>The plan, or an amendment of it.</summary>
    Plan = 0,

    /// <summary>延期.</summary>
    Extension = 1,

    /// <summary>重新整改：a reopening, or a standing check that failed.</summary>
    Reopening = 2,
}

/// <summary>A measure as people see it: what the plan says and how far it is.</summary>
[GenerateSerializer, Immutable, Alias("measure-view")]
public sealed record MeasureView
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required int No { get; init; }

    /// <summary>Number of the problem the measure answers.</summary>
    [Id(2)] public required int Problem { get; init; }

    /// <summary>What is to be done, in the plan's words.</summary>
    [Id(3)] public required string Text { get; init; }
    [Id(4)] public required MeasureStatus Status { get; init; }

    /// <summary>Accepted commands so far; 0 before the first.</summary>
    [Id(5)] public required long Version { get; init; }

    /// <summary>The lead unit's own percent.</summary>
    [Id(6)] public required int Percent { get; init; }
    [Id(7)] public required string Leader { get; init; }
    [Id(8)] public required string LeadUnit { get; init; }

    /// <summary>One per unit involved, the lead unit first.</summary>
    [Id(9)] public required IReadOnlyList<AssignmentView> Assignments { get; init; }
    [Id(10)] public required DateOnly Start { get; init; }

    /// <summary>As the plan set it first; neither an extension nor an amendment changes it.</summary>
    [Id(11)] public required DateOnly FirstDeadline { get; init; }

    /// <summary>The current one: the first, or as the last extension, reopening or amendment set it.</summary>
    [Id(12)] public required DateOnly Deadline { get; init; }

    /// <summary>The current deadline's day is over, and the measure is not signed off.</summary>
    [Id(13)] public required bool Overdue { get; init; }
    [Id(14)] public required Light Light { get; init; }
    [Id(15)] public Cadence? Cadence { get; init; }
    [Id(16)] public TargetView? Target { get; init; }
    [Id(17)] public InstitutionView? Institution { get; init; }

    /// <summary>It may be signed off as standing.</summary>
    [Id(18)] public required bool LongTerm { get; init; }

    /// <summary>The outcome the plan expects.</summary>
    [Id(19)] public string? Outcome { get; init; }

    /// <summary>Where in the plan document it comes from.</summary>
    [Id(20)] public string? Source { get; init; }

    /// <summary>Pieces of evidence named so far, repeats included.</summary>
    [Id(21)] public required int EvidenceCount { get; init; }

    /// <summary>How often it was reopened.</summary>
    [Id(22)] public required int Reopened { get; init; }

    /// <summary>The pending request.</summary>
    [Id(23)] public SignOffView? SignOff { get; init; }

    /// <summary>Why the last request came back; gone once it is requested again.</summary>
    [Id(24)] public ReturnView? Returned { get; init; }

    /// <summary>The extension that waits for a decision.</summary>
    [Id(25)] public ExtensionView? Extension { get; init; }
    [Id(26)] public required int ExtensionsGranted { get; init; }
    [Id(27)] public BasicallyDoneView? BasicallyDone { get; init; }
    [Id(28)] public DateTimeOffset? SignedOffAt { get; init; }

    /// <summary>Only where it was signed off as standing.</summary>
    [Id(29)] public StandingTerms? Standing { get; init; }

    /// <summary>Time of the last accepted command.</summary>
    [Id(30)] public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The last standing check（长期坚持复查）that passed since the sign-off.</summary>
    [Id(31)] public DateTimeOffset? LastCheckAt { get; init; }

    /// <summary>From when the next standing check is due; the figure <c>standingDue</c> counts from there.</summary>
    [Id(32)] public DateTimeOffset? NextCheckDue { get; init; }

    /// <summary>The plan's rules that light the measure now, in the plan's order.</summary>
    [Id(33)] public IReadOnlyList<LitRuleView> Lit { get; init; } = [];

    /// <summary>
    /// What who asks may do: each act of <see cref="MeasureActs"/> with <see langword="null"/>, or the refusal a command would be answered with.
    /// Only where one measure is asked for; not in lists, nor in the answer to a command.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(34)] public IReadOnlyDictionary<string, Refusal?>? Allowed { get; init; }

    /// <summary>What keeps a sign-off from being requested; empty while one is pending and afterwards. Stated where <see cref="Allowed"/> is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(35)] public IReadOnlyList<MissingView>? Missing { get; init; }

    /// <summary>不再整改：by whom it was decided, and why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(36)] public Rescission? Rescinded { get; init; }

    /// <summary>What set <see cref="Deadline"/>.</summary>
    [Id(37)] public DeadlineSource DeadlineBy { get; init; }

    /// <summary>Days of the plan from the deadline to the day of the sign-off: 0 in time; only while it is signed off.</summary>
    [Id(38)] public int? LateDays { get; init; }

    /// <summary>The same from the first deadline.</summary>
    [Id(39)] public int? LateDaysByFirst { get; init; }

    /// <summary>等待外部：what is asked for, or holds; gone once it is over.</summary>
    [Id(40)] public WaitingView? Waiting { get; init; }
    /// <summary>Columns of the ledger that the product does not know.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(41)] public IReadOnlyDictionary<string, string>? Extra { get; init; }

    /// <summary>What is counted beside the target.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(42)] public IReadOnlyList<QuantityView>? Quantities { get; init; }
}

/// <summary>One thing that keeps a sign-off from being requested.</summary>
[GenerateSerializer, Immutable, Alias("missing-view")]
public sealed record MissingView
{
    /// <summary>What a request would be refused with. A shortfall of the target is no obstacle to a request that explains it.</summary>
    [Id(0)] public required Refusal Refusal { get; init; }

    /// <summary>The unit whose assignment it is, where it is one's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(1)] public string? Unit { get; init; }
}

[GenerateSerializer, Immutable, Alias("assignment-view")]
public sealed record AssignmentView
{
    [Id(0)] public required string Unit { get; init; }

    /// <summary>Of the lead unit.</summary>
    [Id(1)] public required bool Lead { get; init; }

    /// <summary>0 to 100, as last reported.</summary>
    [Id(2)] public required int Percent { get; init; }

    /// <summary>Counts towards the measure's target; as last reported.</summary>
    [Id(3)] public decimal? Quantity { get; init; }

    /// <summary>A supporting part that the lead unit has confirmed.</summary>
    [Id(4)] public required bool Confirmed { get; init; }

    /// <summary>Confirmed, or the measure is signed off.</summary>
    [Id(5)] public required bool Done { get; init; }

    /// <summary>The unit's reports so far.</summary>
    [Id(6)] public required int Reports { get; init; }
    [Id(7)] public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>The latest value of each metric the unit has reported.</summary>
    [Id(8)] public IReadOnlyDictionary<string, decimal>? Metrics { get; init; }

    /// <summary>What who asks may do about this assignment: claim, report, confirm, withdraw a confirmation. Stated where the measure's is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(9)] public IReadOnlyDictionary<string, Refusal?>? Allowed { get; init; }
}

/// <summary>A rule that lights a measure, and why.</summary>
[GenerateSerializer, Immutable, Alias("lit-rule-view")]
public sealed record LitRuleView
{
    [Id(0)] public required Light Light { get; init; }
    [Id(1)] public required LightKind Kind { get; init; }

    /// <summary>The number the rule compares, where it compares one: <c>percent</c>, <c>quantity</c> or a metric that units report.</summary>
    [Id(2)] public string? Metric { get; init; }

    /// <summary>What that number is now, in percent, to six decimals.</summary>
    [Id(3)] public decimal? Value { get; init; }

    /// <summary>From when the rule has lit the measure.</summary>
    [Id(4)] public required DateTimeOffset Since { get; init; }
}

[GenerateSerializer, Immutable, Alias("target-view")]
public sealed record TargetView
{
    /// <summary>The quantity to be reached by all units together.</summary>
    [Id(0)] public required decimal Value { get; init; }

    /// <summary>The quantity's unit of counting, as 期 or 场.</summary>
    [Id(1)] public required string Unit { get; init; }

    /// <summary>What is counted.</summary>
    [Id(2)] public string? What { get; init; }

    /// <summary>Sum of the units' latest quantities.</summary>
    [Id(3)] public required decimal Reached { get; init; }

    /// <summary>What each unit takes over of it, where it is split.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(4)] public IReadOnlyDictionary<string, decimal>? Shares { get; init; }
}

/// <summary>A quantity beside the target's, as the plan states it and as far as it has come.</summary>
[GenerateSerializer, Immutable, Alias("quantity-view")]
public sealed record QuantityView
{
    [Id(0)] public required MeasureQuantity Stated { get; init; }

    /// <summary>Sum of the units' latest numbers; <see langword="null"/> where none has reported one.</summary>
    [Id(1)] public decimal? Reached { get; init; }

    /// <summary>It is as it is to be, or has no target.</summary>
    [Id(2)] public required bool Met { get; init; }
}

[GenerateSerializer, Immutable, Alias("institution-view")]
public sealed record InstitutionView
{
    [Id(0)] public required InstitutionKind Kind { get; init; }

    /// <summary>As registered; before that as promised.</summary>
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public required bool Registered { get; init; }

    /// <summary>文号.</summary>
    [Id(3)] public string? Number { get; init; }
    [Id(4)] public DateOnly? Date { get; init; }

    /// <summary>发文单位.</summary>
    [Id(5)] public string? IssuedBy { get; init; }

    /// <summary>The file of the document.</summary>
    [Id(6)] public EvidenceReference? Evidence { get; init; }
}

/// <summary>The pending sign-off request: what a reviewer looks at.</summary>
[GenerateSerializer, Immutable, Alias("sign-off-view")]
public sealed record SignOffView
{
    /// <summary>What a review must name.</summary>
    [Id(0)] public required string Fingerprint { get; init; }
    [Id(1)] public required string RequestedBy { get; init; }
    [Id(2)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>责任人：who is responsible, as stated.</summary>
    [Id(3)] public required string Person { get; init; }

    /// <summary>整改举措：what was done, as stated.</summary>
    [Id(4)] public required string Act { get; init; }

    /// <summary>整改成效：what came of it, as stated.</summary>
    [Id(5)] public required string Result { get; init; }

    /// <summary>Asked for as standing; nothing for a plain sign-off.</summary>
    [Id(6)] public StandingTerms? Standing { get; init; }

    /// <summary>Why the target was not met, where it was not.</summary>
    [Id(7)] public string? Shortfall { get; init; }

    /// <summary>Steps approved so far, in the order of the chain.</summary>
    [Id(8)] public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>The step it waits for.</summary>
    [Id(9)] public ReviewStep? NextStep { get; init; }

    /// <summary>The person whose substitute asked.</summary>
    [Id(10)] public string? OnBehalfOf { get; init; }
}

[GenerateSerializer, Immutable, Alias("extension-view")]
public sealed record ExtensionView
{
    /// <summary>Counts the extensions asked for on this measure from 1.</summary>
    [Id(0)] public required int Id { get; init; }

    /// <summary>The deadline asked for.</summary>
    [Id(1)] public required DateOnly Until { get; init; }
    [Id(2)] public required string Reason { get; init; }

    /// <summary>Account that asked.</summary>
    [Id(3)] public required string RequestedBy { get; init; }
    [Id(4)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The person whose substitute asked.</summary>
    [Id(5)] public string? OnBehalfOf { get; init; }
}

[GenerateSerializer, Immutable, Alias("basically-done-view")]
public sealed record BasicallyDoneView
{
    [Id(0)] public required string Reason { get; init; }

    /// <summary>The day by which all of it should be done.</summary>
    [Id(1)] public required DateOnly ExpectedBy { get; init; }

    /// <summary>The office has accepted it.</summary>
    [Id(2)] public required bool Approved { get; init; }

    /// <summary>Account that proposed it.</summary>
    [Id(3)] public required string ProposedBy { get; init; }

    /// <summary>The expected day is over, and it is still not done.</summary>
    [Id(4)] public bool Late { get; init; }

    /// <summary>The person whose substitute proposed it.</summary>
    [Id(5)] public string? OnBehalfOf { get; init; }
}

[GenerateSerializer, Immutable, Alias("waiting-view")]
public sealed record WaitingView
{
    [Id(0)] public required string With { get; init; }

    /// <summary>The day since which the unit has waited, as it says.</summary>
    [Id(1)] public required DateOnly Since { get; init; }
    [Id(2)] public required string Sent { get; init; }

    /// <summary>The last day.</summary>
    [Id(3)] public required DateOnly Until { get; init; }
    [Id(4)] public required IReadOnlyList<EvidenceReference> Evidence { get; init; }

    /// <summary>Account that asked.</summary>
    [Id(5)] public required string RequestedBy { get; init; }
    [Id(6)] public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The person whose substitute asked.</summary>
    [Id(7)] public string? OnBehalfOf { get; init; }

    /// <summary>From when it has held; <see langword="null"/> while the office has not decided.</summary>
    [Id(8)] public DateTimeOffset? ApprovedAt { get; init; }
}
