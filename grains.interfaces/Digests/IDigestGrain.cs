using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Digests;

/// <summary>每周汇总 of a plan (key: plan): frozen once a period when its moment has come, however late somebody is awake to do it.</summary>
[Alias("digests")]
public interface IDigestGrain : IChainGrain
{
    /// <summary>Looks soon whether a digest is due; does not wait for it.</summary>
    [Alias("wake"), AlwaysInterleave, OneWay]
    Task Wake();

    /// <summary>Newest first.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<DigestPage> List(DateOnly? before, int limit);

    /// <summary>The digest of a period; <see langword="null"/> where none was frozen.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<FrozenDigest?> Get(DateOnly period);

    /// <summary>When the next one is due; <see langword="null"/> for a plan that gets none any more.</summary>
    [Alias("next"), AlwaysInterleave]
    Task<DigestDate?> Next();

    /// <summary>Computes every figure of a frozen digest again from the trails and compares; <see langword="null"/> where none was frozen.</summary>
    [Alias("recount"), AlwaysInterleave, ResponseTimeout("00:10:00")]
    Task<DigestRecount?> Recount(DateOnly period);
}

/// <summary>A frozen digest in a list.</summary>
[GenerateSerializer, Immutable, Alias("digest-entry")]
public sealed record DigestEntry
{
    /// <summary>The plan's day it is of; with the plan its key.</summary>
    [Id(0)] public required DateOnly Period { get; init; }
    [Id(1)] public required DateTimeOffset From { get; init; }
    [Id(2)] public required DateTimeOffset To { get; init; }

    /// <summary>When it was to be frozen.</summary>
    [Id(3)] public required DateTimeOffset Moment { get; init; }

    /// <summary>When it was.</summary>
    [Id(4)] public required DateTimeOffset FrozenAt { get; init; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    [Id(5)] public required string Sha256 { get; init; }

    /// <summary>Root of the seal that fixes the trail it is from.</summary>
    [Id(6)] public required string Root { get; init; }

    /// <summary>Measures signed off, of how many.</summary>
    [Id(7)] public required long Done { get; init; }
    [Id(8)] public required long Total { get; init; }
}

/// <summary>A frozen digest: its entry and its bytes.</summary>
[GenerateSerializer, Immutable, Alias("frozen-digest")]
public sealed record FrozenDigest
{
    [Id(0)] public required DigestEntry Entry { get; init; }

    /// <summary>Canonical JSON of <see cref="Digest"/>.</summary>
    [Id(1)] public required byte[] Content { get; init; }
}

[GenerateSerializer, Immutable, Alias("digest-page")]
public sealed record DigestPage
{
    [Id(0)] public required IReadOnlyList<DigestEntry> Items { get; init; }

    /// <summary>Pass as <c>before</c> for the next page; <see langword="null"/> at the end.</summary>
    [Id(1)] public DateOnly? Next { get; init; }
}

/// <summary>When a digest is due.</summary>
[GenerateSerializer, Immutable, Alias("digest-date")]
public sealed record DigestDate
{
    [Id(0)] public required DateOnly Period { get; init; }
    [Id(1)] public required DateTimeOffset Moment { get; init; }
    [Id(2)] public required DateTimeOffset ReportBy { get; init; }

    /// <summary>Whether the year's official calendar is not known yet.</summary>
    [Id(3)] public required bool Provisional { get; init; }
}

/// <summary>What came of computing a digest again.</summary>
[GenerateSerializer, Immutable, Alias("digest-recount")]
public sealed record DigestRecount
{
    [Id(0)] public required DateOnly Period { get; init; }

    /// <summary>Whether the stored bytes have the hash that the chain states.</summary>
    [Id(1)] public required bool BytesMatch { get; init; }

    /// <summary>Figures compared.</summary>
    [Id(2)] public required int Checked { get; init; }

    /// <summary>Those that differ; at most 100 are named.</summary>
    [Id(3)] public required IReadOnlyList<DigestDifference> Differences { get; init; }
}

/// <summary>A figure that is not what the trails say.</summary>
[GenerateSerializer, Immutable, Alias("digest-difference")]
public sealed record DigestDifference
{
    /// <summary>JSON pointer into the digest.</summary>
    [Id(0)] public required string Pointer { get; init; }
    [Id(1)] public required string Frozen { get; init; }
    [Id(2)] public required string Recounted { get; init; }
}
