using System.Text.Json.Serialization;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>A command on a measure, accepted or refused as a whole; <c>docs/reference/rules.md</c> lists when.</summary>
/// <remarks>Generated JSON readers hand an absent init-only property its type's default: where that is null, the property turns it into its own.</remarks>
[GenerateSerializer, Immutable, Alias("measure-command")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(ClaimMeasure), "claim")]
[JsonDerivedType(typeof(ReportProgress), "report")]
[JsonDerivedType(typeof(ConfirmAssignment), "confirm")]
[JsonDerivedType(typeof(RequestSignOff), "requestSignOff")]
[JsonDerivedType(typeof(WithdrawSignOff), "withdrawSignOff")]
[JsonDerivedType(typeof(ReviewSignOff), "reviewSignOff")]
[JsonDerivedType(typeof(RequestExtension), "requestExtension")]
[JsonDerivedType(typeof(ReviewExtension), "reviewExtension")]
[JsonDerivedType(typeof(ProposeBasicallyDone), "proposeBasicallyDone")]
[JsonDerivedType(typeof(ReviewBasicallyDone), "reviewBasicallyDone")]
[JsonDerivedType(typeof(ReopenMeasure), "reopen")]
[JsonDerivedType(typeof(RegisterInstitution), "registerInstitution")]
[JsonDerivedType(typeof(RecordStandingCheck), "recordStandingCheck")]
[JsonDerivedType(typeof(RequestWaiting), "requestWaiting")]
[JsonDerivedType(typeof(ReviewWaiting), "reviewWaiting")]
[JsonDerivedType(typeof(EndWaiting), "endWaiting")]
public abstract record MeasureCommand;

/// <summary>认领：the lead unit takes the measure on.</summary>
[GenerateSerializer, Immutable, Alias("claim-measure"), Needs(Roles.Reporter)]
public sealed record ClaimMeasure : MeasureCommand
{
    [Id(0)] public required string Unit { get; init; }
}

/// <summary>进展填报. The lead unit's first report also claims the measure.</summary>
[GenerateSerializer, Immutable, Alias("report-progress"), Needs(Roles.Reporter)]
public sealed record ReportProgress : MeasureCommand
{
    [Id(0)] public required string Unit { get; init; }

    /// <summary>The unit's own state, 0 to 100.</summary>
    [Id(1)] public required int Percent { get; init; }

    /// <summary>The unit's own running total towards the measure's target.</summary>
    [Id(2)] public decimal? Quantity { get; init; }
    [Id(3)] public string Note { get; init => field = value ?? ""; } = "";
    [Id(4)] public IReadOnlyList<EvidenceReference> Evidence { get; init => field = value ?? []; } = [];

    /// <summary>Why percent or quantity falls; without it they may not.</summary>
    [Id(5)] public string? Correction { get; init; }

    /// <summary>指标：further numbers of the unit's own by name, for example <c>budgetExecution</c> in percent; never empty.</summary>
    [Id(6)] public IReadOnlyDictionary<string, decimal>? Metrics { get; init => field = value is { Count: > 0 } ? value : null; }
}

/// <summary>佐证材料：the SHA-256 of an uploaded file; for imported history a bare name. In JSON one string.</summary>
[JsonConverter(typeof(EvidenceReferenceConverter))]
[GenerateSerializer, Immutable, Alias("evidence-reference")]
public sealed record EvidenceReference
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    [Id(0)] public string? Sha256 { get; init; }
    [Id(1)] public string? Name { get; init; }
}

/// <summary>The lead unit confirms that a supporting unit has done its part, or withdraws that.</summary>
[GenerateSerializer, Immutable, Alias("confirm-assignment"), Needs(Roles.Reporter)]
public sealed record ConfirmAssignment : MeasureCommand
{
    /// <summary>The supporting unit.</summary>
    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public bool Withdraw { get; init; }
}

/// <summary>申请销号：person, act and result stated.</summary>
[GenerateSerializer, Immutable, Alias("request-sign-off"), Needs(Roles.Reporter)]
public sealed record RequestSignOff : MeasureCommand
{
    [Id(0)] public required string Person { get; init; }
    [Id(1)] public required string Act { get; init; }
    [Id(2)] public required string Result { get; init; }

    /// <summary>Sign off as standing（长期坚持）；for long-term measures only.</summary>
    [Id(3)] public StandingTerms? Standing { get; init; }

    /// <summary>Why the target was not reached, where it was not.</summary>
    [Id(4)] public string? Shortfall { get; init; }
}

[GenerateSerializer, Immutable, Alias("standing-terms")]
public sealed record StandingTerms
{
    /// <summary>How often it is re-checked; default: the measure's own cadence, else the plan's.</summary>
    [Id(0)] public Cadence? Cadence { get; init; }
    [Id(1)] public required string Basis { get; init; }
}

[GenerateSerializer, Immutable, Alias("withdraw-sign-off"), Needs(Roles.Reporter)]
public sealed record WithdrawSignOff : MeasureCommand;

/// <summary>审核：one step of the chain, bound to the fingerprint the reviewer saw.</summary>
[GenerateSerializer, Immutable, Alias("review-sign-off"), Needs(Roles.Reviewer | Roles.Leader)]
public sealed record ReviewSignOff : MeasureCommand
{
    [Id(0)] public required Decision Decision { get; init; }

    /// <summary>Required when returned.</summary>
    [Id(1)] public string? Reason { get; init; }
    /// <summary>The pending request's; empty only in imported history.</summary>
    [Id(2)] public string Fingerprint { get; init => field = value ?? ""; } = "";
}

/// <summary>延期申请.</summary>
[GenerateSerializer, Immutable, Alias("request-extension"), Needs(Roles.Reporter)]
public sealed record RequestExtension : MeasureCommand
{
    [Id(0)] public required DateOnly Until { get; init; }
    [Id(1)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("review-extension"), Needs(Roles.Reviewer)]
public sealed record ReviewExtension : MeasureCommand
{
    /// <summary>The extension's number within the measure, from 1.</summary>
    [Id(0)] public required int Extension { get; init; }
    [Id(1)] public required Decision Decision { get; init; }
    [Id(2)] public string? Reason { get; init; }
}

/// <summary>基本完成：why the measure cannot finish yet and by when it should. Never counted as done.</summary>
[GenerateSerializer, Immutable, Alias("propose-basically-done"), Needs(Roles.Reporter)]
public sealed record ProposeBasicallyDone : MeasureCommand
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateOnly ExpectedBy { get; init; }
}

[GenerateSerializer, Immutable, Alias("review-basically-done"), Needs(Roles.Reviewer)]
public sealed record ReviewBasicallyDone : MeasureCommand
{
    [Id(0)] public required Decision Decision { get; init; }
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>重新整改：a signed-off measure goes back to work, with a new deadline.</summary>
[GenerateSerializer, Immutable, Alias("reopen-measure"), Needs(Roles.Reviewer)]
public sealed record ReopenMeasure : MeasureCommand
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateOnly Until { get; init; }
}

/// <summary>建章立制：the promised institution exists.</summary>
[GenerateSerializer, Immutable, Alias("register-institution"), Needs(Roles.Reporter)]
public sealed record RegisterInstitution : MeasureCommand
{
    [Id(0)] public required string Title { get; init; }

    /// <summary>Document number（文号）.</summary>
    [Id(1)] public required string Number { get; init; }
    [Id(2)] public required DateOnly Date { get; init; }
    [Id(3)] public required string IssuedBy { get; init; }
    [Id(4)] public required InstitutionKind Kind { get; init; }
    [Id(5)] public EvidenceReference? Evidence { get; init; }
}

/// <summary>长期坚持的复查：a standing measure is looked at again, and goes back to work when it no longer holds.</summary>
[GenerateSerializer, Immutable, Alias("record-standing-check"), Needs(Roles.Reviewer)]
public sealed record RecordStandingCheck : MeasureCommand
{
    [Id(0)] public required bool Passed { get; init; }

    /// <summary>What was seen.</summary>
    [Id(1)] public required string Note { get; init; }
    [Id(2)] public IReadOnlyList<EvidenceReference> Evidence { get; init => field = value ?? []; } = [];

    /// <summary>The new deadline; required when the check failed, not looked at when it passed.</summary>
    [Id(3)] public DateOnly? Until { get; init; }
}

/// <summary>等待外部：the lead unit cannot go on before somebody outside has acted. Nothing holds before the office approves.</summary>
[GenerateSerializer, Immutable, Alias("request-waiting"), Needs(Roles.Reporter)]
public sealed record RequestWaiting : MeasureCommand
{
    /// <summary>Whom it waits for.</summary>
    [Id(0)] public required string With { get; init; }

    /// <summary>The day since which it has waited.</summary>
    [Id(1)] public required DateOnly Since { get; init; }

    /// <summary>What was sent to them: a letter, an application, by which number.</summary>
    [Id(2)] public required string Sent { get; init; }

    /// <summary>The last day of waiting; it then ends by itself.</summary>
    [Id(3)] public required DateOnly Until { get; init; }
    [Id(4)] public IReadOnlyList<EvidenceReference> Evidence { get; init => field = value ?? []; } = [];
}

[GenerateSerializer, Immutable, Alias("review-waiting"), Needs(Roles.Reviewer)]
public sealed record ReviewWaiting : MeasureCommand
{
    [Id(0)] public required Decision Decision { get; init; }

    /// <summary>Required when returned.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>The lead unit need not wait any more, or takes its request back; or the office ends it.</summary>
[GenerateSerializer, Immutable, Alias("end-waiting"), Needs(Roles.Reporter | Roles.Reviewer)]
public sealed record EndWaiting : MeasureCommand
{
    [Id(0)] public string? Reason { get; init; }
}
