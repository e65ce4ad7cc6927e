namespace Rectification.Notifications;

/// <summary>How far one receiver is in one plan's outbox, and whether it is failing.</summary>
[GenerateSerializer, Immutable, Alias("outbox-reader-row")]
public sealed record ReaderRow
{
    public const string StateName = "outbox-reader-v1";

    /// <summary>Position of the last notification it is done with.</summary>
    [Id(0)] public long Position { get; init; }
    [Id(1)] public DateTimeOffset? FailingSince { get; init; }
    [Id(2)] public string? LastError { get; init; }
}

/// <summary>The receiver did not take what it was sent; it is tried again later.</summary>
internal sealed class DeliveryFailedException(string reason) : Exception(reason);
