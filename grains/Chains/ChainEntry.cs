using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Chains;

/// <summary>
/// One accepted act and the events it made, in a chain that is not a measure's. Its JSON is sealed byte for byte; names and order are for ever.
/// </summary>
public sealed record ChainEntry<TEvent> : IChainEntry
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

    DateTimeOffset IChainEntry.Recorded => At;
}

public static class ChainEntries
{
    /// <summary>No account can have this name.</summary>
    public const string System = "-";
}

/// <summary>The chains whose entries are <see cref="ChainEntry{TEvent}"/>.</summary>
internal static class ChainKinds
{
    /// <summary>A page of this many bytes is sealed by the next append.</summary>
    public const int PageBytes = 16 * 1024;

    /// <param name="name">The chain's name, with which its pages' row type begins; for ever.</param>
    /// <param name="json">The canonical JSON of an entry.</param>
    public static ChainKind<ChainEntry<TEvent>> Of<TEvent>(string name, JsonTypeInfo<ChainEntry<TEvent>> json) => new($"{name}-page", PageBytes, json);
}
