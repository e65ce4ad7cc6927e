using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Measures;

/// <summary>留痕：one accepted command with the events it made. Its JSON is sealed byte for byte; names and order are for ever.</summary>
public sealed record TrailEntry : IChainEntry
{
    [JsonPropertyName("v")] public required long Version { get; init; }

    /// <summary>Own time: when it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was recorded; later than <see cref="At"/> only for history that was brought in.</summary>
    public required DateTimeOffset Recorded { get; init; }
    public required string By { get; init; }

    /// <summary>The person it was done for, where a substitute did it.</summary>
    public string? For { get; init; }

    /// <summary>The command's id.</summary>
    public required string Id { get; init; }

    /// <summary>First 16 bytes of the SHA-256 of the command's canonical JSON, hexadecimal: tells a repeat from another body.</summary>
    public required string Body { get; init; }
    public required IReadOnlyList<MeasureEvent> Events { get; init; }

    /// <summary>Whether it was accepted as it happened, and not brought in as history.</summary>
    [JsonIgnore] public bool IsLive => At >= Recorded;
}

/// <summary>The canonical JSON of trails and commands.</summary>
[JsonSerializable(typeof(TrailEntry))]
[JsonSerializable(typeof(MeasureCommand))]
public sealed partial class TrailJson : JsonSerializerContext
{
    public static TrailJson Canonical { get; } = new(ChainJson.Rules());
}
