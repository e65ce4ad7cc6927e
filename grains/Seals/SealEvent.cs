using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Seals;

/// <summary>What the chain of seals records. Its JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlanSealed), "sealed")]
public abstract record SealEvent;

public sealed record PlanSealed : SealEvent
{
    /// <summary>The seal's number, also the version of its entry.</summary>
    public required long Seal { get; init; }

    /// <summary>The instant of the figures; not before anything sealed.</summary>
    public required DateTimeOffset At { get; init; }
    public required int Roster { get; init; }
    public required int Chains { get; init; }
    public required int Tallies { get; init; }
    public required string Root { get; init; }

    /// <summary>The names of all figures that were counted then: one that a later version of the program adds was not.</summary>
    public required IReadOnlyList<string> Figures { get; init; }
    public required IReadOnlyDictionary<string, long> City { get; init; }
}

/// <summary>The canonical JSON of seals.</summary>
[JsonSerializable(typeof(ChainEntry<SealEvent>))]
internal sealed partial class SealJson : JsonSerializerContext
{
    public static SealJson Canonical { get; } = new(ChainJson.Rules());
}
