using System.Text.Json.Serialization;

namespace Rectification.Chains;

/// <summary>
/// How every entry of a chain begins: which it is, when, by whom and for which command. Its JSON is sealed byte for byte; names and order are for ever.
/// </summary>
public abstract record SealedEntry
{
    [JsonPropertyName("v"), JsonPropertyOrder(-6)] public required long Version { get; init; }

    /// <summary>Own time: when it happened.</summary>
    [JsonPropertyOrder(-5)] public required DateTimeOffset At { get; init; }

    /// <summary>The account, or <see cref="ChainEntries.System"/> for what happened by the clock.</summary>
    [JsonPropertyOrder(-3)] public required string By { get; init; }

    /// <summary>The person it was done for, where a substitute did it.</summary>
    [JsonPropertyOrder(-2)] public string? For { get; init; }

    /// <summary>The command's id; with <see cref="By"/> it makes a repeat known.</summary>
    [JsonPropertyOrder(-1)] public required string Id { get; init; }
}

/// <summary>An entry that may have been brought in as history.</summary>
public abstract record LivedEntry : SealedEntry
{
    /// <summary>When it was recorded; later than <see cref="SealedEntry.At"/> only for history that was brought in.</summary>
    [JsonPropertyOrder(-4)] public required DateTimeOffset Recorded { get; init; }

    /// <summary>Whether it was accepted as it happened, and not brought in as history.</summary>
    [JsonIgnore] public bool IsLive => At >= Recorded;
}

public static class ChainEntries
{
    /// <summary>No account can have this name.</summary>
    public const string System = "-";
}
