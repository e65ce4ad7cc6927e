using Orleans.Concurrency;

namespace Rectification.Notifications;

/// <summary>A plan's outgoing notifications (key: plan), durable and in order; receivers are served from it, each at its own pace.</summary>
[Alias("outbox")]
public interface IOutboxGrain : IGrainWithStringKey
{
    /// <summary>Takes notifications in. They are durable when this returns; one whose id is known already is left out.</summary>
    [Alias("post")]
    Task Post(IReadOnlyList<Notification> notifications);

    /// <summary>Notifications after a position, in order, at most <paramref name="limit"/>.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<OutboxSlice> Read(long after, int limit);

    /// <summary>Position of the last notification taken in before <paramref name="instant"/>; 0 without one.</summary>
    [Alias("last-before"), AlwaysInterleave]
    Task<long> LastBefore(DateTimeOffset instant);

    /// <summary>Has every receiver look whether there is something for it. Returns at once.</summary>
    [Alias("wake"), AlwaysInterleave, OneWay]
    Task Wake();
}

/// <summary>A part of an outbox, in order.</summary>
[GenerateSerializer, Immutable, Alias("outbox-slice")]
public sealed record OutboxSlice
{
    [Id(0)] public required IReadOnlyList<OutboxItem> Items { get; init; }

    /// <summary>Position of the newest notification of the whole outbox; 0 without one.</summary>
    [Id(1)] public required long Last { get; init; }
}

/// <summary>One notification and where it stands in its plan's outbox, counted from 1 without gaps.</summary>
[GenerateSerializer, Immutable, Alias("outbox-item")]
public sealed record OutboxItem([property: Id(0)] long Position, [property: Id(1)] Notification Notification);
