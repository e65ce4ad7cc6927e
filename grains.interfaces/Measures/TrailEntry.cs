using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Measures;

/// <summary>留痕：one accepted command with the events it made.</summary>
public sealed record TrailEntry : LivedEntry, IChainEntry
{
    /// <summary>First 16 bytes of the SHA-256 of the command's canonical JSON, hexadecimal: tells a repeat from another body.</summary>
    public required string Body { get; init; }
    public required IReadOnlyList<MeasureEvent> Events { get; init; }
}

/// <summary>The canonical JSON of trails and commands.</summary>
[JsonSerializable(typeof(TrailEntry))]
[JsonSerializable(typeof(MeasureCommand))]
public sealed partial class TrailJson : JsonSerializerContext
{
    public static TrailJson Canonical { get; } = new(ChainJson.Rules());
}
