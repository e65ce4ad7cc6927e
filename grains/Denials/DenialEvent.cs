using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Denials;

/// <summary>What the chain of denials records. Its JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CommandDenied), "denied")]
[JsonDerivedType(typeof(DenialsDropped), "dropped")]
public abstract record DenialEvent;

public sealed record CommandDenied : DenialEvent
{
    public required string Subject { get; init; }
    public required string Command { get; init; }
    public required string Code { get; init; }
}

/// <summary>So many of the account's denials of this day were not recorded one by one: it had more than its share.</summary>
public sealed record DenialsDropped : DenialEvent
{
    public required int Count { get; init; }
}

/// <summary>The canonical JSON of denials.</summary>
[JsonSerializable(typeof(ChainEntry<DenialEvent>))]
internal sealed partial class DenialJson : JsonSerializerContext
{
    public static DenialJson Canonical { get; } = new(ChainJson.Rules());
}
