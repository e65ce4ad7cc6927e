using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Measures;

namespace Rectification.Orders;

/// <summary>An order after its events so far.</summary>
public sealed record OrderState
{
    public required OrderIssued Issued { get; init; }
    public required string IssuedBy { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The plan's day on which it was last asked for an answer.</summary>
    public required DateOnly Asked { get; init; }
    public required DateOnly Due { get; init; }
    public int? WorkingDays { get; init; }

    /// <summary>The due day was counted in a year whose working days were not known.</summary>
    public bool Provisional { get; init; }
    public int? RepeatedBy { get; init; }
    public ImmutableArray<OrderAnswerView> Answers { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<OrderReturnView> Returned { get; init; } = [];
    public OrderClosingView? Closed { get; init; }

    /// <summary>Version of the newest line of the chain that is about it.</summary>
    public long Version { get; init; }

    public int No => Issued.Order;

    /// <summary>An answer is wanted: none yet, or the last one was returned.</summary>
    public bool IsOpen => Closed is null && Answers.Length == Returned.Length;

    /// <summary>Whether the due day is over without the answer.</summary>
    public bool IsLate(DateOnly today) => IsOpen && today > Due;

    public OrderStatus Status(DateOnly today) =>
        Closed is not null ? OrderStatus.Closed
        : !IsOpen ? OrderStatus.Answered
        : IsLate(today) ? OrderStatus.Late
        : OrderStatus.Open;

    /// <summary>How an event changes the order it is about.</summary>
    public static OrderState Apply(OrderState? order, OrderEvent happened, string by, string? onBehalfOf, DateTimeOffset at, long version) => happened switch
    {
        OrderIssued e => new()
        {
            Issued = e,
            IssuedBy = by,
            IssuedAt = at,
            Asked = e.Asked,
            Due = e.Due,
            WorkingDays = e.WorkingDays,
            Provisional = e.Provisional is true,
            Version = version,
        },
        OrderDuePlanned e => order! with { Due = e.Due, Provisional = e.Provisional is true, Version = version },
        OrderAnswered e => order! with
        {
            Answers = order.Answers.Add(new() { Text = e.Text, Evidence = e.Evidence, By = by, OnBehalfOf = onBehalfOf, At = at }),
            Version = version,
        },
        OrderReturned e => order! with
        {
            Asked = e.Asked,
            Due = e.Due,
            WorkingDays = e.WorkingDays,
            Provisional = e.Provisional is true,
            Returned = order.Returned.Add(new() { Reason = e.Reason, By = by, At = at }),
            Version = version,
        },
        OrderClosed e => order! with { Closed = new() { Result = e.Result, Reason = e.Reason, By = by, At = at }, Version = version },
        OrderRepeated e => order! with { RepeatedBy = e.RepeatedBy, Version = version },
        _ => throw new InvalidOperationException($"No evolution for the event {happened.GetType().Name}."),
    };

    public OrderView View(DateOnly today) => new()
    {
        No = No,
        Label = Issued.Label,
        Status = Status(today),
        Unit = Issued.Unit,
        Measures = Issued.Measures,
        Demand = Issued.Demand,
        Due = Due,
        DueInWorkingDays = WorkingDays,
        Round = Issued.Round,
        Repeats = Issued.Repeats,
        RepeatedBy = RepeatedBy,
        IssuedBy = IssuedBy,
        IssuedAt = IssuedAt,
        Answers = Answers,
        Returned = Returned.LastOrDefault(),
        Closed = Closed,
        Version = Version,
        Returns = Returned.Length == 0 ? null : Returned,
        DueIsProvisional = Provisional && IsOpen,
    };
}

/// <summary>What the chain of orders holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrderIssued), "issued")]
[JsonDerivedType(typeof(OrderAnswered), "answered")]
[JsonDerivedType(typeof(OrderReturned), "returned")]
[JsonDerivedType(typeof(OrderClosed), "closed")]
[JsonDerivedType(typeof(OrderRepeated), "repeated")]
[JsonDerivedType(typeof(OrderDuePlanned), "duePlanned")]
public abstract record OrderEvent
{
    /// <summary>The order's number.</summary>
    [JsonPropertyOrder(-1)] public required int Order { get; init; }
}

public sealed record OrderIssued : OrderEvent
{
    public required string Label { get; init; }
    public required string Unit { get; init; }
    public required IReadOnlyList<int> Measures { get; init; }
    public required string Demand { get; init; }

    /// <summary>The plan's day on which it was issued.</summary>
    public required DateOnly Asked { get; init; }
    public required DateOnly Due { get; init; }
    public int? WorkingDays { get; init; }
    public int Round { get; init; }

    /// <summary>The order of which this is the second round.</summary>
    public int? Repeats { get; init; }

    /// <summary>The due day was counted in a year whose working days were not known; otherwise nothing.</summary>
    public bool? Provisional { get; init; }

    /// <summary>What is issued on a command: its own number and label, the first time.</summary>
    public static OrderIssued Of(IssueOrder command, int no, string label, DateOnly today, CountedDay due) => new()
    {
        Order = no,
        Label = label,
        Unit = command.Unit,
        Measures = command.Measures,
        Demand = command.Demand,
        Asked = today,
        Due = due.Day,
        WorkingDays = command.DueInWorkingDays,
        Round = 1,
        Provisional = due.Provisional,
    };
}

public sealed record OrderAnswered : OrderEvent
{
    public required string Text { get; init; }
    public required IReadOnlyList<EvidenceReference> Evidence { get; init; }
}

public sealed record OrderReturned : OrderEvent
{
    public required string Reason { get; init; }
    public required DateOnly Asked { get; init; }
    public required DateOnly Due { get; init; }
    public int? WorkingDays { get; init; }

    /// <inheritdoc cref="OrderIssued.Provisional"/>
    public bool? Provisional { get; init; }
}

public sealed record OrderClosed : OrderEvent
{
    public required string Result { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Not answered in time; another order asks again.</summary>
public sealed record OrderRepeated : OrderEvent
{
    public required int RepeatedBy { get; init; }
}

/// <summary>The working days of the year became known, or other ones than were thought: the due day was counted anew.</summary>
public sealed record OrderDuePlanned : OrderEvent
{
    public required DateOnly Due { get; init; }

    /// <inheritdoc cref="OrderIssued.Provisional"/>
    public bool? Provisional { get; init; }
}

/// <summary>The canonical JSON of orders and commands on them.</summary>
[JsonSerializable(typeof(ChainEntry<OrderEvent>))]
[JsonSerializable(typeof(OrderCommand))]
internal sealed partial class OrderJson : JsonSerializerContext
{
    public static OrderJson Canonical { get; } = new(ChainJson.Rules());
}
