using System.Text.Json.Serialization.Metadata;

namespace Rectification.Chains;

/// <summary>One accepted act and the events it made, in a chain that is not a measure's.</summary>
public sealed record ChainEntry<TEvent> : SealedEntry, IChainEntry
{
    /// <summary>First 16 bytes of the SHA-256 of the command's canonical JSON, hexadecimal: tells a repeat from another body.</summary>
    public required string Body { get; init; }
    public required IReadOnlyList<TEvent> Events { get; init; }

    DateTimeOffset IChainEntry.Recorded => At;
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
