namespace Rectification.Storage;

/// <summary>The storage did not take the write and nothing of it will ever appear: queue full, store locked, disk full, shutting down.</summary>
/// <remarks>
/// An Orleans exception, because grain state wraps all others; serializable, because it may leave a call. A caller drops its copy of the state and
/// may try again later.
/// </remarks>
[GenerateSerializer, Alias("storage-unavailable")]
public sealed class StorageUnavailableException : OrleansException
{
    public StorageUnavailableException(string message, Exception? inner) : base(message, inner!) { }

    public StorageUnavailableException() { }

    public StorageUnavailableException(string message) : base(message) { }
}

/// <summary>Unknown whether the write went through: connection lost or time-out after it was sent. It may still commit.</summary>
/// <remarks>A caller must fence the lost write (write its old state under its old ETag) before it serves anything again.</remarks>
[GenerateSerializer, Alias("storage-outcome-unknown")]
public sealed class StorageOutcomeUnknownException : OrleansException
{
    public StorageOutcomeUnknownException(string message, Exception? inner) : base(message, inner!) { }

    public StorageOutcomeUnknownException() { }

    public StorageOutcomeUnknownException(string message) : base(message) { }
}
