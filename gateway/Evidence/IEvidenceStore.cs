namespace Rectification.Gateway.Evidence;

/// <summary>Where the bytes of evidence（佐证材料）lie: files by their SHA-256, each stored once and never changed or removed.</summary>
internal interface IEvidenceStore
{
    /// <summary>Whether the file is there, durably; false if it is no hash.</summary>
    Task<bool> Exists(string sha256, CancellationToken cancellation);

    /// <summary>Takes a checked upload in. It is durable when this returns; once more is no harm.</summary>
    Task Put(Upload upload, CancellationToken cancellation);

    /// <summary>Opens a file, or gives <see langword="null"/>.</summary>
    Task<Stream?> Open(string sha256, CancellationToken cancellation);
}
