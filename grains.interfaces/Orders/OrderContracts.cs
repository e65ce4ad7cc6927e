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
public sealed record OrderOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }

    /// <summary>The order as it is now.</summary>
    [Id(1)] public OrderView? Order { get; init; }

    /// <summary>The command had been applied before.</summary>
    [Id(2)] public bool Repeated { get; init; }

    /// <summary>Of an order that is not issued all that is wrong with it, <see cref="Refusal"/> first; otherwise empty.</summary>
    [Id(3)] public IReadOnlyList<Refusal> Wrong { get; init; } = [];

    public static implicit operator OrderOutcome(Refusal refusal) => new() { Refusal = refusal };
}

[GenerateSerializer, Alias("order-status")]
public enum OrderStatus
{
    /// <summary>待答复.</summary>
    Open = 1,

    /// <summary>已答复.</summary>
    Answered = 2,

    /// <summary>已办结.</summary>
    Closed = 3,

    /// <summary>逾期未答复：open past the end of its due day.</summary>
    Late = 4,
}

/// <summary>督办单 as people see it.</summary>
[GenerateSerializer, Immutable, Alias("order-view")]
public sealed record OrderView
{
    /// <summary>Its number within the plan, from 1.</summary>
    [Id(0)] public required int No { get; init; }

    /// <summary>For people, for example <c>督办〔2024〕1号</c>.</summary>
    [Id(1)] public required string Label { get; init; }
    [Id(2)] public required OrderStatus Status { get; init; }
    [Id(3)] public required string Unit { get; init; }
    [Id(4)] public required IReadOnlyList<int> Measures { get; init; }
    [Id(5)] public required string Demand { get; init; }

    /// <summary>The day by whose end it must be answered.</summary>
    [Id(6)] public required DateOnly Due { get; init; }

    /// <summary>How many working days were given, where they were stated so.</summary>
    [Id(7)] public int? DueInWorkingDays { get; init; }

    /// <summary>1; 2 for 再次督办.</summary>
    [Id(8)] public required int Round { get; init; }

    /// <summary>The order that was not answered in time, of which this is the second round.</summary>
    [Id(9)] public int? Repeats { get; init; }
    [Id(10)] public int? RepeatedBy { get; init; }

    /// <summary>The account; <c>-</c> for the clock.</summary>
    [Id(11)] public required string IssuedBy { get; init; }
    [Id(12)] public required DateTimeOffset IssuedAt { get; init; }
    [Id(13)] public required IReadOnlyList<OrderAnswerView> Answers { get; init; }

    /// <summary>Why the last answer was returned.</summary>
    [Id(14)] public OrderReturnView? Returned { get; init; }
    [Id(15)] public OrderClosingView? Closed { get; init; }

    /// <summary>Grows with everything that happens to the order.</summary>
    [Id(16)] public required long Version { get; init; }

    /// <summary>
    /// What who asks may do: each act of <see cref="OrderActs"/> but issuing with <see langword="null"/>, or the refusal a command would be answered
    /// with. Only where one order is asked for; not in lists, nor in the answer to a command.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(17)] public IReadOnlyDictionary<string, Refusal?>? Allowed { get; init; }

    /// <summary>Every return of an answer, oldest first; left out where none was returned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(18)] public IReadOnlyList<OrderReturnView>? Returns { get; init; }

    /// <summary>
    /// 暂定：the due day was counted in a year whose working days are not known yet; once they are, it is counted anew. Left out where it is not.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Id(19)] public bool DueIsProvisional { get; init; }
}

/// <summary>The acts of <see cref="OrderView.Allowed"/>: the commands by their words.</summary>
public static class OrderActs
{
    public const string Answer = "answer";
    public const string Return = "return";

    public const string Close = "close";

    /// <summary>It is closed, and no reason need be given.</summary>
    public const string CloseWithoutReason = "closeWithoutReason";
}

[GenerateSerializer, Immutable, Alias("order-answer-view")]
public sealed record OrderAnswerView
{
    [Id(0)] public required string Text { get; init; }
    [Id(1)] public required IReadOnlyList<EvidenceReference> Evidence { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>The person whose substitute answered.</summary>
    [Id(4)] public string? OnBehalfOf { get; init; }
}

[GenerateSerializer, Immutable, Alias("order-return-view")]
public sealed record OrderReturnView
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }
}

[GenerateSerializer, Immutable, Alias("order-closing-view")]
public sealed record OrderClosingView
{
    [Id(0)] public required string Result { get; init; }
    [Id(1)] public string? Reason { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}
