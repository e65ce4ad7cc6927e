using System.Text.Json.Serialization;
using Rectification.Measures;

namespace Rectification.Orders;

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
