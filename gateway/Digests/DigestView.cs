using Rectification.Digests;

namespace Rectification.Gateway.Digests;

/// <summary>A frozen digest with what is known of it. Its bytes, of which the hash is, are at <c>.json</c>.</summary>
internal sealed record DigestView
{
    public required DigestEntry Entry { get; init; }
    public required Digest Digest { get; init; }
}

/// <summary>A plan's digests, and when the next one is due.</summary>
internal sealed record DigestList
{
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<DigestEntry> Items { get; init; }
    public string? NextCursor { get; init; }

    /// <summary>Null for a plan that gets none any more.</summary>
    public DigestDate? Next { get; init; }
}
