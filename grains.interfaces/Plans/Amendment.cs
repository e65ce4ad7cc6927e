using System.Text.Json.Serialization;

namespace Rectification.Plans;

/// <summary>Who changes a plan, and why. Nothing of a plan changes without it.</summary>
[GenerateSerializer, Immutable, Alias("plan-source")]
public sealed record PlanSource
{
    [Id(0)] public required Actor Actor { get; init; }

    /// <summary>The command's id: the same again under it is the same command.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>Why a plan in force is changed; not asked for when a plan is brought in.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>The paper it was decided by（依据文件）.</summary>
    [Id(3)] public string? Document { get; init; }

    /// <summary>How far the chain of the draft was, in which the plan was approved part by part; none where it was approved elsewhere.</summary>
    [Id(4)] public Trails.ChainHead? Draft { get; init; }
}

/// <summary>Single lines of a plan as they are to be. What a line does not state stays as it is; a number the plan does not have is added.</summary>
[GenerateSerializer, Immutable, Alias("amendment-draft")]
public sealed record AmendmentDraft
{
    [Id(0)] public IReadOnlyList<MeasurePatch> Measures { get; init; } = [];
    [Id(1)] public IReadOnlyList<ProblemPatch> Problems { get; init; } = [];

    /// <summary>不再整改.</summary>
    [Id(2)] public IReadOnlyList<RescindedMeasure> Rescind { get; init; } = [];

    /// <summary>Units that are new.</summary>
    [Id(3)] public IReadOnlyList<UnitProfile> Units { get; init; } = [];

    /// <summary>Leaders that are new.</summary>
    [Id(4)] public IReadOnlyList<Leader> Leaders { get; init; } = [];
}

/// <summary>A measure as far as it changes; see <see cref="MeasureDefinition"/>.</summary>
[GenerateSerializer, Immutable, Alias("measure-patch")]
public sealed record MeasurePatch
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public int? Problem { get; init; }
    [Id(2)] public string? Text { get; init; }
    [Id(3)] public string? LeadUnit { get; init; }
    [Id(4)] public IReadOnlyList<string>? Units { get; init; }
    [Id(5)] public string? Leader { get; init; }
    [Id(6)] public DateOnly? Start { get; init; }
    [Id(7)] public DateOnly? Deadline { get; init; }
    [Id(8)] public Cadence? Cadence { get; init; }
    [Id(9)] public Target? Target { get; init; }
    [Id(10)] public PromisedInstitution? Institution { get; init; }
    [Id(11)] public string? Outcome { get; init; }
    [Id(12)] public bool? LongTerm { get; init; }
    [Id(13)] public string? Source { get; init; }

    /// <summary>All extra columns as they are to be; an empty object leaves none.</summary>
    [Id(14)] public IReadOnlyDictionary<string, string>? Extra { get; init; }

    /// <summary>It is reported on at no cadence of its own any more.</summary>
    [Id(15)] public bool WithoutCadence { get; init; }

    /// <summary>It promises no institution any more.</summary>
    [Id(16)] public bool WithoutInstitution { get; init; }

    /// <summary>All quantities beside the target's as they are to be; an empty list leaves none.</summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<MeasureQuantity>? Quantities { get; init; }
}

/// <summary>A problem as far as it changes; see <see cref="ProblemDefinition"/>.</summary>
[GenerateSerializer, Immutable, Alias("problem-patch")]
public sealed record ProblemPatch
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public int? Category { get; init; }
    [Id(2)] public string? Title { get; init; }
    [Id(3)] public string? Leader { get; init; }
    [Id(4)] public string? LeadUnit { get; init; }
    [Id(5)] public string? Source { get; init; }

    /// <summary>原因分析；an empty text leaves none.</summary>
    [Id(6)] public string? Cause { get; init; }

    /// <summary>举一反三；an empty text leaves none.</summary>
    [Id(7)] public string? Extend { get; init; }

    /// <summary>All extra columns as they are to be; an empty object leaves none.</summary>
    [Id(8)] public IReadOnlyDictionary<string, string>? Extra { get; init; }
}

/// <summary>A measure that is not to be carried out any more.</summary>
[GenerateSerializer, Immutable, Alias("rescinded-measure")]
public sealed record RescindedMeasure
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required string Authority { get; init; }
    [Id(2)] public required string Reason { get; init; }
}

/// <summary>One field of the plan that an amendment changes.</summary>
[GenerateSerializer, Immutable, Alias("field-change")]
public sealed record FieldChange
{
    /// <summary><c>plan</c>, <c>measure:5</c>, <c>problem:2</c>, <c>unit:c1</c> and the like.</summary>
    [Id(0)] public required string Subject { get; init; }

    /// <summary>As the plan's document names it; <c>*</c> for a line that is added.</summary>
    [Id(1)] public required string Field { get; init; }

    /// <summary>As it stands in the document, texts without quotes; left out where there was nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(2)] public string? From { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(3)] public string? To { get; init; }
    [Id(4)] public required ChangeKind Kind { get; init; }
}

/// <summary>What a reviewer, or the asker, says to an amendment.</summary>
[GenerateSerializer, Immutable, Alias("amendment-review")]
public sealed record AmendmentReview
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required AmendmentAct Act { get; init; }

    /// <summary>Of the changes that were seen; an approval is bound to it.</summary>
    [Id(2)] public string? Fingerprint { get; init; }

    /// <summary>Why it is returned.</summary>
    [Id(3)] public string? Reason { get; init; }
}

[GenerateSerializer, Alias("amendment-act")]
public enum AmendmentAct
{
    Approve = 1,
    Return = 2,
    Withdraw = 3,
}

[GenerateSerializer, Alias("amendment-status")]
public enum AmendmentStatus
{
    /// <summary>待审批.</summary>
    Proposed = 1,

    /// <summary>已生效.</summary>
    InForce = 2,

    /// <summary>已退回.</summary>
    Returned = 3,

    /// <summary>已撤回.</summary>
    Withdrawn = 4,
}

/// <summary>方案调整 as people see it.</summary>
[GenerateSerializer, Immutable, Alias("amendment-view")]
public sealed record AmendmentView
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required int No { get; init; }
    [Id(2)] public required AmendmentStatus Status { get; init; }
    [Id(3)] public required string Reason { get; init; }
    [Id(4)] public string? Document { get; init; }

    /// <summary>SHA-256 over the lines as they are to be, hexadecimal.</summary>
    [Id(5)] public required string Fingerprint { get; init; }
    [Id(6)] public required string ProposedBy { get; init; }
    [Id(7)] public string? OnBehalfOf { get; init; }
    [Id(8)] public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Steps that are approved.</summary>
    [Id(9)] public IReadOnlyList<StepView> Steps { get; init; } = [];

    /// <summary>Who has to approve next; none once it is decided.</summary>
    [Id(10)] public ReviewStep? NextStep { get; init; }
    [Id(11)] public ReturnView? Returned { get; init; }

    /// <summary>The roster version it made, and when.</summary>
    [Id(12)] public int? Version { get; init; }
    [Id(13)] public DateTimeOffset? InForceAt { get; init; }
    [Id(14)] public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>Units it concerns; nobody of them decides on it.</summary>
    [Id(16)] public required IReadOnlyList<string> Units { get; init; }

    /// <summary>What who asks may do: <c>approve</c>, <c>return</c>, <c>withdraw</c>. Only where one amendment is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(15)] public IReadOnlyDictionary<string, Refusal?>? Allowed { get; init; }
}

[GenerateSerializer, Immutable, Alias("amendment-page")]
public sealed record AmendmentPage
{
    [Id(0)] public required IReadOnlyList<AmendmentView> Items { get; init; }

    /// <summary>The last number here, where there are older ones.</summary>
    [Id(1)] public int? Next { get; init; }
}
