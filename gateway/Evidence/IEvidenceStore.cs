namespace Rectification.Gateway.Evidence;

/// <summary>佐证材料: files by their SHA-256, each stored once and never changed.</summary>
internal interface IEvidenceStore
{
    /// <summary>Whether the file is there; false for what is no hash.</summary>
    bool Exists(string sha256);

    /// <summary>Stores a stream. It is durable when the answer is there.</summary>
    /// <returns><see langword="null"/> when it is larger than <see cref="EvidenceLimits.MaxBytes"/>; nothing is kept then.</returns>
    Task<StoredEvidence?> Store(Stream content, CancellationToken cancellation);

    /// <summary>Opens a file, or gives <see langword="null"/>.</summary>
    Stream? Open(string sha256);
}

/// <summary>A file that is stored.</summary>
internal sealed record StoredEvidence(string Sha256, long Size);

/// <summary>What an upload answers.</summary>
internal sealed record EvidenceView
{
    public required string Sha256 { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The media type the sender stated; never used to show the file.</summary>
    public required string Type { get; init; }
}

internal static class EvidenceLimits
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 100L * 1024 * 1024;

    /// <summary>Most pieces one report names.</summary>
    public const int MaxNamed = 50;
}
