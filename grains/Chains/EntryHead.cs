using System.Text.Json.Serialization;

namespace Rectification.Chains;

/// <summary>
/// An entry of any chain as far as it takes to know its command again. Read without what happened in it, which is most of a line.
/// </summary>
internal sealed record EntryHead : SealedEntry, IChainEntry
{
    /// <summary>Where an entry does not say so, it was recorded as it happened.</summary>
    [JsonPropertyName("recorded")] public DateTimeOffset? RecordedAt { get; init; }

    public string Body { get; init; } = "";

    DateTimeOffset IChainEntry.Recorded => RecordedAt ?? At;
}

/// <summary>The JSON of what every entry begins with.</summary>
[JsonSerializable(typeof(EntryHead))]
internal sealed partial class HeadJson : JsonSerializerContext
{
    public static HeadJson Canonical { get; } = new(ChainJson.Rules());
}
