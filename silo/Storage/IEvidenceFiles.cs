namespace Rectification.Storage;

/// <summary>
/// Files of evidence by their SHA-256 in a store that several processes share. A file is there when all of it is; none is changed or removed.
/// </summary>
public interface IEvidenceFiles : IAsyncDisposable
{
    /// <summary>Size of a file, or <see langword="null"/>.</summary>
    /// <param name="sha256">64 small hexadecimal digits.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<long?> Find(string sha256, CancellationToken cancellation);

    /// <summary>Opens a file, or gives <see langword="null"/>. Its last bytes are given out only if the whole has the hash it is named by.</summary>
    Task<Stream?> Open(string sha256, CancellationToken cancellation);

    /// <summary>Stores a file. One that is there already stays as it is.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="content">From where it stands to its end; it can seek, as a store that went away in the middle is given all of it again.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidDataException">The content does not have this hash or size; nothing was stored.</exception>
    Task Put(string sha256, long size, Stream content, CancellationToken cancellation);
}
