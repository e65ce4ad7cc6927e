using System.Text.Json.Serialization;
using Rectification.Measures;

namespace Rectification.Orders;

/// <summary>A command on a supervision order, accepted or refused as a whole; <c>docs/reference/orders.md</c> lists when.</summary>
[GenerateSerializer, Immutable, Alias("order-command")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(IssueOrder), "issue")]
[JsonDerivedType(typeof(AnswerOrder), "answer")]
[JsonDerivedType(typeof(ReturnOrder), "return")]
[JsonDerivedType(typeof(CloseOrder), "close")]
public abstract record OrderCommand;

/// <summary>下发督办单. Exactly one of the two due fields is stated.</summary>
[GenerateSerializer, Immutable, Alias("issue-order"), Needs(Roles.Reviewer)]
public sealed record IssueOrder : OrderCommand
{
    /// <summary>The unit that has to answer.</summary>
    [Id(0)] public required string Unit { get; init; }

    /// <summary>Measures the unit leads or supports.</summary>
    [Id(1)] public required IReadOnlyList<int> Measures { get; init; }
    [Id(2)] public required string Demand { get; init; }

    /// <summary>The day by whose end it must be answered.</summary>
    [Id(3)] public DateOnly? Due { get; init; }
    [Id(4)] public int? DueInWorkingDays { get; init; }
}

/// <summary>答复.</summary>
[GenerateSerializer, Immutable, Alias("answer-order"), Needs(Roles.Reporter)]
public sealed record AnswerOrder : OrderCommand
{
    [Id(0)] public required string Text { get; init; }
    [Id(1)] public IReadOnlyList<EvidenceReference> Evidence { get; init => field = value ?? []; } = [];
}

/// <summary>退回答复：the office asks again, by a new day.</summary>
[GenerateSerializer, Immutable, Alias("return-order"), Needs(Roles.Reviewer)]
public sealed record ReturnOrder : OrderCommand
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public DateOnly? Due { get; init; }
    [Id(2)] public int? DueInWorkingDays { get; init; }
}

/// <summary>办结.</summary>
[GenerateSerializer, Immutable, Alias("close-order"), Needs(Roles.Reviewer)]
public sealed record CloseOrder : OrderCommand
{
    [Id(0)] public required string Result { get; init; }

    /// <summary>Why it is closed without an answer, where there is none.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>A command on its way: who, under which id, to which order.</summary>
[GenerateSerializer, Immutable, Alias("order-envelope")]
public sealed record OrderEnvelope
{
    /// <summary>Idempotency-Key: applied once per (account, order, id). At most 128 characters.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required Actor Actor { get; init; }
    [Id(2)] public required OrderCommand Command { get; init; }

    /// <summary>The order's number; 0 when one is issued.</summary>
    [Id(3)] public int No { get; init; }

    /// <summary>If-Match: the version the sender saw.</summary>
    [Id(4)] public long? IfVersion { get; init; }
}

/// <summary>Either a refusal, or the acknowledged outcome.</summary>
[GenerateSerializer, Immutable, Alias("order-outcome")]
public sealed record OrderOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }

    /// <summary>The order as it is now.</summary>
    [Id(1)] public OrderView? Order { get; init; }

    /// <summary>The command had been applied before.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator OrderOutcome(Refusal refusal) => new() { Refusal = refusal };
}
