using System.Text.Json.Serialization;

namespace Rectification.Chains;

/// <summary>One accepted act and the events it made, in a chain that is not a measure's. Its JSON is sealed byte for byte; names and order are for ever.</summary>
public sealed record ChainEntry<TEvent>
{
    [JsonPropertyName("v")] public required long Version { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The account, or <see cref="ChainEntries.System"/> for what happened by the clock.</summary>
    public required string By { get; init; }

    /// <summary>The person it was done for, where a substitute did it.</summary>
    public string? For { get; init; }

    /// <summary>The command's id; with <see cref="By"/> it makes a repeat known.</summary>
    public required string Id { get; init; }

    /// <summary>First 16 bytes of the SHA-256 of the command's canonical JSON, hexadecimal: tells a repeat from another body.</summary>
    public required string Body { get; init; }
    public required IReadOnlyList<TEvent> Events { get; init; }
}

public static class ChainEntries
{
    /// <summary>Stands for nobody: no account can have this name.</summary>
    public const string System = "-";
}
