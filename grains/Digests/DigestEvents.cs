using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Digests;

/// <summary>What the chain of digests holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DigestFrozen), "digestFrozen")]
public abstract record DigestEvent;

/// <summary>每周汇总 was frozen: what it covers, and the hash of its bytes, which lie beside the chain.</summary>
public sealed record DigestFrozen : DigestEvent
{
    public required DateOnly Period { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required DateTimeOffset Moment { get; init; }
    public required DateTimeOffset Before { get; init; }
    public required DateTimeOffset ReportBy { get; init; }
    public required bool Provisional { get; init; }

    /// <summary>The seal that fixes the trail, and its root.</summary>
    public required long Seal { get; init; }
    public required string Root { get; init; }

    /// <summary>Of the digest's bytes.</summary>
    public required string Sha256 { get; init; }
    public required long Done { get; init; }
    public required long Total { get; init; }

    internal DigestSlot Slot => new()
    {
        Period = Period,
        From = From,
        To = To,
        Moment = Moment,
        Before = Before,
        ReportBy = ReportBy,
        Provisional = Provisional,
    };

    internal static DigestFrozen Of(Digest digest, string sha256) => new()
    {
        Period = digest.Period,
        From = digest.From,
        To = digest.To,
        Moment = digest.Moment,
        Before = digest.Before,
        ReportBy = digest.ReportBy,
        Provisional = digest.Provisional,
        Seal = digest.Trail.Seal,
        Root = digest.Trail.Root,
        Sha256 = sha256,
        Done = digest.Headline.Measures.Done,
        Total = digest.Headline.Measures.Total,
    };
}

/// <summary>The canonical JSON of the chain of digests.</summary>
[JsonSerializable(typeof(ChainEntry<DigestEvent>))]
internal sealed partial class DigestChainJson : JsonSerializerContext
{
    public static DigestChainJson Canonical { get; } = new(ChainJson.Rules());
}
