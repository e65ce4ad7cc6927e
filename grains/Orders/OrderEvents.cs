using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Measures;

namespace Rectification.Orders;

/// <summary>What the chain of orders holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrderIssued), "issued")]
[JsonDerivedType(typeof(OrderAnswered), "answered")]
[JsonDerivedType(typeof(OrderReturned), "returned")]
[JsonDerivedType(typeof(OrderClosed), "closed")]
[JsonDerivedType(typeof(OrderRepeated), "repeated")]
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

/// <summary>The canonical JSON of orders and commands on them.</summary>
[JsonSerializable(typeof(ChainEntry<OrderEvent>))]
[JsonSerializable(typeof(OrderCommand))]
internal sealed partial class OrderJson : JsonSerializerContext
{
    public static OrderJson Canonical { get; } = new(ChainJson.Rules());
}
