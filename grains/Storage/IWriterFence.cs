namespace Rectification.Storage;

/// <summary>
/// Shuts out silos that were given up by the cluster. One that was only paused may wake and write what it had under way; before rebuilding a
/// figure from persisted states fences first and reads then. Stores that cannot do this have none registered.
/// </summary>
public interface IWriterFence
{
    /// <summary>Returns when no write of a silo that has left the cluster can come any more.</summary>
    Task FenceDeparted(CancellationToken cancellation);
}
