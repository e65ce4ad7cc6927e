using System.Text.Json.Serialization;
using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>What happened to a measure. Events are the trail: their JSON names are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MeasureClaimed), "claimed")]
[JsonDerivedType(typeof(ProgressReported), "progressReported")]
[JsonDerivedType(typeof(AssignmentConfirmed), "assignmentConfirmed")]
[JsonDerivedType(typeof(ConfirmationWithdrawn), "confirmationWithdrawn")]
[JsonDerivedType(typeof(SignOffRequested), "signOffRequested")]
[JsonDerivedType(typeof(SignOffLapsed), "signOffLapsed")]
[JsonDerivedType(typeof(SignOffWithdrawn), "signOffWithdrawn")]
[JsonDerivedType(typeof(SignOffStepApproved), "signOffStepApproved")]
[JsonDerivedType(typeof(SignOffReturned), "signOffReturned")]
[JsonDerivedType(typeof(MeasureSignedOff), "signedOff")]
[JsonDerivedType(typeof(ExtensionRequested), "extensionRequested")]
[JsonDerivedType(typeof(ExtensionApproved), "extensionApproved")]
[JsonDerivedType(typeof(ExtensionReturned), "extensionReturned")]
[JsonDerivedType(typeof(BasicallyDoneProposed), "basicallyDoneProposed")]
[JsonDerivedType(typeof(BasicallyDoneApproved), "basicallyDoneApproved")]
[JsonDerivedType(typeof(BasicallyDoneReturned), "basicallyDoneReturned")]
[JsonDerivedType(typeof(MeasureReopened), "reopened")]
[JsonDerivedType(typeof(InstitutionRegistered), "institutionRegistered")]
[JsonDerivedType(typeof(StandingCheckPassed), "standingCheckPassed")]
[JsonDerivedType(typeof(StandingCheckFailed), "standingCheckFailed")]
[JsonDerivedType(typeof(MeasureReplanned), "replanned")]
[JsonDerivedType(typeof(WaitingRequested), "waitingRequested")]
[JsonDerivedType(typeof(WaitingApproved), "waitingApproved")]
[JsonDerivedType(typeof(WaitingReturned), "waitingReturned")]
[JsonDerivedType(typeof(WaitingEnded), "waitingEnded")]
[GenerateSerializer, Immutable, Alias("measure-event")]
public abstract record MeasureEvent;

[GenerateSerializer, Immutable, Alias("measure-claimed")]
public sealed record MeasureClaimed : MeasureEvent;

[GenerateSerializer, Immutable, Alias("progress-reported")]
public sealed record ProgressReported : MeasureEvent
{
    [Id(0)] public required string Unit { get; init; }
    [Id(1)] public required int Percent { get; init; }
    [Id(2)] public decimal? Quantity { get; init; }
    [Id(3)] public string Note { get; init; } = "";
    [Id(4)] public IReadOnlyList<EvidenceReference> Evidence { get; init; } = [];
    [Id(5)] public string? Correction { get; init; }

    /// <summary>Left out where the report names none.</summary>
    [Id(6)] public IReadOnlyDictionary<string, decimal>? Metrics { get; init; }
}

[GenerateSerializer, Immutable, Alias("assignment-confirmed")]
public sealed record AssignmentConfirmed : MeasureEvent
{
    [Id(0)] public required string Unit { get; init; }
}

[GenerateSerializer, Immutable, Alias("confirmation-withdrawn")]
public sealed record ConfirmationWithdrawn : MeasureEvent
{
    [Id(0)] public required string Unit { get; init; }
}

[GenerateSerializer, Immutable, Alias("sign-off-requested")]
public sealed record SignOffRequested : MeasureEvent
{
    [Id(0)] public required string Person { get; init; }
    [Id(1)] public required string Act { get; init; }
    [Id(2)] public required string Result { get; init; }
    [Id(3)] public StandingTerms? Standing { get; init; }
    [Id(4)] public string? Shortfall { get; init; }

    /// <summary>Hash over everything reported, confirmed and registered so far and over what the request states.</summary>
    [Id(5)] public required string Fingerprint { get; init; }
}

/// <summary>The request is void because what it stood on changed.</summary>
[GenerateSerializer, Immutable, Alias("sign-off-lapsed")]
public sealed record SignOffLapsed : MeasureEvent;

[GenerateSerializer, Immutable, Alias("sign-off-withdrawn")]
public sealed record SignOffWithdrawn : MeasureEvent;

[GenerateSerializer, Immutable, Alias("sign-off-step-approved")]
public sealed record SignOffStepApproved : MeasureEvent
{
    [Id(0)] public required ReviewStep Step { get; init; }
    [Id(1)] public required string Fingerprint { get; init; }
}

[GenerateSerializer, Immutable, Alias("sign-off-returned")]
public sealed record SignOffReturned : MeasureEvent
{
    [Id(0)] public required ReviewStep Step { get; init; }
    [Id(1)] public required string Reason { get; init; }
    [Id(2)] public required string Fingerprint { get; init; }
}

/// <summary>销号：every step approved.</summary>
[GenerateSerializer, Immutable, Alias("measure-signed-off")]
public sealed record MeasureSignedOff : MeasureEvent
{
    [Id(0)] public StandingTerms? Standing { get; init; }
}

[GenerateSerializer, Immutable, Alias("extension-requested")]
public sealed record ExtensionRequested : MeasureEvent
{
    [Id(0)] public required int Extension { get; init; }
    [Id(1)] public required DateOnly Until { get; init; }
    [Id(2)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("extension-approved")]
public sealed record ExtensionApproved : MeasureEvent
{
    [Id(0)] public required int Extension { get; init; }
    [Id(1)] public required DateOnly Until { get; init; }
}

[GenerateSerializer, Immutable, Alias("extension-returned")]
public sealed record ExtensionReturned : MeasureEvent
{
    [Id(0)] public required int Extension { get; init; }
    [Id(1)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("basically-done-proposed")]
public sealed record BasicallyDoneProposed : MeasureEvent
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateOnly ExpectedBy { get; init; }
}

[GenerateSerializer, Immutable, Alias("basically-done-approved")]
public sealed record BasicallyDoneApproved : MeasureEvent;

[GenerateSerializer, Immutable, Alias("basically-done-returned")]
public sealed record BasicallyDoneReturned : MeasureEvent
{
    [Id(0)] public required string Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("measure-reopened")]
public sealed record MeasureReopened : MeasureEvent
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateOnly Until { get; init; }
}

[GenerateSerializer, Immutable, Alias("institution-registered")]
public sealed record InstitutionRegistered : MeasureEvent
{
    [Id(0)] public required string Title { get; init; }
    [Id(1)] public required string Number { get; init; }
    [Id(2)] public required DateOnly Date { get; init; }
    [Id(3)] public required string IssuedBy { get; init; }
    [Id(4)] public required InstitutionKind Kind { get; init; }
    [Id(5)] public EvidenceReference? Evidence { get; init; }
}

[GenerateSerializer, Immutable, Alias("standing-check-passed")]
public sealed record StandingCheckPassed : MeasureEvent
{
    [Id(0)] public required string Note { get; init; }
    [Id(1)] public IReadOnlyList<EvidenceReference> Evidence { get; init; } = [];
}

/// <summary>What stood no longer does: the measure is reopened.</summary>
[GenerateSerializer, Immutable, Alias("standing-check-failed")]
public sealed record StandingCheckFailed : MeasureEvent
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required DateOnly Until { get; init; }
    [Id(2)] public IReadOnlyList<EvidenceReference> Evidence { get; init; } = [];
}

/// <summary>方案调整：an amendment of the plan reached the measure. From here on it is judged by <see cref="To"/>, before by <see cref="From"/>.</summary>
[GenerateSerializer, Immutable, Alias("measure-replanned")]
public sealed record MeasureReplanned : MeasureEvent
{
    /// <summary>The version of the plan's roster that states <see cref="To"/>.</summary>
    [Id(0)] public required int Roster { get; init; }
    [Id(1)] public required int Amendment { get; init; }
    [Id(2)] public required string Reason { get; init; }

    /// <summary>The paper it was decided by.</summary>
    [Id(3)] public string? Document { get; init; }

    /// <summary>Left out where the measure was added.</summary>
    [Id(4)] public MeasureDefinition? From { get; init; }
    [Id(5)] public required MeasureDefinition To { get; init; }
}

[GenerateSerializer, Immutable, Alias("waiting-requested")]
public sealed record WaitingRequested : MeasureEvent
{
    [Id(0)] public required string With { get; init; }
    [Id(1)] public required DateOnly Since { get; init; }
    [Id(2)] public required string Sent { get; init; }
    [Id(3)] public required DateOnly Until { get; init; }
    [Id(4)] public IReadOnlyList<EvidenceReference> Evidence { get; init; } = [];
}

/// <summary>The unit's clock stands still from here to the end of the day, unless it ends before.</summary>
[GenerateSerializer, Immutable, Alias("waiting-approved")]
public sealed record WaitingApproved : MeasureEvent
{
    [Id(0)] public required DateOnly Until { get; init; }
}

[GenerateSerializer, Immutable, Alias("waiting-returned")]
public sealed record WaitingReturned : MeasureEvent
{
    [Id(0)] public required string Reason { get; init; }
}

/// <summary>Ended before its day, or taken back before it was decided on.</summary>
[GenerateSerializer, Immutable, Alias("waiting-ended")]
public sealed record WaitingEnded : MeasureEvent
{
    [Id(0)] public string? Reason { get; init; }
}
